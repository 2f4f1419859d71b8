"""promtool and amtool judge what the targets for monitoring write: rules, their tests, routes, and the questions of dashboards.

    python core/tests/judge_monitoring.py

Every scenario and every document of `core/tests/monitoring` is rendered with each target. Rules must be read and their tests must
pass; when a comparison in the rules is turned round, the tests must fail. Dashboards, templates and alarms are judged by what they
refer to, and by the schemas of their makers where those are at hand. What is wrong on purpose must be refused. Run by `make test`;
without promtool and amtool (see the Makefile) only the rest is judged, and that is told.
"""

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from judging import ROOT, TARGET, TESTS, run, why

PROGRAM = TARGET / "debug" / "gatewright"
TARGETS = ("prometheus", "alertmanager", "grafana", "azure-monitor", "cloudwatch")
#: Schemas of other makers, which are theirs and not part of this repository.
SCHEMAS = ROOT.parent / "shared" / "conformance" / "schemas"
#: Comparisons and what they become when they are turned round.
TURNED = {"<": ">", ">": "<", "<=": ">", ">=": "<", "==": "!=", "!=": "=="}


def tool(name: str) -> str | None:
    own = ROOT / ".tools" / "prometheus" / name
    return str(own) if own.exists() else shutil.which(name)


PROMTOOL, AMTOOL = tool("promtool"), tool("amtool")


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    entries = dict(pairs)
    if len(entries) != len(pairs):
        raise ValueError("a key stands there twice")
    return entries


def load(file: Path) -> dict:
    return json.loads(file.read_text(), object_pairs_hook=once)


def walk(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, f"{path}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from walk(item, f"{path}[{number}]")


def said(done: object) -> str:
    """What a tool says is wrong, in a few lines."""
    lines = (done.stdout + done.stderr).splitlines()  # type: ignore[attr-defined]
    return "; ".join(line.strip() for line in lines if line.strip() and not line.startswith(("Checking", "Unit Testing")))[:600]


def rules(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob("prometheus/*.yml")):
        kind = ("test", "rules") if file.stem.endswith("_test") else ("check", "rules", "--lint=all", "--lint-fatal")
        done = run([PROMTOOL, *kind, file])
        if done.returncode:
            yield f"{file}: {said(done)}"


def turned(folder: Path) -> tuple[int, list[str]]:
    """Turns one comparison of each alert round: the tests must say so."""
    count, failures = 0, []
    for file in sorted(folder.glob("prometheus/*.yml")):
        if file.stem.endswith("_test"):
            continue
        lines = file.read_text().splitlines()
        # One alert of each group of rules is enough: all are made in the same way.
        group, seen = "", set()
        for number, line in enumerate(lines):
            if line.startswith("  - name: "):
                group = line
            found = re.match(r"( +expr: \S+) (<=|>=|==|!=|<|>) (.*)", line)
            if not found or group in seen or "- alert: " not in lines[number - 1]:
                continue
            seen.add(group)
            with tempfile.TemporaryDirectory() as scratch:
                other = lines[:number] + [f"{found[1]} {TURNED[found[2]]} {found[3]}"] + lines[number + 1 :]
                Path(scratch, file.name).write_text("\n".join(other) + "\n")
                alert = lines[number - 1].partition("- alert: ")[2]
                # The tests of this alert are enough to see it.
                head, *tests = file.with_name(f"{file.stem}_test.yml").read_text().split("\n  - name: ")
                tests = [test for test in tests if f"alertname: {alert}\n" in test]
                Path(scratch, "tests.yml").write_text("\n  - name: ".join([head, *tests]) + "\n")
                count += 1
                if not run([PROMTOOL, "test", "rules", Path(scratch, "tests.yml")]).returncode:
                    failures.append(f"{file}: the tests do not see that `{line.strip()}` is turned round")
    return count, failures


def plain(query: str) -> str:
    """A question with a value in the place of every variable."""
    return re.sub(r"\$\{\w+\}|\$\w+", "x", query)


def questions(dashboards: dict[Path, dict]) -> Iterator[str]:
    """Asks promtool whether it understands every question of every dashboard, in one go."""
    asked = [
        (file, path, value["expr"])
        for file, board in dashboards.items()
        for path, value in walk(board)
        if isinstance(value, dict) and isinstance(value.get("expr"), str)
    ]
    groups = [{"name": f"q{number}", "rules": [{"record": "q", "expr": plain(query)}]} for number, (_, _, query) in enumerate(asked)]
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch, "questions.json")
        file.write_text(json.dumps({"groups": groups}))
        done = run([PROMTOOL, "check", "rules", file])
        for number in re.findall(r'group "q(\d+)"', done.stdout + done.stderr):
            place, path, query = asked[int(number)]
            yield f"{place}{path}: promtool does not understand `{query}`"
        if done.returncode and 'group "q' not in done.stdout + done.stderr:
            yield f"the questions of dashboards: {said(done)}"


def dashboard(board: dict) -> Iterator[str]:
    """What is wrong with a dashboard, by itself."""
    for key in ("uid", "title", "schemaVersion", "templating", "annotations", "panels"):
        if key not in board:
            yield f"has no {key}"
    if not re.fullmatch(r"[a-zA-Z0-9_-]{1,40}", board["uid"]):
        yield "its uid is none that Grafana takes"
    variables = {variable["name"] for variable in board["templating"]["list"]}
    if "datasource" not in variables:
        yield "the source of its data cannot be chosen"
    ids = [panel["id"] for panel in board["panels"]]
    if len(ids) != len(set(ids)):
        yield "two panels have one id"
    taken: set[tuple[int, int]] = set()
    for panel in board["panels"]:
        place = panel["gridPos"]
        cells = {(x, y) for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])}
        if place["x"] + place["w"] > 24 or taken & cells:
            yield f"`{panel['title']}` stands where it has no room"
        taken |= cells
        letters = [target["refId"] for target in panel.get("targets", [])]
        if len(letters) != len(set(letters)):
            yield f"two questions of `{panel['title']}` have one name"
        steps = panel.get("fieldConfig", {}).get("defaults", {}).get("thresholds", {}).get("steps", [])
        values = [step["value"] for step in steps]
        if steps and (values[0] is not None or values[1:] != sorted(values[1:])):
            yield f"the colours of `{panel['title']}` are out of order"
    used = {name for _, value in walk(board) if isinstance(value, str) for name in re.findall(r"\$\{?(\w+)", value)}
    if used - variables:
        yield f"nothing is called {', '.join(sorted(used - variables))}"


def by_schema(name: str, value: dict) -> Iterator[str]:
    """What the schema of the maker says, where it is at hand."""
    place = SCHEMAS / name
    if place.exists():
        import jsonschema

        schema = json.loads(place.read_text())
        for error in jsonschema.validators.validator_for(schema)(schema).iter_errors(value):
            yield f"{error.json_path}: {error.message[:200]}"


def template(value: dict) -> Iterator[str]:
    """What is wrong with a template of Azure Resource Manager: names that nothing has, questions without a number."""
    resources = {(one["type"], one["name"]) for one in value["resources"]}
    if len(resources) != len(value["resources"]):
        yield "two resources have one name"
    text = json.dumps(value)
    for name in re.findall(r"parameters\('(\w+)'\)", text):
        if name not in value["parameters"]:
            yield f"there is no parameter {name}"
    for kind, name in re.findall(r"\[resourceId\('(Microsoft.Insights/actionGroups)', '([\w-]+)'\)\]", text):
        if (kind, name) not in resources:
            yield f"there is no action group {name}"
    for one in value["resources"]:
        if not one["type"].endswith("scheduledQueryRules"):
            continue
        for criterion in one["properties"]["criteria"]["allOf"]:
            if not criterion["query"].startswith("print value = ") or criterion["query"].count("(") != criterion["query"].count(")"):
                yield f"{one['name']}: the question gives no number"
        if one["properties"]["severity"] not in range(5):
            yield f"{one['name']}: there is no such severity"


def stack(value: dict) -> Iterator[str]:
    """What is wrong with a template of CloudFormation: names that nothing has, alarms that watch nothing or two things."""
    known = set(value["Resources"]) | set(value.get("Parameters", {}))
    for path, part in walk(value):
        if isinstance(part, dict):
            names = [part["Ref"]] if isinstance(part.get("Ref"), str) else []
            names += re.findall(r"\$\{(\w+)\}", part.get("Fn::Sub", ""))
            yield from (f"{path}: there is no {name}" for name in names if name not in known)
    for name, one in value["Resources"].items():
        if not re.fullmatch(r"[A-Za-z0-9]+", name):
            yield f"{name} is no name of a resource"
        metrics = one["Properties"].get("Metrics")
        if metrics is None:
            continue
        if sum(metric["ReturnData"] for metric in metrics) != 1:
            yield f"{name} watches {sum(metric['ReturnData'] for metric in metrics)} numbers"
        ids = {metric["Id"] for metric in metrics}
        for metric in metrics:
            words = set(re.findall(r"\b[a-z]\w*\b", re.sub(r"'[^']*'|\"[^\"]*\"", "", metric.get("Expression", ""))))
            if words - ids:
                yield f"{name}: nothing is called {', '.join(sorted(words - ids))}"
        if one["Properties"]["EvaluationPeriods"] < 1:
            yield f"{name} is never raised"


def refused() -> Iterator[str]:
    """What is wrong on purpose."""
    if PROMTOOL and AMTOOL:
        with tempfile.TemporaryDirectory() as scratch:
            file = Path(scratch, "wrong.yml")
            file.write_text("groups:\n  - name: a\n    rules:\n      - { alert: A, expr: 'up{' }\n")
            if not run([PROMTOOL, "check", "rules", file]).returncode:
                yield "promtool accepts a question that is not one"
            file.write_text("route: { receiver: a }\nreceivers: [ { name: b } ]\n")
            if not run([AMTOOL, "check-config", file]).returncode:
                yield "amtool accepts a receiver that is not there"
    if not list(stack({"Resources": {"A": {"Properties": {"AlarmActions": [{"Ref": "B"}]}}}})):
        yield "a topic that is not there is accepted"
    wrong = {"parameters": {}, "resources": [{"type": "a", "name": "[parameters('b')]"}]}
    if not list(template(wrong)):
        yield "a parameter that is not there is accepted"


def main() -> int:
    failures = list(refused())
    documents = [file for file in sorted((TESTS / "scenarios").glob("*.yaml")) if file.stem != "broken"]
    documents += sorted((TESTS / "monitoring").glob("*.yaml"))
    dashboards: dict[Path, dict] = {}
    count, changed = 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        for document in documents:
            folder = Path(scratch, document.stem)
            for target in TARGETS:
                # The amtool that Debian has is older than some receivers.
                old = ["--option", "version=0.25"] if target == "alertmanager" else []
                done = run([PROGRAM, "render", target, document, "-o", folder, *old])
                if done.returncode:
                    failures.append(f"{document.stem} is not rendered: {why(done.stderr)}")
            count += sum(file.is_file() for file in folder.rglob("*"))
            if PROMTOOL:
                failures += rules(folder)
                number, unseen = turned(folder)
                changed, failures = changed + number, failures + unseen
            for file in folder.glob("alertmanager/*.yml"):
                if re.search(r"^\s*(- )?(api_url|routing_key|service_key|api_key|webhook_url|auth_password|credentials|password):", file.read_text(), re.M):
                    failures.append(f"{file} holds a secret")
                done = run([AMTOOL, "check-config", file]) if AMTOOL else None
                if done and done.returncode:
                    failures.append(f"{file}: {said(done)}")
            for file in sorted(folder.rglob("*.json")):
                value = load(file)
                if file.parent.name == "dashboards":
                    dashboards[file] = value
                    found = [*dashboard(value), *by_schema("grafana/dashboard.json", value)]
                elif file.parent.name == "cloudwatch":
                    found = list(stack(value))
                else:
                    found = [*template(value), *by_schema("arm/deploymentTemplate.json", value)]
                failures += [f"{file}: {message}" for message in found]
        if PROMTOOL:
            failures += questions(dashboards)
        uids = [(file.parts[len(Path(scratch).parts)], board["uid"]) for file, board in dashboards.items()]
        if len(uids) != len(set(uids)):
            failures.append("two dashboards have one uid")
        failures = [failure.replace(f"{scratch}/", "") for failure in failures]
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"   {count} files for monitoring, {len(dashboards)} of them dashboards, {changed} rules turned round: {len(failures)} failures")
    if not PROMTOOL or not AMTOOL:
        print("   no promtool or amtool here: rules, their tests and routes were not judged")
    if not SCHEMAS.exists():
        print("   no schemas of Grafana and Azure at hand: dashboards and templates were judged by themselves")
    return 1 if failures or not dashboards or (PROMTOOL and not changed) else 0


if __name__ == "__main__":
    sys.exit(main())
