// Files that an operation made.
"use strict";

const { FileError } = require("./errors.js");

class FileSet {
    constructor(answer) {
        Object.assign(this, answer);
    }

    [Symbol.iterator]() {
        return this.files[Symbol.iterator]();
    }

    async write(folder = ".") {
        const { mkdir, writeFile } = require("node:fs/promises");
        const { dirname, relative, resolve, isAbsolute } = require("node:path");
        const root = resolve(folder);
        const targets = this.files.map((file) => {
            const target = resolve(root, file.path);
            const inside = relative(root, target);
            if (inside.startsWith("..") || isAbsolute(inside)) {
                throw new FileError(`${file.path}: is outside of ${root}`);
            }
            return target;
        });
        try {
            for (const [number, target] of targets.entries()) {
                await mkdir(dirname(target), { recursive: true });
                await writeFile(target, this.files[number].text);
            }
        } catch (error) {
            throw new FileError(error.message, { cause: error });
        }
        return targets;
    }
}

module.exports = { FileSet };
