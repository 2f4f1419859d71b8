//! `GAT004`: a check that looks like a gate and stops nothing.

use super::all::gates;
use crate::analysis::protection::Guard;
use crate::analysis::releases::before;
use crate::diagnostic::Severity;
use crate::model::{Action, Computed, GateKind, Scan, ScanKind, Step};
use crate::plan::Plan;
use crate::resolve::{JobView, Kinds, StepPlace};
use crate::rules::unproved::open;
use crate::rules::{Findings, rule};
use std::collections::HashMap;

rule! {
    /// A check before production stops nothing, whatever it finds.
    ///
    /// A scan without `fail_on` only reports; one with `continue_on_error`, or in a job with it, may fail as it likes; a quality
    /// gate with `blocking: false` only warns. Each looks like protection in a review and lets everything through. Where another
    /// check of the same kind does hold on every way, one that only reports does no harm and is not told.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production, gates: [ { approval: { by: [leads], not_author: true } } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       check: { jobs: { code: { steps: [ { scan: { kind: sast } } ] } } }
    ///       release: { jobs: { deploy: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod: { tier: production, gates: [ { approval: { by: [leads], not_author: true } } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       check: { jobs: { code: { steps: [ { scan: { kind: sast, fail_on: ["vulnerabilities.high = 0"] } } ] } } }
    ///       release: { jobs: { deploy: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// References: OWASP CICD-SEC-1 (insufficient flow control mechanisms); NIST SSDF PW.7.
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut toothless: HashMap<ScanKind, Vec<(JobView<'_>, StepPlace, &'static str)>> = HashMap::new();
    for (job, place, step) in plan.steps_of(Kinds::SCAN) {
        if let Action::Scan(scan) = &step.action
            && let Some(why) = why_not(&job, step, scan)
        {
            toothless.entry(scan.kind).or_default().push((job, place, why));
        }
    }
    let mut kinds: Vec<_> = toothless.into_iter().collect();
    kinds.sort_by_key(|(_, steps)| steps.first().map(|(_, place, _)| *place));
    for (kind, steps) in kinds {
        let bites = |guard: Guard<'_>| match guard {
            Guard::Step(job, _, step) => {
                matches!(&step.action, Action::Scan(scan) if scan.kind == kind && why_not(job, step, scan).is_none())
            }
            Guard::Gate(_) => false,
        };
        let open = open(plan, &bites);
        let before = before(plan, open.iter().map(|release| release.place.job));
        for (_, place, why) in steps.iter().filter(|(job, ..)| before.contains(job.point)) {
            found
                .add(plan.step_path(*place).key("scan"), format!("this scan stops nothing: {why}"))
                .help("say with `fail_on` what must hold, and let the job fail when it does not");
        }
    }
    for (path, gate) in gates(plan) {
        if matches!(&gate.kind, GateKind::Quality(quality) if quality.blocking == Some(false)) {
            found
                .add(
                    path.key("quality").key("blocking"),
                    "this quality gate stops nothing: it only warns",
                )
                .help("leave `blocking` out, or look at the measurements without a gate")
                .severity(Severity::Warning);
        }
    }
}

/// Why a scan stops nothing.
fn why_not(job: &JobView<'_>, step: &Step, scan: &Scan) -> Option<&'static str> {
    let goes_on = |flag: &Option<Computed<bool>>| *flag == Some(Computed::Literal(true));
    if goes_on(&step.continue_on_error) {
        Some("the step goes on after an error")
    } else if goes_on(&job.job.continue_on_error) {
        Some("the run goes on when the job fails")
    } else if scan.fail_on.is_empty() {
        Some("without `fail_on` it only reports")
    } else {
        None
    }
}
