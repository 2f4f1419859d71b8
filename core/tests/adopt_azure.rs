//! Pipelines of Azure become a delivery and come back the same: what the model says, what is kept, and what an edit changes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it stands"
)]

use gatewright::adopters;
use gatewright::foreign::{Adopted, Fate, SourceFile};
use gatewright::format::to_yaml;
use gatewright::model::{Action, Computed, Delivery, EnvValue, Event, Job, Runner, When};
use gatewright::{Read, ReadOptions};
use std::collections::BTreeMap;

const MAIN: &str = "azure-pipelines.yml";
const EVERYTHING: &str = include_str!("adopt/azure.yml");
const LINT: &str = "parameters:\n  deep: false\njobs:\n  - job: lint\n    steps:\n      - script: make lint\n        condition: ${{ parameters.condition }}\n";
const NOTIFY: &str = "parameters:\n  - { name: channel, type: string }\nsteps:\n  - script: notify ${{ parameters.channel }}\n";

fn adopt_all(files: &[(&str, &str)]) -> Adopted {
    let files: Vec<SourceFile> = files.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect();
    adopters::adopt(Some("azure-pipelines"), &files).unwrap()
}

fn adopt(text: &str) -> Adopted {
    adopt_all(&[(MAIN, text)])
}

fn everything() -> Adopted {
    adopt_all(&[
        (MAIN, EVERYTHING),
        ("jobs/lint.yml", LINT),
        ("steps/notify.yml", NOTIFY),
        ("unrelated.yml", "services: {}\n"),
    ])
}

/// The files of a delivery, by way of its own document, as people keep it.
fn render(delivery: &Delivery) -> BTreeMap<String, String> {
    let document = to_yaml(delivery).unwrap();
    let read = Read::from_text(&document, ReadOptions::default());
    assert!(read.report.is_clean(), "{}\n{document}", read.report);
    let plan = read.plan().unwrap_or_else(|report| panic!("{report}\n{document}"));
    let rendered = plan.render("azure-pipelines").unwrap();
    rendered.files().iter().map(|file| (file.path.clone(), file.text.clone())).collect()
}

fn back(text: &str) -> String {
    render(&adopt(text).delivery).remove(MAIN).unwrap()
}

/// Fails when anything of the files would change or get lost.
fn faithful(adopted: &Adopted) {
    let ledger = adopted.ledger().unwrap();
    let wrong: Vec<_> = ledger
        .entries
        .iter()
        .filter(|(_, _, fate)| matches!(fate, Fate::Degraded | Fate::Dropped))
        .map(|(file, path, fate)| format!("{} {path}: {}", adopted.files[*file].path, fate.word()))
        .collect();
    assert!(ledger.is_faithful(), "{wrong:#?}");
}

fn job<'d>(delivery: &'d mut Delivery, id: &str) -> &'d mut Job {
    let stages = delivery.pipelines.values_mut().flat_map(|pipeline| pipeline.stages.values_mut());
    let mut jobs = stages.flat_map(|stage| stage.jobs.iter_mut());
    jobs.find(|(name, _)| **name == *id).map(|(_, job)| job).unwrap()
}

fn when(when: Option<&When>) -> String {
    match when {
        None => "success".into(),
        Some(When::Expression(expression)) => expression.inner().unwrap().to_owned(),
        Some(other) => format!("{other:?}").to_lowercase(),
    }
}

/// The lines that one text has and the other has not.
fn changed<'t>(before: &'t str, after: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
    let gone = before.lines().filter(|line| !after.lines().any(|other| other == *line)).collect();
    let new = after.lines().filter(|line| !before.lines().any(|other| other == *line)).collect();
    (gone, new)
}

#[test]
fn everything_comes_back() {
    let adopted = everything();
    faithful(&adopted);
    let paths: Vec<&str> = adopted.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [MAIN, "steps/notify.yml", "jobs/lint.yml"],
        "templates are found where they are named"
    );
    assert!(!adopted.files.iter().any(|file| file.report.has_errors()));
    let files = render(&adopted.delivery);
    let text = &files[MAIN];
    for comment in EVERYTHING
        .lines()
        .filter_map(|line| line.split_once("# "))
        .map(|(_, comment)| comment)
    {
        assert!(text.contains(&format!("# {comment}")), "{comment}\n{text}");
    }
    // What is written stays as it is from then on.
    assert_eq!(back(text), *text);
}

#[test]
fn dump() {
    let adopted = everything();
    println!("{}", to_yaml(&adopted.delivery).unwrap());
    println!("{}", render(&adopted.delivery)[MAIN]);
    for (_, path, fate) in adopted.ledger().unwrap().entries {
        println!("{} {path}", fate.word());
    }
}
