// What the types refuse. Nothing here runs: tsc fails when a line that expects an error has none.

import { callMany, checkMany, explain, read, readFile, rules, sarif, Document } from "gatewright";
import type { Delivery, Gate, Job, Platform, Step, Trigger } from "gatewright";

// @ts-expect-error a key that does not exist
const key: Delivery = { gatewright: 1, name: "a", servces: {} };
// @ts-expect-error a key that does not exist, further in
const inner: Delivery = { gatewright: 1, name: "a", services: { web: { pth: "." } } };
// @ts-expect-error a key in the manner of code
const camel: Job = { steps: [], continueOnError: true };
// @ts-expect-error a key that must be there
const missing: Delivery = { gatewright: 1 };
// @ts-expect-error a value of another type
const type: Delivery = { gatewright: 1, name: 5 };
// @ts-expect-error a word that does not exist
const word: Delivery = { gatewright: 1, name: "a", services: { web: { exposure: "open" } } };
// @ts-expect-error a text where a flag or an expression is meant
const flag: Step = { run: "a", continue_on_error: "yes" };
// @ts-expect-error nothing to do
const none: Step = { name: "a" };
// @ts-expect-error two things to do
const two: Step = { run: "a", use: "b" };
// @ts-expect-error two things to do, in a list
const list: Job = { steps: [{ run: "a", checkout: {} }] };
// @ts-expect-error a thing to do that does not exist
const other: Step = { rnu: "a" };
// @ts-expect-error a value of another type below the key
const below: Step = { checkout: { dpth: 1 } };
// @ts-expect-error two platforms
const platforms: Platform = { kubernetes: {}, aws_ecs: {} };
// @ts-expect-error no trigger
const trigger: Trigger = {};
// @ts-expect-error two gates
const gate: Gate = { approval: {}, bake: {} };

// @ts-expect-error an option that does not exist
read("").check({ selct: ["STR"] });
// @ts-expect-error a severity that does not exist
read("").check({ severities: { STR: "fatal" } });
// @ts-expect-error a format that does not exist
read("", { format: "xml" });
// @ts-expect-error a document is not asked what only a plan knows
read("").outline();
// @ts-expect-error a target that does not exist
read("").plan().render("svgg");
// @ts-expect-error nothing to render to
read("").plan().render();
// @ts-expect-error an option where options belong
read("").plan().render("svg", { theme: "dark" });
// @ts-expect-error a value of an option that is no text
read("").plan().render("svg", { options: { theme: 1 } });
// @ts-expect-error a document is not rendered, its plan is
read("").render("svg");
// @ts-expect-error a folder is a text
read("").plan().render("svg").write(5);
// @ts-expect-error a target that does not exist, for many files
callMany([], "render", ["svgg"]);
// @ts-expect-error nothing to explain
explain();
// @ts-expect-error a code is a text
explain(5);
// @ts-expect-error a log is made of reports
sarif(["a.yaml"]);
// @ts-expect-error a severity that does not exist
rules()[0]?.severity === "fatal";
// @ts-expect-error paths are texts
checkMany([5]);
// @ts-expect-error a method that does not exist
callMany([], "rules");
// @ts-expect-error documents are read
new Document();
// @ts-expect-error a promise is no list
for (const checked of checkMany([])) checked.path;
for (const checked of await checkMany([])) {
    // @ts-expect-error a file that could not be read has no report
    checked.report.hasErrors;
}
function narrow(step: Step): string {
    // @ts-expect-error it may do something else
    return step.run;
}
