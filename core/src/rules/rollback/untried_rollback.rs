//! `RBK005`: a way back that nobody tried, or not for long.

use super::production::{path, productions};
use crate::model::scalar::{Date, Duration};
use crate::model::{Drill, DrillKind, GateKind, Id};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use std::collections::HashSet;

rule! {
    /// The way back from production was never tried, or not for long.
    ///
    /// What was never done does not work the first time, least of all in the hour when it is needed. Say with `tested` when it
    /// was last tried, or with a drill. Old is what `compliance.tested.rollback` or the gate `rollback_ready` says, or else half
    /// a year; without the day of today (`--today`) only ways that were never tried are found.
    ///
    /// ```yaml bad
    /// environments: { prod: { tier: production, rollback: previous } }
    /// rollbacks: { previous: { method: { kubernetes_undo: {} } } }
    /// ```
    ///
    /// ```yaml good
    /// environments: { prod: { tier: production, rollback: previous } }
    /// rollbacks: { previous: { method: { kubernetes_undo: {} }, tested: 2026-11-02 } }
    /// ```
    ///
    /// References: SOC 2 CC7.5; ISO/IEC 27001 A.8.32; NIST SP 800-53, CP-4; Google SRE Book, "Testing for Reliability".
    Warning, Plan(check)
}

/// What was tried this long ago is no longer known to work, unless someone says how long.
const USUAL: Duration = Duration::from_days(182);

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let policy = delivery
        .compliance
        .as_ref()
        .and_then(|compliance| compliance.tested.as_ref()?.rollback);
    let mut told = HashSet::new();
    for production in productions(plan) {
        let Some((id, rollback)) = production.rollback else { continue };
        let gate = production.view.environment.gates.iter().find_map(|gate| match &gate.kind {
            GateKind::RollbackReady(ready) => ready.tested_within,
            _ => None,
        });
        let allowed = policy.into_iter().chain(gate).min().unwrap_or(USUAL);
        let last = rollback.tested.into_iter().chain(drilled(plan, id, production.view.id)).max();
        match last {
            None if told.insert(id) => {
                _ = found
                    .add(
                        path(id),
                        format!(
                            "`{id}` was never tried, so nobody knows that it brings `{}` back",
                            production.view.id
                        ),
                    )
                    .on_key()
                    .help("try it, and say when with `tested`");
            }
            Some(last) if is_old(last, found.today(), allowed) && told.insert(id) => {
                _ = found
                    .add(
                        path(id).key("tested"),
                        format!("`{id}` was last tried on {last}, longer ago than `{allowed}`"),
                    )
                    .help("try it again, and say when");
            }
            _ => {}
        }
    }
}

fn is_old(last: Date, today: Option<Date>, allowed: Duration) -> bool {
    let days = today.map(|today| today.days_since(last));
    days.and_then(|days| u64::try_from(days).ok())
        .is_some_and(|days| Duration::from_days(days) > allowed)
}

/// The last drill of a rollback, or of going back in an environment, that went well.
fn drilled(plan: &Plan, id: &Id, environment: &Id) -> Option<Date> {
    let about = |drill: &&Drill| drill.of.is_empty() || drill.of.contains(id) || drill.of.contains(environment);
    let drills = plan.delivery().recovery.iter().flat_map(|recovery| recovery.drills.values());
    let passed = drills.filter(|drill| drill.kind == Some(DrillKind::Rollback) && drill.passed != Some(false));
    passed.filter(about).filter_map(|drill| drill.last).max()
}
