// html-validate judges the pages in core/tests/goldens; folders given as arguments are judged instead. Pages that are wrong on
// purpose are judged with them and must be refused. Run by `make judges` with node; the packages of judges-npm.txt are looked
// for in .tools/node.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const tools = process.env.GATEWRIGHT_TOOLS ?? path.join(root, ".tools/node");
const require = createRequire(path.join(tools, "package.json"));
const { HtmlValidate, StaticConfigLoader } = await import(pathToFileURL(require.resolve("html-validate")));

function below(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? below(full) : [full];
  });
}

const judge = new HtmlValidate(new StaticConfigLoader({ extends: ["html-validate:standard"] }));

async function complaints(text) {
  const { results } = await judge.validateString(text);
  return results.flatMap(({ messages }) => messages).map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`);
}

const folders = process.argv.slice(2);
const places = folders.length ? folders : [path.join(root, "core/tests/goldens/report")];
const pages = places.flatMap(below).filter((file) => file.endsWith(".html"));
let failures = 0;
for (const file of pages) {
  for (const said of await complaints(fs.readFileSync(file, "utf8"))) {
    failures += 1;
    console.error(`${file}:${said}`);
  }
}
const [right] = pages;
const page = right ? fs.readFileSync(right, "utf8") : "";
const wrong = {
  "an element that stays open": page.replace("</table>", ""),
  "an id that is there twice": page.replace('id="content"', 'id="overview"'),
  "a page without a language": page.replace(' lang="en"', ""),
  "a text that became an element": page.replace("<h1>", "<h1><script>alert(1)<h1>"),
};
for (const [what, text] of Object.entries(wrong)) {
  if (text === page || (await complaints(text)).length === 0) {
    failures += 1;
    console.error(`nobody refuses ${what}`);
  }
}
console.log(`   ${pages.length} pages, ${Object.keys(wrong).length} wrong ones: ${failures} failures`);
process.exitCode = failures || !pages.length ? 1 : 0;
