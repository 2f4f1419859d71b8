"""GitLab's own words judge what the target `gitlab-ci` writes: its schema, and gitlab-ci-local, which lists the jobs of a
pipeline as GitLab would and runs one from end to end.

    python core/tests/judge_gitlab.py [FOLDER]...

The goldens are judged, what other systems' files become (written by the test `conversions`), and folders that are given as
arguments: each holds projects. Run by `make test` in a virtual environment
with the packages of judges.txt, after those of judges-npm.txt.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import ruamel.yaml

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
CONVERTED = sorted((TARGET / "tmp" / "converted").glob("*-to-gitlab-ci"))
LOCAL = ROOT / ".tools" / "node" / "node_modules" / ".bin" / "gitlab-ci-local"
SCHEMA = [str(Path(sys.executable).parent / "check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"]

# A pipeline in plain shell: files and values handed on, conditions, a failure that may be, an order against the stages.
RUNS = """
gatewright: 1
name: runs
pipelines:
  main:
    on: [ { push: {} } ]
    env: { GREETING: hello }
    stages:
      build:
        jobs:
          one:
            steps: [ { checkout: {} }, { run: "mkdir -p out && echo \\"$GREETING\\" > out/one.txt" }, { publish: { artifact: one, path: out } } ]
      test:
        jobs:
          reads:
            steps:
              - checkout: {}
              - fetch: one
              - run: |
                  if [ "$(cat out/one.txt)" != hello ]; then
                    exit 1
                  fi
              - { run: test "$MODE" = fast, env: { MODE: fast } }
          may-fail: { continue_on_error: true, steps: [ { checkout: {} }, { run: "false" } ] }
          version:
            outputs: { version: "${{ steps.v.outputs.short-version }}", deploy: "yes" }
            steps:
              - { id: v, run: 'echo "short-version=1.2" >> "$GITHUB_OUTPUT"' }
              - { run: 'test "${{ steps.v.outputs.short-version }}" = 1.2' }
              - { run: 'echo SPEED=high >> "$GITHUB_ENV"; echo "$PWD/bin" >> "$GITHUB_PATH"' }
              - { run: 'test "$SPEED" = high', when: "${{ steps.v.outputs.short-version == '1.2' }}" }
              - { run: "false", when: "${{ steps.v.outputs.short-version != '1.2' }}" }
              - { run: 'case "$PATH" in */bin:*) ;; *) exit 1 ;; esac' }
      last:
        jobs:
          heard: { env: { V: "${{ needs.version.outputs.version }}" }, steps: [ { run: 'test "$V" = 1.2' } ] }
          not-now: { when: "${{ needs.version.outputs.deploy == 'no' }}", steps: [ { run: "false" } ] }
          early: { after: build.one, steps: [ { checkout: {} }, { fetch: one }, { run: cat out/one.txt } ] }
"""


def documents(path: Path) -> list[dict]:
    reader = ruamel.yaml.YAML(typ="rt")
    return [document for document in reader.load_all(path.read_text()) if document is not None]


def pipelines(project: Path) -> list[Path]:
    found = [project / ".gitlab-ci.yml", *sorted(project.glob(".gitlab/ci/*.yml"))]
    return [path for path in found if path.exists()]


def schema(files: list[Path], scratch: Path) -> list[str]:
    """One process for all files. A header is a document of its own and is left out: the schema knows one document."""
    bodies = []
    for number, path in enumerate(files):
        body = scratch / f"{number}.yml"
        body.write_text(path.read_text().split("\n---\n")[-1])
        bodies.append(body)
    result = subprocess.run([*SCHEMA, *map(str, bodies)], capture_output=True, text=True)
    if result.returncode == 0:
        return []
    lines = [line[:400] for line in (result.stdout + result.stderr).splitlines() if line.strip()]
    for number, path in enumerate(files):
        lines = [line.replace(str(scratch / f"{number}.yml"), str(path)) for line in lines]
    return lines


def references(path: Path, ours: bool) -> list[str]:
    """Jobs that are waited for exist, and none waits for itself: gitlab-ci-local does not look for circles."""
    jobs = {name: job for name, job in documents(path)[-1].items() if isinstance(job, dict) and ("script" in job or "trigger" in job)}
    wrong = []
    needs = {name: [need["job"] if isinstance(need, dict) else need for need in job.get("needs", [])] for name, job in jobs.items()}
    for name, wanted in needs.items():
        wrong += [f"{path}: {name} needs {other}, which is not there" for other in wanted if other not in jobs]
        wrong += [f"{path}: {name} gets files of {other}, which is not there" for other in jobs[name].get("dependencies", []) if other not in jobs]
    done: set[str] = set()
    while ready := [name for name in jobs if name not in done and all(other in done or other not in jobs for other in needs[name])]:
        done.update(ready)
    wrong += [f"{path}: {name} waits for itself" for name in jobs if name not in done]
    # Only other plans have jobs that a person may start and nobody waits for.
    for name, job in jobs.items() if ours else []:
        if job.get("when") == "manual" and job.get("allow_failure") is not False:
            wrong.append(f"{path}: {name} waits for nobody: a manual job without `allow_failure: false` holds nothing back")
    return wrong


def local(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    state = tempfile.mkdtemp(prefix="state-", dir=folder.parent)
    command = [str(LOCAL), "--cwd", ".", "--state-dir", os.path.relpath(state, folder), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env={**os.environ, "CI": "true", "FORCE_COLOR": "0"})


def repository(source: Path, target: Path) -> Path:
    shutil.copytree(source, target, dirs_exist_ok=True)
    for command in (["init", "--quiet", "--initial-branch", "main"], ["add", "."], ["commit", "--quiet", "--message", "All"], ["remote", "add", "origin", "git@gitlab.com:group/project.git"], ["update-ref", "refs/remotes/origin/main", "HEAD"], ["symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main"]):
        subprocess.run(["git", "-c", "user.name=Judge", "-c", "user.email=judge@example.com", *command], cwd=target, check=True)
    return target


def listed(project: Path, scratch: Path) -> list[str]:
    """The jobs as gitlab-ci-local lists them are those of the file."""
    folder = repository(project, Path(tempfile.mkdtemp(dir=scratch)) / project.name)
    result = local(folder, "--list-json", "--evaluate-rule-changes=false")
    if result.returncode != 0:
        return [f"{project}: {line}" for line in (result.stderr or result.stdout).strip().splitlines()[:12]]
    names = {job["name"].split(":")[0].strip() for job in json.loads(result.stdout)}
    body = documents(project / ".gitlab-ci.yml")[-1]
    wanted = {name for name, job in body.items() if isinstance(job, dict) and ("script" in job or "trigger" in job)}
    expected = {name for name in wanted if not any("if" in rule for rule in body[name].get("rules", []))}
    return [f"{project}: gitlab-ci-local does not list {name}" for name in sorted(expected - names)]


def runs(scratch: Path) -> list[str]:
    """A pipeline in plain shell, from end to end."""
    if shutil.which("rsync") is None:
        print("   rsync is not there, so no pipeline is run", file=sys.stderr)
        return []
    source = scratch / "runs"
    source.mkdir()
    (source / "delivery.yaml").write_text(RUNS)
    gatewright = os.environ.get("GATEWRIGHT", "cargo run --quiet --package gatewright --features cli --").split()
    result = subprocess.run([*gatewright, "render", "gitlab-ci", str(source / "delivery.yaml"), "-o", str(source)], cwd=ROOT, capture_output=True, text=True)
    if result.returncode != 0:
        return [f"render: {result.stderr}"]
    # Images are for containers; here the shell runs the commands, and nothing is installed.
    text = (source / ".gitlab-ci.yml").read_text()
    (source / ".gitlab-ci.yml").write_text("\n".join(line for line in text.splitlines() if "apt-get" not in line) + "\n")
    folder = repository(source, scratch / "run")
    result = local(folder, "--force-shell-executor", "--shell-isolation")
    output = result.stdout + result.stderr
    wrong = [] if result.returncode == 0 else [f"run: {line}" for line in output.splitlines()[-15:]]
    wrong += [f"run: {job} did not pass" for job in ("one", "reads", "version", "heard", "not-now", "early") if f" PASS  {job}" not in output and f"PASS {job}" not in output]
    return wrong


def main() -> int:
    goldens = ROOT / "core" / "tests" / "goldens" / "gitlab-ci"
    projects = [path.parent for folder in [goldens, *CONVERTED, *map(Path, sys.argv[1:])] for path in sorted(folder.glob("**/.gitlab-ci.yml"))]
    files = [path for project in projects for path in pipelines(project)]
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        failures = schema(files, scratch) if files else []
        for path in files:
            failures += references(path, goldens in path.parents)
        with ThreadPoolExecutor(max_workers=2) as pool:
            for found in pool.map(lambda project: listed(project, scratch), projects):
                failures += found
        failures += runs(scratch)
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"   {len(files)} GitLab files of {len(projects)} projects, one run: {len(failures)} failures")
    return 1 if failures or not files else 0


if __name__ == "__main__":
    sys.exit(main())
