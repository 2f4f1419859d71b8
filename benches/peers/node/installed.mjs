// Packages from the folder that the bench installs into, which the environment names, and our own from this repository.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const folder = `${process.env.BENCH_NODE}/`;

/** A package of that folder that Node can require. */
export const required = createRequire(pathToFileURL(folder));

/** A package of that folder that can only be imported, by its file. */
export const imported = (file) => import(pathToFileURL(`${folder}node_modules/${file}`).href);

export const gatewright = () => createRequire(import.meta.url)("../../../bindings-node/index.js");
