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
        """The processor time of one call. The first time, a call warms up, and then more and more of them are made until they take the seconds."""
        if not self.calls:
            self.work()
        calls = self.calls or 1
        while True:
            before = time.process_time()
            for _ in range(calls):
                out = self.work()
            taken = time.process_time() - before
            if self.calls or taken >= seconds:
                self.calls = calls
                return {"seconds": taken / calls, "bytes": out if isinstance(out, int) else len(out)}
            calls *= 2


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
