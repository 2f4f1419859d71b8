// The types of `require` are those of `import`.

import gatewright = require("gatewright");

const plan: gatewright.Plan = gatewright.readFile("delivery.yaml").plan();
const step: gatewright.Step = { run: "a" };
// @ts-expect-error two things to do
const two: gatewright.Step = { run: "a", use: "b" };
