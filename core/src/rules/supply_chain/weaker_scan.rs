//! `SEC016`: a scan that asks less of production than of what comes before.

use crate::model::scalar::{Comparison, Condition, Threshold};
use crate::model::{Action, Scan, ScanKind};
use crate::plan::Plan;
use crate::resolve::{Binding, Kinds, StepPlace};
use crate::rules::names::job_name;
use crate::rules::tier::{is_production, is_trial};
use crate::rules::{Findings, rule};
use std::collections::{BTreeMap, HashMap};

rule! {
    /// A scan of production lets pass what a scan before it stops.
    ///
    /// The limits were changed in one place and not in the other, usually when a release had to go out. What users are on
    /// should be held to the same or to more. Scans of the same kind in jobs that work on environments are compared.
    ///
    /// ```yaml bad
    /// environments:
    ///   staging: { tier: staging }
    ///   prod: { tier: production }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       staging:
    ///         jobs:
    ///           scan: { environment: staging, steps: [ { scan: { kind: dast, fail_on: [ "vulnerabilities.high = 0" ] } } ] }
    ///       prod:
    ///         jobs:
    ///           scan: { environment: prod, steps: [ { scan: { kind: dast, fail_on: [ "vulnerabilities.critical = 0" ] } } ] }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   staging: { tier: staging }
    ///   prod: { tier: production }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       staging:
    ///         jobs:
    ///           scan: { environment: staging, steps: [ { scan: { kind: dast, fail_on: [ "vulnerabilities.high = 0" ] } } ] }
    ///       prod:
    ///         jobs:
    ///           scan: { environment: prod, steps: [ { scan: { kind: dast, fail_on: [ "vulnerabilities.high = 0" ] } } ] }
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-1; NIST SP 800-218 (SSDF), PO.4.1.
    Warning, Plan(check)
}

/// How bad findings are, from the least.
const GRADES: [&str; 4] = ["low", "medium", "high", "critical"];

/// How strict a scan is, per signal: the least bad grade it stops at, and how many it lets pass. Smaller is stricter.
type Limits<'p> = BTreeMap<&'p str, (usize, f64)>;

/// The strictest scan of a kind before production.
struct Strictest<'p> {
    limits: Limits<'p>,
    place: StepPlace,
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut before: HashMap<ScanKind, Vec<Strictest<'_>>> = HashMap::new();
    let mut production = Vec::new();
    for (job, place, step) in plan.steps_of(Kinds::SCAN) {
        let (Action::Scan(scan), Some(Binding::To(index))) = (&step.action, job.environment) else {
            continue;
        };
        let Some(view) = plan.environment(index) else { continue };
        if is_production(view.id, view.environment) {
            production.push((place, scan));
        } else if is_trial(view.id, view.environment) && before.get(&scan.kind).is_none_or(|kept| kept.len() < KEPT) {
            let limits = limits(scan);
            before.entry(scan.kind).or_default().push(Strictest { limits, place });
        }
    }
    for (place, scan) in production {
        let own = limits(scan);
        for strict in before.get(&scan.kind).into_iter().flatten() {
            let weaker = strict
                .limits
                .iter()
                .find(|(signal, limit)| own.get(*signal).is_none_or(|own| own > limit));
            if let Some((signal, _)) = weaker {
                _ = found
                    .add(
                        plan.step_path(place).key("scan"),
                        format!(
                            "`{}` lets pass more `{signal}` in production than `{}` does before",
                            job_name(plan, place.job),
                            job_name(plan, strict.place.job)
                        ),
                    )
                    .help("use the same limits in `fail_on`, or stricter ones")
                    .related(plan.step_path(strict.place).key("scan"), "stricter here");
                break;
            }
        }
    }
}

/// Scans before production that are looked at, of each kind.
const KEPT: usize = 64;

fn limits(scan: &Scan) -> Limits<'_> {
    let mut limits = Limits::new();
    for (signal, limit) in scan.fail_on.iter().filter_map(limit) {
        let kept = limits.entry(signal).or_insert(limit);
        if limit < *kept {
            *kept = limit;
        }
    }
    limits
}

/// What a condition such as `vulnerabilities.high <= 3` is about, from which grade on, and how many it lets pass.
fn limit(condition: &Condition) -> Option<(&str, (usize, f64))> {
    let grade = condition.signal.detail()?;
    let grade = GRADES.iter().position(|known| *known == grade)?;
    let Threshold::Absolute(quantity) = condition.threshold else {
        return None;
    };
    matches!(condition.comparison, Comparison::Equal | Comparison::AtMost | Comparison::Below)
        .then(|| (condition.signal.root(), (grade, quantity.base())))
}
