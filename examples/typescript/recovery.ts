// What recovery is worth: a line for every kind of loss, and what would keep the promise.
//
//     node build/recovery.js delivery.yaml

import { readFile } from "gatewright";

for (const path of process.argv.slice(2)) {
    const recovery = readFile(path).plan().recover();
    for (const { mode, lost, way, keeps_point, keeps_time } of recovery.outcomes) {
        console.log(`${path}: ${mode}: ${lost.time?.text ?? lost.kind} lost, back in ${way.worst?.text ?? "nobody says how long"}`);
        if (keeps_point === false || keeps_time === false) {
            process.exitCode = 1;
        }
    }
    for (const change of recovery.changes) {
        console.log(`  ${change.text}`);
    }
}
