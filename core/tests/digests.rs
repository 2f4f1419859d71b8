//! Every scenario, asked everything: length and checksum of each answer, as files that Rust, Python and Node all replay, so
//! that the same question gets the same bytes in all three. `make generate` writes them anew.
//!
//! A line is an operation, its request, and the length and CRC-32 of the answer, or of the message of its error. An object
//! `{"from": "scenarios/start.yaml"}` in a request stands for the text of that file of `core/tests`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

use gatewright::api::{Document, OPERATIONS};
use gatewright::{adopters, targets};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// CRC-32 as zlib has it.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| (sum >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(sum & 1));
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}

/// The files that a scenario became on a system, for a request.
fn files(system: &str, scenario: &str, claims: fn(&str) -> bool) -> Vec<Value> {
    let root = tests().join("goldens").join(system).join(scenario);
    let mut folders = vec![root.clone()];
    let mut paths = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                paths.push(path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    paths.sort();
    paths.retain(|path| claims(path));
    let file = |path: &String| json!({ "path": path, "text": { "from": format!("goldens/{system}/{scenario}/{path}") } });
    paths.iter().map(file).collect()
}

/// What an operation is asked.
fn requests(operation: &str, scenario: &str) -> Vec<Value> {
    match operation {
        "check" => vec![
            json!({}),
            json!({ "profile": "strict", "today": "2026-11-22", "limit": 1000 }),
            json!({ "select": ["STR", "GAT"], "severities": { "STR": "info" } }),
        ],
        "report" => ["text", "json", "sarif", "github"]
            .iter()
            .flat_map(|format| [false, true].map(|color| json!({ "format": format, "color": color, "width": 60 })))
            .collect(),
        "write" => ["yaml", "json"].map(|format| json!({ "format": format })).to_vec(),
        "render" => targets::all()
            .flat_map(|target| {
                let usual = json!({ "target": target.name });
                let options = target.options.iter().flat_map(move |option| {
                    let others = option.words.iter().filter(|word| **word != option.default);
                    others.map(move |word| json!({ "target": target.name, "options": { option.name: word } }))
                });
                std::iter::once(usual).chain(options)
            })
            .collect(),
        "cost" => [None, Some("csv"), Some("infracost"), Some("focus"), Some("svg")]
            .map(|view| json!({ "view": view, "month": "2026-11" }))
            .to_vec(),
        "compare" => vec![json!({ "before": { "from": "scenarios/start.yaml" } })],
        "schedule" => vec![json!({}), json!({ "runs": 200, "seed": 7, "parallel_jobs": 3, "assume": "5m" })],
        "capacity" => vec![json!({}), json!({ "runs": 200, "seed": 7, "pushes": "20/day" })],
        "simulate" => vec![
            json!({}),
            json!({ "runs": 200, "seed": 7, "fault": { "at": "5m", "error_rate": "20%" } }),
        ],
        "judge" => vec![json!({ "metrics": "time,signal,version,value\n0,error_rate,new,0.01\n60,error_rate,new,0.2\n" })],
        "adopt" => adopters::all()
            .map(|system| json!({ "system": system.name, "files": files(system.name, scenario, system.claims) }))
            .collect(),
        "convert" => adopters::all()
            .flat_map(|system| {
                let files = files(system.name, scenario, system.claims);
                let others = adopters::all().filter(move |other| other.name != system.name);
                others.map(move |other| json!({ "system": system.name, "target": other.name, "files": files }))
            })
            .collect(),
        "rules" | "targets" | "explain" | "sarif" | "schema" => Vec::new(), // ask nothing of a scenario; they have vectors
        _ => vec![json!({})],
    }
}

/// A request with the texts of files in it.
fn filled(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(filled).collect(),
        Value::Object(fields) => match fields.get("from").and_then(Value::as_str) {
            Some(path) if fields.len() == 1 => json!(fs::read_to_string(tests().join(path)).unwrap()),
            _ => fields.iter().map(|(key, value)| (key.clone(), filled(value))).collect(),
        },
        other => other.clone(),
    }
}

/// The lines of a scenario.
fn lines(name: &str) -> String {
    let text = fs::read(tests().join("scenarios").join(format!("{name}.yaml"))).unwrap();
    let document = Document::read(&text, &format!("{name}.yaml"), None);
    let mut lines = String::new();
    for operation in OPERATIONS {
        for request in requests(operation.name, name) {
            let answer = document.call(operation.name, &filled(&request).to_string());
            let told = answer.unwrap_or_else(|error| error.to_string());
            let (length, sum) = (told.len(), crc32(told.as_bytes()));
            writeln!(lines, "{}\t{request}\t{length}\t{sum:08x}", operation.name).unwrap();
        }
    }
    lines
}

#[test]
fn every_scenario_is_answered_as_its_file_says() {
    let generate = std::env::var_os("GATEWRIGHT_GENERATE").is_some();
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(tests().join("scenarios")).unwrap() {
        let name = entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned();
        let path = tests().join("digests").join(format!("{name}.tsv"));
        let told = lines(&name);
        if generate {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, told).unwrap();
        } else {
            let kept = fs::read_to_string(&path).unwrap_or_default();
            let other = told.lines().zip(kept.lines()).find(|(told, kept)| told != kept);
            assert!(
                told == kept,
                "{}: run `make generate` and look at the difference: {other:?}",
                path.display()
            );
        }
        names.insert(format!("{name}.tsv"));
    }
    let files = fs::read_dir(tests().join("digests")).unwrap();
    let files: BTreeSet<String> = files.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, names, "a file for each scenario, and no other");
}

#[test]
fn the_checksum_is_that_of_zlib() {
    assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
}
