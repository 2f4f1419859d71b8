// A delivery built in code: the types know every key, and the text that comes out can be reviewed and kept.

import { fromData, type Delivery, type Step } from "gatewright";

const prepare: Step[] = [{ checkout: {} }, { setup: { tool: "node 20", cache: "npm" } }];

const delivery: Delivery = {
    gatewright: 1,
    name: "shop",
    summary: "A web shop",
    services: { web: { path: ".", runtime: "node 20", exposure: "public" } },
    environments: {
        staging: { tier: "staging" },
        production: {
            tier: "production",
            after: "staging",
            gates: [{ approval: { by: ["maintainers"], not_author: true }, timeout: "8h" }],
        },
    },
    pipelines: {
        main: {
            on: [{ push: { branches: ["main"] } }],
            runner: { hosted: "ubuntu-latest" },
            timeout: "30m",
            stages: {
                test: { jobs: { unit: { steps: [...prepare, { run: "npm ci" }, { run: "npm test" }] } } },
                release: {
                    jobs: {
                        staging: { environment: "staging", concurrency: "staging", steps: [{ deploy: { services: "web" } }] },
                        production: { environment: "production", concurrency: "production", steps: [{ deploy: { services: "web" } }] },
                    },
                },
            },
        },
    },
};

const plan = fromData(delivery).plan();
console.log(plan.write());
console.log(plan.check().toString());
