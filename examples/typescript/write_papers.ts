// Papers for the people around a delivery: a runbook for whoever is on call, a recovery plan, a page for those who decide, and
// how many points of each are still open.
//
//     node build/write_papers.js papers a.yaml b.yaml

import { basename, extname, join } from "node:path";
import { readFile, type TargetName } from "gatewright";

const papers: TargetName[] = ["runbook", "recovery-plan", "checklist", "report"];
const [folder = "papers", ...paths] = process.argv.slice(2);
for (const path of paths) {
    const plan = readFile(path).plan();
    const place = join(folder, basename(path, extname(path)));
    for (const paper of papers) {
        const rendered = plan.render(paper);
        await rendered.write(place);
        for (const file of rendered.files) {
            console.log(`${join(place, file.path)}: ${file.text.split("**Open:**").length - 1} open`);
        }
    }
    // Before a release there is more to say than the plan knows.
    const release = { release: "2.0", previous: "1.9", at: "2026-12-01 20:00 UTC" };
    for (const written of await plan.render("notices", { options: release }).write(place)) {
        console.log(written);
    }
}
