// A hundred services that are delivered alike: a loop makes what nobody wants to write by hand.

import { fromData, type Delivery, type Job, type Pipeline, type Service } from "gatewright";

function pipeline(name: string): Pipeline {
    const test: Job = { lasts: "2m..4m", steps: [{ checkout: {} }, { setup: "go 1.24" }, { run: "go test ./...", dir: `services/${name}` }] };
    const release: Job = {
        environment: "production",
        concurrency: `production-${name}`,
        steps: [{ checkout: {} }, { deploy: { services: name } }],
    };
    return {
        on: [{ push: { branches: ["main"], paths: [`services/${name}/**`] } }],
        runner: { hosted: "ubuntu-latest" },
        timeout: "20m",
        stages: { test: { jobs: { unit: test } }, release: { jobs: { release } } },
    };
}

const names = Array.from({ length: 100 }, (_, number) => `service-${number + 1}`);
const services = Object.fromEntries(names.map((name): [string, Service] => [name, { path: `services/${name}`, runtime: "go 1.24" }]));
const delivery: Delivery = {
    gatewright: 1,
    name: "platform",
    services,
    environments: { production: { tier: "production" } },
    pipelines: Object.fromEntries(names.map((name) => [name, pipeline(name)])),
};

const plan = fromData(delivery).plan();
const { pipelines } = plan.outline();
console.log(`${pipelines.length} pipelines with ${pipelines.reduce((sum, { jobs }) => sum + jobs, 0)} jobs`);
console.log(`${plan.check().summary.errors} errors`);
