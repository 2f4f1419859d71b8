"""Whether tools made the same, found out before any time is believed. Each check gives what it saw, or raises `Different`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import yaml

from .workers import PEERS

sys.path.insert(0, str(PEERS / "python"))
import workflows  # noqa: E402  the model that all tools are held against


class Different(Exception):
    """Two tools did not make the same."""


def check(kind: str, size: int, outputs: dict[str, str]) -> str:
    """Holds the results of tools, ours first, against each other; the answer says what was compared."""
    return CHECKS[kind](size, outputs)


def _workflow(size: int, outputs: dict[str, str]) -> str:
    wanted = workflows.workflow(size)
    for tool, text in outputs.items():
        _same(tool, _one_form(yaml.load(text, Loader=yaml.CSafeLoader), tool == "projen"), _one_form(wanted, tool == "projen"))
    return f"parsed, {len(outputs)} outputs equal the same data; projen but for step ids and permissions of the whole workflow"


def _one_form(data: Any, of_projen: bool) -> Any:
    # Readers of YAML 1.1 take `on` for true, and a single need may stand without a list.
    data = {("on" if key is True else key): value for key, value in data.items()}
    for job in data["jobs"].values():
        if isinstance(job.get("needs"), str):
            job["needs"] = [job["needs"]]
        if of_projen:
            for step in job["steps"]:
                step.pop("id", None)
    if of_projen:
        data.pop("permissions", None)
    return data


def _emit(_: int, outputs: dict[str, str]) -> str:
    first, *rest = [(tool, _one_form(yaml.load(text, Loader=yaml.CSafeLoader), False)) for tool, text in outputs.items()]
    for tool, data in rest:
        _same(tool, data, first[1])
    return f"parsed, {len(outputs)} outputs equal"


def _kubernetes(size: int, outputs: dict[str, str]) -> str:
    made = {}
    for tool, text in outputs.items():
        if text.startswith("{"):
            objects = [json.loads(line) for line in text.splitlines()]
        else:
            objects = [data for data in yaml.load_all(text, Loader=yaml.CSafeLoader) if data]
        made[tool] = {(data["kind"], data["metadata"]["name"]): data for data in objects}
    ours = next(iter(made.values()))
    for tool, objects in made.items():
        if tool == "cdk8s":
            kinds = Counter(kind for kind, _ in objects)
            wanted = {kind: size for kind in ("Deployment", "Service", "Ingress", "HorizontalPodAutoscaler", "NetworkPolicy")}
            _same(tool, dict(kinds), wanted)
        else:
            _same(tool, objects, ours)
    return f"parsed, {len(ours)} objects equal; of cdk8s the kinds were counted"


def _gitlab(_: int, outputs: dict[str, str]) -> str:
    made = {tool: _jobs(yaml.load(text, Loader=yaml.CSafeLoader)) for tool, text in outputs.items()}
    ours = next(iter(made.values()))
    for tool, jobs in made.items():
        _same(tool, jobs, ours)
    return f"parsed; stage, image, variables and script of {len(ours)} jobs equal"


def _jobs(data: dict[str, Any]) -> list[object]:
    jobs = []
    for value in data.values():
        if isinstance(value, dict) and "script" in value:
            image = value["image"]
            # Ours says that a job without a checkout needs none.
            variables = {key: text for key, text in value["variables"].items() if key != "GIT_STRATEGY"}
            jobs.append([value["stage"].replace("_", "-"), image if isinstance(image, str) else image["name"], variables, value["script"]])
    return jobs


def _import(_: int, outputs: dict[str, str]) -> str:
    read = {tool: dict(line.split("\t") for line in text.splitlines() if line) for tool, text in outputs.items()}
    ours = next(iter(read.values()))
    said = []
    for tool, files in read.items():
        both = files.keys() & ours.keys()
        if files is not ours:
            same = sum(files[path] == ours[path] for path in both)
            said.append(f"{tool}: {same} of {len(both)} files that both take have the same number of jobs")
            if same < 0.99 * len(both):
                raise Different(said[-1])
    return f"ours takes {len(ours)} files; " + "; ".join(said)


def _tree(_: int, outputs: dict[str, str]) -> str:
    return "; ".join(f"{tool} takes {len(text.splitlines())} files" for tool, text in outputs.items())


def _text(_: int, outputs: dict[str, str]) -> str:
    first = next(iter(outputs.values()))
    for tool, text in outputs.items():
        _same(tool, text, first)
    return f"all answer {first}"


def _same(tool: str, made: Any, wanted: Any) -> None:
    if made != wanted:
        raise Different(f"{tool}: {_first_difference(made, wanted, '')}")


def _first_difference(a: Any, b: Any, at: str) -> str:
    if isinstance(a, dict) and isinstance(b, dict):
        for key in [*b, *(key for key in a if key not in b)]:
            if key not in a or key not in b:
                return f"{at}: `{key}` is in one only"
            if a[key] != b[key]:
                return _first_difference(a[key], b[key], f"{at}.{key}")
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for number, (one, other) in enumerate(zip(a, b, strict=True)):
            if one != other:
                return _first_difference(one, other, f"{at}[{number}]")
    return f"{at}: {str(a)[:200]} is not {str(b)[:200]}"


CHECKS: dict[str, Callable[[int, dict[str, str]], str]] = {
    "emit": _emit,
    "gitlab": _gitlab,
    "import": _import,
    "kubernetes": _kubernetes,
    "text": _text,
    "tree": _tree,
    "workflow": _workflow,
}
