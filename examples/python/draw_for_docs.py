"""Pictures for the documentation: every delivery drawn, from all files at once.

python draw_for_docs.py pictures a.yaml b.yaml
"""

import sys
from pathlib import Path

import gatewright as gw


def main(folder: Path, paths: list[str]) -> int:
    drawn = gw.render_many(paths, "svg")
    for path, files in drawn.items():
        (written,) = files.write(folder / Path(path).stem)
        print(f"{written}: shows not all of {len(files.losses)} features")  # `files.losses` says which, and why
    for error in drawn.errors.values():
        print(error, file=sys.stderr)
    return 2 if drawn.errors else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "pictures"), sys.argv[2:]))
