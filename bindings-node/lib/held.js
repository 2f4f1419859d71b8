// Parsed documents, held by the native part as long as they fit.
//
// What the native part holds is given back after its JavaScript object was collected, and not before the event loop turns: a
// loop over a thousand files would hold a thousand documents. So when there are too many, the parsed form of those that were
// asked longest ago is given back. The text stays, and is read again when they are asked once more.
"use strict";

const native = require("./native.js");

/** Characters or bytes of text whose parsed form is held; it takes some forty times as much memory. */
const MOST = 2 * 1024 * 1024;

/** What is parsed now, asked longest ago first. */
const parsed = new Set();
let size = 0;

function giveBack(slot) {
    if (parsed.delete(slot)) {
        size -= slot.size;
        slot.document.giveBack();
        slot.document = undefined;
    }
}

const collected = new FinalizationRegistry(giveBack);

class Held {
    #slot;
    #read;

    /** How to read it, and how long its text is. */
    constructor(read, size) {
        this.#read = read;
        this.#slot = { document: undefined, size };
        collected.register(this, this.#slot);
        this.parsed();
    }

    /** The parsed document, to be used at once. */
    parsed() {
        const slot = this.#slot;
        if (slot.document === undefined) {
            slot.document = this.#read();
            size += slot.size;
        }
        parsed.delete(slot);
        parsed.add(slot);
        for (const oldest of parsed) {
            if (size <= MOST || oldest === slot) {
                break;
            }
            giveBack(oldest);
        }
        return slot.document;
    }

    static ofText(text, name, format) {
        // A caller may write into its bytes afterwards.
        const kept = typeof text === "string" ? text : Buffer.from(text);
        return new Held(() => native.Document.read(kept, name, format), kept.length);
    }

    static ofData(json) {
        return new Held(() => native.Document.fromData(json), json.length);
    }
}

module.exports = { Held };
