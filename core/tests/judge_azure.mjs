// The language service of Azure Pipelines and HashiCorp's parser judge files for Azure: one process for all of them.
// Paths are read from the standard input, one on a line, after the path of the schema; every complaint is printed as a line
// of JSON. Run by judge_azure.py; the packages of judges-npm.txt are looked for in .tools/node.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const tools = process.env.GATEWRIGHT_TOOLS ?? path.join(root, ".tools/node");
const require = createRequire(path.join(tools, "package.json"));

// It tells the log what it does.
for (const level of ["log", "info", "debug", "warn"]) console[level] = () => {};

const [schemaFile, ...files] = fs.readFileSync(0, "utf8").split("\n").filter(Boolean);
const schema = JSON.parse(fs.readFileSync(schemaFile, "utf8"));

// Tasks that the schema does not know: it names two without their inputs, and knows no extensions. An organization that has
// them serves a schema with these entries.
const more = {
  "PublishCodeCoverageResults@2": ["summaryFileLocation", "pathToSources", "failIfCoverageEmpty"],
  "SnykSecurityScan@1": ["serviceConnectionEndpoint", "testType", "dockerImageName", "dockerfilePath", "targetFile", "severityThreshold", "codeSeverityThreshold", "monitorWhen", "failOnIssues", "failOnThreshold", "projectName", "organization", "testDirectory", "additionalArguments"],
  "SonarQubeAnalyze@8": ["jdkversion"],
  "SonarQubePrepare@8": ["SonarQube", "scannerMode", "configMode", "configFile", "projectKey", "projectName", "projectVersion", "cliProjectKey", "cliProjectName", "cliProjectVersion", "cliSources", "cliVersion", "msBuildVersion", "extraProperties"],
  "SonarQubePublish@8": ["pollingTimeoutSec"],
};
const task = schema.definitions.task;
for (const [name, inputs] of Object.entries(more)) {
  const known = task.properties.task.anyOf.some((one) => one.enum?.includes(name));
  if (!known) task.properties.task.anyOf.push({ enum: [name], ignoreCase: "value" });
  const properties = Object.fromEntries(inputs.map((input) => [input, { type: "string", ignoreCase: "key" }]));
  task.anyOf.push({
    properties: { task: { pattern: `^${name}$`, ignoreCase: "value" }, inputs: { properties, additionalProperties: false } },
    required: ["task"],
  });
}

const service = require("azure-pipelines-language-service");
const { TextDocument } = createRequire(require.resolve("azure-pipelines-language-service"))("vscode-languageserver-textdocument");
const uri = "file:///azure-pipelines.json";
const judge = service.getLanguageService(async () => schema, [], async () => uri, undefined);
judge.configure({ validate: true, schemas: [{ uri, schema, fileMatch: ["*"] }] });

const judges = {
  async languageservice(file, text) {
    const document = TextDocument.create(pathToFileURL(file).href, "azure-pipelines", 1, text);
    const said = await judge.doValidation(document, service.parse(text));
    return said.map(({ range, message }) => [range.start.line + 1, message.slice(0, 300)]);
  },
  async hcl2json(file, text) {
    await require("@cdktf/hcl2json").parse(path.basename(file), text);
    return [];
  },
};

for (const file of files) {
  const by = file.endsWith(".tf") ? "hcl2json" : "languageservice";
  let said;
  try {
    said = await judges[by](file, fs.readFileSync(file, "utf8"));
  } catch (error) {
    said = [[1, String(error?.message ?? error)]];
  }
  for (const [line, message] of said) process.stdout.write(`${JSON.stringify({ judge: by, file, line, message })}\n`);
  process.stdout.write(`${JSON.stringify({ judge: by, file, judged: true })}\n`);
}
process.exit(0);
