// The package loads with `require` and with `import`, and says the same in both.
"use strict";

const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const { cpSync, mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { test } = require("node:test");
const gatewright = require("gatewright");
const rows = require("../generated/operations.js");

test("both ways to load give the same names and classes", async () => {
    const module = await import("gatewright");
    assert.deepEqual(Object.keys(module).sort(), Object.keys(gatewright).sort());
    assert.equal(module.Plan, gatewright.Plan);
});

test("the native part, the package and the library have one version", () => {
    assert.equal(require("gatewright/package.json").version, gatewright.version);
});

test("every operation of the core is a method or a function", () => {
    const { Document, Plan } = gatewright;
    const holders = { library: [gatewright], document: [Document.prototype, Plan.prototype], plan: [Plan.prototype] };
    for (const row of rows) {
        for (const holder of holders[row.subject]) {
            assert.equal(typeof holder[row.method], "function", row.name);
        }
    }
});

test("without a native part for the system, loading says so", () => {
    const folder = mkdtempSync(join(tmpdir(), "gatewright-"));
    try {
        cpSync(join(__dirname, "..", "lib"), join(folder, "lib"), { recursive: true });
        const script = `try { require("./lib/native.js") } catch (error) { console.log(error.message) }`;
        const said = execFileSync(process.execPath, ["--eval", script], { cwd: folder, encoding: "utf8" });
        assert.match(said, new RegExp(`no native part for ${process.platform}-${process.arch}`));
    } finally {
        rmSync(folder, { recursive: true });
    }
});

test("loading costs little", () => {
    const script = 'const start = performance.now(); require("gatewright"); console.log(performance.now() - start)';
    const once = () => Number(execFileSync(process.execPath, ["--eval", script], { cwd: __dirname }));
    // What else the machine does can only add to it, so the best of some tries counts.
    let took = Infinity;
    for (let tries = 0; tries < 50 && took > 15; tries++) {
        took = Math.min(took, once());
    }
    assert.ok(took <= 15, `${took} ms`);
});
