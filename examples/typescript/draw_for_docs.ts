// Pictures for the documentation: every delivery drawn, from all files at once.
//
//     node build/draw_for_docs.js pictures a.yaml b.yaml

import { basename, extname, join } from "node:path";
import { callMany } from "gatewright";

const [folder = "pictures", ...paths] = process.argv.slice(2);
for (const { path, answer, error } of await callMany(paths, "render", ["svg"])) {
    if (error) {
        console.error(error.message);
        process.exitCode = 2;
        continue;
    }
    const [written] = await answer.write(join(folder, basename(path, extname(path))));
    console.log(`${written}: shows not all of ${answer.losses.length} features`); // `answer.losses` says which, and why
}
