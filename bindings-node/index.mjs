// The package, for `import`.

import gatewright from "./index.js";

export const {
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
    version,
} = gatewright;
export * from "./generated/library.mjs";
