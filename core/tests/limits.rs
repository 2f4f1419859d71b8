//! Every limit, and one more than it: what is told then is a code or a message, and the page `docs/limits.md` says so.
//! `make generate` writes the page from the table below, which is tried line by line, so that neither can be wrong alone.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "a test may stop where it stands, and texts are made here once"
)]
#![cfg(feature = "rego")]

use gatewright::analysis::capacity;
use gatewright::analysis::schedule::MOST_RUNS;
use gatewright::analysis::verdict::samples::{self, Samples};
use gatewright::expression::{self, HIGHEST};
use gatewright::foreign::SourceFile;
use gatewright::model::scalar::Expression;
use gatewright::prices::PriceBook;
use gatewright::rules::Policy;
use gatewright::text::Limits;
use gatewright::{CheckOptions, Delivery, Format, Plan, Read, ReadOptions, Severity, adopters, api};
use std::path::Path;

/// A limit.
struct Limit {
    /// Which part of the page it stands in.
    group: &'static str,
    /// What is counted.
    what: &'static str,
    /// How many are taken.
    most: usize,
    /// A part of what is told about more: a code, or words.
    told: &'static str,
    /// What becomes of more.
    then: &'static str,
    /// With how many it is tried that there may be no more than `most`; as many for most of them. The first number is the
    /// limit that is set, the second how many there are.
    probe: fn(usize, usize) -> String,
    /// The limit it is tried with: a smaller one where the reader can be given one.
    tried: usize,
}

const HEAD: &str = "gatewright: 1\nname: shop\n";

/// What a reader with such limits says.
fn read(text: &str, format: Format, limits: Limits) -> String {
    let options = ReadOptions {
        format: Some(format),
        limits,
        ..ReadOptions::default()
    };
    Read::from_bytes(text.as_bytes(), options)
        .report
        .codes()
        .collect::<Vec<_>>()
        .join(" ")
}

fn yaml(rest: &str) -> String {
    read(&format!("{HEAD}{rest}"), Format::Yaml, Limits::default())
}

/// What the check says of a document.
fn check(rest: &str) -> String {
    let report = Delivery::read(&format!("{HEAD}{rest}")).check(&CheckOptions::default());
    report.codes().collect::<Vec<_>>().join(" ")
}

fn plan(rest: &str) -> Plan {
    Delivery::read(&format!("{HEAD}{rest}")).plan().unwrap()
}

/// What is told of a file that is adopted.
fn adopt(system: &str, path: &str, text: &str) -> String {
    let adopted = adopters::adopt(Some(system), &[SourceFile::new(path, text)]).unwrap();
    adopted
        .files
        .iter()
        .flat_map(|file| file.report.codes())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Why something is refused; nothing when it is not.
fn words<T, E: std::fmt::Display>(result: Result<T, E>) -> String {
    result.err().map(|error| error.to_string()).unwrap_or_default()
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// What an expression is refused for.
fn expression(text: &str) -> String {
    expression::parse(text).err().map(|wrong| wrong.message).unwrap_or_default()
}

/// What GitLab does not get of a document.
fn losses(rest: &str) -> String {
    let rendered = plan(rest).render("gitlab-ci").unwrap();
    let losses = rendered.losses().iter().filter(|loss| loss.severity == Severity::Error);
    losses
        .map(|loss| format!("{} {}", loss.code, loss.message))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A job that calls shared steps, which call others, so many one in another.
fn shared(depth: usize) -> String {
    let steps = |level: usize, step: &str| {
        format!("  s{level}: {{ on: [ {{ call: {{ by: step }} }} ], stages: {{ s: {{ jobs: {{ j: {{ steps: [ {step} ] }} }} }} }} }}\n")
    };
    let calls = lines(depth - 1, |level| steps(level, &format!("{{ call: s{} }}", level + 1)));
    losses(&format!(
        "pipelines:\n  main: {{ on: [ {{ push: {{}} }} ], stages: {{ s: {{ jobs: {{ j: {{ steps: [ {{ call: s0 }} ] }} }} }} }} }}\n{calls}{}",
        steps(depth - 1, "{ run: make }")
    ))
}

const DOCUMENT: &str = "Documents, and files of other systems";
const WORDS: &str = "Words and expressions";
const PLANS: &str = "Plans";
const SYSTEMS: &str = "Files of other systems";
const QUESTIONS: &str = "Questions";

const REFUSED: &str = "the request is refused";
const REFUSED_CALL: &str = "the call stays, and fails where it stands (`LOS082`)";
const UNREAD: &str = "it is kept as a text, and nobody knows when it holds";

fn table() -> Vec<Limit> {
    let usual = Limits::default();
    let limit = |group, what, most, told, then, probe| Limit {
        group,
        what,
        most,
        told,
        then,
        probe,
        tried: most,
    };
    vec![
        Limit {
            tried: 100_000,
            ..limit(
                DOCUMENT,
                "bytes of a text",
                usual.bytes,
                "DOC008",
                "the text is not read",
                |bytes, there| {
                    let text = format!("{HEAD}# {}", "x".repeat(there - HEAD.len() - 2));
                    let limits = Limits {
                        bytes,
                        ..Limits::default()
                    };
                    read(&text, Format::Yaml, limits)
                },
            )
        },
        Limit {
            tried: 1_000,
            ..limit(
                DOCUMENT,
                "values in a text",
                usual.nodes,
                "DOC008",
                "reading stops there",
                |nodes, there| {
                    let text = |items: usize| format!("{HEAD}extensions: {{ x: [ {} ] }}\n", "0, ".repeat(items));
                    let around = Delivery::read(&text(1)).tree.len() - 1;
                    let limits = Limits {
                        nodes,
                        ..Limits::default()
                    };
                    read(&text(there - around), Format::Yaml, limits)
                },
            )
        },
        limit(
            DOCUMENT,
            "lists and mappings inside one another",
            usual.depth,
            "DOC008",
            "reading stops there",
            |_, there| {
                yaml(&format!(
                    "extensions: {{ x: {}{} }}\n",
                    "[".repeat(there - 2),
                    "]".repeat(there - 2)
                ))
            },
        ),
        limit(
            DOCUMENT,
            "the same in a value of TOML",
            80,
            "DOC008",
            "reading stops there",
            |_, there| {
                let text = format!(
                    "gatewright = 1\nname = 'shop'\n[extensions]\nx = {}{}",
                    "[".repeat(there),
                    "]".repeat(there)
                );
                read(&text, Format::Toml, Limits::default())
            },
        ),
        limit(
            DOCUMENT,
            "lines of comments before an item of a list",
            20_000,
            "DOC008",
            "reading stops there",
            |_, there| yaml(&format!("waivers:\n  -\n{}    code: A\n", "    #\n".repeat(there))),
        ),
        limit(DOCUMENT, "findings shown", 200, "omitted", "the rest is counted", |_, there| {
            let text = format!("{HEAD}{}", lines(there, |key| format!("k{key}: 1\n")));
            let report = Delivery::read(&text).check(&CheckOptions::default());
            String::from(if report.omitted() > 0 { "omitted" } else { "" })
        }),
        limit(
            WORDS,
            "bytes of a scalar, such as an expression",
            4_096,
            "is the most",
            "it is refused (`DOC006`)",
            |_, there| words(format!("${{{{ {} }}}}", "x".repeat(there - 7)).parse::<Expression>()),
        ),
        limit(
            WORDS,
            "brackets of an expression inside one another",
            63,
            "too deeply",
            UNREAD,
            |_, there| expression(&format!("{}a{}", "(".repeat(there), ")".repeat(there))),
        ),
        limit(
            WORDS,
            "operators of an expression side by side",
            HIGHEST,
            "too long",
            UNREAD,
            |_, there| expression(&vec!["a"; there + 1].join(" || ")),
        ),
        limit(
            PLANS,
            "jobs of a matrix",
            256,
            "STR007",
            "an error, since no system runs more",
            |_, there| {
                let values: Vec<String> = (0..there).map(|value| value.to_string()).collect();
                let job = format!(
                    "{{ matrix: {{ axes: {{ a: [{}] }} }}, steps: [ {{ run: make }} ] }}",
                    values.join(", ")
                );
                check(&format!(
                    "pipelines: {{ main: {{ on: [ {{ push: {{}} }} ], stages: {{ s: {{ jobs: {{ j: {job} }} }} }} }} }}\n"
                ))
            },
        ),
        limit(
            PLANS,
            "shared steps that call one another, for systems that know none",
            10,
            "too deep",
            REFUSED_CALL,
            |_, there| shared(there),
        ),
        limit(
            PLANS,
            "steps that come of such calls",
            20_000,
            "too many",
            REFUSED_CALL,
            |_, there| {
                let steps = lines(there / 4, |_| "{ run: make }, ".to_owned());
                let calls = "{ call: s }, ".repeat(4) + if there % 4 > 0 { "{ call: s }" } else { "" };
                losses(&format!(
                    "pipelines:\n  main: {{ on: [ {{ push: {{}} }} ], stages: {{ s: {{ jobs: {{ j: {{ steps: [ {calls} ] }} }} }} }} }}\n  s: {{ on: [ {{ call: {{ by: step }} }} ], stages: {{ s: {{ jobs: {{ j: {{ steps: [ {steps} ] }} }} }} }} }}\n"
                ))
            },
        ),
        limit(
            SYSTEMS,
            "blocks of a Jenkinsfile inside one another",
            120,
            "ADO001",
            "the file is not read",
            |_, there| {
                let (open, close) = ("if (a) { ".repeat(there - 5), "}".repeat(there - 5));
                let text = format!("pipeline {{ agent any; stages {{ stage('a') {{ steps {{ script {{ {open}{close} }} }} }} }} }}\n");
                adopt("jenkins", "Jenkinsfile", &text)
            },
        ),
        limit(
            SYSTEMS,
            "lists and mappings inside one another, in all others",
            usual.depth,
            "ADO001",
            "the file is not read",
            |_, there| {
                let (open, close) = ("[".repeat(there - 1), "]".repeat(there - 1));
                adopt("gitlab-ci", ".gitlab-ci.yml", &format!("x: {open}{close}\n"))
            },
        ),
        limit(
            QUESTIONS,
            "simulated runs of a schedule",
            MOST_RUNS as usize,
            "at most",
            REFUSED,
            |_, there| words(api::fits_each("schedule", &format!("{{\"runs\": {there}}}"))),
        ),
        limit(
            QUESTIONS,
            "simulated runs for the number of machines",
            capacity::MOST_RUNS as usize,
            "are simulated",
            REFUSED,
            |_, there| words(api::find("capacity").and_then(|operation| (operation.fits)(&format!("{{\"runs\": {there}}}")))),
        ),
        limit(QUESTIONS, "simulated rollouts", 1_000_000, "is more than", REFUSED, |_, there| {
            words(api::find("simulate").and_then(|operation| (operation.fits)(&format!("{{\"runs\": {there}}}"))))
        }),
        limit(
            QUESTIONS,
            "bytes of a policy in Rego",
            1 << 20,
            "is longer than",
            REFUSED,
            |_, there| {
                let head = "package gatewright\ndeny := set()\n#";
                words(Policy::new("own.rego", format!("{head}{}", "x".repeat(there - head.len()))))
            },
        ),
        limit(
            QUESTIONS,
            "prices of one file",
            400_000,
            "beyond the number",
            "the rest is passed over, and counted",
            |_, there| {
                let text = format!("meter,price,unit\n{}", lines(there, |meter| format!("m{meter},1,hour\n")));
                let file = PriceBook::read(text.as_bytes(), "prices.csv", None).unwrap();
                file.skipped.into_iter().map(|skipped| skipped.why).collect()
            },
        ),
        limit(QUESTIONS, "measurements", samples::MOST, "than 1000000", REFUSED, |_, there| {
            let text = format!("time,signal,version,value\n{}", lines(there, |at| format!("{at},e,new,1\n")));
            words(Samples::read(&text, None, None))
        }),
    ]
}

#[test]
fn every_limit_is_kept_and_told() {
    let mut wrong = Vec::new();
    for limit in table() {
        let (at, beyond) = ((limit.probe)(limit.tried, limit.tried), (limit.probe)(limit.tried, limit.tried + 1));
        if at.contains(limit.told) {
            wrong.push(format!("{}: {} are too many: {at}", limit.what, limit.tried));
        }
        if !beyond.contains(limit.told) {
            wrong.push(format!("{}: {} are taken: {beyond}", limit.what, limit.tried + 1));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A number with its thousands apart.
fn number(number: usize) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap());
    groups.collect::<Vec<_>>().join(",")
}

fn page() -> String {
    let mut page = include_str!("limits.md").to_owned();
    let table = table();
    let mut group = "";
    for limit in &table {
        if limit.group != group {
            group = limit.group;
            page += &format!("\n## {group}\n\n| what | at most | beyond that |\n|---|---:|---|\n");
        }
        let code = limit.told.starts_with(|letter: char| letter.is_ascii_uppercase()) && limit.told.len() == 6;
        let code = if code { format!(" (`{}`)", limit.told) } else { String::new() };
        page += &format!("| {} | {} | {}{code} |\n", limit.what, number(limit.most), limit.then);
    }
    page
}

#[test]
fn the_page_says_what_holds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/limits.md");
    let page = page();
    if std::env::var_os("GATEWRIGHT_GENERATE").is_some() {
        std::fs::write(&path, page).unwrap();
    } else {
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == page, "docs/limits.md: run `make generate` and look at the difference");
    }
}
