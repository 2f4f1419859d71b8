"""Manifests of apps from Python: Gatewright, and cdk8s, which asks a Node beside it. Each is also a program of its own, for the
time of a whole process: `python bundles.py TOOL APPS`.
"""

import sys
from collections.abc import Callable
from typing import Any


def prepare(tool: str, apps: int, _: dict[str, Any]) -> Callable[[], str]:
    match tool:
        case "gatewright":
            import gatewright

            return lambda: "\n".join(
                f"---\n{file.text}"
                for file in gatewright.from_dict(delivery(apps)).plan().render("kubernetes", options={"layout": "plain"}).files
                if file.path.endswith(".yaml")
            )
        case "cdk8s":
            return lambda: cdk8s(apps)
    raise ValueError(f"{tool} writes no manifests here")


def delivery(apps: int) -> dict[str, Any]:
    """The apps of `benches/src/works/manifests.rs`."""

    def workload(number: int) -> dict[str, Any]:
        return {
            "container": {
                "env": {"LOG": "info"},
                "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"memory": "256Mi"}},
            },
            "scaling": {"horizontal": {"min": 2, "max": 10, "cpu": "70%"}},
            "ingress": {"hosts": f"app-{number}.example.com", "class": "nginx", "tls_secret": "app-tls"},
            "network": {"ingress": [{"namespaces": "ingress-nginx"}]},
        }

    return {
        "gatewright": 1,
        "name": "fleet",
        "environments": {"prod": {"platform": {"kubernetes": {"namespace": "fleet"}}}},
        "services": {f"app-{n}": {"image": f"registry.example/app-{n}", "port": 8080, "health": "/health"} for n in range(apps)},
        "workloads": {f"app-{n}": workload(n) for n in range(apps)},
    }


def cdk8s(apps: int) -> str:
    """The same kinds with the defaults of cdk8s-plus, without resources and probes: less than the others write."""
    import cdk8s as kit
    import cdk8s_plus_33 as plus

    app = kit.App()
    chart = kit.Chart(app, "fleet", namespace="fleet")
    for number in range(apps):
        name = f"app-{number}"
        deployment = plus.Deployment(
            chart, name, containers=[plus.ContainerProps(image=f"registry.example/{name}:1", port_number=8080, env_variables={"LOG": plus.EnvValue.from_value("info")})]
        )
        service = deployment.expose_via_service(ports=[plus.ServicePort(port=8080)])
        ingress = plus.Ingress(chart, f"{name}-in")
        ingress.add_host_rule(f"{name}.example.com", "/", plus.IngressBackend.from_service(service))
        plus.HorizontalPodAutoscaler(
            chart, f"{name}-scale", target=deployment, max_replicas=10, min_replicas=2, metrics=[plus.Metric.resource_cpu(plus.MetricTarget.average_utilization(70))]
        )
        plus.NetworkPolicy(chart, f"{name}-net", selector=deployment)
    text: str = app.synth_yaml()
    return text


if __name__ == "__main__":
    print(prepare(sys.argv[1], int(sys.argv[2]), {})())
