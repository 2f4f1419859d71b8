// Moves every job of a repository's workflows from Node 20 to Node 22: adopt, change the model, write the files back. All that
// was not changed stays as it was, comments and pinned versions too.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { adopt, fromData, read } from "gatewright";

const repository = process.argv[2] ?? ".";
const folder = ".github/workflows";
const files = readdirSync(join(repository, folder))
    .sort()
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(repository, folder, name), "utf8") }));
const adopted = adopt(files);
const { mapped = 0, passed_through = 0, degraded = 0, dropped = 0 } = adopted.ledger ?? {};
console.log(`${files.length} files, ${mapped + passed_through} parts, ${degraded + dropped} lost`);

const delivery = read(adopted.text).delivery();
let moved = 0;
for (const pipeline of Object.values(delivery.pipelines ?? {})) {
    for (const stage of Object.values(pipeline.stages ?? {})) {
        for (const job of Object.values(stage.jobs ?? {})) {
            for (const step of job.steps ?? []) {
                if (!("setup" in step) || step.setup === undefined) continue;
                if (step.setup === "node 20") {
                    step.setup = "node 22";
                    moved += 1;
                } else if (typeof step.setup === "object" && step.setup.tool === "node 20") {
                    step.setup.tool = "node 22";
                    moved += 1;
                }
            }
        }
    }
}
console.log(`${moved} steps moved to Node 22`);

await fromData(delivery).plan().render("github-actions").write(repository);
