"""`make bench`: Gatewright beside its peers, in rounds taken in turn, and its own figures; the page goes to `benches/RESULTS.md`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from . import machine, own, side, whole
from .goals import GROUPS
from .page import page
from .side import Pace
from .workers import ROOT, Question, Workers

GOLDENS = ROOT / "core/tests/goldens/github-actions"
RESULTS = ROOT / "benches/RESULTS.md"


def main() -> int:
    parser = argparse.ArgumentParser(prog="beside", description=__doc__)
    parser.add_argument("--full", action="store_true", help="all sizes and more rounds")
    parser.add_argument("--corpus", type=Path, help="a folder of repositories with workflows; those rendered from our scenarios when left out")
    parser.add_argument("--only", action="append", help="only these works, and nothing is written")
    asked = parser.parse_args()
    pace = Pace(rounds=9, seconds=0.3, full=True) if asked.full else Pace(rounds=5, seconds=0.1, full=False)
    load = machine.load()
    corpus, told = _corpus(asked.corpus)
    workers = Workers()
    with tempfile.TemporaryDirectory(prefix="gatewright-bench-") as name:
        scratch = Path(name)
        made = []
        for group in GROUPS:
            if asked.only and group.work not in asked.only:
                continue
            print(f"{group.title} …", file=sys.stderr)
            question = Question(group.work, group.size, str(corpus) if group.on_corpus else "", _input(group.work, group.size, workers, scratch))
            made.append(side.measure(group, question, workers, pace, scratch))
        rows: list[whole.Row] = []
        if not asked.only or "whole" in asked.only:
            print("whole processes …", file=sys.stderr)
            rows = [*whole.linters(corpus, pace, scratch, workers), whole.large_workflow(scratch, workers), *whole.starts(pace), whole.from_python(pace)]
        figures, limited = [], []
        if not asked.only or "own" in asked.only:
            print("our own figures …", file=sys.stderr)
            figures, limited = own.measure(workers, pace, scratch), own.limits(workers, pace)
    text, wrong = page(made, rows, figures, limited, pace, told, load)
    print(text)
    if not asked.only:
        RESULTS.write_text(text)
        print(f"== written to {RESULTS.relative_to(ROOT)}", file=sys.stderr)
    return 1 if wrong else 0


def _corpus(folder: Path | None) -> tuple[Path, str]:
    where = (folder or GOLDENS).resolve()
    files = [path for path in where.rglob("*") if ".github/workflows/" in str(path) and path.suffix in (".yml", ".yaml")]
    size = sum(path.stat().st_size for path in files)
    kind = f"of {len(list(where.iterdir()))} public repositories" if folder else "that Gatewright rendered from its own scenarios (say CORPUS=… for real ones)"
    return where, f"{len(files):,} files {kind}, {size / 1e6:.2f} MB"


def _input(work: str, size: int, workers: Workers, scratch: Path) -> str:
    """What all tools of a work read, made by the first."""
    if work != "json":
        return ""
    path = scratch / "delivery.json"
    text = workers.output("own", "gatewright", Question(work, size), path)
    path.write_text(json.dumps(json.loads(text), separators=(",", ":")))
    return str(path)


if __name__ == "__main__":
    sys.exit(main())
