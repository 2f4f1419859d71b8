// Manifests of apps with cdk8s and cdk8s-plus: the kinds of `benches/src/works/manifests.rs`, with the names, labels and defaults of
// cdk8s-plus.

import { required } from "./installed.mjs";

export function prepare(tool, apps) {
    if (tool !== "cdk8s") {
        throw new Error(`${tool} writes no manifests here`);
    }
    const kit = required("cdk8s");
    const plus = required("cdk8s-plus-33");
    return () => {
        const app = new kit.App();
        const chart = new kit.Chart(app, "fleet", { namespace: "fleet" });
        for (let number = 0; number < apps; number++) {
            const name = `app-${number}`;
            const deployment = new plus.Deployment(chart, name, {
                containers: [
                    {
                        image: `registry.example/${name}:not-set`,
                        portNumber: 8080,
                        envVariables: { LOG: plus.EnvValue.fromValue("info") },
                        readiness: plus.Probe.fromHttpGet("/health"),
                        liveness: plus.Probe.fromHttpGet("/health", { failureThreshold: 6 }),
                        resources: {
                            cpu: { request: plus.Cpu.millis(100) },
                            memory: { request: kit.Size.mebibytes(128), limit: kit.Size.mebibytes(256) },
                        },
                    },
                ],
            });
            const service = deployment.exposeViaService({ ports: [{ port: 8080 }] });
            new plus.Ingress(chart, `${name}-in`).addHostRule(`${name}.example.com`, "/", plus.IngressBackend.fromService(service));
            new plus.HorizontalPodAutoscaler(chart, `${name}-scale`, {
                target: deployment,
                minReplicas: 2,
                maxReplicas: 10,
                metrics: [plus.Metric.resourceCpu(plus.MetricTarget.averageUtilization(70))],
            });
            new plus.NetworkPolicy(chart, `${name}-net`, { selector: deployment });
        }
        return app.synthYaml();
    };
}
