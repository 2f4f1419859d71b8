"""A delivery built in code: editors know every key, and the text that comes out can be reviewed and kept."""

from gatewright.model import (
    Approval,
    Checkout,
    Delivery,
    Deploy,
    Environment,
    Gate,
    Job,
    Pipeline,
    Push,
    Runner,
    Service,
    Setup,
    Stage,
    Step,
    Trigger,
)

prepare = [Step(checkout=Checkout()), Step(setup=Setup(tool="node 20", cache="npm"))]


def deploy(environment: str) -> Job:
    return Job(environment=environment, concurrency=environment, steps=[Step(deploy=Deploy(services="web"))])


delivery = Delivery(
    name="shop",
    summary="A web shop",
    services={"web": Service(path=".", runtime="node 20", exposure="public")},
    environments={
        "staging": Environment(tier="staging"),
        "production": Environment(
            tier="production",
            after="staging",
            gates=[Gate(approval=Approval(by=["maintainers"], not_author=True), timeout="8h")],
        ),
    },
    pipelines={
        "main": Pipeline(
            on=[Trigger(push=Push(branches=["main"]))],
            runner=Runner(hosted="ubuntu-latest"),
            timeout="30m",
            stages={
                "test": Stage(jobs={"unit": Job(steps=[*prepare, Step(run="npm ci"), Step(run="npm test")])}),
                "release": Stage(jobs={"staging": deploy("staging"), "production": deploy("production")}),
            },
        )
    },
)

plan = delivery.plan()
print(plan.write())
print(plan.check())
