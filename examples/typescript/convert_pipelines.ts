// Writes a repository's pipelines for another system, and an account of what is not the same as `CONVERSION.md`. Fails as
// long as something must be mended by hand.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { convert, type TargetName } from "gatewright";

const [repository = ".", target = "gitlab-ci", output = "converted"] = process.argv.slice(2);
const folder = ".github/workflows";
const files = readdirSync(join(repository, folder))
    .sort()
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(repository, folder, name), "utf8") }));
const conversion = convert(files, target as TargetName);
for (const file of conversion.files) {
    const path = join(output, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.text);
}
writeFileSync(join(output, "CONVERSION.md"), conversion.markdown);
console.log(conversion.text);
if (conversion.entries.some((entry) => entry.severity === "error")) process.exitCode = 1;
