// Mermaid, Graphviz and an XML parser judge the pictures in core/tests/goldens; folders given as arguments are judged instead.
// Run by `make test` with node; the packages of judges-npm.txt are looked for in .tools/node.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const tools = process.env.GATEWRIGHT_TOOLS ?? path.join(root, ".tools/node");
const require = createRequire(path.join(tools, "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)));

function below(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? below(full) : [full];
  });
}

const { JSDOM } = await load("jsdom");
const dom = new JSDOM("<!doctype html><body></body>");
// Mermaid cleans labels with the DOM of a browser.
Object.assign(globalThis, { window: dom.window, document: dom.window.document });
const module = path.join(path.dirname(require.resolve("mermaid/package.json")), "dist/mermaid.core.mjs");
const { default: mermaid } = await import(pathToFileURL(module));
const { Graphviz } = await load("@hpcc-js/wasm-graphviz");
const graphviz = await Graphviz.load();

const judges = {
  ".mmd": async (text) => {
    const { diagramType } = await mermaid.parse(text);
    if (!diagramType.startsWith("flowchart")) throw new Error(`a ${diagramType} is not a flowchart`);
    if (text.length > 50_000) throw new Error("Mermaid opens no text over 50,000 characters");
  },
  ".dot": async (text) => {
    if (!graphviz.dot(text).includes("</svg>")) throw new Error("nothing was drawn");
  },
  ".svg": async (text) => {
    const parsed = new dom.window.DOMParser().parseFromString(text, "image/svg+xml");
    if (parsed.querySelector("parsererror")) throw new Error(parsed.querySelector("parsererror").textContent);
    const svg = parsed.documentElement;
    const [, , width, height] = (svg.getAttribute("viewBox") ?? "").split(" ").map(Number);
    if (svg.tagName !== "svg" || !(width > 0) || !(height > 0)) throw new Error("no picture of a size");
    if (!svg.querySelector("title")?.textContent || !svg.querySelector("desc")?.textContent) throw new Error("no title or description");
    if (parsed.querySelector("script, foreignObject, image, use, a, style[src]")) throw new Error("more than shapes and text");
    if (/(href|on\w+)=|@import|url\((?!#)/.test(text)) throw new Error("something is loaded or run");
  },
};

const counts = new Map();
let failures = 0;
const folders = process.argv.length > 2 ? process.argv.slice(2) : [path.join(root, "core/tests/goldens")];
for (const file of folders.flatMap(below).sort()) {
  const judge = judges[path.extname(file)];
  if (!judge) continue;
  counts.set(path.extname(file), (counts.get(path.extname(file)) ?? 0) + 1);
  try {
    await judge(fs.readFileSync(file, "utf8"));
  } catch (error) {
    failures += 1;
    console.error(`${path.relative(root, file)}: ${String(error?.message ?? error).split("\n").slice(0, 6).join("\n  ")}`);
  }
}
const told = Object.keys(judges).map((kind) => `${counts.get(kind) ?? 0} ${kind}`);
console.log(`   ${told.join(", ")}: ${failures} failures`);
process.exit(failures > 0 || counts.size < Object.keys(judges).length ? 1 : 0);
