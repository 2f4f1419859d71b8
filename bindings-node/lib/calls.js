// Methods made of the core's table of operations: a request goes over the boundary as one text, an answer comes back as one.
"use strict";

const rows = require("../generated/operations.js");
const { ArgumentError } = require("./errors.js");
const { FileSet } = require("./files.js");
const { Report } = require("./report.js");

/** Plain data as JSON. */
function json(value) {
    let text;
    try {
        text = JSON.stringify(value);
    } catch (error) {
        throw new ArgumentError(`not plain data: ${error.message}`, { cause: error });
    }
    if (text === undefined) {
        throw new ArgumentError(`not plain data: ${typeof value}`);
    }
    return text;
}

/** Options as the core names them: `maxAge` is `max_age` there. Only keys that hold options themselves are looked into. */
function wire(options, nested) {
    if (typeof options !== "object" || options === null || Array.isArray(options)) {
        throw new ArgumentError("options are an object");
    }
    const request = {};
    for (const [key, value] of Object.entries(options)) {
        const name = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
        request[name] = nested[name] && value !== undefined ? wire(value, nested[name]) : value;
    }
    return request;
}

/** The request that a method's arguments make. */
function request(row, given) {
    const options = given[row.arguments.length];
    if (given.length > row.arguments.length + 1) {
        throw new ArgumentError(`\`${row.method}\` takes no more than ${row.arguments.length + 1} arguments`);
    }
    if (row.arguments.length === 0 && options === undefined) {
        return "";
    }
    const request = options === undefined ? {} : wire(options, row.options);
    row.arguments.forEach((name, number) => {
        request[name] = given[number];
    });
    return json(request);
}

/** What an answer is in JavaScript; `show` gives the report that was asked for in another format. */
function answer(row, text, show) {
    switch (row.answer) {
        case "report":
            return new Report(text, show);
        case "text":
            return JSON.parse(text).text;
        case "files":
            return new FileSet(JSON.parse(text));
        default:
            return JSON.parse(text);
    }
}

/** Gives an object the methods of some subjects; `call(self, operation, request)` makes the call. */
function define(target, subjects, call) {
    for (const row of rows.filter((row) => subjects.includes(row.subject))) {
        const method = function (...given) {
            const show = (format) => this.report({ format, check: given[0] });
            return answer(row, call(this, row.name, request(row, given)), show);
        };
        Object.defineProperty(method, "name", { value: row.method });
        Object.defineProperty(target, row.method, { value: method, writable: true, configurable: true, enumerable: subjects.includes("library") });
    }
    return target;
}

module.exports = { rows, json, request, answer, define };
