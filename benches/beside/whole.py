"""What is measured on whole processes: linters over the files, how fast programs start, manifests from Python, and memory."""

from __future__ import annotations

import os
import statistics
from dataclasses import dataclass
from pathlib import Path

from .side import Pace
from .workers import PEERS, PYTHON, ROOT, TARGET, TOOLS, Missing, Question, Usage, Workers, memory, run

BIN = TOOLS / "bench-python/bin"
ACTIONLINT = os.environ.get("ACTIONLINT", "actionlint")


@dataclass
class Row:
    """One comparison of whole processes, as it is told."""

    goal: int
    what: str
    ours: str
    peer: str
    ratio: str
    floor: str
    stretch: str
    met: str


def verdict(value: float, floor: float, stretch: float, *, large: bool) -> str:
    """Which of the two limits a value meets."""
    meets = (lambda limit: value >= limit) if large else (lambda limit: value <= limit)
    return "stretch" if meets(stretch) else "floor" if meets(floor) else "missed"


def spread(values: list[float], digits: int = 1) -> str:
    """The median of values, with their range."""
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def linters(corpus: Path, pace: Pace, scratch: Path, workers: Workers) -> list[Row]:
    """Goals 8, 9 and 17: our rules in one process over all files, beside programs over the same files."""
    files = sorted(str(path) for path in corpus.rglob("*") if ".github/workflows/" in str(path) and path.suffix in (".yml", ".yaml"))
    question = Question("lint", corpus=str(corpus))
    programs = {
        "actionlint": [ACTIONLINT, "-no-color", "-shellcheck=", "-pyflakes=", *files],
        "zizmor": [str(BIN / "zizmor"), "--offline", "--no-progress", "--no-exit-codes", "--format=json", *files],
        "check-jsonschema": [str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows", *files],
    }
    aims = {"actionlint": (8, 3, 5), "zizmor": (9, 12, 25), "workflow-parser": (9, 10, 20), "check-jsonschema": (9, 25, 50)}
    rounds = pace.rounds if pace.full else 3
    ours: list[float] = []
    theirs: dict[str, list[Usage]] = {name: [] for name in aims}
    missing: dict[str, str] = {}
    for _ in range(rounds):
        ours.append(workers.seconds("own", "gatewright", question, pace.seconds))
        try:
            # A library, so it is asked in a process that is warm, as ours.
            parsed = workers.seconds("node", "workflow-parser", Question("import", corpus=str(corpus)), 0)
            theirs["workflow-parser"].append(Usage(0, parsed, 0, ""))
        except Missing as error:
            missing["workflow-parser"] = str(error)
        for name, command in programs.items():
            if name not in missing:
                try:
                    theirs[name].append(run(command, finds=True))
                except Missing as error:
                    missing[name] = str(error)
    workers.forget()
    peak = memory("own", "gatewright", question, scratch / "lint.out")
    each = statistics.median(ours) / len(files) * 1e6
    rows = []
    for name, (goal, floor, stretch) in aims.items():
        what, limits = f"lint {len(files)} files, processor time", (f"≥ {floor}×", f"≥ {stretch}×")
        if name in missing:
            rows.append(Row(goal, what, f"{each:.0f} µs/file", name, "—", *limits, f"not judged: {missing[name]}"))
            continue
        ratios = [used.processor / our for used, our in zip(theirs[name], ours, strict=True)]
        took = statistics.median(used.processor for used in theirs[name]) / len(files) * 1e6
        met = verdict(statistics.median(ratios), floor, stretch, large=True)
        rows.append(Row(goal, what, f"{each:.0f} µs/file", f"{name} {took:.0f} µs/file", f"{spread(ratios)}×", *limits, met))
    rows.append(_memory_row(f"peak memory, lint {len(files)} files", peak, theirs.get("actionlint", []), (1.5, 1.0)))
    return rows


def large_workflow(scratch: Path, workers: Workers) -> Row:
    """Goal 17: one workflow of 10,000 jobs."""
    folder = scratch / "large/.github/workflows"
    folder.mkdir(parents=True)
    file = folder / "ci.yml"
    workers.output("own", "gatewright", Question("workflow", 10_000), file)
    workers.forget()
    peak = memory("own", "gatewright", Question("lint", corpus=str(scratch / "large")), scratch / "lint.out")
    try:
        peer = [run([ACTIONLINT, "-no-color", "-shellcheck=", "-pyflakes=", str(file)], finds=True)]
    except Missing:
        peer = []
    return _memory_row(f"peak memory, one workflow of 10,000 jobs ({file.stat().st_size / 1e6:.0f} MB)", peak, peer, (0.5, 0.25))


def _memory_row(what: str, peak: float, peer: list[Usage], limits: tuple[float, float]) -> Row:
    said = [f"≤ {limit}× actionlint" for limit in limits]
    if not peer:
        return Row(17, what, f"{peak:.0f} MB", "actionlint", "—", *said, "not judged: actionlint is not installed")
    ratio = peak / statistics.median(used.memory for used in peer)
    return Row(17, what, f"{peak:.0f} MB", f"actionlint {peer[0].memory:.0f} MB", f"{ratio:.2f} of it", *said, verdict(ratio, *limits, large=False))


def starts(pace: Pace) -> list[Row]:
    """Goal 16: the command line on one file, and what `import` and `require` add to a bare start, in turn. A busy machine makes the
    clock tell how busy it is, so processor time is judged and the clock told beside."""
    program = str(TARGET / "release/gatewright")
    document = str(ROOT / "core/tests/scenarios/contoso.yaml")
    workflow = str(ROOT / "core/tests/goldens/github-actions/start/.github/workflows/main.yml")
    python, node = str(PYTHON), "node"
    commands = {
        "check": [program, "check", document, "--deny", "never"],
        "actionlint": [ACTIONLINT, "-no-color", "-shellcheck=", "-pyflakes=", workflow],
        "python": [python, "-I", "-c", "pass"],
        "import": [python, "-I", "-c", "import gatewright"],
        "node": [node, "--eval", ""],
        "require": [node, "--eval", 'require("gatewright")'],
    }
    taken: dict[str, list[Usage]] = {name: [] for name in commands}
    missing: dict[str, str] = {}
    for _ in range(60 if pace.full else 30):
        for name, command in commands.items():
            if name not in missing:
                try:
                    taken[name].append(run(command, cwd=ROOT / "bindings-node", finds=name == "actionlint"))
                except Missing as error:
                    missing[name] = str(error)
    rows = [_check(taken)]
    for bare, more, what, floor, stretch in (
        ("python", "import", "`import gatewright`, above a bare start", 20, 10),
        ("node", "require", '`require("gatewright")`, above a bare start', 15, 8),
    ):
        limits = (f"≤ {floor} ms", f"≤ {stretch} ms")
        if more in missing or bare in missing:
            rows.append(Row(16, what, "—", f"bare {bare}", "—", *limits, f"not judged: {missing.get(more) or missing[bare]}"))
            continue
        pairs = list(zip(taken[more], taken[bare], strict=True))
        above = statistics.median(with_.processor - without.processor for with_, without in pairs) * 1e3
        clock = statistics.median(with_.wall - without.wall for with_, without in pairs) * 1e3
        peer = f"bare {bare} {_both(taken[bare])}"
        rows.append(Row(16, what, f"{above:.1f} ms (on the clock {clock:.1f} ms)", peer, "", *limits, verdict(above, floor, stretch, large=False)))
    return rows


def _check(taken: dict[str, list[Usage]]) -> Row:
    what = "`gatewright check` of one file"
    limits = ("≤ 2× actionlint", "≤ 1× actionlint")
    if not taken["actionlint"]:
        return Row(16, what, _both(taken["check"]), "actionlint", "—", *limits, "not judged: actionlint is not installed")
    ratios = [our.processor / their.processor for our, their in zip(taken["check"], taken["actionlint"], strict=True)]
    met = verdict(statistics.median(ratios), 2, 1, large=False)
    return Row(16, what, _both(taken["check"]), f"actionlint {_both(taken['actionlint'])}", f"{spread(ratios)} of it", *limits, met)


def _both(uses: list[Usage]) -> str:
    processor, wall = (statistics.median(times) * 1e3 for times in ([used.processor for used in uses], [used.wall for used in uses]))
    return f"{processor:.1f} ms (on the clock {wall:.1f} ms)"


def from_python(pace: Pace) -> Row:
    """Goal 11: manifests of one app from Python, each a process of its own, with its Node where it needs one."""
    script = str(PEERS / "python/bundles.py")
    limits = ("≥ 20×", "≥ 40×")
    what = "manifests of one app from Python, whole process"
    ours: list[Usage] = []
    theirs: list[Usage] = []
    try:
        for _ in range(pace.rounds):
            ours.append(run([str(PYTHON), script, "gatewright", "1"]))
            peer = run([str(PYTHON), script, "cdk8s", "1"])
            if "kind: Deployment" not in peer.out:
                raise Missing("cdk8s wrote no manifests")
            theirs.append(peer)
    except Missing as error:
        return Row(11, what, "—", "cdk8s through jsii", "—", *limits, f"not judged: {error}")
    ratios = [their.processor / our.processor for our, their in zip(ours, theirs, strict=True)]
    met = verdict(statistics.median(ratios), 20, 40, large=True)
    return Row(11, what, _both(ours), f"cdk8s through jsii {_both(theirs)}", f"{spread(ratios)}×", *limits, met)
