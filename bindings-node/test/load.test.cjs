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

// Only what was built for release is quick; `bench/speed.mjs` measures it.
test("loading costs little", { skip: process.env.GATEWRIGHT_PROFILE !== "release" }, () => {
    const time = (script) => {
        const once = () => {
            const start = performance.now();
            execFileSync(process.execPath, ["--eval", script], { cwd: __dirname });
            return performance.now() - start;
        };
        return Math.min(...Array.from({ length: 9 }, once));
    };
    const above = time('require("gatewright")') - time("");
    assert.ok(above < 30, `${above} ms above bare Node`);
});
