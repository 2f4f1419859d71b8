//! Documents: read in every notation, asked everything, written for every target.

use super::{Bounds, Target, mutate, seeds};
use crate::arbitrary::Schema;
use crate::random::Random;
use gatewright::api::{Document, OPERATIONS, Subject};
use gatewright::foreign::{self, SourceFile};
use gatewright::format::{reformat, to_yaml};
use gatewright::model::Data;
use gatewright::text::yaml::Dialect;
use gatewright::text::{Limits, Tree};
use gatewright::{CheckOptions, Delivery, ErrorKind, Format, Read, ReadOptions, emit, targets};
use serde_json::json;
use std::path::{Component, Path};
use std::sync::OnceLock;

/// Random bytes.
pub(crate) const BYTES: Target = Target {
    name: "bytes",
    seeds: || vec![Vec::new()],
    make: mutate::noise,
    run: take,
    bounds: READING,
};

/// Documents with bytes and lines changed.
pub(crate) const TEXTS: Target = Target {
    name: "documents",
    seeds: seeds::documents,
    make: mutate::bytes,
    run: take,
    bounds: READING,
};

/// Documents with values changed, and such as the schema allows, asked everything.
pub(crate) const QUESTIONS: Target = Target {
    name: "questions",
    seeds: seeds::plans,
    make: changed,
    run: ask,
    bounds: Bounds {
        milliseconds: 1_000,
        seconds_a_megabyte: 30,
        megabytes: 64,
        bytes_a_byte: 600,
    },
};

/// The same, written for every target.
pub(crate) const TARGETS: Target = Target {
    name: "targets",
    seeds: seeds::plans,
    make: changed,
    run: render,
    bounds: Bounds {
        milliseconds: 1_000,
        seconds_a_megabyte: 30,
        megabytes: 64,
        bytes_a_byte: 600,
    },
};

/// Three notations, each read, written, read again twice, and shown in five ways.
const READING: Bounds = Bounds {
    milliseconds: 200,
    seconds_a_megabyte: 6,
    megabytes: 80,
    bytes_a_byte: 200,
};

/// Reads, checks and shows an input in every notation; what can be read can be written and read again.
fn take(bytes: &[u8]) {
    for format in [Format::Yaml, Format::Json, Format::Toml] {
        let options = ReadOptions {
            format: Some(format),
            ..ReadOptions::default()
        };
        let read = Read::from_bytes(bytes, options);
        if let Some(delivery) = &read.delivery {
            comes_back(delivery, &read, format);
        }
        let report = read.check(&CheckOptions::default());
        let text = report.source().map_or("", |source| source.text());
        for diagnostic in report.diagnostics() {
            assert!(
                diagnostic.place.span.is_some_and(|span| text.get(span.range()).is_some()),
                "{diagnostic:?} does not point into the text"
            );
        }
        assert!(!report.to_string().contains('\0'));
        report.to_json();
        report.to_github();
        report.to_sarif();
        report.fixed();
    }
}

/// A delivery is the same when it is written and read again, with its comments.
fn comes_back(delivery: &Delivery, read: &Read, format: Format) {
    let again = |text: &str| {
        let again = Delivery::read(text);
        assert!(
            again.delivery.as_ref() == Some(delivery),
            "written and read again it is another one:\n{text}\n{}",
            again.report
        );
        again
    };
    again(&to_yaml(delivery).unwrap());
    let formatted = reformat(delivery, &read.tree).unwrap();
    let settled = again(&formatted);
    assert_eq!(reformat(delivery, &settled.tree).unwrap(), formatted, "formatting does not settle");
    if format == Format::Yaml {
        assert_eq!(comments(&settled.tree), comments(&read.tree), "comments were lost in\n{formatted}");
    }
}

fn comments(tree: &Tree) -> Vec<String> {
    let text = |comment: &gatewright::text::Comment| tree.source().slice(comment.span).trim_end().to_owned();
    let mut comments: Vec<String> = tree.comments().iter().map(text).collect();
    comments.sort();
    comments
}

fn data(text: &[u8]) -> Option<Data> {
    let file = SourceFile::new("document", std::str::from_utf8(text).ok()?);
    foreign::read(&file, Dialect::Core, Limits::default()).1
}

/// A document with values changed, or one that the schema allows.
fn changed(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    let made = |random: &mut Random| {
        let size = 20 + random.below(200);
        SCHEMA.get_or_init(Schema::new).document(random.next(), size, None).document
    };
    if random.once_in(8) {
        return emit::yaml::to_string(&made(random)).unwrap().into_bytes();
    }
    let mut document = data(random.pick::<Vec<u8>>(seeds)).unwrap();
    let mut other = if random.once_in(3) {
        made(random)
    } else {
        data(random.pick::<Vec<u8>>(seeds)).unwrap()
    };
    mutate::tree(&mut document, &mut other, random);
    emit::yaml::to_string(&document).unwrap().into_bytes()
}

/// What each operation is asked.
fn requests(name: &str, bytes: &[u8]) -> Vec<serde_json::Value> {
    let odd = bytes.len() % 2 == 1;
    match name {
        "report" => ["text", "json", "sarif", "github"]
            .map(|format| json!({ "format": format, "color": odd }))
            .to_vec(),
        "write" => ["yaml", "json"].map(|format| json!({ "format": format })).to_vec(),
        "cost" => ["csv", "infracost", "focus", "svg"]
            .map(|view| json!({ "view": view, "month": "2026-11" }))
            .to_vec(),
        "compare" => vec![json!({ "before": include_str!("../scenarios/start.yaml") })],
        "schedule" => vec![json!({ "runs": 20, "parallel_jobs": if odd { Some(2) } else { None } })],
        "capacity" => vec![json!({ "runs": 20 })],
        "simulate" => vec![json!({ "runs": 20, "fault": { "error_rate": "20%" } })],
        "judge" => vec![json!({ "metrics": "time,signal,version,value\n0,error_rate,new,0.01\n60,error_rate,new,0.2\n" })],
        "render" => Vec::new(), // has a target of its own
        "check" => vec![json!({}), json!({ "profile": "strict", "today": "2026-11-22" })],
        _ => vec![json!({})],
    }
}

/// Asks every operation; each has an answer, or says what is wrong with the question.
fn ask(bytes: &[u8]) {
    let document = Document::read(bytes, "delivery.yaml", None);
    for operation in OPERATIONS {
        if matches!(operation.subject, Subject::Library(_)) || matches!(operation.subject, Subject::Plan(_)) && document.plan().is_err() {
            continue;
        }
        for request in requests(operation.name, bytes) {
            if let Err(error) = document.call(operation.name, &request.to_string()) {
                assert_ne!(error.kind(), ErrorKind::Internal, "{}: {error}", operation.name);
            }
        }
    }
}

/// Writes the files of every target: they lie below the folder they are written to, and are the same a second time.
fn render(bytes: &[u8]) {
    let Ok(plan) = Read::from_bytes(bytes, ReadOptions::default()).plan() else {
        return;
    };
    for target in targets::all() {
        let files = match plan.render(target.name) {
            Ok(files) => files,
            Err(error) => {
                assert_ne!(error.kind(), ErrorKind::Internal, "{}: {error}", target.name);
                continue;
            }
        };
        for file in files.files() {
            let inside = Path::new(&file.path)
                .components()
                .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
            assert!(
                inside && !file.path.is_empty() && !file.path.contains(['\0', '\\', '\n']),
                "{} writes {:?}",
                target.name,
                file.path
            );
        }
    }
}
