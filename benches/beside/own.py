"""What every delivery goes through, at any size: our own figures, how they grow, and what they may take."""

from __future__ import annotations

import json
import statistics
import sys
from dataclasses import dataclass, field
from pathlib import Path

from .goals import LIMITS
from .side import Pace, exponent
from .workers import TARGET, Missing, Question, Workers, memory, run

WORKS = ("read", "resolve", "check", "read, resolve, check", "broken", "schedule", "simulate", "cost", "write")
ADOPTED = ("github-actions", "gitlab-ci", "azure-pipelines", "jenkins")
# A work that took so many seconds is not tried at ten times the size.
PATIENCE = 10.0


@dataclass
class Figures:
    """The times of a work by size in seconds, and what a process that does it once at the largest takes in megabytes."""

    work: str
    times: dict[int, float] = field(default_factory=dict)
    bytes: dict[int, int] = field(default_factory=dict)
    memory: float = 0
    why: str = ""

    def growth(self, small: int, large: int) -> float | None:
        """The exponent of time over bytes between two sizes, when both were measured: the first stage waits for none, so what is written of
        the first hundred jobs is shorter than of the next.
        """
        if small not in self.times or large not in self.times:
            return None
        before, after = (self.bytes[size] or size for size in (small, large))
        # What stays as long as it was does not grow with the document.
        return exponent(before, self.times[small], after, self.times[large]) if after > 2 * before and self.times[small] else None


def works() -> list[str]:
    """All that is measured: every target and every adopter among them."""
    listed = run([str(TARGET / "release/gatewright"), "targets", "--format", "json"]).out
    targets = [target["name"] for target in json.loads(listed)]
    return [*WORKS, *(f"adopt:{system}" for system in ADOPTED), *(f"render:{target}" for target in targets)]


def sizes(work: str, pace: Pace) -> list[int]:
    """Jobs of the documents a work is measured on."""
    if pace.full:
        return [10, 100, 1_000, 10_000, 100_000]
    return [100, 1_000] if work.startswith("render:") else [100, 1_000, 10_000]


def measure(workers: Workers, pace: Pace, scratch: Path) -> list[Figures]:
    """All works at all sizes."""
    made = []
    for work in works():
        print(f"  {work}", file=sys.stderr)
        figures = Figures(work)
        for size in sizes(work, pace):
            question = Question(work, size)
            try:
                # Several rounds against disturbance; one is enough for what takes long by itself.
                first, figures.bytes[size] = workers.measure("own", "gatewright", question, 0.05)
                rounds = 0 if first > 1 else 2 if size > 1_000 else 4
                times = [first, *(workers.seconds("own", "gatewright", question, 0.05) for _ in range(rounds))]
            except Missing as error:
                figures.why = str(error).splitlines()[0]
                break
            figures.times[size] = statistics.median(times)
            if figures.times[size] > PATIENCE:
                break
        if figures.times:
            figures.memory = memory("own", "gatewright", Question(work, max(figures.times)), scratch / "own.out")
        made.append(figures)
    workers.forget()
    return made


@dataclass
class Limited:
    """What something may take, and what it took, in milliseconds."""

    what: str
    took: float
    limit: float | None


def limits(workers: Workers, pace: Pace) -> list[Limited]:
    """Works that may take so long and no longer."""
    made = []
    for what, work, size, limit in LIMITS:
        print(f"  {what}", file=sys.stderr)
        question = Question(work, size)
        times = [workers.seconds("own", "gatewright", question, 0.05) for _ in range(5 if pace.full else 3)]
        made.append(Limited(what, statistics.median(times) * 1e3, limit))
    workers.forget()
    return made
