// Generated from the core by `make generate`.

import gatewright from "../index.js";

export const { rules, explain, schema } = gatewright;
