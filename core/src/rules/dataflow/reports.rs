//! Artifacts that hold reports: they are for people, so nothing in a pipeline takes them.

use crate::model::{Action, Step, When};
use crate::plan::Plan;
use crate::resolve::StepPlace;

/// Words in names of artifacts and files that tell a report.
const WORDS: &[&str] = &[
    "allure",
    "attestation",
    "attestations",
    "benchmark",
    "benchmarks",
    "bom",
    "cobertura",
    "coverage",
    "diagnostics",
    "dump",
    "dumps",
    "evidence",
    "jacoco",
    "junit",
    "lcov",
    "lighthouse",
    "log",
    "logs",
    "provenance",
    "report",
    "reports",
    "result",
    "results",
    "sarif",
    "sbom",
    "screenshot",
    "screenshots",
    "trace",
    "traces",
    "trx",
    "video",
    "videos",
];

/// True when what a step hands on is a report: by its kind, its name or its files, or because it is handed on although
/// something failed.
pub(super) fn is_report(step: &Step) -> bool {
    let publish = match &step.action {
        Action::Publish(publish) => publish,
        action => return matches!(action, Action::Sbom(_)),
    };
    let failing = matches!(step.when, Some(When::Failure | When::Always));
    let named = publish.artifact.literal().is_some_and(|name| tells(name));
    failing || step.reports.is_some() || named || (!publish.path.is_empty() && publish.path.iter().all(|path| tells(path)))
}

/// The same about a step at a place.
pub(super) fn is_report_at(plan: &Plan, place: StepPlace) -> bool {
    plan.step(place).is_some_and(is_report)
}

fn tells(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
}
