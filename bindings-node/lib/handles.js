// Handles: what was read is held by the native part, so that repeated questions do not parse again.
"use strict";

const native = require("./native.js");
const { ArgumentError, FileError, InvalidDelivery, guarded } = require("./errors.js");
const { define, json } = require("./calls.js");

const handle = Symbol("handle");

const call = (self, operation, request) => guarded(() => self[handle].call(operation, request));

class Document {
    constructor(document) {
        if (!(document instanceof native.Document)) {
            throw new ArgumentError("a document comes from `read`, `readFile` or `fromData`");
        }
        Object.defineProperty(this, handle, { value: document });
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
        if (!guarded(() => document[handle].prove())) {
            throw new InvalidDelivery(document.check());
        }
        Object.defineProperty(this, handle, { value: document[handle] });
    }
}

define(Document.prototype, ["document"], call);
define(Plan.prototype, ["document", "plan"], call);

function read(text, { name = "delivery", format } = {}) {
    if (typeof text !== "string" && !(text instanceof Uint8Array)) {
        throw new ArgumentError("a text is a string or a Uint8Array");
    }
    return new Document(guarded(() => native.Document.read(text, name, format)));
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
    return new Document(guarded(() => native.Document.fromData(text)));
}

module.exports = { Document, Plan, read, readFile, fromData };
