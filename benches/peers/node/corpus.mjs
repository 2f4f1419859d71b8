// Works on a folder of workflow files.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { required } from "./installed.mjs";

/** The workflow files below a folder, in the order of their paths. */
function files(folder) {
    return readdirSync(folder, { recursive: true })
        .filter((path) => path.includes(".github/workflows/") && /\.ya?ml$/.test(path))
        .map((path) => join(folder, path))
        .sort()
        .map((path) => [path, readFileSync(path, "utf8")]);
}

export async function prepare(tool, _, { corpus }) {
    const texts = files(corpus);
    if (tool === "js-yaml") {
        const { load } = required("js-yaml");
        return () =>
            texts
                .map(([path, text]) => {
                    try {
                        return `${path}\t${Object.keys(load(text).jobs).length}`;
                    } catch {
                        return "";
                    }
                })
                .join("\n");
    }
    if (tool !== "workflow-parser") {
        throw new Error(`${tool} reads no workflows here`);
    }
    const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await bundled();
    return async () => {
        const out = [];
        for (const [path, text] of texts) {
            const { context, value } = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter());
            if (value) {
                const { jobs } = await convertWorkflowTemplate(context, value);
                out.push(`${path}\t${jobs?.length ?? 0}`);
            }
        }
        return out.join("\n");
    };
}

/** As it is published, Node cannot import it: it imports JSON without saying so. */
async function bundled() {
    const outfile = join(process.env.BENCH_NODE, "workflow-parser.mjs");
    const entry = join(process.env.BENCH_NODE, "node_modules/@actions/workflow-parser/dist/index.js");
    // What it bundles asks for `require`.
    const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' };
    required("esbuild").buildSync({ entryPoints: [entry], bundle: true, platform: "node", format: "esm", banner, outfile, logLevel: "error" });
    return import(outfile);
}
