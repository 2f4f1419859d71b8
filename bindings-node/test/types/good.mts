// What the types accept. Nothing here runs: tsc reads it.

import { checkMany, callMany, explain, fromData, read, readFile, rules, sarif, targets, FileSet, InvalidDelivery } from "gatewright";
import type { Delivery, Diagnostic, Job, Outline, Platform, Report, Step, Target, TargetName, Trigger } from "gatewright";

const steps: Step[] = [
    { checkout: {} },
    { checkout: { depth: 0, submodules: "${{ inputs.deep }}" } },
    { setup: "node 20", name: "Node" },
    { setup: { tool: "node 20", cache: "npm" } },
    { use: "docker/login-action@v3", env: { A: "1", B: 2, C: true, D: null, E: { secret: "prod/key" } } },
    { run: "npm test", when: "always", timeout: "5m" },
    { parallel: [{ run: "a" }, { run: "b", continue_on_error: true }] },
];
const job: Job = { steps, runner: { hosted: "ubuntu-latest" }, lasts: "2m..3m" };
const delivery: Delivery = {
    gatewright: 1,
    name: "shop",
    services: { web: { path: ".", exposure: "public", port: 8080 } },
    environments: { production: { tier: "production", platform: { kubernetes: {} } } },
    pipelines: { main: { on: [{ push: { branches: ["main"] } }], stages: { test: { jobs: { unit: job } } } } },
    extensions: { anything: [1, { b: 2 }] },
};
delivery.services = Object.fromEntries(["a", "b"].map((name) => [name, { path: name }]));

const report: Report = fromData(delivery).check({ select: ["STR"], severities: { STR: "info" } });
const text: string = report.toSarif() + report.toGithub() + `${report}`;
for (const finding of report) {
    const one: Diagnostic = finding;
    const line: number | undefined = one.range?.start.line;
}
const outline: Outline = readFile(new URL("file:///delivery.yaml")).plan().outline();
const written: string = read(new Uint8Array(), { format: "toml" }).write({ format: "json" });
const page: string = explain("STR001");
const codes: string[] = rules().map((rule) => rule.code);
try {
    readFile("delivery.yaml").plan();
} catch (error) {
    if (error instanceof InvalidDelivery) {
        const errors: boolean = error.report.hasErrors;
    }
}
for (const checked of await checkMany(["a.yaml"], { ignore: [], signal: AbortSignal.timeout(1), onProgress: (done, all) => done / all })) {
    const path: string = checked.path;
    const errors: number = checked.error ? 1 : checked.report.summary.errors;
}
const log: string = sarif([report]);
const [answered] = await callMany(["a.yaml"], "write", [{ format: "json" }]);
const json: string | undefined = answered?.answer;

const files = readFile("delivery.yaml").plan().render("svg", { options: { theme: "dark" } });
const set: FileSet = files;
for (const { path, text } of files) {
    const both: string = path + text;
}
const lost: string[] = files.losses.map(({ code, message, why }) => `${code} ${message} ${why ?? ""}`);
const paths: string[] = await files.write("out");
const names: TargetName[] = targets().map((target: Target) => target.name);
const [drawn] = await callMany(["a.yaml"], "render", ["mermaid", { options: { direction: "TB" } }]);
const picture: string | undefined = drawn?.answer?.files[0]?.text;

// A choice is told by its one key.
function what(step: Step): string {
    if (step.run !== undefined) {
        const script: string = step.run;
        const others: undefined = step.checkout;
        return script;
    }
    if (step.checkout !== undefined) {
        return step.checkout.ref ?? "HEAD";
    }
    const left: undefined = step.run;
    return step.name ?? "";
}
function where(platform: Platform): string {
    return platform.aws_ecs ? "AWS" : platform.kubernetes ? (platform.kubernetes.namespace ?? "default") : "elsewhere";
}
function why(trigger: Trigger): boolean {
    return trigger.push !== undefined && trigger.push.branches !== undefined;
}
