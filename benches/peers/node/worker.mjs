// The package `gatewright` and the peers in Node, as a worker: each line of its input asks for one measurement as JSON, each line
// of its output answers. `benches/README.md` says what is asked.

import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
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
    if (one.calls > 0) {
        return measured(one, one.calls);
    }
    // Node compiles what runs often; what comes before that is no measure.
    for (let spent = 0; spent < warmth * asked.seconds; ) {
        spent += (await measured(one, 1)).seconds;
    }
    for (let calls = 1; ; calls *= 2) {
        const said = await measured(one, calls);
        if (said.seconds * calls >= asked.seconds) {
            one.calls = calls;
            return said;
        }
    }
}

/** The processor time of one of so many calls, and the bytes it reads or writes. */
async function measured({ once }, calls) {
    let out;
    const before = process.cpuUsage();
    for (let call = 0; call < calls; call++) {
        out = once();
        if (out instanceof Promise) {
            out = await out;
        }
    }
    const { user, system } = process.cpuUsage(before);
    return { seconds: (user + system) / 1e6 / calls, bytes: out.length ?? out };
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
