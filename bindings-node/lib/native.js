// The native part: one file for this system and processor, beside the package's own files.
"use strict";

const { existsSync } = require("node:fs");
const { join } = require("node:path");

const system = `${process.platform}-${process.arch}`;
const file = join(__dirname, "..", `gatewright.${system}.node`);

try {
    module.exports = require(file);
} catch (error) {
    const why = existsSync(file)
        ? `${file} cannot be loaded here: ${error.message}`
        : `${file} is missing: this package was made without it. Take a package made for ${system}, or build it from source`;
    throw new Error(`gatewright has no native part for ${system}. ${why}`, { cause: error });
}
