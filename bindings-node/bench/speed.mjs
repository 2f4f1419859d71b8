// What the package costs beside the library: single calls, and ten thousand files.
//
// `make bench-bindings` runs it with a native part that was built for release. It ends with 1 when a goal is missed.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { checkMany, readFile } from "gatewright";

const root = fileURLToPath(new URL("../..", import.meta.url));
const count = 10_000;

function goal(what, isMet) {
    console.log(`${what} ${isMet ? "ok" : "MISSED"}`);
    if (!isMet) {
        process.exitCode = 1;
    }
}

function median(rounds, once) {
    const times = Array.from({ length: rounds }, () => {
        const start = performance.now();
        once();
        return performance.now() - start;
    });
    return times.sort((a, b) => a - b)[rounds >> 1];
}

/** Seconds that all cores together had nothing to do, since the machine started. */
const idle = () => cpus().reduce((sum, { times }) => sum + times.idle / 1e3, 0);

function calls(folder) {
    const file = join(folder, "20-kb.yaml");
    const arguments_ = ["run", "--quiet", "--release", "--package", "gatewright-benches", "--", "calls", file];
    const rust = JSON.parse(execFileSync("cargo", arguments_, { cwd: root, encoding: "utf8" }));
    const plan = readFile(file).plan();
    const ours = {
        "read, plan and check": () => readFile(file).plan().check(),
        check: () => plan.check(),
        write: () => plan.write(),
        "render svg": () => plan.render("svg"),
    };
    const size = (statSync(file).size / 1e3).toFixed(0);
    for (const [name, once] of Object.entries(ours)) {
        median(50, once);
        const took = median(301, once) * 1e3;
        const most = 2 * rust[name] + 50;
        goal(`${name}, ${size} KB: ${took.toFixed(0)} µs, in Rust ${rust[name].toFixed(0)} µs (goal: at most ${most.toFixed(0)})`, took <= most);
    }
}

async function batch(folder) {
    const text = readFileSync(join(root, "core/tests/scenarios/contoso.yaml"), "utf8");
    const paths = Array.from({ length: count }, (_, number) => join(folder, `${number}.yaml`));
    for (const [number, path] of paths.entries()) {
        writeFileSync(path, text.replace("name: contoso-web", `name: contoso-${number}`));
    }
    await checkMany(paths.slice(0, 500));
    const before = process.memoryUsage.rss();
    const [begun, spent, rested] = [performance.now(), process.cpuUsage(), idle()];
    let [heard, most, last] = [0, 0, 0];
    const onProgress = (done) => {
        heard++;
        last = done;
        most = Math.max(most, process.memoryUsage.rss());
    };
    const checked = await checkMany(paths, { onProgress });
    const seconds = (performance.now() - begun) / 1e3;
    const { user, system } = process.cpuUsage(spent);
    const [used, left] = [(user + system) / 1e6, idle() - rested];
    const grown = (most - before) / 1e6;
    const failed = checked.filter(({ error }) => error).length;
    console.log(`checkMany: ${(count / seconds).toFixed(0)} files a second, ${failed} failed, progress heard ${heard} times`);
    const [work, rest] = [used / seconds, left / seconds];
    goal(`checkMany: ${work.toFixed(2)} cores at work, ${rest.toFixed(2)} idle (goal: 80 % of what others leave)`, used >= 0.8 * (used + left));
    goal(`checkMany: ${count} files take ${grown.toFixed(1)} MB more than 500 (goal: at most 20)`, grown <= 20 && last === count);
}

const folder = mkdtempSync(join(tmpdir(), "gatewright-"));
try {
    calls(folder);
    await batch(folder);
} finally {
    rmSync(folder, { recursive: true });
}
