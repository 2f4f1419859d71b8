// Reading, asking, and what goes wrong.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import {
    ArgumentError,
    Document,
    FileError,
    GatewrightError,
    InvalidDelivery,
    Plan,
    Report,
    explain,
    fromData,
    read,
    readFile,
    rules,
} from "gatewright";

const scenarios = new URL("../../core/tests/scenarios/", import.meta.url);
const scenario = (name) => new URL(name, scenarios);
const broken = () => readFile(scenario("broken.yaml"), { name: "broken.yaml" });

describe("a document", () => {
    test("is read from a text, from bytes and from a file", () => {
        const text = readFileSync(scenario("start.yaml"), "utf8");
        for (const document of [read(text), read(Buffer.from(text)), read(new TextEncoder().encode(text)), readFile(scenario("start.yaml"))]) {
            assert.equal(document.plan().outline().name, "hello-service");
        }
    });

    test("is read in the notation that its name or the format says", () => {
        const json = readFile(scenario("start.yaml")).write({ format: "json" });
        for (const options of [{ name: "start.json" }, { format: "json" }]) {
            assert.equal(read(json, options).check().hasErrors, false);
        }
        assert.equal(read(json, { format: "toml" }).check().hasErrors, true);
    });

    for (const name of readdirSync(scenarios)) {
        test(`is the same after a way through plain objects: ${name}`, () => {
            const document = readFile(scenario(name));
            const data = document.delivery();
            assert.deepEqual(fromData(data).delivery(), data);
            assert.deepEqual(fromData(JSON.parse(document.write({ format: "json" }))).delivery(), data);
            assert.equal(fromData(data).check().summary.errors, document.check().summary.errors);
        });
    }

    test("of any bytes gives a report", () => {
        for (const bytes of ["", "\0", "[", "a: &a [*a]", "\ud800", Buffer.from([0xff, 0xfe, 0x00]), Buffer.alloc(100_000, "[")]) {
            assert.equal(read(bytes).check().hasErrors, true);
        }
    });
});

describe("many documents", () => {
    test("are not all held parsed, and still answer", () => {
        const text = "a: 1\n".repeat(5000);
        const documents = [];
        const grown = () => process.memoryUsage.rss() / 1e6;
        for (let number = 0; number < 120; number++) {
            documents.push(read(text, { name: `${number}.yaml` }));
        }
        const before = grown();
        for (let number = 0; number < 240; number++) {
            documents.push(read(text, { name: `${number}.yaml` }));
        }
        // Without a limit it would be 240 MB.
        assert.ok(grown() - before < 60, `grew by ${grown() - before} MB`);
        assert.equal(documents[0].check().source, "0.yaml");
        assert.equal(documents.at(-1).check().source, "239.yaml");
    });

    test("keep what they were read from, whatever becomes of the bytes", () => {
        const bytes = Buffer.from("gatewright: 1\nname: shop\n");
        const document = read(bytes);
        bytes.fill(0);
        for (let number = 0; number < 10; number++) {
            read("# long\n".repeat(100_000)).check();
        }
        assert.equal(document.plan().outline().name, "shop");
    });
});

describe("a report", () => {
    test("has findings with places", () => {
        const report = broken().check();
        assert.ok(report instanceof Report);
        assert.equal(report.hasErrors, true);
        const { errors, warnings, infos } = report.summary;
        assert.equal(errors + warnings + infos, report.diagnostics.length);
        assert.deepEqual([...report], report.diagnostics);
        assert.equal(report.source, "broken.yaml");
        const [first] = report;
        assert.equal(first.code, "STR002");
        assert.equal(first.range.start.line, 7);
    });

    test("is shown for people, for code scanning and for GitHub as it was asked for", () => {
        const golden = (ending) => readFileSync(new URL(`../goldens/check/broken.${ending}`, scenarios), "utf8");
        const report = broken().check({ today: "2026-11-21" });
        assert.equal(String(report).trimEnd(), golden("txt").trimEnd());
        assert.equal(inspect(report), report.toString());
        assert.equal(report.toGithub(), golden("github"));
        assert.deepEqual(JSON.parse(report.toSarif()), JSON.parse(golden("sarif")));
        assert.deepEqual(JSON.parse(JSON.stringify(report)), JSON.parse(golden("json")));
        const selected = broken().check({ select: ["STR001"] });
        assert.ok(selected.diagnostics.every((one) => one.code === "STR001"));
        assert.doesNotMatch(String(selected), /STR002/);
    });

    test("of data has routes and no lines", () => {
        const [first] = fromData({ gatewright: 1, name: "x", services: { a: { needs: "b" } } }).check();
        assert.equal(first.path, "services.a.needs");
        assert.equal(first.range, undefined);
    });
});

describe("a plan", () => {
    test("is refused with the report", () => {
        assert.throws(
            () => broken().plan(),
            (error) => {
                assert.ok(error instanceof InvalidDelivery && error instanceof GatewrightError);
                assert.equal(error.name, "InvalidDelivery");
                assert.equal(error.report.summary.errors, broken().check().summary.errors);
                assert.match(error.message, /there is no service `payment`/);
                return true;
            },
        );
    });

    test("can be asked what its document can be asked", () => {
        const plan = readFile(scenario("contoso.yaml")).plan();
        assert.ok(plan instanceof Plan);
        assert.deepEqual(plan.check().toJSON(), readFile(scenario("contoso.yaml")).check().toJSON());
        assert.ok(plan.outline().pipelines.length > 0);
    });

    test("answers again without reading again", () => {
        const time = (once) => {
            const start = performance.now();
            for (let round = 0; round < 20; round++) {
                once();
            }
            return performance.now() - start;
        };
        const plan = readFile(scenario("contoso.yaml")).plan();
        plan.outline();
        assert.ok(time(() => plan.outline()) * 5 < time(() => readFile(scenario("contoso.yaml")).plan().outline()));
    });
});

describe("a call", () => {
    test("costs little more than the library's own time", () => {
        const native = createRequire(import.meta.url)("../lib/native.js");
        const jobs = Array.from({ length: 110 }, (_, number) => [
            `job-${number}`,
            { lasts: "2m..3m", timeout: "20m", steps: [{ checkout: {} }, { run: "make build", name: "Build it" }, { run: "make test", timeout: "10m" }] },
        ]);
        const stages = { all: { jobs: Object.fromEntries(jobs) } };
        const text = fromData({ gatewright: 1, name: "large", pipelines: { main: { runner: { hosted: "ubuntu-latest" }, stages } } }).write();
        assert.ok(text.length > 15_000 && text.length < 30_000, `${text.length}`);
        const plan = read(text).plan();
        const handle = native.Document.read(text, "delivery");
        const pairs = {
            check: [() => plan.check(), () => handle.call("check", "")],
            outline: [() => plan.outline(), () => handle.call("outline", "")],
            write: [() => plan.write(), () => handle.call("write", "")],
            render: [() => plan.render("svg"), () => handle.call("render", '{"target":"svg"}')],
        };
        const time = (once) =>
            Math.min(
                ...Array.from({ length: 60 }, () => {
                    const start = performance.now();
                    once();
                    return performance.now() - start;
                }),
            );
        for (const [name, [ours, theirs]] of Object.entries(pairs)) {
            // What else the machine does can only add to it, so the best of some tries counts.
            let over = Infinity;
            for (let tries = 0; tries < 10 && over > 0.05; tries++) {
                over = Math.min(over, time(ours) - 2 * time(theirs));
            }
            assert.ok(over <= 0.05, `${name}: ${over * 1000} µs more than twice the library's own time`);
        }
    });
});

describe("the library", () => {
    test("lists and explains its rules", () => {
        const [rule] = rules({ select: ["STR002"] });
        assert.equal(rule.name, "unknown-name");
        assert.match(explain("STR002"), /unknown-name/);
    });
});

describe("a call that cannot work", () => {
    const wrong = (call, kind, message) => assert.throws(call, (error) => error instanceof kind && message.test(error.message));

    test("says what is wrong with its arguments", () => {
        wrong(() => explain("STR999"), ArgumentError, /STR999/);
        wrong(() => explain(), ArgumentError, /missing field `code`/);
        wrong(() => rules({ selct: [] }), ArgumentError, /unknown field `selct`/);
        wrong(() => rules("STR"), ArgumentError, /options are an object/);
        wrong(() => rules({}, {}), ArgumentError, /no more than 1/);
        wrong(() => read(5), ArgumentError, /text/);
        wrong(() => read("", { format: "xml" }), ArgumentError, /no format `xml`/);
        wrong(() => new Document(), ArgumentError, /readFile/);
        wrong(() => new Plan(), ArgumentError, /plan/);
        const circle = {};
        circle.circle = circle;
        wrong(() => fromData(circle), ArgumentError, /not plain data/);
        wrong(() => fromData(undefined), ArgumentError, /not plain data/);
    });

    test("says which file", () => {
        wrong(() => readFile("/no/such/file.yaml"), FileError, /no\/such\/file/);
    });
});
