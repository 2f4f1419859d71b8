"""Other people's tools judge what is rendered for Azure Pipelines: fresh renders of every scenario, and the goldens.

Azure's own language service with its schema (in judge_azure.mjs) and ShellCheck judge pipelines and templates; ShellCheck and
HashiCorp's parser judge the files beside them. What the language service does not look at is looked at here: which stages
and jobs wait for which, which templates are there, and whether the payloads of checks are JSON. Each runs once, over all
files. Files that are wrong on purpose are judged with them, and every judge must refuse those that it is there for.

Run by `make test` in a virtual environment with the packages of judges.txt. Folders given as arguments are judged too; they
hold what becomes of random plans.
"""

import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import check_jsonschema
import ruamel.yaml
from judging import Complaint, TARGET, TESTS, judge, rendered, run, scenarios, settle, why

BESIDE = Path(sys.executable).parent
SCHEMA = Path(check_jsonschema.__file__).parent / "builtin_schemas" / "vendor" / "azure-pipelines.json"

def stages(*each: str) -> str:
    return "trigger: none\npr: none\nstages:\n" + "".join(f"  - {stage}\n" for stage in each)


def jobs(*each: str) -> str:
    return "trigger: none\njobs:\n" + "".join(f"  - {job}\n" for job in each)


def step(text: str) -> str:
    return f"trigger: none\nsteps:\n  - {text}\n"


#: Files that are wrong on purpose: name, text, and the judges that must refuse it.
WRONG: list[tuple[str, str, set[str]]] = [
    ("key.yml", jobs("{ job: a, runs-on: ubuntu-latest, steps: [ { bash: make } ] }"), {"languageservice"}),
    ("order.yml", step("{ displayName: Make, bash: make }"), {"languageservice"}),
    ("task.yml", step("{ task: MakeCoffee@1 }"), {"languageservice"}),
    ("input.yml", step("{ task: AzureCLI@2, inputs: { azureSubscription: a, scriptType: bash, inlineSkript: az } }"), {"languageservice"}),
    ("value.yml", step("{ task: ManualValidation@1, inputs: { notifyUsers: a, onTimeout: explode } }"), {"languageservice"}),
    ("extension.yml", step("{ task: SnykSecurityScan@1, inputs: { severity: high } }"), {"languageservice"}),
    ("name.yml", jobs("{ job: a b, steps: [ { bash: make } ] }"), {"languageservice", "references"}),
    ("lock.yml", "lockBehavior: never\n" + step("{ bash: make }"), {"languageservice"}),
    ("nobody.yml", stages("{ stage: a, jobs: [] }", "{ stage: b, dependsOn: [c], jobs: [] }"), {"references"}),
    ("round.yml", jobs("{ job: a, dependsOn: b, steps: [ { bash: make } ] }", "{ job: b, dependsOn: a, steps: [ { bash: make } ] }"), {"references"}),
    ("twice.yml", jobs("{ job: a, steps: [ { bash: make } ] }", "{ job: a, steps: [ { bash: make } ] }"), {"references"}),
    ("keyword.yml", jobs("{ deployment: deploy, environment: a, strategy: { runOnce: { deploy: { steps: [ { bash: make } ] } } } }"), {"references"}),
    ("template.yml", step("{ template: /nowhere.yml }"), {"references"}),
    ("ungated.yml", jobs("{ job: a, steps: [ { task: ManualValidation@1, inputs: { notifyUsers: a } } ] }"), {"references"}),
    ("shell.yml", step("{ bash: 'if true; then echo' }"), {"shellcheck"}),
    ("inline.yml", step("{ task: AzureCLI@2, inputs: { azureSubscription: a, scriptType: bash, scriptLocation: inlineScript, inlineScript: 'for x in 1' } }"), {"shellcheck"}),
    ("apply.sh", "for name in a b\n  echo \"$name\"\n", {"shellcheck"}),
    ("payload.sh", "cat <<'JSON'\n{ \"timeout\": }\nJSON\n", {"payloads"}),
    ("project.tf", 'resource "azuredevops_environment" {\n  name = \n}\n', {"hcl2json"}),
]


def load(file: Path) -> dict:
    return ruamel.yaml.YAML(typ="safe").load(file)


def is_yaml(file: Path) -> bool:
    return file.suffix in (".yml", ".yaml")


def node(files: list[Path]) -> Iterator[Complaint]:
    """Azure's language service and HashiCorp's parser."""
    wanted = [file for file in files if file.suffix != ".sh"]
    done = run(["node", TESTS / "judge_azure.mjs"], input="\n".join(map(str, [SCHEMA, *wanted])))
    judged = set()
    for line in done.stdout.splitlines():
        said = json.loads(line)
        if "judged" in said:
            judged.add(said["file"])
        else:
            yield said["judge"], said["file"], f"line {said['line']}: {said['message']}"
    for file in wanted:
        if str(file) not in judged:
            yield "hcl2json" if file.suffix == ".tf" else "languageservice", str(file), f"not judged: {why(done.stderr)}"


def steps_of(job: dict) -> list[tuple[str, dict]]:
    """The steps of a job, those of the hooks of a deployment too."""
    found = [("steps", step) for step in job.get("steps", [])]
    for kind in ("runOnce", "rolling", "canary"):
        hooks = job.get("strategy", {}).get(kind, {}) if isinstance(job.get("strategy"), dict) else {}
        places = [(hook, hooks.get(hook)) for hook in ("preDeploy", "deploy", "routeTraffic", "postRouteTraffic")]
        places += [(f"on.{end}", (hooks.get("on") or {}).get(end)) for end in ("failure", "success")]
        found += [(hook, step) for hook, body in places if body for step in body.get("steps", [])]
    return found


def jobs_of(top: dict) -> list[tuple[str, dict]]:
    """The jobs of a file, with where they stand."""
    found = [("", job) for job in top.get("jobs", [])]
    for stage in top.get("stages", []):
        found += [(f"{stage.get('stage')}.", job) for job in stage.get("jobs", [])]
    return found or ([("", {"job": "only", **top})] if "steps" in top else [])


def waits(items: list[dict], kinds: tuple[str, ...], what: str, follows: bool) -> Iterator[str]:
    """Names are there once, what is waited for is there, and nothing waits for itself."""
    if any("template" in item for item in items):
        return  # the names of its stages are its own
    needs: dict[str, list[str]] = {}
    last: str | None = None
    for item in items:
        name = next((str(item[kind]) for kind in kinds if kind in item), "")
        if not re.fullmatch(r"[A-Za-z_]\w*", name.replace("${{ parameters.stage }}", "x")):
            yield f"`{name}` is no name of a {what}"
        if name in needs:
            yield f"two {what}s are called `{name}`"
        wanted = item.get("dependsOn", [last] if follows and last else [])
        wanted = [wanted] if isinstance(wanted, str) else wanted
        needs[name] = [other for other in wanted if "parameters.dependsOn" not in other]
        last = name
    for name, wanted in needs.items():
        yield from (f"the {what} `{name}` waits for `{other}`, which is not there" for other in wanted if other not in needs)
    done: set[str] = set()
    while ready := [name for name in needs if name not in done and all(other in done or other not in needs for other in needs[name])]:
        done.update(ready)
    yield from (f"the {what} `{name}` waits for itself" for name in needs if name not in done)


def references(files: list[Path]) -> Iterator[Complaint]:
    """What Azure asks for beyond the schema."""
    for file in filter(is_yaml, files):
        top = load(file)
        said = list(waits(top.get("stages", []), ("stage",), "stage", True))
        for group in [top.get("jobs", []), *(stage.get("jobs", []) for stage in top.get("stages", []))]:
            said += waits(group, ("job", "deployment"), "job", False)
        templates = [item["template"] for key in ("stages", "jobs", "steps") for item in top.get(key, []) if "template" in item]
        for place, job in jobs_of(top):
            if job.get("deployment") == "deploy":
                said.append(f"{place}deploy: no deployment may have this name")
            templates += [step["template"] for _, step in steps_of(job) if "template" in step]
            for _, each in steps_of(job):
                if str(each.get("task", "")).startswith(("ManualValidation@", "Delay@")) and job.get("pool") != "server":
                    said.append(f"{place}{job.get('job')}: {each['task']} waits only in a job with `pool: server`")
        for template in templates:
            base = next((parent for parent in file.parents if (parent / ".azure-pipelines").is_dir()), file.parent)
            if not (base / str(template).lstrip("/")).is_file():
                said.append(f"the template {template} is not there")
        yield from (("references", str(file), message) for message in said)


def payloads(files: list[Path]) -> Iterator[Complaint]:
    """The payloads of checks are JSON with a type and a length of time."""
    for file in files:
        if file.suffix != ".sh":
            continue
        for payload in re.findall(r"<<'JSON'\n(.*?)\nJSON\n", file.read_text(encoding="utf-8"), re.DOTALL):
            try:
                check = json.loads(payload)
                if not re.fullmatch(r"[0-9a-f-]{36}", check["type"]["id"]) or not 0 < check["timeout"] <= 43_200:
                    yield "payloads", str(file), f"{check['type']} is no type of a check, or {check['timeout']} no timeout"
            except (KeyError, ValueError) as error:
                yield "payloads", str(file), str(error)


def shellcheck(files: list[Path]) -> Iterator[Complaint]:
    """ShellCheck: scripts as they are, and what steps run, with a word in place of every expression and variable."""
    with tempfile.TemporaryDirectory() as folder:
        where: dict[str, tuple[str, str]] = {}

        def add(script: str, shell: str, file: Path, place: str) -> None:
            path = Path(folder, f"{len(where)}.{shell}")
            path.write_text(f"# shellcheck shell={shell}\n{script}\n", encoding="utf-8")
            where[str(path)] = (str(file), place)

        for file in files:
            if file.suffix == ".sh":
                add(file.read_text(encoding="utf-8"), "sh", file, "")
            elif is_yaml(file):
                for place, job in jobs_of(load(file)):
                    for number, (hook, each) in enumerate(steps_of(job)):
                        script = each.get("bash") or each.get("inputs", {}).get("inlineScript")
                        if script is not None:
                            # Variables of Azure have a point in their names, or capitals only.
                            script = re.sub(r"\$\{\{.*?\}\}|\$\((?:[A-Za-z_]\w*\.[\w.-]+|[A-Z][A-Z0-9_]*)\)", "word", script)
                            add(script, "bash", file, f"{place}{job.get('job', job.get('deployment'))}.{hook}[{number}]: ")
        # A word in place of an expression is a constant, which ShellCheck wonders at; `idToken` is set by the task; `$web`
        # and filters of jq are not the shell's, and names are made on the machine.
        done = run([BESIDE / "shellcheck", "--format", "json1", "--severity", "warning", "--exclude", "SC2043,SC2050,SC2154,SC2194", *where])
        if not where or done.returncode > 1:
            yield "shellcheck", "", f"not judged: {why(done.stderr)}"
            return
        for comment in json.loads(done.stdout)["comments"]:
            file, place = where[comment["file"]]
            yield "shellcheck", file, f"{place}line {comment['line'] - 1}: SC{comment['code']} {comment['message']}"


JUDGES: list[Callable[[list[Path]], Iterator[Complaint]]] = [node, references, payloads, shellcheck]


def main() -> int:
    given = [Path(folder).resolve() for folder in sys.argv[1:]]
    given += sorted((TARGET / "tmp" / "converted").glob("*-to-azure-pipelines/*"))
    with tempfile.TemporaryDirectory() as scratch:
        fresh, wrong = Path(scratch, "fresh"), Path(scratch, "wrong")
        failures = list(scenarios("azure-pipelines", fresh))
        right = rendered(fresh) + [file for folder in [TESTS / "goldens" / "azure-pipelines", *given] for file in rendered(folder)]
        refused = {}
        wrong.mkdir()
        for name, text, by in WRONG:
            path = wrong / name
            path.write_text(text, encoding="utf-8")
            refused[str(path)] = set(by)
        said = [complaint for each in JUDGES for complaint in judge(each, [*right, *map(Path, refused)])]
    return settle("Azure", right, refused, said, failures, scratch)


if __name__ == "__main__":
    sys.exit(main())
