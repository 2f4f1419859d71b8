// A short form of load.mjs, in a process of its own, so that nothing else takes memory.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

test("eight workers get the answers of one", () => {
    const load = fileURLToPath(new URL("load.mjs", import.meta.url));
    const said = spawnSync(process.execPath, ["--expose-gc", load, "8", "44"], { encoding: "utf8" });
    assert.equal(said.status, 0, said.stdout + said.stderr);
    assert.match(said.stdout, /: 0 wrong answers/);
});
