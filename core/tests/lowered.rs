//! The gates hold after rendering too: what each system makes of a plan is adopted again and proved once more, with the way
//! in which that system takes skipped jobs, conditions and failures.
//!
//! Protection of environments is a setting beside the files, made by the script or the Terraform that is rendered with them,
//! so the environments of the plan are put back before the proof. Everything else is as the files say it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

use gatewright::foreign::SourceFile;
use gatewright::model::{Entries, Environment};
use gatewright::render::{Target, TargetKind};
use gatewright::{CheckOptions, Delivery, Diagnostic, Plan, Read, ReadOptions, Severity, adopters, targets};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Name and plan of every scenario and every sound delivery that has one.
fn plans() -> Vec<(String, Plan)> {
    let mut plans = Vec::new();
    for folder in ["tests/scenarios", "tests/sound"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        plans.extend(paths.iter().filter_map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let read = Read::from_text(&fs::read_to_string(path).unwrap(), ReadOptions::named("delivery.yaml"));
            Some((name, read.plan().ok()?))
        }));
    }
    plans
}

/// The systems for which pipelines are rendered and from which they are adopted.
fn systems() -> impl Iterator<Item = &'static Target> {
    targets::all().filter(|target| target.kind == TargetKind::Pipeline && adopters::find(target.name).is_ok())
}

/// The rules about gates and scans that production can be reached past. Tests are left out: in the commands of a system they
/// are told by words only.
fn options() -> CheckOptions {
    CheckOptions {
        select: ["GAT001", "GAT002"].map(|code| code.parse().unwrap()).to_vec(),
        ..CheckOptions::default()
    }
}

/// What is found about a plan, code and words.
fn found(plan: &Plan) -> BTreeSet<(String, String)> {
    let report = plan.check_with(&options());
    let findings = report.diagnostics().iter();
    findings.map(|one| (one.code.to_owned(), one.message.clone())).collect()
}

/// What a system makes of a plan, read again.
fn lowered(plan: &Plan, system: &str) -> (Delivery, Vec<String>) {
    let rendered = plan.render(system).unwrap();
    let files: Vec<SourceFile> = rendered
        .files()
        .iter()
        .map(|file| SourceFile::new(&*file.path, &*file.text))
        .collect();
    let mut delivery = adopters::adopt(Some(system), &files).unwrap().delivery;
    let own = plan.delivery();
    for (id, environment) in &own.environments {
        let protected = Environment {
            env: Entries::new(),
            network: None,
            strategy: None,
            rollback: None,
            ..environment.clone()
        };
        delivery.environments.insert(id.clone(), protected);
    }
    delivery.groups = own.groups.clone();
    // A gate or a condition that is lost with a word is allowed for.
    let told = |loss: &&Diagnostic| loss.severity == Severity::Error;
    (
        delivery,
        rendered
            .losses()
            .iter()
            .filter(told)
            .map(|loss| format!("{}: {}", loss.code, loss.message))
            .collect(),
    )
}

#[test]
fn what_is_rendered_holds_what_the_plan_holds() {
    let mut wrong = String::new();
    let mut proved = 0;
    for (name, plan) in plans() {
        let before = found(&plan);
        for system in systems() {
            let (delivery, lossy) = lowered(&plan, system.name);
            let after = match delivery.plan() {
                Ok(plan) => found(&plan),
                Err(report) => {
                    writeln!(wrong, "{name} on {}: {report}", system.name).unwrap();
                    continue;
                }
            };
            proved += 1;
            for (code, message) in after.difference(&before) {
                writeln!(wrong, "{name} on {}: {code}: {message} ({})", system.name, lossy.join("; ")).unwrap();
            }
        }
    }
    assert!(proved > 40, "{proved}");
    assert!(wrong.is_empty(), "\n{wrong}");
}
