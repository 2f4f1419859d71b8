//! Input that means harm, or that nobody thought of: a diagnostic in bounded time, never a panic.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]
#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "texts are made here once, and shown as they are"
)]

use gatewright::{CheckOptions, Format, Read, ReadOptions, Report};
use std::time::{Duration, Instant};

/// Nothing here may take longer, not even unoptimised and on a busy machine.
const LONGEST: Duration = Duration::from_secs(5);

/// How long this thread has worked, where the system says so; how busy the machine is does not matter then.
fn worked(since: Instant) -> Duration {
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = schedule.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// Reads and checks; whatever comes in, the report can be shown, is bounded, and points into the text.
fn report(name: &str, bytes: &[u8], format: Format) -> Report {
    let start = Instant::now();
    let before = worked(start);
    let read = Read::from_bytes(
        bytes,
        ReadOptions {
            format: Some(format),
            ..ReadOptions::default()
        },
    );
    let report = read.check(&CheckOptions::default());
    let shown = report.to_string();
    let took = worked(start).saturating_sub(before);
    assert!(took < LONGEST, "{name} took {took:?}");
    assert!(shown.len() < 1_000_000, "{name}: the report has {} bytes", shown.len());
    assert!(
        !shown.contains(|character: char| character.is_control() && character != '\n'),
        "{name}: {shown:?} is no plain text"
    );
    assert!(
        report.diagnostics().len() <= 200,
        "{name}: {} diagnostics",
        report.diagnostics().len()
    );
    let text = report.source().map_or("", |source| source.text());
    for diagnostic in report.diagnostics() {
        let place = |span: Option<gatewright::text::Span>| span.is_some_and(|span| text.get(span.range()).is_some());
        assert!(place(diagnostic.place.span), "{name}: {diagnostic:?} does not point into the text");
        assert!(
            diagnostic.related.iter().all(|related| place(related.place.span)),
            "{name}: {diagnostic:?} relates to nothing"
        );
        assert!(
            diagnostic.message.len() < 2_000 && !diagnostic.message.contains('\n'),
            "{name}: {diagnostic:?}"
        );
    }
    report
}

/// The codes of a report, each once, in order of the codes.
fn codes(name: &str, bytes: impl AsRef<[u8]>, format: Format) -> String {
    let report = report(name, bytes.as_ref(), format);
    let mut codes: Vec<&str> = report.codes().filter(|code| code.starts_with("DOC")).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.join(" ")
}

const HEAD: &str = "gatewright: 1\nname: shop\n";

fn yaml(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

/// Each line is a name, a text and the codes it must get; no code means that the text is fine.
fn expect(format: Format, cases: &[(&str, String, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(name, text, wanted)| {
            let found = codes(name, text, format);
            (found != *wanted).then(|| format!("{name}: `{found}` instead of `{wanted}`"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[rustfmt::skip] // a table in rows
fn depth() {
    let deep = 10_000;
    let block: String = (0..2_000).map(|level| format!("{}k:\n", " ".repeat(level))).collect();
    expect(Format::Yaml, &[
        ("block lists", yaml(&format!("extensions:\n  x:\n    {}x\n", "- ".repeat(deep))), "DOC008"),
        ("block mappings", block, "DOC008"),
        ("open brackets", "[".repeat(deep), "DOC008"),
        ("closed brackets", yaml(&format!("extensions: {{ x: {}{} }}\n", "[".repeat(deep), "]".repeat(deep))), "DOC008"),
        ("open braces", "{a: ".repeat(deep), "DOC008"),
        ("closed braces", format!("{}1{}", "{a: ".repeat(deep), "}".repeat(deep)), "DOC008"),
        ("complex keys", "? ".repeat(deep), "DOC008"),
        ("nested steps", yaml(&format!("pipelines: {{ m: {{ stages: {{ s: {{ jobs: {{ j: {{ steps: [ {}{} ] }} }} }} }} }} }}\n", "{ parallel: [ ".repeat(400), "] } ".repeat(400))), "DOC008"),
    ]);
    expect(Format::Json, &[
        ("open brackets", "[".repeat(deep), "DOC008"),
        ("closed brackets", format!("{}{}", "[".repeat(deep), "]".repeat(deep)), "DOC008"),
        ("braces", format!("{}1{}", r#"{"a":"#.repeat(deep), "}".repeat(deep)), "DOC008"),
    ]);
    expect(Format::Toml, &[
        ("open brackets", format!("a = {}", "[".repeat(deep)), "DOC001 DOC008"),
        ("closed brackets", format!("a = {}{}", "[".repeat(deep), "]".repeat(deep)), "DOC008"),
        ("inline tables", format!("a = {}1{}", "{ a = ".repeat(deep), " }".repeat(deep)), "DOC008"),
        ("dotted key", format!("{} = 1", vec!["a"; deep].join(".")), "DOC008"),
        ("dotted table", format!("[{}]", vec!["a"; deep].join(".")), "DOC008"),
        ("dotted inline", format!("a = {{ {} = 1 }}", vec!["a"; deep].join(".")), "DOC008"),
        ("many dotted", (0..300).map(|line| format!("{}.b{line} = 1\n", vec!["a"; 70].join("."))).collect(), "DOC003 DOC004"),
    ]);
}

#[test]
#[rustfmt::skip] // a table in rows
fn repetition() {
    let mut bomb = yaml("extensions:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    let mut merges = yaml("extensions:\n  m0: &m0 { k0: 0, k1: 1 }\n");
    for level in 1..10 {
        let items = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("  a{level}: &a{level} [{items}]\n"));
        merges.push_str(&format!("  m{level}: &m{level} {{ <<: [{}], x{level}: 1 }}\n", vec![format!("*m{}", level - 1); 10].join(", ")));
    }
    let wide: String = (0..10_000).map(|key| format!("    k{key}: {key}\n")).collect();
    let spread: String = (0..10_000).map(|key| format!("  m{key}: {{ <<: *wide }}\n")).collect();
    let repeated: String = (0..10_000).map(|key| format!("  r{key}: *wide\n")).collect();
    let mistakes = "  bad: &bad { ruintime: 1, prot: 2 }\n";
    let again: String = (0..5_000).map(|key| format!("  s{key}: *bad\n")).collect();
    expect(Format::Yaml, &[
        ("alias bomb", bomb, "DOC008"),
        ("merge chain", merges, ""),
        ("quadratic aliases", yaml(&format!("extensions:\n  wide: &wide\n{wide}{repeated}")), "DOC008"),
        ("quadratic merges", yaml(&format!("extensions:\n  wide: &wide\n{wide}{spread}")), "DOC008"),
        ("a mistake used often", yaml(&format!("services:\n{mistakes}{again}")), "DOC003"),
        ("an alias in itself", yaml("extensions:\n  x: &x [ *x ]\n"), "DOC008"),
        ("an alias deep in itself", yaml("extensions: &x\n  a: { b: [ { c: *x } ] }\n"), "DOC008"),
        ("an alias as key of itself", yaml("extensions: &x\n  *x : 1\n"), "DOC008"),
        ("a long text used often", yaml(&format!("extensions:\n  long: &long {}\n{}", "x".repeat(1 << 20), (0..1000).map(|key| format!("  l{key}: *long\n")).collect::<String>())), "DOC008"),
        ("a long key used often", yaml(&format!("env:\n  ? {}\n  : {{ {} }}\n", "x".repeat(1 << 20), (0..300).map(|key| format!("k{key}: 1, ")).collect::<String>())), "DOC003"),
        ("a merge of itself", yaml("extensions: &x\n  <<: *x\n  a: 1\n"), "DOC008"),
        ("a merge in a circle", yaml("extensions:\n  a: &a { <<: *b }\n  b: &b { <<: *a }\n"), "DOC001"),
        ("no such anchor", yaml("extensions: { a: *nowhere }\n"), "DOC001"),
        ("a merge of a word", yaml("extensions: { a: &a x, b: { <<: *a } }\n"), "DOC001"),
        ("a merge of a list of words", yaml("extensions: { b: { <<: [a, b] } }\n"), "DOC001"),
        ("a merge of nothing", yaml("extensions: { b: { <<: } }\n"), "DOC001"),
        ("a merge of an empty mapping", yaml("extensions: { b: { <<: {} } }\n"), ""),
        ("an anchor twice", yaml("extensions: { a: &a 1, b: &a 2, c: *a }\n"), ""),
    ]);
}

#[test]
#[rustfmt::skip] // a table in rows
fn size() {
    let words = 200_000;
    let lines = |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let many = |line: &dyn Fn(usize) -> String| lines(words, line);
    let some = |line: &dyn Fn(usize) -> String| lines(words / 4, line);
    expect(Format::Yaml, &[
        ("a text of a megabyte", yaml(&format!("summary: {}\n", "x".repeat(1 << 20))), ""),
        ("a quoted text of a megabyte", yaml(&format!("summary: \"{}\"\n", "\\x41".repeat(1 << 18))), ""),
        ("a block of a megabyte", yaml(&format!("summary: |\n{}", "  line\n".repeat(1 << 17))), ""),
        ("a key of a megabyte", yaml(&format!("? {}\n: 1\n", "x".repeat(1 << 20))), "DOC003"),
        ("a key of ten kilobytes", yaml(&format!("{}: 1\n", "x".repeat(10_000))), "DOC001"),
        ("an id of a megabyte", format!("gatewright: 1\nname: {}\n", "x".repeat(1 << 20)), "DOC006"),
        ("a line of five megabytes", yaml(&format!("extensions: {{ x: [{}] }}\n", "words-words-words, ".repeat(280_000))), ""),
        ("a comment of five megabytes", yaml(&format!("# {}\n", "x".repeat(5 << 20))), ""),
        ("many comments", yaml(&format!("{}summary: x\n", "#\n".repeat(words))), ""),
        ("many comments in a list", yaml(&format!("waivers:\n  -\n{}    code: A\n", "    #\n".repeat(words))), "DOC008"),
        ("many empty lines", yaml(&"\n".repeat(1 << 20)), ""),
        ("many blanks", yaml(&format!("summary: x{}\n", " ".repeat(1 << 20))), ""),
        ("the same key often", yaml(&format!("extensions:\n{}", many(&|_| "  k: 1\n".into()))), "DOC005"),
        ("unknown keys", yaml(&many(&|key| format!("k{key}: 1\n"))), "DOC003"),
        ("unknown keys that are nearly known", yaml(&some(&|key| format!("servces{}: 1\n", key % 100))), "DOC003 DOC005"),
        ("wrong ids", yaml(&format!("pipelines: {{ m: {{ stages: {{ s: {{ jobs: {{ {} }} }} }} }} }}\n", many(&|key| format!("J_{key}: {{}}, ")))), "DOC006"),
        ("wrong items", yaml(&format!("waivers: [{}]\n", some(&|_| "1, ".into()))), "DOC002"),
        ("many anchors", yaml(&format!("extensions:\n{}", some(&|key| format!("  k{key}: &a{key} 1\n")))), ""),
        ("many documents", "---\n".repeat(words), "DOC001"),
        ("over the limit", yaml(&format!("summary: {}\n", "x".repeat(70_000_000))), "DOC008"),
        ("many workloads", yaml(&format!("workloads: {{ {} }}\n", many(&|key| format!("w{key}: {{}}, ")))), "DOC008"),
        ("many steps", yaml(&format!("pipelines: {{ m: {{ stages: {{ s: {{ jobs: {{ j: {{ steps: [ {} ] }} }} }} }} }} }}\n", some(&|_| "{ run: x }, ".into()))), ""),
    ]);
    expect(Format::Json, &[
        ("a text of a megabyte", format!(r#"{{"gatewright":1,"name":"shop","summary":"{}"}}"#, "\\u0041".repeat(1 << 17)), ""),
        ("a line of five megabytes", format!(r#"{{"gatewright":1,"name":"shop","extensions":{{"x":[{}1]}}}}"#, "1,".repeat(2_500_000)), ""),
        ("unknown keys", format!(r#"{{"gatewright":1,"name":"shop"{}}}"#, many(&|key| format!(",\"k{key}\":1"))), "DOC003"),
        ("the same key often", format!(r#"{{"gatewright":1,"name":"shop"{}}}"#, many(&|_| ",\"name\":1".into())), "DOC005"),
    ]);
    expect(Format::Toml, &[
        ("a text of a megabyte", format!("gatewright = 1\nname = 'shop'\nsummary = '{}'\n", "x".repeat(1 << 20)), ""),
        ("unknown keys", format!("gatewright = 1\nname = 'shop'\n{}", many(&|key| format!("k{key} = 1\n"))), "DOC003"),
        ("the same key often", format!("gatewright = 1\nname = 'shop'\n{}", many(&|_| "name = 1\n".into())), "DOC001"),
        ("errors", "= \n".repeat(words), "DOC001"),
        ("brackets", "[[[\n".repeat(words), "DOC008"),
        ("tables", format!("gatewright = 1\nname = 'shop'\n{}", many(&|key| format!("[services.s{key}]\n"))), ""),
    ]);
}

#[test]
#[rustfmt::skip] // a table in rows
fn odd_yaml() {
    expect(Format::Yaml, &[
        ("nothing", String::new(), "DOC001"),
        ("a line", "\n".into(), "DOC001"),
        ("only comments", "# a\n# b\n".into(), "DOC001"),
        ("only a document mark", "---\n".into(), "DOC004"),
        ("an end mark", yaml("...\n"), ""),
        ("an end mark and more", yaml("...\nsummary: x\n"), "DOC001"),
        ("two documents", yaml("---\nsummary: x\n"), "DOC001"),
        ("a document mark first", format!("---\n{HEAD}"), ""),
        ("a word", "shop\n".into(), "DOC002"),
        ("a number", "42\n".into(), "DOC002"),
        ("null", "null\n".into(), "DOC004"),
        ("a list", "- a\n- b\n".into(), "DOC002"),
        ("a byte order mark", format!("\u{feff}{HEAD}"), ""),
        ("a byte order mark inside", yaml("summary: \u{feff}x\n"), "DOC001"),
        ("CRLF", HEAD.replace('\n', "\r\n"), ""),
        ("CRLF in a block", yaml("summary: |\n  a\n  b\n").replace('\n', "\r\n"), ""),
        ("a lone CR", HEAD.replace('\n', "\r"), ""),
        ("a tab that indents", yaml("services:\n\tapi: {}\n"), "DOC001"),
        ("a tab after blanks", yaml("services:\n  api:\n  \tpath: x\n"), "DOC001"),
        ("a tab between", yaml("summary:\tx\n"), ""),
        ("NUL", yaml("summary: a\0b\n"), "DOC001"),
        ("NUL alone", "\0".into(), "DOC001"),
        ("NUL in quotes", yaml("summary: \"a\0b\"\n"), "DOC001"),
        ("a bell", yaml("summary: a\u{7}b\n"), "DOC001"),
        ("escapes of a terminal", yaml("\"\\e[31mred\": 1\n\"\\u202egnol\": 2\n"), "DOC003"),
        ("an open quote", yaml("summary: \"never closed\n"), "DOC001"),
        ("an open single quote", yaml("summary: 'never closed\n"), "DOC001"),
        ("an open bracket", yaml("services: [a, b\n"), "DOC001"),
        ("an open brace", yaml("services: { api: { path: x }\n"), "DOC001"),
        ("a closed bracket", yaml("services: a ]\n"), "DOC002"),
        ("the wrong bracket", yaml("services: [ a }\n"), "DOC001"),
        ("a value twice", yaml("summary: a: b\n"), "DOC001"),
        ("a line without a colon", yaml("summary\n"), "DOC001"),
        ("wrong indentation", yaml("services:\n    api: {}\n  web: {}\n"), "DOC001"),
        ("a bad escape", yaml("summary: \"\\q\"\n"), "DOC001"),
        ("a reserved mark", yaml("summary: @x\n"), "DOC001"),
        ("a percent", yaml("summary: %x\n"), "DOC001"),
        ("a backtick", yaml("summary: `x`\n"), "DOC001"),
        ("a list as key", yaml("? [a]\n: b\n"), "DOC001"),
        ("a mapping as key", yaml("? {a: b}\n: c\n"), "DOC001"),
        ("a key without a value", yaml("? summary\n"), "DOC002"),
        ("a value without a key", yaml(": x\n"), "DOC003"),
        ("a number as key", yaml("1: x\n"), "DOC003"),
        ("a truth as key", yaml("true: x\n"), "DOC003"),
        ("nothing as key", yaml("~: x\n"), "DOC003"),
        ("odd keys in free data", yaml("extensions: { x: { 1: a, true: b, ~: c, 1.0: d, 'q': e, ? f : g } }\n"), ""),
        ("keys that are one text", yaml("extensions: { x: { 1: a, '1': b } }\n"), "DOC005"),
        ("a quoted merge key", yaml("extensions: { x: { '<<': a, \"<<\": b } }\n"), "DOC005"),
        ("a quoted merge key alone", yaml("extensions: { x: { '<<': { a: b } } }\n"), ""),
        ("two merges", yaml("extensions: { a: &a { x: 1 }, b: &b { y: 1 }, c: { <<: *a, <<: *b } }\n"), ""),
        ("an own tag", yaml("summary: !foo x\n"), ""),
        ("a tag of Python", yaml("summary: !!python/object/apply:os.system [ls]\n"), "DOC002"),
        ("a binary tag", yaml("extensions: { x: !!binary aGVsbG8= }\n"), ""),
        ("a text tag", yaml("extensions: { x: !!str 1.10 }\n"), ""),
        ("a long tag", yaml(&format!("summary: !{} x\n", "t".repeat(100_000))), ""),
        ("an unknown handle", yaml("summary: !e!foo x\n"), "DOC001"),
        ("version 1.1", format!("%YAML 1.1\n---\n{HEAD}"), ""),
        ("version 3.0", format!("%YAML 3.0\n---\n{HEAD}"), "DOC001"),
        ("a directive nobody knows", format!("%FOO bar\n---\n{HEAD}"), ""),
        ("a directive without a document", "%YAML 1.2\n".into(), "DOC001"),
        ("emoji", yaml("summary: 🚀👩‍👩‍👧‍👦 e\u{301}\nextensions: { 🚀: 日本語 }\n"), ""),
        ("right to left", yaml("summary: \"שלום \u{202e}abc\"\n"), ""),
        ("a mistake after wide characters", yaml("extensions: { 日本語: 🚀 }\nteam: { engineers: 🚀 }\n"), "DOC006"),
        ("every kind of line break", yaml("summary: \"a\u{85}b\u{2028}c\u{2029}d\"\n"), ""),
        ("numbers without end", yaml("extensions: { a: 1e999, b: -1e999, c: 123456789012345678901234567890.5e-400, d: 0x1ffffffffffffffffffffffffffffffffffff, e: .inf, f: .nan }\n"), ""),
        ("a count without end", yaml("team: { engineers: 99999999999999999999 }\n"), "DOC006"),
        ("a negative count", yaml("team: { engineers: -1 }\n"), "DOC006"),
    ]);
    for count in [199, 200, 201, 1_000] {
        let text = yaml(&(0..count).map(|key| format!("k{key}: 1\n")).collect::<String>());
        let report = report("counted", text.as_bytes(), Format::Yaml);
        assert_eq!(report.diagnostics().len() + report.omitted(), count);
    }
}

#[test]
fn odd_bytes() {
    let good = yaml("summary: \"zażółć 🚀\"\n").into_bytes();
    for at in [0, 1, 10, good.len() / 2, good.len() - 1] {
        for bad in [
            &[0xff][..],
            &[0xc0, 0x80],
            &[0xed, 0xa0, 0x80],
            &[0xf5, 0x80, 0x80, 0x80],
            &[0xe2, 0x82],
        ] {
            let mut bytes = good.clone();
            bytes.splice(at..at, bad.iter().copied());
            for format in [Format::Yaml, Format::Json, Format::Toml] {
                assert_eq!(codes("bad bytes", &bytes, format), "DOC001", "{bad:?} at {at}");
            }
        }
    }
    let cut = &good[..good.len() - 4];
    assert_eq!(codes("a character cut in two", cut, Format::Yaml), "DOC001");
    let wide: Vec<u8> = HEAD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(codes("UTF-16", &wide, Format::Yaml), "DOC001");
    let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(wide).collect();
    assert_eq!(codes("UTF-16 with its mark", &marked, Format::Yaml), "DOC001");
}

#[test]
#[rustfmt::skip] // a table in rows
fn odd_json() {
    let json = |rest: &str| format!(r#"{{"gatewright":1,"name":"shop"{rest}}}"#);
    expect(Format::Json, &[
        ("nothing", String::new(), "DOC001"),
        ("blanks", " \r\n\t".into(), "DOC001"),
        ("a word", "shop".into(), "DOC001"),
        ("a list", "[]".into(), "DOC002"),
        ("null", "null".into(), "DOC004"),
        ("a byte order mark", format!("\u{feff}{}", json("")), ""),
        ("a trailing comma", json(","), "DOC001"),
        ("a trailing comma in a list", json(r#","waivers":[1,]"#), "DOC001"),
        ("a comment", json("// x\n"), "DOC001"),
        ("single quotes", "{'gatewright':1}".into(), "DOC001"),
        ("bare keys", "{gatewright:1}".into(), "DOC001"),
        ("two values", format!("{0}{0}", json("")), "DOC001"),
        ("the same key", json(r#","name":"other""#), "DOC005"),
        ("the same key, escaped", json(r#","n\u0061me":"other""#), "DOC005"),
        ("a merge key is only a key", json(r#","extensions":{"<<":{"a":1}}"#), ""),
        ("a surrogate pair", json(r#","summary":"\ud83d\ude80""#), ""),
        ("half a pair", json(r#","summary":"\ud83d""#), "DOC001"),
        ("half a pair and a text", json(r#","summary":"\ud83dabc""#), "DOC001"),
        ("half a pair and an escape", json(r#","summary":"\ud83d\n""#), "DOC001"),
        ("a pair the wrong way round", json(r#","summary":"\ude80\ud83d""#), "DOC001"),
        ("two first halves", json(r#","summary":"\ud83d\ud83d""#), "DOC001"),
        ("a short escape", json(r#","summary":"\u12"#), "DOC001"),
        ("an escape of wide characters", json(",\"summary\":\"\\u🚀\""), "DOC001"),
        ("NUL, escaped", json(r#","summary":"a\u0000b""#), ""),
        ("NUL", json(",\"summary\":\"a\0b\""), "DOC001"),
        ("a line break in a text", json(",\"summary\":\"a\nb\""), "DOC001"),
        ("an open text", r#"{"gatewright":"#.into(), "DOC001"),
        ("an open key", r#"{"gatewright"#.into(), "DOC001"),
        ("a backslash at the end", r#"{"a":"\"#.into(), "DOC001"),
        ("numbers without end", json(r#","extensions":{"a":1e999,"b":-1E-999,"c":12345678901234567890123456789012345678901234567890}"#), ""),
        ("bad numbers", json(r#","extensions":{"a":01}"#), "DOC001"),
        ("a plus", json(r#","extensions":{"a":+1}"#), "DOC001"),
        ("NaN", json(r#","extensions":{"a":NaN}"#), "DOC001"),
        ("a point at the end", json(r#","extensions":{"a":1.}"#), "DOC001"),
        ("a wrong bracket", json(r#","waivers":[}"#), "DOC001"),
        ("a mistake after wide characters", json(r#","extensions":{"日本語":"🚀"},"team":{"engineers":"🚀"}"#), "DOC006"),
    ]);
}

#[test]
#[rustfmt::skip] // a table in rows
fn odd_toml() {
    let toml = |rest: &str| format!("gatewright = 1\nname = 'shop'\n{rest}");
    expect(Format::Toml, &[
        ("nothing", String::new(), "DOC004"),
        ("a word", "shop".into(), "DOC001"),
        ("the same key", toml("name = 'other'\n"), "DOC001"),
        ("the same table", toml("[services.api]\n[services.api]\n"), "DOC001"),
        ("a table in several places", toml("[services.api]\n[env]\nA = 'x'\n[services.web]\n"), ""),
        ("dotted keys", toml("services.api.path = 'api'\nservices.web.path = 'web'\n"), ""),
        ("a list of tables", toml("[[pipelines.main.on]]\npush = {}\n[[pipelines.main.on]]\nmanual = {}\n"), ""),
        ("an open text", toml("summary = 'x\n"), "DOC001"),
        ("an open list", toml("waivers = [1\n"), "DOC001"),
        ("a byte order mark", format!("\u{feff}{}", toml("")), ""),
        ("CRLF", toml("").replace('\n', "\r\n"), ""),
        ("NUL", toml("summary = \"a\0b\"\n"), "DOC001"),
        ("dates are words", toml("[extensions]\na = 2026-10-01\nb = 07:32:00\nc = 1979-05-27T07:32:00Z\n"), ""),
        ("numbers", toml("[extensions]\na = 0x1F\nb = 0o17\nc = 0b11\nd = 1_000\ne = inf\nf = -nan\ng = 1e999\nh = +5\ni = -0\n"), ""),
        ("a number without end", toml("[extensions]\na = 99999999999999999999999999999999999999999999\n"), ""),
        ("a quoted merge key", toml("[extensions]\n'<<' = { a = 1 }\n"), ""),
        ("an empty key", toml("'' = 1\n"), "DOC003"),
        ("three mistakes", toml("a b = 1\nc = \nd = ]\n"), "DOC001"),
    ]);
}

#[test]
fn thousands_of_called_pipelines_are_written_one_by_one() {
    let callers: String = (0..3_000)
        .map(|number| format!("          j{number}: {{ call: p{number} }}\n"))
        .collect();
    let called: String = (0..3_000)
        .map(|number| {
            format!("  p{number}: {{ on: [ {{ call: {{}} }} ], stages: {{ s: {{ jobs: {{ j: {{ steps: [ {{ run: make }} ] }} }} }} }} }}\n")
        })
        .collect();
    let text = yaml(&format!(
        "pipelines:\n  main:\n    on: [ {{ push: {{}} }} ]\n    stages:\n      s:\n        jobs:\n{callers}{called}"
    ));
    let plan = Read::from_bytes(text.as_bytes(), ReadOptions::default()).plan().unwrap();
    for target in ["github-actions", "gitlab-ci", "azure-pipelines", "jenkins"] {
        let start = Instant::now();
        let before = worked(start);
        let files = plan.render(target).unwrap();
        let took = worked(start).saturating_sub(before);
        assert!(took < LONGEST, "{target} took {took:?}");
        assert!(files.files().len() >= 3_000, "{target}: {} files", files.files().len());
    }
}
