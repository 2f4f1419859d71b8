//! From one system to another: what is rendered for one is adopted and rendered for every other one. The results are written
//! where the judges of the other system find them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

use gatewright::foreign::{Adopted, SourceFile};
use gatewright::render::{Target, TargetKind};
use gatewright::{File, Plan, Read, ReadOptions, adopters, targets};
use std::fs;
use std::path::Path;

/// Name and plan of every scenario that has one.
fn scenarios() -> Vec<(String, Plan)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let plans = paths.iter().filter_map(|path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let read = Read::from_text(&fs::read_to_string(path).unwrap(), ReadOptions::named("delivery.yaml"));
        Some((name, read.plan().ok()?))
    });
    plans.collect()
}

/// The systems for which pipelines are rendered.
fn pipelines() -> impl Iterator<Item = &'static Target> {
    targets::all().filter(|target| target.kind == TargetKind::Pipeline)
}

/// What one system's files mean.
fn adopted(plan: &Plan, system: &str) -> Adopted {
    let rendered = plan.render(system).unwrap();
    let files: Vec<SourceFile> = rendered
        .files()
        .iter()
        .map(|file| SourceFile::new(&*file.path, &*file.text))
        .collect();
    adopters::adopt(Some(system), &files).unwrap()
}

fn write(place: &Path, files: &[File]) {
    for file in files {
        let path = place.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.text).unwrap();
    }
}

/// Writes every scenario as every system would have it after every other one; run by `make judges`.
#[test]
fn conversions_for_judges() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("converted");
    let _ = fs::remove_dir_all(&place);
    let scenarios = scenarios();
    for from in adopters::all().filter(|from| pipelines().any(|target| target.name == from.name)) {
        for to in pipelines().filter(|to| to.name != from.name) {
            for (name, plan) in &scenarios {
                let adopted = adopted(plan, from.name);
                let between = adopted
                    .delivery
                    .plan()
                    .unwrap_or_else(|report| panic!("{name} from {}: {report}", from.name));
                assert_eq!(between.jobs().count() > 0, plan.jobs().count() > 0, "{name} from {}", from.name);
                let rendered = between.render(to.name).unwrap();
                assert!(!rendered.files().is_empty(), "{name} from {} to {}", from.name, to.name);
                write(&place.join(format!("{}-to-{}", from.name, to.name)).join(name), rendered.files());
            }
        }
    }
}

/// What a system's own files mean, it writes as they were.
#[test]
fn what_is_adopted_comes_back() {
    for system in pipelines().filter(|target| adopters::find(target.name).is_ok()) {
        for (name, plan) in scenarios() {
            let ledger = adopted(&plan, system.name).ledger().unwrap();
            assert!(ledger.is_faithful(), "{name} on {}", system.name);
        }
    }
}
