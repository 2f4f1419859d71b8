//! `GAT002`: production is reached past the scans.

use crate::analysis::protection::Guard;
use crate::analysis::releases::families;
use crate::model::{Action, ScanKind};
use crate::plan::Plan;
use crate::resolve::{Kinds, PipelineIndex};
use crate::rules::unproved::{exposed, tell};
use crate::rules::{Findings, rule};
use std::collections::HashSet;

rule! {
    /// Something can be brought to production past the security scans.
    ///
    /// A scan protects only when production waits for it on every way. Where a pipeline scans at all, or where the document
    /// promises a framework that asks for it, each way to production must pass a scan; one that other jobs do not wait for,
    /// that a condition skips, or that another trigger leads round, protects nothing.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production, gates: [ { approval: { by: [leads], not_author: true } } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       check:
    ///         jobs:
    ///           unit: { steps: [ { run: npm test, reports: { junit: out.xml } } ] }
    ///           code: { steps: [ { scan: { kind: sast, fail_on: ["vulnerabilities.high = 0"] } } ] }
    ///       release:
    ///         jobs: { deploy: { after: check.unit, environment: prod, steps: [ { deploy: {} } ] } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod: { tier: production, gates: [ { approval: { by: [leads], not_author: true } } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       check:
    ///         jobs:
    ///           unit: { steps: [ { run: npm test, reports: { junit: out.xml } } ] }
    ///           code: { steps: [ { scan: { kind: sast, fail_on: ["vulnerabilities.high = 0"] } } ] }
    ///       release:
    ///         jobs: { deploy: { environment: prod, steps: [ { deploy: {} } ] } }
    /// ```
    ///
    /// References: OWASP CICD-SEC-1 (insufficient flow control mechanisms); NIST SSDF PW.7 and PW.8; PCI DSS 4.0.1, 6.3.
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let promised = plan
        .delivery()
        .objectives
        .as_ref()
        .is_some_and(|objectives| !objectives.compliance.is_empty());
    let families = families(plan);
    let family = |pipeline: PipelineIndex| families.get(pipeline.position()).copied();
    let scans = plan
        .steps_of(Kinds::SCAN)
        .filter(|(job, place, step)| is_scan(Guard::Step(job, *place, step)));
    let scanning: HashSet<u32> = scans.filter_map(|(job, ..)| family(job.pipeline)).collect();
    if scanning.is_empty() && !promised {
        return;
    }
    for (release, exposure) in exposed(plan, &is_scan) {
        let own = plan.job(exposure.step.job).and_then(|view| family(view.pipeline));
        if promised || own.is_some_and(|own| scanning.contains(&own)) {
            let message = format!("`{}` can be reached past the security scans", release.environment);
            tell(
                plan,
                found,
                &exposure,
                message,
                "let the deployment wait for the scans, and let nothing skip them",
            );
        }
    }
}

/// True for a scan of what is delivered. Whether it really fails is for another rule.
fn is_scan(guard: Guard<'_>) -> bool {
    let wanted = |kind: ScanKind| !matches!(kind, ScanKind::License | ScanKind::Pipeline);
    matches!(guard, Guard::Step(_, _, step) if matches!(&step.action, Action::Scan(scan) if wanted(scan.kind)))
}
