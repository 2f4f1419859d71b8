// As smoke.mjs, with `require`.
"use strict";

const assert = require("node:assert/strict");
const { InvalidDelivery, read } = require("gatewright");

assert.throws(() => read("gatewright: 1").plan(), InvalidDelivery);
assert.equal(read("gatewright: 1\nname: shop\n").plan().outline().name, "shop");
