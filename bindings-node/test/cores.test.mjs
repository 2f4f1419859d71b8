// A batch has a thread for each core. In a file of its own, and so in a process in which nothing else comes and goes.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { checkMany } from "gatewright";

const threads = () => readdirSync("/proc/self/task").length;
const scenario = fileURLToPath(new URL("../../core/tests/scenarios/contoso.yaml", import.meta.url));

test("a batch works on all cores", { skip: process.platform !== "linux" }, async () => {
    await checkMany([scenario]);
    await setTimeout(100);
    const alone = threads();
    let most = 0;
    const timer = setInterval(() => (most = Math.max(most, threads())), 2);
    await checkMany(Array.from({ length: 500 }, () => scenario));
    clearInterval(timer);
    assert.ok(most - alone >= availableParallelism(), `${alone} threads became ${most}`);
});
