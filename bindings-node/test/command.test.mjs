// The command line is the one of the core.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { readFile, targets } from "gatewright";

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
    const golden = readFileSync(new URL("../../core/tests/goldens/check/broken.txt", import.meta.url), "utf8");
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

test("render writes files and holds them against what is there", () => {
    const folder = mkdtempSync(join(tmpdir(), "gatewright-"));
    try {
        const golden = new URL("../../core/tests/goldens/svg/start/delivery.svg", import.meta.url);
        assert.equal(gatewright("render", "svg", "start.yaml", "-o", folder).status, 0);
        assert.deepEqual(readFileSync(join(folder, "delivery.svg")), readFileSync(golden));
        assert.equal(gatewright("render", "svg", "start.yaml", "-o", folder, "--diff").status, 0);
        const other = gatewright("render", "svg", "start.yaml", "-o", folder, "--diff", "--option", "theme=dark");
        assert.equal(other.status, 1);
        assert.match(other.stdout, /delivery\.svg differs from line/);
    } finally {
        rmSync(folder, { recursive: true });
    }
    const printed = gatewright("render", "mermaid", "start.yaml", "--option", "direction=TB");
    const [file] = readFile(join(scenarios, "start.yaml")).plan().render("mermaid", { options: { direction: "TB" } });
    assert.equal(printed.stdout, file.text);
    assert.match(printed.stderr, /carries nothing or only a part of/);
});

test("shells complete commands, options and targets", () => {
    for (const shell of ["bash", "zsh", "fish"]) {
        const { stdout } = gatewright("completions", shell);
        for (const word of ["render", "diff", "option", ...targets().map((target) => target.name)]) {
            assert.ok(stdout.includes(word), `${shell} does not know ${word}`);
        }
    }
});
