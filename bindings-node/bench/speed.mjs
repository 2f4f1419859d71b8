// Figures of the package, for people: `node bench/speed.mjs [file]` after a release build.

import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { checkMany, readFile } from "gatewright";

const file = process.argv[2] ?? fileURLToPath(new URL("../../core/tests/scenarios/contoso.yaml", import.meta.url));

function median(rounds, once) {
    const times = Array.from({ length: rounds }, () => {
        const start = performance.now();
        once();
        return performance.now() - start;
    });
    return times.sort((a, b) => a - b)[rounds >> 1];
}

const script = 'const start = performance.now(); require("gatewright"); console.log(performance.now() - start)';
const loaded = Array.from({ length: 15 }, () => Number(execFileSync(process.execPath, ["--eval", script], { cwd: fileURLToPath(new URL("..", import.meta.url)) })));
console.log(`require: ${loaded.sort((a, b) => a - b)[7].toFixed(1)} ms`);

const document = readFile(file);
const plan = document.plan();
for (const [name, once] of Object.entries({
    "read and check": () => readFile(file).check(),
    "check, read before": () => plan.check(),
    "report as text": () => plan.report(),
    "outline": () => plan.outline(),
    "delivery as data": () => plan.delivery(),
})) {
    for (let warm = 0; warm < 50; warm++) {
        once();
    }
    console.log(`${name}: ${(median(201, once) * 1000).toFixed(0)} µs`);
}

const paths = Array.from({ length: 10_000 }, () => file);
await checkMany(paths.slice(0, 500));
const before = process.memoryUsage.rss();
const [start, spent] = [performance.now(), process.cpuUsage()];
let heard = 0;
let most = 0;
await checkMany(paths, {
    onProgress: () => {
        heard++;
        most = Math.max(most, process.memoryUsage.rss());
    },
});
const seconds = (performance.now() - start) / 1000;
const used = process.cpuUsage(spent);
console.log(`checkMany: ${(paths.length / seconds).toFixed(0)} files/s, ${((used.user + used.system) / 1e6 / seconds).toFixed(2)} of ${availableParallelism()} cores, progress heard ${heard} times, memory +${((most - before) / 1e6).toFixed(1)} MB`);
