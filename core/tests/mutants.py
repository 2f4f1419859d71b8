#!/usr/bin/env python3
"""Mutation testing: how many small mistakes in the rules and the analyses the tests notice.

cargo-mutants says which mistakes can be made. A seeded sample of them goes into one build, each behind a switch, since a
build costs more than all tests of a mistake together. Then the tests run once for each. `mutants.md` has the figures and
what nobody notices, with the reason where it may stay.

    core/tests/mutants.py --sample 400 --seed 1     a sample, and the page
    core/tests/mutants.py --again                   what survived, once more
    core/tests/mutants.py --only 'skipped_environment'
"""

import argparse
import json
import math
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGE = Path(__file__).resolve().parent / "mutants.md"
FOLDERS = ("core/src/rules", "core/src/analysis")
# The tests that look at rules and analyses, the quickest and most telling first. The others only take time.
TESTS = """
    rule_cases rule_examples sound gate_mutations rule_fixes mistakes profiles cost history capacity cover recover rollout vectors
    goldens schedule papers monitoring resolve recipe render_values cli policies lib
""".split()
# No test waits; what takes so long goes in circles.
LONGEST = 120
SWITCH = """
/// Which mistake is made in this run, if any.
pub fn mutant() -> u32 {
    static ACTIVE: std::sync::LazyLock<u32> =
        std::sync::LazyLock::new(|| std::env::var("MUTANT").ok().and_then(|text| text.parse().ok()).unwrap_or(0));
    *ACTIVE
}
"""

Mutant = dict[str, Any]


def copy(target: Path) -> None:
    """The repository as it is here, committed or not; times stay, so that what did not change is not built again."""
    target.mkdir(parents=True, exist_ok=True)
    files = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True)
    wanted = {name for name in files.stdout.splitlines() if (ROOT / name).is_file()}
    for old in subprocess.run(["find", ".", "-type", "f"], cwd=target, check=True, capture_output=True, text=True).stdout.splitlines():
        if old.removeprefix("./") not in wanted and not old.startswith("./target/"):
            (target / old).unlink()
    for name in wanted:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if not (target / name).exists() or (target / name).read_bytes() != (ROOT / name).read_bytes():
            shutil.copy2(ROOT / name, target / name)


def list_mutants(scratch: Path, program: str) -> list[Mutant]:
    """All that cargo-mutants would do. It follows `mod` and sees none that a macro declares, so a copy says them plainly."""
    copy(scratch)
    for folder in FOLDERS:
        for index in (scratch / folder).rglob("mod.rs"):
            macro = re.search(r"^group! \{(.*?)^\}", index.read_text(), re.DOTALL | re.MULTILINE)
            if macro:
                names = re.findall(r'^ *"[A-Z0-9]+" (\w+)(?: strict)?,', macro[1], re.MULTILINE)
                index.write_text(index.read_text() + "".join(f"mod {name};\n" for name in names))
    files = [word for folder in FOLDERS for word in ("--file", f"{folder}/**/*.rs")]
    said = subprocess.run(
        [program, "mutants", "--list", "--json", "--no-config", "--dir", scratch, *files], check=True, capture_output=True, text=True
    )
    return list(json.loads(said.stdout))


class Text:
    """A source, and where lines and columns are in it."""

    def __init__(self, path: Path) -> None:
        self.text = path.read_text()
        self.starts = [0]
        for line in self.text.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def at(self, place: dict[str, int]) -> int:
        return self.starts[place["line"] - 1] + place["column"] - 1

    def span(self, span: dict[str, dict[str, int]]) -> tuple[int, int]:
        return self.at(span["start"]), self.at(span["end"])


def bodies(mutants: list[Mutant], texts: dict[str, Text]) -> dict[tuple[str, int, int], tuple[int, int]]:
    """Where the body of each function is. Only that of a function whose value can be another one is known."""
    known = {}
    for mutant in mutants:
        if mutant["genre"] == "FnValue":
            text = texts[mutant["file"]]
            known[(mutant["file"], *text.span(mutant["function"]["span"]))] = text.span(mutant["span"])
    return known


def switchable(mutants: list[Mutant], texts: dict[str, Text]) -> list[Mutant]:
    """Those that can stand behind a switch: in a function that runs with the program and gives a type that has a name."""
    known, result = bodies(mutants, texts), []
    for mutant in mutants:
        if not mutant.get("function"):
            continue
        text = texts[mutant["file"]]
        function = (mutant["file"], *text.span(mutant["function"]["span"]))
        if function not in known:
            continue
        start, end = known[function]
        head = text.text[function[1] : start]
        if re.search(r"\bconst fn\b", head) or re.search(r"->\s*(impl\b|.*<impl\b|\(.*\bimpl\b)", head, re.DOTALL):
            continue
        result.append(mutant | {"body": (start, end), "at": text.span(mutant["span"])})
    return result


def mutated(mutant: Mutant, text: str) -> str:
    """The body of the function with the mistake in it."""
    (start, end), (first, last) = mutant["body"], mutant["at"]
    return text[start:first] + mutant["replacement"] + text[last:end]


def apart(mutants: list[Mutant]) -> list[Mutant]:
    """Without those in a function inside a function with a mistake of its own, which one switch cannot tell apart."""
    kept: list[Mutant] = []
    for mutant in mutants:
        start, end = mutant["body"]
        others = [other["body"] for other in kept if other["file"] == mutant["file"] and other["body"] != (start, end)]
        if all(last <= start or end <= first for first, last in others):
            kept.append(mutant)
    return kept


def put_in(mutants: Iterable[Mutant], texts: dict[str, Text], target: Path) -> dict[str, list[tuple[int, int, int]]]:
    """Writes the sources with all mistakes in them; gives the lines of each mistake."""
    files: dict[str, dict[tuple[int, int], list[Mutant]]] = {}
    for mutant in mutants:
        files.setdefault(mutant["file"], {}).setdefault(mutant["body"], []).append(mutant)
    places: dict[str, list[tuple[int, int, int]]] = {}
    for file, functions in files.items():
        text, result, done = texts[file].text, "", 0
        for (start, end), inside in sorted(functions.items()):
            result += text[done:start] + "match crate::mutant() {\n"
            for mutant in inside:
                first = result.count("\n") + 1
                result += f"{mutant['id']} => {{ {mutated(mutant, text)} }}\n"
                places.setdefault(file, []).append((first, result.count("\n"), mutant["id"]))
            result += "_ => { " + text[start:end] + "\n}\n}"
            done = end
        (target / file).write_text(result + text[done:])
    return places


def build(target: Path, program: list[str]) -> tuple[list[Path], list[dict[str, Any]]]:
    """The test programs, or what is wrong."""
    tests = [word for test in TESTS for word in (["--lib"] if test == "lib" else ["--test", test])]
    said = subprocess.run(
        [*program, "test", "--no-run", "--message-format=json", "--package", "gatewright", "--all-features", *tests],
        cwd=target,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    messages = [json.loads(line) for line in said.stdout.splitlines() if line.startswith("{")]
    errors = [
        message["message"]
        for message in messages
        if message["reason"] == "compiler-message" and message["message"]["level"] == "error" and message["message"]["spans"]
    ]
    if said.returncode and not errors:
        sys.exit("the build failed, and no error says where")
    made = {
        message["target"]["name"]: Path(message["executable"])
        for message in messages
        if message["reason"] == "compiler-artifact" and message.get("executable") and message["profile"]["test"]
    }
    made["lib"] = made.pop("gatewright", Path())
    return [made[test] for test in TESTS if test in made], errors


def wrong_ones(errors: list[dict[str, Any]], places: dict[str, list[tuple[int, int, int]]]) -> set[int]:
    """The mistakes that the compiler notices."""
    found = set()
    for error in errors:
        for span in error["spans"]:
            file = span["file_name"] if span["file_name"].startswith("core/") else "core/" + span["file_name"]
            for first, last, number in places.get(file, []):
                if first <= span["line_start"] <= last:
                    found.add(number)
    return found


def noticed(programs: list[Path], number: int, folder: Path) -> tuple[str, float]:
    """The first test program that fails, if any."""
    started = time.monotonic()
    for program in programs:
        try:
            run = subprocess.run(
                [program, "--quiet", "--test-threads=1"],
                cwd=folder / "core",
                env=os.environ | {"MUTANT": str(number), "CARGO_MANIFEST_DIR": str(folder / "core"), "PROPTEST_CASES": "16"},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=LONGEST,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return "time", time.monotonic() - started
        if run.returncode:
            return program.name.rsplit("-", 1)[0], time.monotonic() - started
    return "", time.monotonic() - started


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's interval for a share, at 95 %."""
    if not of:
        return 0.0, 1.0
    share, z = hits / of, 1.96
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return middle - half, middle + half


def page(results: list[dict[str, Any]], told: str) -> str:
    """The figures, and a table of what survived. Reasons that are there stay."""
    reasons = {}
    for line in PAGE.read_text().splitlines() if PAGE.exists() else []:
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if len(cells) == 3 and cells[2]:
            reasons[cells[0], cells[1]] = cells[2]
    survivors = [result for result in results if not result["by"]]
    caught = len(results) - len(survivors)
    low, high = interval(caught, len(results))
    lines = [
        "# Mistakes that no test notices",
        "",
        f"Made by `make mutants` from {told}. The tests noticed {caught} of {len(results)}: "
        f"**{caught / len(results):.0%}** ({low:.0%} to {high:.0%} at 95 %).",
        "",
        "| where | mistake | why it may stay |",
        "|---|---|---|",
    ]
    for result in sorted(survivors, key=lambda result: (result["name"], result["line"])):
        file, mistake = result["name"].split(": ", 1)
        cells = (f"`{file.removeprefix('core/src/')}`", f"`{mistake.replace('|', chr(92) + '|')}`")
        lines.append(f"| {cells[0]} | {cells[1]} | {reasons.get(cells, '')} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--sample", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", help="a regular expression for the names of mutants, instead of a sample")
    asked.add_argument("--again", action="store_true", help="only those that survived in the last run")
    asked.add_argument("--scratch", type=Path, default=ROOT / "target" / "mutants")
    asked.add_argument("--cargo", default="cargo")
    asked.add_argument("--cargo-mutants", default="cargo-mutants")
    told = asked.parse_args()
    scratch = told.scratch.resolve()
    everything = list_mutants(scratch / "list", told.cargo_mutants)
    texts = {file: Text(ROOT / file) for file in {mutant["file"] for mutant in everything}}
    can = switchable(everything, texts)
    for mutant in can:
        mutant["name"] = re.sub(r":\d+:\d+:", ":", mutant["name"], count=1)
    print(f"{len(everything)} mutants, {len(can)} of them can stand behind a switch", flush=True)
    results_file = scratch / "results.jsonl"
    if told.only:
        chosen = [mutant for mutant in can if re.search(told.only, mutant["name"])]
    elif told.again:
        survivors = {line["name"] for line in map(json.loads, results_file.read_text().splitlines()) if not line["by"]}
        chosen = [mutant for mutant in can if mutant["name"] in survivors]
        results_file = scratch / "again.jsonl"
    else:
        chosen = random.Random(told.seed).sample(can, min(told.sample, len(can)))
    chosen = apart(chosen)
    for number, mutant in enumerate(chosen, start=1):
        mutant["id"] = number
    target = scratch / "build"
    unviable: set[int] = set()
    while True:
        copy(target)
        library = target / "core/src/lib.rs"
        library.write_text((ROOT / "core/src/lib.rs").read_text() + SWITCH)
        places = put_in([mutant for mutant in chosen if mutant["id"] not in unviable], texts, target)
        programs, errors = build(target, told.cargo.split())
        if not errors:
            break
        more = wrong_ones(errors, places) - unviable
        if not more:
            print("\n".join(error["rendered"] for error in errors[:5]))
            sys.exit("errors that are in no mutant")
        unviable |= more
        print(f"{len(more)} do not compile", flush=True)
    failed, took = noticed(programs, 0, target)
    if failed:
        sys.exit(f"{failed} fails without any mistake")
    print(f"the tests take {took:.0f} s; {len(chosen) - len(unviable)} mutants compile, {len(unviable)} do not", flush=True)
    caught = tried = 0
    with results_file.open("w") as out:
        for mutant in chosen:
            if mutant["id"] in unviable:
                continue
            by, took = noticed(programs, mutant["id"], target)
            tried += 1
            caught += bool(by)
            line = {"name": mutant["name"], "line": mutant["span"]["start"]["line"], "by": by, "seconds": round(took, 1)}
            out.write(json.dumps(line) + "\n")
            out.flush()
            low, high = interval(caught, tried)
            print(f"{caught}/{tried} {caught / tried:.1%} ({low:.1%}–{high:.1%}) {by or 'SURVIVES':14} {mutant['name']}", flush=True)
    if not told.only and not told.again:
        results = [json.loads(line) for line in results_file.read_text().splitlines()]
        PAGE.write_text(page(results, f"a sample of {len(everything):,} (seed {told.seed})"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
