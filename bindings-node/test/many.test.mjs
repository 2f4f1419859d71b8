// Batches: on all cores, away from the event loop, with progress and an end.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { ArgumentError, FileError, Report, callMany, checkMany, sarif } from "gatewright";

const scenario = (name) => fileURLToPath(new URL(`../../core/tests/scenarios/${name}.yaml`, import.meta.url));
const many = (count) => Array.from({ length: count }, () => scenario("contoso"));

test("answers come in the order of the paths, a missing file as its own error", async () => {
    const paths = [scenario("broken"), "/no/such/file.yaml", scenario("start")];
    const [broken, missing, start] = await checkMany(paths, { select: ["STR"] });
    assert.deepEqual([broken.path, missing.path, start.path], paths);
    assert.ok(broken.report instanceof Report && broken.report.hasErrors);
    assert.match(String(broken.report), /there is no service `payment`/);
    assert.ok(missing.error instanceof FileError && missing.report === undefined);
    assert.equal(start.report.hasErrors, false);
    assert.deepEqual(await checkMany([]), []);
});

test("progress is heard, in order and to the end", async () => {
    const heard = [];
    await checkMany(many(200), { onProgress: (done, all) => heard.push([done, all]) });
    assert.deepEqual(heard.at(-1), [200, 200]);
    assert.ok(heard.length > 1);
    assert.deepEqual(heard, [...heard].sort(([one], [other]) => one - other));
});

test("the event loop goes on", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    await checkMany(many(300));
    clearInterval(timer);
    assert.ok(turns > 5, `the timer fired ${turns} times`);
});

test("memory stays flat over ten thousand files", async () => {
    const start = Array.from({ length: 10_000 }, () => scenario("start"));
    await checkMany(start.slice(0, 500));
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    let [heard, most] = [0, 0];
    const onProgress = () => {
        heard++;
        most = Math.max(most, process.memoryUsage.rss());
    };
    const checked = await checkMany(start, { onProgress });
    assert.ok(checked.every(({ report }) => report) && heard > 5);
    const grown = (most - before) / 1e6;
    assert.ok(grown < 20, `grew by ${grown} MB`);
});

test("a signal ends the work", async () => {
    const control = new AbortController();
    const reason = new Error("enough");
    let last = 0;
    const work = checkMany(many(100_000), {
        signal: control.signal,
        onProgress: (done) => {
            last = done;
            control.abort(reason);
        },
    });
    await assert.rejects(work, (error) => error === reason);
    assert.ok(last < 100_000);
    await assert.rejects(checkMany(many(1), { signal: AbortSignal.abort() }), { name: "AbortError" });
});

test("an error thrown by who hears progress ends the work and arrives", async () => {
    const work = checkMany(many(100_000), {
        onProgress: () => {
            throw new RangeError("mine");
        },
    });
    await assert.rejects(work, { name: "RangeError", message: "mine" });
});

test("any method can be asked of many files", async () => {
    const [outline, broken] = await callMany([scenario("start"), scenario("broken")], "outline");
    assert.equal(outline.answer.name, "hello-service");
    assert.ok(broken.error instanceof ArgumentError);
    const [written] = await callMany([scenario("start")], "write", [{ format: "json" }]);
    assert.equal(JSON.parse(written.answer).name, "hello-service");
    await assert.rejects(callMany([], "rules"), ArgumentError);
    await assert.rejects(checkMany(5), ArgumentError);
    await assert.rejects(checkMany("a.yaml"), ArgumentError);
});

test("what no file could be asked is refused at once", async () => {
    const heard = [];
    const onProgress = (done) => heard.push(done);
    const refused = (work, message) => assert.rejects(work, (error) => error instanceof ArgumentError && message.test(error.message));
    await refused(checkMany([scenario("start")], { select: ["NOPE"], onProgress }), /NOPE/);
    await refused(checkMany([scenario("start")], { today: "tomorrow", onProgress }), /`today`/);
    await refused(callMany([], "render", ["svgg"], { onProgress }), /did you mean `svg`/);
    await refused(callMany([scenario("start")], "render", ["svg", { options: { colour: "red" } }], { onProgress }), /no option/);
    assert.deepEqual(heard, []);
});

test("the reports of many files become one log", async () => {
    const checked = await checkMany([scenario("broken"), "/no/such/file.yaml", scenario("start"), scenario("broken")]);
    const reports = checked.flatMap(({ report }) => report ?? []);
    const [run, ...others] = JSON.parse(sarif(reports)).runs;
    assert.deepEqual(others, []);
    assert.equal(run.results.length, 2 * reports[0].diagnostics.length);
    assert.deepEqual(JSON.parse(sarif([reports[0]])), JSON.parse(reports[0].toSarif()));
    assert.throws(() => sarif(["delivery.yaml"]), ArgumentError);
});
