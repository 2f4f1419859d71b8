// The command line is the one of the core.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../bin.js", import.meta.url));
const scenarios = fileURLToPath(new URL("../../core/tests/scenarios", import.meta.url));
const gatewright = (...given) => spawnSync(process.execPath, [bin, ...given], { cwd: scenarios, encoding: "utf8" });

test("a clean document", () => {
    const { status, stdout, stderr } = gatewright("check", "start.yaml");
    assert.deepEqual([status, stdout, stderr], [0, "start.yaml: no findings\n", ""]);
});

test("a broken document", () => {
    const { status, stdout } = gatewright("check", "broken.yaml", "--today", "2026-11-21");
    assert.equal(status, 1);
    const golden = readFileSync(new URL("../../core/tests/goldens/report/broken.txt", import.meta.url), "utf8");
    assert.equal(stdout.trimEnd(), golden.trimEnd());
});

test("a wrong call", () => {
    const { status, stdout, stderr } = gatewright("chekc");
    assert.equal(status, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /chekc/);
});

test("much output arrives whole", () => {
    const { stdout } = gatewright("schema");
    assert.equal(JSON.parse(stdout).title, "Gatewright delivery");
});
