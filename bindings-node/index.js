// The package, for `require`. Its types are in index.d.ts.
"use strict";

const native = require("./lib/native.js");
const { GatewrightError, ArgumentError, FileError, InternalError, InvalidDelivery, guarded } = require("./lib/errors.js");
const { define } = require("./lib/calls.js");
const { FileSet } = require("./lib/files.js");
const { Document, Plan, fromData, read, readFile } = require("./lib/handles.js");
const { callMany, checkMany } = require("./lib/many.js");
const { Report } = require("./lib/report.js");

const call = (_, operation, request) => guarded(() => native.call(operation, request));

module.exports = define(
    {
        ArgumentError,
        Document,
        FileError,
        FileSet,
        GatewrightError,
        InternalError,
        InvalidDelivery,
        Plan,
        Report,
        callMany,
        checkMany,
        fromData,
        read,
        readFile,
        version: native.version(),
    },
    ["library"],
    call,
);
