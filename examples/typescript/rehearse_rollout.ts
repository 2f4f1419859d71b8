// Before a release: will a bad one be noticed in time, and how does one go back? Afterwards: what do measurements say?
//
//     node build/rehearse_rollout.js delivery.yaml [metrics.json]

import { readFileSync } from "node:fs";
import { readFile } from "gatewright";

const [path = "delivery.yaml", metrics] = process.argv.slice(2);
const plan = readFile(path).plan();
// A release that fails one request in five, and ten thousand of its kind.
for (const rollout of plan.simulate({ fault: { errorRate: "20%" }, runs: 10_000 }).rollouts) {
    console.log(`${rollout.strategy}: users are rid of it within ${rollout.rollback_worst} s`);
    for (const step of rollout.steps) {
        console.log(`  ${step.requested}% asked for, ${step.realised.toFixed(1)}% real`);
    }
}
console.log(plan.rollback().text);
if (metrics !== undefined) {
    const judgement = plan.judge({ metrics: readFileSync(metrics, "utf8") });
    console.log(judgement.text);
    process.exitCode = judgement.verdict === "promote" ? 0 : 1;
}
