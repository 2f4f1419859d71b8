// The package `gatewright` and the peers in Node, as a worker: each line of its input asks for one measurement as JSON, each line
// of its output answers. `benches/README.md` says what is asked.

import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { performance } from "node:perf_hooks";
import * as bundles from "./bundles.mjs";
import * as corpus from "./corpus.mjs";
import * as plans from "./plans.mjs";
import * as workflows from "./workflows.mjs";

const works = { workflow: workflows.prepare, import: corpus.prepare, kubernetes: bundles.prepare, json: plans.prepare };

/** So many times the seconds of a round go by before the first. */
const warmth = 4;

/** What is ready: of one work and size only, so that what others prepared takes no memory. */
const ready = new Map();
let last = "";

async function answer(asked) {
    const { work, tool, size } = asked;
    if (last !== `${work} ${size}`) {
        ready.clear();
        last = `${work} ${size}`;
    }
    if (!ready.has(tool)) {
        ready.set(tool, { once: await works[work](tool, size, asked), calls: 0 });
    }
    const one = ready.get(tool);
    if (asked.write !== undefined) {
        const out = await one.once();
        writeFileSync(asked.write, typeof out === "string" ? out : "");
        return { seconds: 0, bytes: out.length ?? out };
    }
    if (one.calls === 0) {
        // Node compiles what runs often; what comes before that is no measure.
        for (const start = performance.now(); performance.now() - start < warmth * asked.seconds; ) {
            await one.once();
        }
        const start = performance.now();
        await one.once();
        const taken = (performance.now() - start) / 1e3;
        one.calls = Math.max(1, Math.floor(asked.seconds / Math.max(taken, 1e-7)));
    }
    let out;
    const before = process.cpuUsage();
    for (let call = 0; call < one.calls; call++) {
        out = one.once();
        if (out instanceof Promise) {
            out = await out;
        }
    }
    const { user, system } = process.cpuUsage(before);
    return { seconds: (user + system) / 1e6 / one.calls, bytes: out.length ?? out };
}

for await (const line of createInterface({ input: process.stdin })) {
    let said;
    try {
        said = await answer(JSON.parse(line));
    } catch (error) {
        said = { seconds: 0, bytes: 0, error: String(error) };
    }
    process.stdout.write(`${JSON.stringify(said)}\n`);
}
