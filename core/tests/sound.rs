//! Sound deliveries of many shapes: no rule has anything to say about them.
//!
//! They are written to provoke false alarms. What is found about one of them is the fault of the rule, until someone shows
//! that it is the document's.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use gatewright::{CheckOptions, Delivery};
use std::fmt::Write as _;
use std::path::Path;

/// What is wrong on purpose: Orro promises what its backups cannot keep.
const MEANT: &[&str] = &["orro.yaml: DR001 at objectives.recovery_point: "];

/// What is found about the documents of a folder, except for those that are meant to be wrong.
fn alarms(folder: &str, least: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "yaml") && !path.ends_with("broken.yaml"));
    files.sort();
    assert!(files.len() >= least);
    let options = CheckOptions {
        today: Some("2026-11-21".parse().unwrap()),
        ..CheckOptions::default()
    };
    let mut alarms = String::new();
    for path in files {
        let report = Delivery::read(&std::fs::read_to_string(&path).unwrap()).check(&options);
        for found in report.diagnostics() {
            writeln!(
                alarms,
                "{}: {} at {}: {}",
                path.file_name().unwrap().display(),
                found.code,
                found.place.path,
                found.message
            )
            .unwrap();
        }
    }
    alarms
}

#[test]
fn nothing_is_found_about_sound_deliveries() {
    let alarms = alarms("tests/sound", 10);
    assert!(alarms.is_empty(), "\n{alarms}");
}

#[test]
fn nothing_is_found_about_the_scenarios() {
    let alarms = alarms("tests/scenarios", 6);
    let (meant, others): (Vec<&str>, Vec<&str>) = alarms.lines().partition(|line| MEANT.iter().any(|meant| line.starts_with(meant)));
    assert!(others.is_empty(), "\n{}", others.join("\n"));
    assert_eq!(meant.len(), MEANT.len(), "each is found once");
}
