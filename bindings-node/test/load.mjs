// Many workers, many questions: every answer is that of one alone, and memory does not grow.
//
//     node --expose-gc test/load.mjs [WORKERS] [CALLS OF EACH]

import { readFileSync } from "node:fs";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { fileURLToPath } from "node:url";
import { read } from "gatewright";

const scenarios = new URL("../../core/tests/scenarios/", import.meta.url);
/** What a process may take more after a warm-up of thousands of calls, for heaps that each worker has of its own. */
const MORE = 24 << 20;

/** What is asked: of documents that a worker keeps, and of such as are read anew each time. */
function questions() {
    const texts = Object.fromEntries(
        ["start", "contoso", "broken", "tickets"].map((name) => [name, readFileSync(new URL(`${name}.yaml`, scenarios), "utf8")]),
    );
    const open = (name) => read(texts[name], { name: `${name}.yaml` });
    const kept = Object.fromEntries(Object.keys(texts).map((name) => [name, open(name)]));
    const asked = [
        ["start", (document) => document.check()],
        ["contoso", (document) => document.plan().outline()],
        ["broken", (document) => document.report({ format: "text" })],
        ["start", (document) => document.plan().render("github-actions")],
        ["start", (document) => document.plan().render("gitlab-ci")],
        ["tickets", (document) => document.write({ format: "json" })],
        ["contoso", (document) => document.plan().recover()],
        ["start", (document) => document.plan().cost()],
        ["contoso", (document) => document.plan().rollback()],
        ["start", (document) => document.plan().schedule({ runs: 100, seed: 7 })],
        ["broken", (document) => document.plan().outline()],
    ];
    const answer = (ask, document) => {
        try {
            return JSON.stringify(ask(document));
        } catch (error) {
            return error.message;
        }
    };
    return asked.flatMap(([name, ask]) => [() => answer(ask, kept[name]), () => answer(ask, open(name))]);
}

/** Asks so often; gives the number of wrong answers. */
function work(first, calls, ask, expected) {
    let wrong = 0;
    for (let call = 0; call < calls; call++) {
        const which = (7 * first + call) % ask.length;
        wrong += ask[which]() !== expected[which] ? 1 : 0;
    }
    return wrong;
}

if (isMainThread) {
    const workers = Number(process.argv[2] ?? 8);
    const calls = Number(process.argv[3] ?? 10_000);
    const ask = questions();
    const expected = ask.map((one) => one());
    const began = performance.now();
    const threads = Array.from(
        { length: workers },
        (_, first) => new Worker(fileURLToPath(import.meta.url), { workerData: { first, expected } }),
    );
    const round = async (often) => {
        const said = threads.map((thread) => new Promise((done, failed) => thread.once("message", done).once("error", failed)));
        threads.forEach((thread) => thread.postMessage(often));
        return (await Promise.all(said)).reduce((sum, wrong) => sum + wrong, 0);
    };
    // The heap of a worker takes ten thousand calls and more to find its size.
    let wrong = await round(Math.max(2 * calls, 2 * ask.length));
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    wrong += await round(calls);
    globalThis.gc?.();
    const after = process.memoryUsage.rss();
    await Promise.all(threads.map((thread) => thread.terminate()));
    const { user, system } = process.cpuUsage();
    const more = (after - before) / (1 << 20);
    console.log(
        `Node ${process.version}: ${workers} workers, ${calls} calls each: ${wrong} wrong answers, ${before >> 20} MB after the warm-up, ` +
            `${more < 0 ? "" : "+"}${more.toFixed(1)} MB at the end, ${((performance.now() - began) / 1e3).toFixed(0)} s (${((user + system) / 1e6).toFixed(0)} s of processor)`,
    );
    process.exitCode = wrong > 0 || (calls >= 5_000 && after - before > MORE) ? 1 : 0;
} else {
    const ask = questions();
    const { first, expected } = workerData;
    parentPort.on("message", (often) => {
        const wrong = work(first, often, ask, expected);
        globalThis.gc?.();
        parentPort.postMessage(wrong);
    });
}
