// One question to many files, away from the event loop.
"use strict";

const native = require("./native.js");
const { ArgumentError, failure, guarded } = require("./errors.js");
const { answer, request, rows } = require("./calls.js");
const { readFile } = require("./handles.js");

async function callMany(paths, method, given = [], { onProgress, signal } = {}) {
    const row = rows.find((row) => row.method === method && row.subject !== "library");
    if (!row) {
        throw new ArgumentError(`a document has no method \`${method}\``);
    }
    if (typeof paths === "string" || typeof paths?.[Symbol.iterator] !== "function") {
        throw new ArgumentError("paths are a list of texts");
    }
    signal?.throwIfAborted();
    const all = Array.from(paths, String);
    const asked = request(row, given);
    const stop = new native.Stop();
    const end = () => stop.stop();
    let thrown;
    let told = 0;
    const tell = (done) => {
        if (done > told && !thrown) {
            told = done;
            try {
                onProgress(done, all.length);
            } catch (error) {
                thrown = { error };
                end();
            }
        }
    };
    signal?.addEventListener("abort", end, { once: true });
    try {
        const answers = await guarded(() => native.forEach(all, row.name, asked, stop, onProgress && tell)).catch((error) => {
            throw failure(error);
        });
        signal?.throwIfAborted();
        if (onProgress) {
            tell(all.length);
        }
        if (thrown) {
            throw thrown.error;
        }
        return answers.map((one, number) => {
            const path = all[number];
            if (typeof one !== "string") {
                return { path, error: failure(one) };
            }
            // The document is gone, and memory with it: a report that is shown reads it again.
            const show = (format) => readFile(path).report({ format, check: given[0] });
            return { path, answer: answer(row, one, show) };
        });
    } finally {
        told = Infinity;
        signal?.removeEventListener("abort", end);
    }
}

async function checkMany(paths, { onProgress, signal, ...options } = {}) {
    const checked = await callMany(paths, "check", [options], { onProgress, signal });
    return checked.map(({ path, answer, error }) => (error ? { path, error } : { path, report: answer }));
}

module.exports = { callMany, checkMany };
