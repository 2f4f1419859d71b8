"""What the package costs beside the library: single calls, and ten thousand files.

`make bench-bindings` runs it with a package that was built for release. It ends with 1 when a goal is missed.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import gatewright as gw

ROOT = Path(__file__).resolve().parents[2]
FILES = 10_000
missed = 0


def goal(what: str, is_met: bool) -> None:
    global missed
    missed += not is_met
    print(f"{what} {'ok' if is_met else 'MISSED'}")


def microseconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(301):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1e6)
    return statistics.median(times)


def calls(folder: Path) -> None:
    path = folder / "20-kb.yaml"
    rust = json.loads(subprocess.check_output(["cargo", "run", "--quiet", "--release", "--package", "gatewright-benches", "--", "calls", path], cwd=ROOT))
    plan = gw.read_file(path).plan()
    ours: dict[str, Callable[[], object]] = {
        "read, plan and check": lambda: gw.read_file(path).plan().check(),
        "check": plan.check,
        "write": plan.write,
        "render svg": lambda: plan.render("svg"),
    }
    for name, work in ours.items():
        took, most = microseconds(work), 2 * rust[name] + 50
        goal(f"{name}, {path.stat().st_size / 1e3:.0f} KB: {took:.0f} µs, in Rust {rust[name]:.0f} µs (goal: at most {most:.0f})", took <= most)


def idle() -> float:
    """Seconds that all cores together had nothing to do, since the machine started."""
    try:
        fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()
    except OSError:
        return 0.0
    return (int(fields[4]) + int(fields[5])) / os.sysconf("SC_CLK_TCK")


def batch(folder: Path) -> None:
    text = (ROOT / "core/tests/scenarios/contoso.yaml").read_text()
    paths = [folder / f"{number}.yaml" for number in range(FILES)]
    for number, path in enumerate(paths):
        path.write_text(text.replace("name: contoso-web", f"name: contoso-{number}"))
    heard: list[int] = []
    gw.check_many(paths[:500])
    before, rested = resource.getrusage(resource.RUSAGE_SELF), idle()
    began = time.perf_counter()
    reports = gw.check_many(paths, progress=heard.append)
    took = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    left = idle() - rested
    grown = (after.ru_maxrss - before.ru_maxrss) / 1e3
    print(f"check_many: {FILES / took:.0f} files a second, {len(reports.errors)} failed, progress heard {len(heard)} times")
    goal(f"check_many: {used / took:.2f} cores at work, {left / took:.2f} idle (goal: 80 % of what others leave)", used >= 0.8 * (used + left))
    goal(f"check_many: {FILES} files take {grown:.1f} MB more than 500 (goal: at most 20)", grown <= 20 and sum(heard) == FILES)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        calls(Path(name))
        batch(Path(name))
    sys.exit(1 if missed else 0)
