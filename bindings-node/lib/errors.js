// Failures of a call. What is wrong with a document is no error, until somebody asks for its plan.
"use strict";

class GatewrightError extends Error {
    get name() {
        return this.constructor.name;
    }
}

class ArgumentError extends GatewrightError {}

class FileError extends GatewrightError {}

class InternalError extends GatewrightError {}

class InvalidDelivery extends GatewrightError {
    constructor(report) {
        super(`the delivery has no plan:\n${report}`);
        this.report = report;
    }
}

/** An error of the native part, or a failed file of a batch, as one of ours. */
function failure({ code, message }) {
    if (code === "file") {
        return new FileError(message);
    }
    // What the native part says of an argument of another type: `InvalidArg`, `StringExpected` …
    return code === "argument" || code === "InvalidArg" || /Expected$/.test(code)
        ? new ArgumentError(message)
        : new InternalError(message);
}

/** Does some work of the native part. */
function guarded(work) {
    try {
        return work();
    } catch (error) {
        throw error instanceof GatewrightError ? error : failure(error);
    }
}

module.exports = { GatewrightError, ArgumentError, FileError, InternalError, InvalidDelivery, failure, guarded };
