//! What people see of every scenario: reports and canonical forms, kept as files and compared byte by byte.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

mod kept;

use gatewright::model::scalar::Date;
use gatewright::render::TargetKind;
use gatewright::targets;
use gatewright::{CheckOptions, Read, ReadOptions, format};
use kept::Kept;
use std::fs;
use std::path::Path;

/// Name and text of every scenario.
fn scenarios() -> Vec<(String, String)> {
    let scenarios = documents("tests/scenarios");
    assert!(scenarios.len() >= 5);
    scenarios
}

/// Name and text of every document in a folder.
fn documents(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut documents: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                path.file_stem().unwrap().to_string_lossy().into_owned(),
                fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    documents.sort();
    documents
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
    let mut kept = Kept::in_folder("core/tests/goldens/check");
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

/// Every target of every scenario that has a plan, with what is not carried. The schema is the same for all and kept in
/// `docs/schema`.
#[test]
fn targets() {
    for target in targets::all().filter(|target| target.name != "json-schema") {
        let mut kept = Kept::in_folder(&format!("core/tests/goldens/{}", target.name));
        let more = match target.kind {
            TargetKind::Picture => documents("tests/pictures"),
            TargetKind::Control => documents("tests/monitoring"),
            _ => Vec::new(),
        };
        for (name, text) in scenarios().into_iter().chain(more) {
            let Ok(plan) = Read::from_text(&text, ReadOptions::default()).plan() else {
                continue;
            };
            let rendered = plan.render(target.name).unwrap();
            for file in rendered.files() {
                kept = kept.file(&format!("{name}/{}", file.path), &file.text);
            }
            let losses: Vec<String> = rendered
                .losses()
                .iter()
                .map(|loss| {
                    let why = loss.help.as_deref().unwrap_or_default();
                    format!("{}[{}] {}: {} ({why})\n", loss.severity, loss.code, loss.place.path, loss.message)
                })
                .collect();
            kept = kept.file(&format!("{name}.losses.txt"), &losses.concat());
        }
        kept.settle();
    }
}

/// The charts of every scenario that runs in a cluster.
#[test]
fn charts() {
    let mut kept = Kept::in_folder("core/tests/goldens/kubernetes-helm");
    for (name, text) in scenarios() {
        let Ok(plan) = Read::from_text(&text, ReadOptions::default()).plan() else {
            continue;
        };
        let rendered = plan.render_with("kubernetes", [("layout", "helm")]).unwrap();
        for file in rendered.files() {
            kept = kept.file(&format!("{name}/{}", file.path), &file.text);
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
