// Plans as files: what targets there are, what they write, and where.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { ArgumentError, FileError, FileSet, callMany, explain, readFile, targets } from "gatewright";

const scenarios = new URL("../../core/tests/scenarios/", import.meta.url);
const goldens = new URL("../../core/tests/goldens/", import.meta.url);
// Headers of files name the document, and the goldens were made of one with the usual name.
const plan = (name) => readFile(new URL(`${name}.yaml`, scenarios), { name: "delivery.yaml" }).plan();
const folder = mkdtempSync(join(tmpdir(), "gatewright-"));
after(() => rmSync(folder, { recursive: true }));

test("the targets are listed, with their options and what they carry", () => {
    const svg = targets().find((target) => target.name === "svg");
    assert.deepEqual([svg.kind, svg.writes], ["picture", "delivery.svg"]);
    assert.ok(svg.options.find((option) => option.name === "theme").words.includes("auto"));
    assert.ok(svg.capabilities.every(({ level }) => ["full", "approximate", "none"].includes(level)));
});

test("their names are a type that knows each of them", () => {
    const types = readFileSync(new URL("../generated/operations.d.ts", import.meta.url), "utf8");
    const names = targets().map((target) => JSON.stringify(target.name));
    const said = /export type TargetName =([^;]*);/.exec(types)?.[1] ?? "";
    assert.deepEqual(said.split("|").map((name) => name.trim()).filter(Boolean), names);
});

for (const { name } of targets().filter((target) => target.name !== "json-schema")) {
    test(`${name} writes what it writes in Rust`, async () => {
        for (const scenario of readdirSync(scenarios).map((file) => file.replace(".yaml", "")).filter((file) => file !== "broken")) {
            const files = plan(scenario).render(name);
            assert.ok(files instanceof FileSet);
            const written = await files.write(join(folder, name, scenario));
            assert.deepEqual(written, [...files].map((file) => join(folder, name, scenario, file.path)));
            for (const file of files) {
                const golden = readFileSync(new URL(`${name}/${scenario}/${file.path}`, goldens), "utf8");
                assert.equal(readFileSync(join(folder, name, scenario, file.path), "utf8"), golden);
            }
            for (const { code } of files.losses) {
                assert.ok(explain(code).startsWith(`# ${code} `));
            }
        }
    });
}

test("options reach the target, and wrong ones are refused", () => {
    assert.match(plan("start").render("mermaid", { options: { direction: "TB" } }).files[0].text, /flowchart TB/);
    const wrong = (call, message) => assert.throws(call, (error) => error instanceof ArgumentError && message.test(error.message));
    wrong(() => plan("start").render("mermade"), /did you mean `mermaid`/);
    wrong(() => plan("start").render("svg", { options: { thema: "dark" } }), /no option of the target `svg`/);
    wrong(() => plan("start").render("svg", { theme: "dark" }), /unknown field `theme`/);
    wrong(() => plan("start").render(), /missing field `target`/);
});

test("many files are drawn at once", async () => {
    const paths = ["start", "broken"].map((name) => new URL(`${name}.yaml`, scenarios).pathname);
    const [start, broken] = await callMany(paths, "render", ["svg", { options: { theme: "dark" } }]);
    assert.ok(start.answer instanceof FileSet);
    assert.deepEqual(start.answer, plan("start").render("svg", { options: { theme: "dark" } }));
    assert.ok(broken.error instanceof ArgumentError);
});

test("files are written below a folder, and nowhere else", async () => {
    const files = [{ path: "a/b.yml", text: "ä\r\n" }, { path: "c.yml", text: "c\n" }];
    assert.deepEqual(await new FileSet({ files }).write(join(folder, "new")), [join(folder, "new/a/b.yml"), join(folder, "new/c.yml")]);
    assert.equal(readFileSync(join(folder, "new/a/b.yml"), "utf8"), "ä\r\n");
    for (const path of ["../outside.yml", join(folder, "outside.yml")]) {
        await assert.rejects(new FileSet({ files: [{ path, text: "" }] }).write(join(folder, "in")), FileError);
    }
    assert.ok(!existsSync(join(folder, "outside.yml")));
    writeFileSync(join(folder, "file"), "");
    await assert.rejects(new FileSet({ files }).write(join(folder, "file")), FileError);
});
