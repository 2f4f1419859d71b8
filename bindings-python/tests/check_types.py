"""Runs the type checkers: all that is right passes, and of `bad.py` exactly the marked lines are refused."""

import json
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent
BAD = TESTS / "typing" / "bad.py"
PACKAGE = Path(__file__).parents[1]


def mypy(*files: str | Path) -> tuple[set[int], str]:
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--config-file", PACKAGE / "pyproject.toml", "--cache-dir", sys.argv[1], *files]
    said = subprocess.run(command, capture_output=True, text=True, cwd=TESTS)
    lines = [line for line in said.stdout.splitlines() if ": error:" in line]
    return {int(line.split(":")[1]) for line in lines}, said.stdout + said.stderr


def pyright(*files: str | Path) -> tuple[set[int], str]:
    command = [sys.executable, "-m", "basedpyright", "--level", "error", "--outputjson", "--pythonpath", sys.executable, *files]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, cwd=TESTS).stdout)
    errors = said["generalDiagnostics"]
    shown = "\n".join(f"{error['file']}:{error['range']['start']['line'] + 1}: {error['message']}" for error in errors)
    return {error["range"]["start"]["line"] + 1 for error in errors}, shown


def main() -> int:
    right = [TESTS / "typing" / "good.py", *sys.argv[2:]]
    marked = {number for number, line in enumerate(BAD.read_text().splitlines(), 1) if line.endswith("# E")}
    for checker in (mypy, pyright):
        wrong, said = checker(*right)
        if wrong or said:
            print(f"{checker.__name__} refuses what is right:\n{said}")
            return 1
        wrong, said = checker(BAD)
        if wrong != marked:
            print(f"{checker.__name__} accepts lines {sorted(marked - wrong)} and refuses {sorted(wrong - marked)} of bad.py:\n{said}")
            return 1
    print(f"   {len(right)} right files accepted, {len(marked)} wrong lines refused, by mypy and by pyright")
    return 0


if __name__ == "__main__":
    sys.exit(main())
