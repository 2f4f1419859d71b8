"""What a strict type checker accepts."""

from typing import assert_type

import gatewright as gw
from gatewright.model import Approval, Cache, Checkout, Deploy, EnvValue, Gate, Job, Pipeline, Push, Runner, Setup, Stage, Step, Trigger
from gatewright.results import CheckOptions, Diagnostic, File, FileSet, Loss, Outline, Rule, Severity, Target, TargetName

variables: dict[str, EnvValue] = {"LEVEL": 3, "NAME": "shop"}
job = Job(
    when="${{ github.ref == 'refs/heads/main' }}",
    env=variables,
    steps=[
        Step(checkout=Checkout()),
        Step(setup="node 22"),
        Step(setup=Setup(tool="node 22", cache="npm")),
        Step(cache=Cache(tool="npm")),
        Step(run="make", name="Make", env={"A": "b"}, timeout="5m"),
        Step(parallel=[Step(run="a"), Step(run="b")]),
        Step(deploy=Deploy(services=["api", "web"])),
    ],
)
gate = Gate(approval=Approval(by=["leads"]), timeout="8h")
pipeline = Pipeline(on=[Trigger(push=Push(branches="main"))], runner=Runner(hosted="ubuntu-latest"), stages={"all": Stage(jobs={"one": job})})
delivery = gw.Delivery(name="shop", pipelines={"main": pipeline})
delivery.summary = "A web shop"

for step in job.steps:
    if step.run is not None:
        assert_type(step.run, str)
    if step.kind == "deploy" and step.deploy:
        assert_type(step.deploy, Deploy)
    match step:
        case Step(setup=Setup(tool=tool)):
            print(tool)
        case _:
            pass

assert_type(gw.read_file("delivery.yaml"), gw.Document)
plan = delivery.plan()
assert_type(plan, gw.Plan)
assert_type(plan.outline(), Outline)
assert_type(plan.write(format="json"), str)
assert_type(plan.delivery(), gw.Delivery)
assert_type(gw.from_dict({"name": "shop"}).plan(), gw.Plan)
assert_type(gw.rules(), list[Rule])

options: CheckOptions = {"select": ["STR"], "severities": {"STR008": "error"}}
print(plan.report(format="github", check=options))
try:
    report = plan.check(select=["STR"], today="2026-11-21")
    assert_type(report.diagnostics, list[Diagnostic])
    lines = [finding.range.start.line for finding in report if finding.range]
except gw.InvalidDelivery as error:
    assert_type(error.report, gw.Report)

reports = gw.check_many(["a.yaml"], progress=print)
assert_type(reports, gw.Answers[gw.Report])
for path, one in reports.items():
    print(path.upper(), one.has_errors)
assert_type(reports[0], gw.Report)

files = plan.render("svg", options={"theme": "dark"})
assert_type(files, FileSet)
assert_type(files.files, list[File])
assert_type(files.losses, list[Loss])
assert_type(files.write("out"), list[str])
assert_type(gw.targets(), list[Target])
names: list[TargetName] = [target.name for target in gw.targets()]
for each in names:
    plan.render(each)
drawn = gw.render_many(["a.yaml"], "mermaid", options={"direction": "TB"}, progress=print)
assert_type(drawn, gw.Answers[FileSet])
assert_type(drawn[0].files[0].text, str)
assert_type(gw.sarif([reports[0], plan.check()]), str)
assert_type(gw.rules()[0].severity, Severity)
