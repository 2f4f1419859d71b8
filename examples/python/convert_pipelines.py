"""Writes a repository's pipelines for another system, and an account of what is not the same as `CONVERSION.md`.

Fails as long as something must be mended by hand.
"""

import sys
from pathlib import Path
from typing import cast

import gatewright as gw

repository, target, output = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
workflows = sorted((repository / ".github" / "workflows").glob("*.y*ml"))
files: list[gw.results.SourceFile] = [
    {"path": path.relative_to(repository).as_posix(), "text": path.read_text(encoding="utf-8")} for path in workflows
]
conversion = gw.convert(files, cast("gw.results.TargetName", target))
for file in conversion.files:
    path = output / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(file.text, encoding="utf-8")
(output / "CONVERSION.md").write_text(conversion.markdown, encoding="utf-8")
print(conversion.text)
sys.exit(any(entry.severity == "error" for entry in conversion.entries))
