"""What a strict type checker refuses: every line with the mark `# E`, and no other."""

import gatewright as gw
from gatewright.model import Approval, Delivery, Gate, Job, Push, Service, Step, Trigger

Step(rum="make")  # E
Step(run=1)  # E
Step(run="make", use="make")  # E
Step(name="nothing")  # E
Step(run="make", timeuot="5m")  # E
Delivery()  # E
Delivery(name="shop", gatewright=2)  # E
Delivery(name="shop", services={"web": Service(exposure="world")})  # E
Delivery(name="shop", services={"web": {"path": "."}})  # E
Job(steps=["make"])  # E
Job(setps=[])  # E
Gate(approval=Approval(by=[1]))  # E
Trigger(push=Push(), schedule="0 0 * * *")  # E

job = Job()
job.setps = []  # E
job.steps = "make"  # E
job.steps.append("make")  # E

document = gw.read("", format="xml")  # E
plan = document.plan()
plan.check(selct=["STR"])  # E
plan.check(severities={"STR": "bad"})  # E
plan.outline().pipelines[0].nmae  # E
plan.write(format="toml")  # E
gw.check_many(["a.yaml"])[0].has_error  # E
gw.explain()  # E
plan.render()  # E
plan.render("svgg")  # E
plan.render("svg", options={"theme": 1})  # E
plan.render("svg").file  # E
plan.render("svg").write(1)  # E
gw.render_many(["a.yaml"], "svgg")  # E
gw.render_many(["a.yaml"], "svg")[0].lost  # E
document.render("svg")  # E
gw.sarif(["a.yaml"])  # E
