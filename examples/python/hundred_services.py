"""A hundred services that are delivered alike: a loop makes what nobody wants to write by hand."""

from gatewright.model import (
    Checkout,
    Delivery,
    Deploy,
    Environment,
    Job,
    Pipeline,
    Push,
    Runner,
    Service,
    Stage,
    Step,
    Trigger,
)


def pipeline(name: str) -> Pipeline:
    test = Job(
        lasts="2m..4m",
        steps=[Step(checkout=Checkout()), Step(setup="go 1.24"), Step(run="go test ./...", dir=f"services/{name}")],
    )
    release = Job(
        environment="production",
        concurrency=f"production-{name}",
        steps=[Step(checkout=Checkout()), Step(deploy=Deploy(services=name))],
    )
    return Pipeline(
        on=[Trigger(push=Push(branches=["main"], paths=[f"services/{name}/**"]))],
        runner=Runner(hosted="ubuntu-latest"),
        timeout="20m",
        stages={"test": Stage(jobs={"unit": test}), "release": Stage(jobs={"release": release})},
    )


delivery = Delivery(name="platform", environments={"production": Environment(tier="production")})
for number in range(1, 101):
    name = f"service-{number}"
    delivery.services[name] = Service(path=f"services/{name}", runtime="go 1.24")
    delivery.pipelines[name] = pipeline(name)

plan = delivery.plan()
pipelines = plan.outline().pipelines
print(f"{len(pipelines)} pipelines with {sum(pipeline.jobs for pipeline in pipelines)} jobs")
print(f"{plan.check().summary.errors} errors")
