// Run where the package is installed from its tarball: it loads, and does what the README says.

import assert from "node:assert/strict";
import { Plan, fromData, read, rules } from "gatewright";

const plan = read("gatewright: 1\nname: shop\n", { name: "delivery.yaml" }).plan();
assert.ok(plan instanceof Plan);
assert.equal(plan.outline().name, "shop");
assert.equal(fromData({ gatewright: 1, name: "shop" }).check().hasErrors, false);
assert.ok(rules().length > 0);
assert.match(plan.render("svg").files[0].text, /^<svg /);
