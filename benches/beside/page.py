"""The results as a page."""

from __future__ import annotations

import statistics
from datetime import date

from . import machine
from .goals import GROWTH, Aim
from .own import Figures, Limited
from .side import Measured, Pace
from .whole import Row, spread

HEAD = """# Results

Written by `make bench`{form}; [README.md](README.md) tells how to read it and what each row does and does not compare.

Measured {day} on {machine}; {load} processes wanted to run at the beginning. {toolchain}.

{peers}.

Files of workflows: {corpus}.
"""


def page(made: list[Measured], whole: list[Row], figures: list[Figures], limited: list[Limited], pace: Pace, corpus: str, load: str) -> tuple[str, int]:
    """The page, and how many floors are missed or outputs differ."""
    rows = sorted([*(_row(group, aim, _count(group, corpus)) for group in made for aim in group.group.aims), *whole, *_growth(figures)], key=lambda row: row.goal)
    wrong = sum(row.met == "missed" for row in rows) + sum(group.different for group in made)
    out = [
        HEAD.format(
            form=" FULL=1" if pace.full else "",
            day=date.today().isoformat(),
            machine=machine.described(),
            load=load,
            toolchain=machine.toolchain(),
            peers=machine.peers(),
            corpus=corpus,
        )
    ]
    judged = [row for row in rows if row.floor]
    counts = {word: sum(row.met == word for row in judged) for word in ("stretch", "floor", "missed")}
    out.append("## Against the goals\n")
    out.append(
        f"Of {len(judged)} comparisons with an aim, {counts['stretch']} meet the goal, {counts['floor']} the floor only, {counts['missed']} miss it, "
        f"and {len(judged) - sum(counts.values())} could not be judged here. Ratios are the median of the rounds, with their range.\n"
    )
    out += _table(
        ("#", "what", "ours", "peer", "ratio", "floor", "goal", "met"),
        [(str(row.goal), row.what, row.ours, row.peer, row.ratio, row.floor, row.stretch, _met(row.met)) for row in rows],
    )
    out.append("\n## Side by side\n")
    for group in made:
        out += _group(group, corpus)
    out.append("\n## What a delivery goes through\n")
    out += _figures(figures)
    out.append("\n## What may take no longer\n")
    shown = [(one.what, f"{one.took:.1f}", "" if one.limit is None else f"{one.limit:,}", _kept(one)) for one in limited]
    out += _table(("what", "ms", "at most", ""), shown)
    wrong += sum(_kept(one) == "**missed**" for one in limited)
    return "\n".join(out) + "\n", wrong


def _met(word: str) -> str:
    return {"stretch": "goal", "missed": "**missed**"}.get(word, word)


def _kept(one: Limited) -> str:
    return "" if one.limit is None else "kept" if one.took < one.limit else "**missed**"


def _count(made: Measured, corpus: str) -> int:
    """How many files one call reads."""
    return int(corpus.split(" ", 1)[0].replace(",", "")) if made.group.on_corpus else 1


def _row(made: Measured, aim: Aim, count: int) -> Row:
    sign = "≤" if aim.of_its_time else "≥"
    floor, stretch = (f"{sign} {limit:g}×" if limit else "" for limit in (aim.floor, aim.stretch))
    what = made.group.short + (f" ({aim.note})" if aim.note else "")
    ratios = made.ratios(aim)
    lacking = made.missing.get(aim.ours) or made.missing.get(aim.peer)
    if lacking or not ratios:
        return Row(aim.goal, what, str(aim.ours), str(aim.peer), "—", floor, stretch, f"not judged: {lacking}")
    ours, theirs = (statistics.median(made.rounds[tool]) / count for tool in (aim.ours, aim.peer))
    median = statistics.median(ratios)
    met = ""
    if made.different:
        met = "not judged: outputs differ"
    elif aim.floor and aim.stretch:
        met = "stretch" if aim.meets(median, aim.stretch) else "floor" if aim.meets(median, aim.floor) else "missed"
    digits = 2 if median < 10 else 0
    ratio = spread(ratios, digits) + (" of it" if aim.of_its_time else "×")
    each = "/file" if made.group.on_corpus else ""
    return Row(aim.goal, what, f"{aim.ours} {_time(ours)}{each}", f"{aim.peer} {_time(theirs)}{each}", ratio, floor, stretch, met)


def _growth(figures: list[Figures]) -> list[Row]:
    rows = []
    for small, large in ((100, 10_000), (10_000, 100_000)):
        grown = {one.work: one.growth(small, large) for one in figures}
        known = {work: power for work, power in grown.items() if power is not None}
        if not known:
            continue
        worst = max(known, key=lambda work: known[work])
        steep = [work for work, power in known.items() if power > GROWTH]
        said = f"{len(known) - len(steep)} of {len(known)} works" + (f"; steeper: {', '.join(f'{work} {known[work]:.2f}' for work in steep)}" if steep else "")
        limits = (f"≤ {GROWTH}", "") if large == 10_000 else ("", f"≤ {GROWTH}")
        met = ("missed" if steep else "floor") if large == 10_000 else ("" if steep else "stretch")
        rows.append(Row(13, f"exponent of time over bytes, {small:,} to {large:,} jobs", said, "", f"at most {known[worst]:.2f}", *limits, met))
    return rows


def _group(made: Measured, corpus: str) -> list[str]:
    group = made.group
    count = _count(made, corpus)
    out = [f"### {group.title}\n"]
    if made.equal:
        out.append(f"Outputs: {made.equal}.\n")
    grown = group.growth is not None
    rows = []
    for tool, rounds in made.rounds.items():
        median, least, most = statistics.median(rounds) / count, min(rounds) / count, max(rounds) / count
        row = [str(tool), f"{_time(median)} ({_time(least)}–{_time(most)})", f"{made.memory[tool]:.0f}"]
        rows.append((*row, f"{made.exponent[tool]:.2f}") if grown else tuple(row))
    rows += [(str(tool), f"left out: {why}", *([""] * (2 if grown else 1))) for tool, why in made.missing.items()]
    head = ("tool", f"processor time of one {group.unit}", "MB")
    out += _table((*head, "exponent from {:,} to {:,}".format(*(group.growth or ()))) if grown else head, rows)
    return [*out, ""]


def _figures(figures: list[Figures]) -> list[str]:
    sizes = sorted({size for one in figures for size in one.times})
    rows = []
    for one in figures:
        times = [f"{one.times[size] * 1e3:.3g}" if size in one.times else "—" for size in sizes]
        known = [size for size in sizes if size in one.times and size >= 100]
        power = one.growth(known[0], known[-1]) if len(known) > 1 else None
        rows.append((one.work, *times, "" if power is None else f"{power:.2f}", f"{one.memory:.0f}" if one.times else one.why))
    head = (
        "Milliseconds of processor time by jobs of the document (of `compose`, `dockerfile` and `kubernetes`: services), the exponent "
        "of time over bytes from a hundred to the most, and the memory of a process that does it once at the most, its document included. `—`: not tried, since "
        "it took long enough at the size before.\n"
    )
    return [head, *_table(("work", *(f"{size:,}" for size in sizes), "exponent", "MB"), rows)]


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    lines = [head, ("---",) * len(head), *rows]
    return [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines]


def _time(seconds: float) -> str:
    for unit, parts in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * parts >= 1:
            return f"{seconds * parts:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"
