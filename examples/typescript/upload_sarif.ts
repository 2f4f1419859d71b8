// Findings for code scanning: one SARIF log for each delivery that has any, from all files at once.
//
//     node build/upload_sarif.js logs a.yaml b.yaml

import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { checkMany } from "gatewright";

const [folder = "logs", ...paths] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const checked = await checkMany(paths, {
    onProgress: (done, all) => process.stderr.isTTY && process.stderr.write(`\r${done}/${all}`),
});
for (const { path, report, error } of checked) {
    if (error) {
        console.error(error.message);
        process.exitCode = 2;
    } else if (report.diagnostics.length > 0) {
        const log = join(folder, `${basename(path)}.sarif`);
        await writeFile(log, report.toSarif());
        console.log(`${log}: ${report.diagnostics.length} findings`);
    }
}
