// What the rules say about a document.
"use strict";

class Report {
    #json;
    #data;
    #show;

    /** The report as JSON, and what shows it in another format. */
    constructor(json, show) {
        this.#json = json;
        this.#show = show;
    }

    // A batch makes thousands of reports, of which few are looked into.
    get #parsed() {
        this.#data ??= JSON.parse(this.#json);
        return this.#data;
    }

    get source() {
        return this.#parsed.source;
    }

    get summary() {
        return this.#parsed.summary;
    }

    get diagnostics() {
        return this.#parsed.diagnostics;
    }

    get hasErrors() {
        return this.summary.errors > 0;
    }

    [Symbol.iterator]() {
        return this.diagnostics[Symbol.iterator]();
    }

    toString() {
        return this.#show("text");
    }

    toSarif() {
        return this.#show("sarif");
    }

    toGithub() {
        return this.#show("github");
    }

    toJSON() {
        return this.#parsed;
    }

    [Symbol.for("nodejs.util.inspect.custom")]() {
        return this.toString();
    }
}

module.exports = { Report };
