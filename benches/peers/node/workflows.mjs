// The workflow that `benches/src/works/workflow.rs` builds, with tools in Node.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gatewright, imported, required } from "./installed.mjs";

const condition = "github.ref == 'refs/heads/main'";

/** A project of projen takes so many workflows before a new one begins: it looks at all of its files for each. */
const projectOf = 50;

export async function prepare(tool, jobs) {
    switch (tool) {
        case "gatewright": {
            const { fromData } = gatewright();
            return () => fromData(delivery(jobs)).plan().render("github-actions").files[0].text;
        }
        case "js-yaml": {
            const { dump } = required("js-yaml");
            return () => dump(workflow(jobs));
        }
        case "gha-ts": {
            const { workflow: typed } = await imported("@jlarky/gha-ts/src/workflow-types.js");
            const { createSerializer } = await imported("@jlarky/gha-ts/src/render/index.js");
            const { stringify } = required("yaml");
            return () => createSerializer(typed(workflow(jobs)), stringify).stringifyWorkflow();
        }
        case "projen":
            return projen(jobs);
    }
    throw new Error(`${tool} writes no workflows here`);
}

/** The workflow as its file has it. */
function workflow(jobs) {
    return {
        name: "ci",
        on: { push: { branches: ["main"] }, pull_request: { branches: ["main"] } },
        permissions: {},
        jobs: Object.fromEntries(
            Array.from({ length: jobs }, (_, number) => {
                const part = `part-${number}`;
                return [
                    `job-${number}`,
                    {
                        name: `Part ${number}`,
                        ...(number >= jobs >> 1 && { needs: [`job-${number - (jobs >> 1)}`] }),
                        "runs-on": "ubuntu-24.04",
                        permissions: { contents: "read" },
                        "timeout-minutes": 15,
                        env: { PART: part },
                        steps: [
                            { name: "Check out", uses: "actions/checkout@v5", with: { "fetch-depth": "1" } },
                            { name: "Set up Node", uses: "actions/setup-node@v5", with: { "node-version": "22", cache: "npm" } },
                            { name: "Install", run: "npm ci" },
                            { name: "Lint", run: `npm run lint -w ${part}` },
                            { name: "Types", run: `npx tsc --noEmit --project ${part}` },
                            { name: "Test", run: `npm test -w ${part}\nnpm run report -w ${part}\n`, env: { NODE_ENV: "test" } },
                            { name: "Build", if: condition, run: `npm run build -w ${part}` },
                            { name: "Keep", uses: "actions/upload-artifact@v4", with: { name: part, path: "dist" } },
                        ],
                    },
                ];
            }),
        ),
    };
}

/** The same as a delivery. */
function delivery(jobs) {
    const second = jobs >> 1;
    const job = (number) => {
        const part = `part-${number}`;
        return [
            `job-${number}`,
            {
                name: `Part ${number}`,
                ...(number >= second && { after: `first.job-${number - second}` }),
                runner: { hosted: "ubuntu-24.04" },
                timeout: "15m",
                permissions: { contents: "read" },
                env: { PART: part },
                steps: [
                    { name: "Check out", use: { action: "actions/checkout@v5", with: { "fetch-depth": "1" } } },
                    { name: "Set up Node", use: { action: "actions/setup-node@v5", with: { "node-version": "22", cache: "npm" } } },
                    { name: "Install", run: "npm ci" },
                    { name: "Lint", run: `npm run lint -w ${part}` },
                    { name: "Types", run: `npx tsc --noEmit --project ${part}` },
                    { name: "Test", run: `npm test -w ${part}\nnpm run report -w ${part}\n`, env: { NODE_ENV: "test" } },
                    { name: "Build", when: `\${{ ${condition} }}`, run: `npm run build -w ${part}` },
                    { name: "Keep", use: { action: "actions/upload-artifact@v4", with: { name: part, path: "dist" } } },
                ],
            },
        ];
    };
    const all = Array.from({ length: jobs }, (_, number) => job(number));
    return {
        gatewright: 1,
        name: "shop",
        pipelines: {
            ci: {
                name: "ci",
                on: [{ push: { branches: ["main"] } }, { pull_request: { branches: ["main"] } }],
                stages: {
                    first: { jobs: Object.fromEntries(all.slice(0, second)) },
                    second: { jobs: Object.fromEntries(all.slice(second)) },
                },
            },
        },
    };
}

/** In memory: what `synth()` writes to its file. It gives every step an id, and has no permissions of the whole workflow. */
function projen(jobs) {
    const { Project } = required("projen");
    const { GitHub, GithubWorkflow, workflows: types } = required("projen/lib/github");
    const { resolve } = required("projen/lib/_resolve");
    const outdir = mkdtempSync(join(tmpdir(), "gatewright-bench-"));
    let github;
    let count = 0;
    return () => {
        if (count % projectOf === 0) {
            github = new GitHub(new Project({ name: "shop", outdir }));
        }
        const made = new GithubWorkflow(github, `ci-${count++}`);
        made.name = "ci";
        made.on({ push: { branches: ["main"] }, pullRequest: { branches: ["main"] } });
        const { jobs: wanted } = workflow(jobs);
        for (const [id, job] of Object.entries(wanted)) {
            made.addJob(id, {
                name: job.name,
                needs: job.needs,
                runsOn: [job["runs-on"]],
                permissions: { contents: types.JobPermission.READ },
                timeoutMinutes: job["timeout-minutes"],
                env: job.env,
                steps: job.steps,
            });
        }
        return made.file.synthesizeContent({ resolve });
    };
}
