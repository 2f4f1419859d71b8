"""The package `gatewright` and the peers in Python, as a worker: each line of its input asks for one measurement as JSON, each
line of its output answers. `benches/README.md` says what is asked.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bundles
import corpus
import graphs
import plans
import workflows

# Does a work once. What it returns is what came out: text, or a number of bytes.
Work = Callable[[], str | int]

PREPARE: dict[str, Callable[[str, int, dict[str, Any]], Work]] = {
    "workflow": workflows.prepare,
    "gitlab": workflows.gitlab,
    "import": corpus.prepare,
    "graph": graphs.prepare,
    "json": plans.prepare,
    "kubernetes": bundles.prepare,
}


class Ready:
    """A work that was prepared, and how often it is done in one go."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.calls = 0

    def measure(self, seconds: float) -> dict[str, float]:
        if not self.calls:
            self.work()
            began = time.perf_counter()
            self.work()
            self.calls = max(1, int(seconds / max(time.perf_counter() - began, 1e-7)))
        before = time.process_time()
        for _ in range(self.calls):
            out = self.work()
        taken = (time.process_time() - before) / self.calls
        return {"seconds": taken, "bytes": out if isinstance(out, int) else len(out)}


def answer(asked: dict[str, Any], ready: dict[tuple[str, str, int], Ready]) -> dict[str, Any]:
    question = (asked["work"], asked["tool"], asked["size"])
    for other in [other for other in ready if (other[0], other[2]) != (question[0], question[2])]:
        # What was prepared for other works takes no memory.
        del ready[other]
    if question not in ready:
        ready[question] = Ready(PREPARE[asked["work"]](asked["tool"], asked["size"], asked))
    if "write" in asked:
        out = ready[question].work()
        Path(asked["write"]).write_text(out if isinstance(out, str) else "")
        return {"seconds": 0, "bytes": len(out) if isinstance(out, str) else out}
    return ready[question].measure(asked.get("seconds", 0))


def main() -> None:
    ready: dict[tuple[str, str, int], Ready] = {}
    for line in sys.stdin:
        try:
            said = answer(json.loads(line), ready)
        except Exception as error:  # a peer may raise anything; the bench goes on without it
            said = {"seconds": 0, "bytes": 0, "error": f"{type(error).__name__}: {error}"}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
