// A hook before a commit: check the deliveries that are named, say what is wrong, and stop the commit when it is bad.
//
//     node build/check_in_hook.js delivery.yaml

import { FileError, readFile } from "gatewright";

for (const path of process.argv.slice(2)) {
    try {
        const report = readFile(path).check({ today: new Date().toISOString().slice(0, 10) });
        console.log(report.toString());
        if (report.hasErrors) {
            process.exitCode = 1;
        }
    } catch (error) {
        if (!(error instanceof FileError)) {
            throw error;
        }
        console.error(error.message);
        process.exitCode = 2;
    }
}
