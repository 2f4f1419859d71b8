//! What people see of every scenario: reports and canonical forms, kept as files and compared byte by byte.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

mod kept;

use gatewright::model::scalar::Date;
use gatewright::{CheckOptions, Read, ReadOptions, format};
use kept::Kept;
use std::fs;
use std::path::Path;

/// Name and text of every scenario.
fn scenarios() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut scenarios: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                path.file_stem().unwrap().to_string_lossy().into_owned(),
                fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    scenarios.sort();
    assert!(scenarios.len() >= 5);
    scenarios
}

fn options() -> CheckOptions {
    let today: Date = "2026-11-21".parse().unwrap();
    CheckOptions {
        today: Some(today),
        ..CheckOptions::default()
    }
}

#[test]
fn reports() {
    let mut kept = Kept::in_folder("core/tests/goldens/report");
    for (name, text) in scenarios() {
        let report = Read::from_text(&text, ReadOptions::named(&format!("{name}.yaml"))).check(&options());
        kept = kept.file(&format!("{name}.txt"), &report.to_string());
        if name == "broken" {
            kept = kept
                .file("broken.json", &(report.to_json() + "\n"))
                .file("broken.github", &report.to_github());
            let sarif = gatewright::diagnostic::view::sarif::render(&[report], &gatewright::rules::sarif_rules());
            kept = kept.file("broken.sarif", &(sarif + "\n"));
        }
    }
    kept.settle();
}

#[test]
fn canonical_forms() {
    let mut kept = Kept::in_folder("core/tests/goldens/canonical");
    for (name, text) in scenarios() {
        let read = Read::from_text(&text, ReadOptions::default());
        if let Some(delivery) = &read.delivery {
            kept = kept.file(&format!("{name}.yaml"), &format::reformat(delivery, &read.tree).unwrap());
            kept = kept.file(&format!("{name}.json"), &format::to_json(delivery).unwrap());
        }
    }
    kept.settle();
}

#[test]
fn only_the_broken_one_is_broken() {
    for (name, text) in scenarios() {
        let plan = Read::from_text(&text, ReadOptions::default()).plan();
        assert_eq!(
            plan.is_err(),
            name == "broken",
            "{name}: {}",
            plan.err().map(|report| report.to_string()).unwrap_or_default()
        );
    }
}
