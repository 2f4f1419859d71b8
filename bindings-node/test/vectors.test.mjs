// The same questions and answers as in every other language, byte for byte.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

const native = createRequire(import.meta.url)("../lib/native.js");
const folder = new URL("../../core/tests/vectors/", import.meta.url);
const files = readdirSync(folder);

function answer({ document, operation, request = {} }) {
    const text = JSON.stringify(request);
    if (!document) {
        return native.call(operation, text);
    }
    const handle = document.data
        ? native.Document.fromData(JSON.stringify(document.data))
        : native.Document.read(document.text, document.name ?? "delivery");
    return handle.call(operation, text);
}

test("there are vectors", () => assert.ok(files.length > 20));

for (const file of files) {
    test(`${file} is answered as it says`, () => {
        const vector = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
        let told;
        try {
            told = { raw: answer(vector) };
        } catch (error) {
            told = { error: error.message };
        }
        const { raw, error } = vector;
        assert.deepEqual(told, error === undefined ? { raw } : { error });
    });
}
