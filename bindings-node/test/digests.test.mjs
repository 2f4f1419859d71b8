// Every scenario, asked everything: the same bytes as in every other language.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { crc32 } from "node:zlib";

const native = createRequire(import.meta.url)("../lib/native.js");
const tests = new URL("../../core/tests/", import.meta.url);
const text = (path) => readFileSync(new URL(path, tests), "utf8");
const files = readdirSync(new URL("digests/", tests)).sort();

/** A request with the texts of files in it. */
const filled = (_, value) => (typeof value?.from === "string" && Object.keys(value).length === 1 ? text(value.from) : value);

test("there is a file for each scenario", () => {
    const scenarios = readdirSync(new URL("scenarios/", tests)).sort();
    assert.deepEqual(files, scenarios.map((name) => name.replace(/yaml$/, "tsv")));
});

for (const file of files) {
    test(`${file} is answered as it says`, () => {
        const name = file.replace(/tsv$/, "yaml");
        const document = native.Document.read(text(`scenarios/${name}`), name);
        const wrong = [];
        for (const line of text(`digests/${file}`).trimEnd().split("\n")) {
            const [operation, request, length, checksum] = line.split("\t");
            let told;
            try {
                told = document.call(operation, JSON.stringify(JSON.parse(request, filled)));
            } catch (error) {
                told = error.message;
            }
            const bytes = Buffer.from(told);
            if (`${bytes.length}` !== length || crc32(bytes).toString(16).padStart(8, "0") !== checksum) {
                wrong.push(`${operation} ${request}: ${bytes.length} bytes instead of ${length}`);
            }
        }
        assert.deepEqual(wrong, []);
    });
}
