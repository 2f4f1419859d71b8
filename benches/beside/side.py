"""The comparisons: outputs first, then rounds taken in turn, then memory and growth."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass, field
from pathlib import Path

from . import equal
from .goals import Aim, Group, Tool
from .workers import Missing, Question, Workers, memory


@dataclass
class Pace:
    """How much is measured: rounds, and seconds of each."""

    rounds: int
    seconds: float
    full: bool


@dataclass
class Measured:
    """What became of a group."""

    group: Group
    equal: str = ""
    different: bool = False
    rounds: dict[Tool, list[float]] = field(default_factory=dict)
    memory: dict[Tool, float] = field(default_factory=dict)
    exponent: dict[Tool, float] = field(default_factory=dict)
    missing: dict[Tool, str] = field(default_factory=dict)

    def ratios(self, aim: Aim) -> list[float]:
        """The ratio of every round."""
        ours, theirs = self.rounds.get(aim.ours, []), self.rounds.get(aim.peer, [])
        pairs = zip(ours, theirs, strict=False)
        return [our / their if aim.of_its_time else their / our for our, their in pairs if our and their]


def measure(group: Group, question: Question, workers: Workers, pace: Pace, scratch: Path) -> Measured:
    """Measures all tools of a group in turn; one that is not here is named and left out."""
    made = Measured(group)
    tools = group.tools()
    outputs: dict[str, str] = {}
    for number, tool in enumerate(tools):
        path = scratch / f"{group.work}-{number}.out"
        try:
            text = workers.output(tool.language, tool.name, question, path)
            if tool not in group.along:
                outputs[str(tool)] = text
            made.memory[tool] = memory(tool.language, tool.name, question, path)
        except (Missing, BrokenPipeError) as error:
            made.missing[tool] = str(error)
    here = [tool for tool in tools if tool not in made.missing]
    if group.equal:
        try:
            made.equal = equal.check(group.equal, group.size, outputs)
        except equal.Different as error:
            made.equal, made.different = f"DIFFERENT: {error}", True
    made.rounds = {tool: [] for tool in here}
    for _ in range(pace.rounds):
        for tool in here:
            made.rounds[tool].append(workers.seconds(tool.language, tool.name, question, pace.seconds))
    if group.growth:
        _grow(made, here, question, workers, pace)
    workers.forget()
    return made


def _grow(made: Measured, tools: list[Tool], question: Question, workers: Workers, pace: Pace) -> None:
    small, large = made.group.growth or (1, 1)
    for tool in tools:
        times = []
        for size in (small, large):
            if size == question.size:
                times.append(statistics.median(made.rounds[tool]))
            else:
                at = Question(question.work, size, question.corpus, question.input)
                times.append(min(workers.seconds(tool.language, tool.name, at, pace.seconds) for _ in range(3 if pace.full else 2)))
        made.exponent[tool] = exponent(small, times[0], large, times[1])


def exponent(small: int, before: float, large: int, after: float) -> float:
    """The power of the size that time grows with."""
    return math.log(after / before) / math.log(large / small) if before > 0 and after > 0 and large != small else math.nan
