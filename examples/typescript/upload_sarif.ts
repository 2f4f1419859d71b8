// Findings for code scanning: many deliveries checked on all cores, and one SARIF log over all of them.
//
//     node build/upload_sarif.js gatewright.sarif services/*/delivery.yaml

import { writeFile } from "node:fs/promises";
import { checkMany, sarif, type Report } from "gatewright";

const [log = "gatewright.sarif", ...paths] = process.argv.slice(2);
const checked = await checkMany(paths, {
    onProgress: (done, all) => process.stderr.isTTY && process.stderr.write(`\r${done}/${all}`),
});
const reports: Report[] = [];
for (const { report, error } of checked) {
    if (error) {
        console.error(error.message);
        process.exitCode = 2;
    } else {
        reports.push(report);
    }
}
await writeFile(log, sarif(reports));
const findings = reports.reduce((sum, report) => sum + report.diagnostics.length, 0);
console.log(`${log}: ${findings} findings in ${reports.length} deliveries`);
