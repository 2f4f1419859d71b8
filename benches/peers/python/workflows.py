"""The workflow that `benches/src/works/workflow.rs` builds, and the pipeline of `gitlab.rs`, with tools in Python."""

import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

MAIN = "main"
CONDITION = "github.ref == 'refs/heads/main'"


def prepare(tool: str, jobs: int, _: dict[str, Any]) -> Callable[[], str]:
    match tool:
        case "gatewright":
            from gatewright import model

            return lambda: _written(typed(model, jobs).plan())
        case "gatewright, from a dict":
            import gatewright

            return lambda: _written(gatewright.from_dict(delivery(jobs)).plan())
        case "PyYAML C":
            import yaml

            return lambda: yaml.dump(workflow(jobs), Dumper=yaml.CSafeDumper, sort_keys=False)
        case "ruamel.yaml":
            from ruamel.yaml import YAML

            def dumped() -> str:
                out = io.StringIO()
                YAML().dump(workflow(jobs), out)
                return out.getvalue()

            return dumped
    raise ValueError(f"{tool} writes no workflows here")


def _written(plan: Any) -> str:
    text: str = plan.render("github-actions").files[0].text
    return text


def workflow(jobs: int) -> dict[str, Any]:
    """The workflow as its file has it."""
    return {
        "name": "ci",
        "on": {"push": {"branches": [MAIN]}, "pull_request": {"branches": [MAIN]}},
        "permissions": {},
        "jobs": {f"job-{number}": _job(number, jobs) for number in range(jobs)},
    }


def _job(number: int, jobs: int) -> dict[str, Any]:
    part = f"part-{number}"
    return {
        "name": f"Part {number}",
        **({"needs": [f"job-{number - jobs // 2}"]} if number >= jobs // 2 else {}),
        "runs-on": "ubuntu-24.04",
        "permissions": {"contents": "read"},
        "timeout-minutes": 15,
        "env": {"PART": part},
        "steps": [
            {"name": "Check out", "uses": "actions/checkout@v5", "with": {"fetch-depth": "1"}},
            {"name": "Set up Node", "uses": "actions/setup-node@v5", "with": {"node-version": "22", "cache": "npm"}},
            {"name": "Install", "run": "npm ci"},
            {"name": "Lint", "run": f"npm run lint -w {part}"},
            {"name": "Types", "run": f"npx tsc --noEmit --project {part}"},
            {"name": "Test", "run": f"npm test -w {part}\nnpm run report -w {part}\n", "env": {"NODE_ENV": "test"}},
            {"name": "Build", "if": CONDITION, "run": f"npm run build -w {part}"},
            {"name": "Keep", "uses": "actions/upload-artifact@v4", "with": {"name": part, "path": "dist"}},
        ],
    }


def delivery(jobs: int) -> dict[str, Any]:
    """The same as a delivery."""

    def job(number: int) -> dict[str, Any]:
        part = f"part-{number}"

        def use(name: str, action: str, given: dict[str, str]) -> dict[str, Any]:
            return {"name": name, "use": {"action": action, "with": given}}

        return {
            "name": f"Part {number}",
            **({"after": f"first.job-{number - jobs // 2}"} if number >= jobs // 2 else {}),
            "runner": {"hosted": "ubuntu-24.04"},
            "timeout": "15m",
            "permissions": {"contents": "read"},
            "env": {"PART": part},
            "steps": [
                use("Check out", "actions/checkout@v5", {"fetch-depth": "1"}),
                use("Set up Node", "actions/setup-node@v5", {"node-version": "22", "cache": "npm"}),
                {"name": "Install", "run": "npm ci"},
                {"name": "Lint", "run": f"npm run lint -w {part}"},
                {"name": "Types", "run": f"npx tsc --noEmit --project {part}"},
                {"name": "Test", "run": f"npm test -w {part}\nnpm run report -w {part}\n", "env": {"NODE_ENV": "test"}},
                {"name": "Build", "when": f"${{{{ {CONDITION} }}}}", "run": f"npm run build -w {part}"},
                use("Keep", "actions/upload-artifact@v4", {"name": part, "path": "dist"}),
            ],
        }

    return {
        "gatewright": 1,
        "name": "shop",
        "pipelines": {
            "ci": {
                "name": "ci",
                "on": [{"push": {"branches": [MAIN]}}, {"pull_request": {"branches": [MAIN]}}],
                "stages": {
                    "first": {"jobs": {f"job-{number}": job(number) for number in range(jobs // 2)}},
                    "second": {"jobs": {f"job-{number}": job(number) for number in range(jobs // 2, jobs)}},
                },
            }
        },
    }


def typed(model: Any, jobs: int) -> Any:
    """The same with the classes of `gatewright.model`."""
    Step, Use = model.Step, model.Use

    def job(number: int) -> Any:
        part = f"part-{number}"
        return model.Job(
            name=f"Part {number}",
            after=f"first.job-{number - jobs // 2}" if number >= jobs // 2 else [],
            runner=model.Runner(hosted="ubuntu-24.04"),
            timeout="15m",
            permissions={"contents": "read"},
            env={"PART": part},
            steps=[
                Step(name="Check out", use=Use(action="actions/checkout@v5", with_={"fetch-depth": "1"})),
                Step(name="Set up Node", use=Use(action="actions/setup-node@v5", with_={"node-version": "22", "cache": "npm"})),
                Step(name="Install", run="npm ci"),
                Step(name="Lint", run=f"npm run lint -w {part}"),
                Step(name="Types", run=f"npx tsc --noEmit --project {part}"),
                Step(name="Test", run=f"npm test -w {part}\nnpm run report -w {part}\n", env={"NODE_ENV": "test"}),
                Step(name="Build", when=f"${{{{ {CONDITION} }}}}", run=f"npm run build -w {part}"),
                Step(name="Keep", use=Use(action="actions/upload-artifact@v4", with_={"name": part, "path": "dist"})),
            ],
        )

    return model.Delivery(
        name="shop",
        pipelines={
            "ci": model.Pipeline(
                name="ci",
                on=[model.Trigger(push=model.Push(branches=[MAIN])), model.Trigger(pull_request=model.PullRequest(branches=[MAIN]))],
                stages={
                    "first": model.Stage(jobs={f"job-{number}": job(number) for number in range(jobs // 2)}),
                    "second": model.Stage(jobs={f"job-{number}": job(number) for number in range(jobs // 2, jobs)}),
                },
            )
        },
    )


def gitlab(tool: str, jobs: int, _: dict[str, Any]) -> Callable[[], str]:
    if tool != "gcip":
        raise ValueError(f"{tool} writes no pipelines of GitLab here")
    from gcip import Job, Pipeline

    def built() -> Any:
        pipeline = Pipeline()
        for number in range(jobs):
            stage, part = divmod(number, 8)
            pipeline.add_children(
                Job(
                    name=f"job-{stage}-{part}",
                    stage=f"stage-{stage}",
                    image="buildpack-deps:noble-scm",
                    variables={"PART": f"part-{part}"},
                    script=[f"make stage-{stage} part-{part} step-{step}" for step in range(6)],
                )
            )
        return pipeline

    path = Path(tempfile.mkdtemp(prefix="gatewright-bench-")) / "gitlab-ci.yml"

    def written() -> str:
        built().write_yaml(str(path))
        return path.read_text()

    return written
