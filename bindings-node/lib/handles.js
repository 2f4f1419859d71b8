// Handles: what was read is held by the native part, so that repeated questions do not parse again.
"use strict";

const { ArgumentError, FileError, InvalidDelivery, guarded } = require("./errors.js");
const { define, json } = require("./calls.js");
const { Held } = require("./held.js");

const held = Symbol("held");

const call = (self, operation, request) => guarded(() => self[held].parsed().call(operation, request));

class Document {
    constructor(document) {
        if (!(document instanceof Held)) {
            throw new ArgumentError("a document comes from `read`, `readFile` or `fromData`");
        }
        Object.defineProperty(this, held, { value: document });
    }

    plan() {
        return new Plan(this);
    }
}

class Plan {
    constructor(document) {
        if (!(document instanceof Document)) {
            throw new ArgumentError("a plan comes from the method `plan` of a document");
        }
        if (!guarded(() => document[held].parsed().prove())) {
            throw new InvalidDelivery(document.check());
        }
        Object.defineProperty(this, held, { value: document[held] });
    }
}

define(Document.prototype, ["document"], call);
define(Plan.prototype, ["document", "plan"], call);

function read(text, { name = "delivery", format } = {}) {
    if (typeof text !== "string" && !(text instanceof Uint8Array)) {
        throw new ArgumentError("a text is a string or a Uint8Array");
    }
    return new Document(guarded(() => Held.ofText(text, name, format)));
}

function readFile(path, { name = String(path), format } = {}) {
    let bytes;
    try {
        bytes = require("node:fs").readFileSync(path);
    } catch (error) {
        throw new FileError(`${path}: ${error.message}`, { cause: error });
    }
    return read(bytes, { name, format });
}

function fromData(delivery) {
    const text = json(delivery);
    return new Document(guarded(() => Held.ofData(text)));
}

module.exports = { Document, Plan, read, readFile, fromData };
