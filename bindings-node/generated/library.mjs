// Generated from the core by `make generate`.

import gatewright from "../index.js";

export const { adopt, targets, rules, sarif, explain, schema } = gatewright;
