"""What the judges of GitHub and Azure have in common: rendering the scenarios, asking every judge, and telling what they say."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parents[1]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))

#: A judge's complaint: who, about which file, and what.
Complaint = tuple[str, str, str]


def run(command: list[str | Path], **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload]


def why(said: str) -> str:
    """The line that says why a tool has failed: the first that begins with an error, or the last."""
    lines = said.strip().splitlines() or ["it said nothing"]
    return next((line for line in lines if re.match(r"(\w*Error|error|fatal)\b.*:", line)), lines[-1])


def judge(judging: Callable[[list[Path]], Iterator[Complaint]], files: list[Path]) -> list[Complaint]:
    try:
        return list(judging(files))
    except OSError as error:
        return [(judging.__name__, "", f"not judged: {error}")]


def scenarios(target: str, folder: Path) -> Iterator[str]:
    """Renders every scenario that has a plan into a folder of its own; what goes wrong is told."""
    program = TARGET / "debug" / "gatewright"
    for scenario in sorted((TESTS / "scenarios").glob("*.yaml")):
        if scenario.stem == "broken":
            continue
        done = run([program, "render", target, scenario, "-o", folder / scenario.stem])
        if done.returncode:
            yield f"{scenario.stem} is not rendered: {why(done.stderr)}"


def rendered(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix in (".yml", ".yaml", ".sh", ".tf"))


def settle(system: str, right: list[Path], refused: dict[str, set[str]], said: Iterable[Complaint], failures: list[str], scratch: str) -> int:
    """Tells what is wrong with right files, and which judge accepts what is wrong on purpose."""
    for by, file, message in said:
        if file in refused:
            refused[file].discard(by if not message.startswith("not judged") else "")
        else:
            failures.append(f"{file.replace(f'{scratch}/', '').replace(f'{ROOT}/', '')}: {by}: {message}")
    failures += [f"{judge} accepts what is wrong in {Path(file).name}" for file, left in refused.items() for judge in sorted(left)]
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"   {len(right)} files for {system}, {len(refused)} wrong ones: {len(failures)} failures")
    return 1 if failures or not right else 0
