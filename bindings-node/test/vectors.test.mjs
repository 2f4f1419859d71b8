// The same questions and answers as in every other language.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

const native = createRequire(import.meta.url)("../lib/native.js");
const folder = new URL("../../core/tests/vectors/", import.meta.url);
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];

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

for (const file of files) {
    const vectors = [JSON.parse(readFileSync(new URL(file, folder), "utf8"))].flat();
    for (const vector of vectors) {
        test(`${file}: ${vector.name}`, () => {
            if (vector.error !== undefined) {
                assert.throws(() => answer(vector), { message: vector.error });
                return;
            }
            const text = answer(vector);
            if (vector.response !== undefined) {
                assert.deepEqual(JSON.parse(text), vector.response);
            }
            if (vector.raw !== undefined) {
                assert.equal(text, vector.raw);
            }
        });
    }
}
