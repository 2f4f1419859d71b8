// Generated from the core by `make generate`.

import gatewright from "../index.js";

export const { adopt, convert, targets, rules, sarif, explain, schema } = gatewright;
