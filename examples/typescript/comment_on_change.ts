// A comment for a proposed change: what it changes, what that costs, what it risks, and the way back.
//
//     node build/comment_on_change.js before.yaml after.yaml

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { readFile } from "gatewright";

const [before = "before.yaml", after = "after.yaml"] = process.argv.slice(2);
const comparison = readFile(after).plan().compare(readFileSync(before, "utf8"), { name: basename(before) });
console.log(comparison.markdown);
// Who changes what protects production is asked to look again.
if (comparison.risk.level === "high") {
    process.exitCode = 1;
}
