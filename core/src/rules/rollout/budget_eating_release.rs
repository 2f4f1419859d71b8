//! `ROL012`: one bad release that spends more of the error budget than it may.

use super::all::{Once, about, kind_path, percent, settings};
use crate::analysis::rollout::{Asked, Facts, slo};
use crate::model::scalar::Percent;
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// One bad release spends more of the error budget than is left, or than a release may.
    ///
    /// A release that fails twice as many requests as its analysis or rollback allows is stepped through time until users are
    /// rid of it. What it spends is held against `per_release` of the service level, and against what `spent` leaves.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// environments: { prod: { tier: production, strategy: all-at-once, rollback: back } }
    /// observability:
    ///   slos: { api: { objective: 99.9%, per_release: 5% } }
    /// strategies: { all-at-once: { blue_green: { keep_old: 1h } } }
    /// rollbacks: { back: { automatic: true, when: [ "error_rate > 25% for 20m" ], method: { traffic_shift: {} } } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// environments: { prod: { tier: production, strategy: all-at-once, rollback: back } }
    /// observability:
    ///   slos: { api: { objective: 99.9%, per_release: 5% } }
    /// strategies: { all-at-once: { blue_green: { keep_old: 1h } } }
    /// rollbacks: { back: { automatic: true, when: [ "error_rate > 25% for 1m" ], method: { traffic_shift: {} } } }
    /// ```
    ///
    /// References: Google SRE Workbook, "Error Budget Policy".
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut once = Once::default();
    for (subject, _) in settings(plan) {
        let Some(level) = slo(plan, &subject) else { continue };
        let left = level.spent.map_or(1.0, |spent| spent.complement().as_fraction());
        let may = level.per_release.map_or(left, |share| share.as_fraction().min(left));
        let path = kind_path(&subject);
        let facts = Facts::of(plan, subject, &Asked::default());
        // What nothing notices is not a matter of how fast it is noticed.
        let noticed = !facts.worst.is_empty();
        let Some(burned) = facts.burned().filter(|burned| noticed && *burned > may) else {
            continue;
        };
        if once.is_new(&path) {
            let errors = facts.setting.scene.fault.map_or(0.0, |fault| fault.error_rate * 100.0);
            let told = Percent::from_fraction(may).unwrap_or_default();
            found
                .add(
                    path,
                    format!(
                        "one release{} that fails {} of its requests spends {} of the error budget; it may spend {told}",
                        about(&subject),
                        percent(errors),
                        times(burned)
                    ),
                )
                .on_key()
                .help("notice it sooner, or give it less traffic at first");
        }
    }
}

/// A part of a budget, which may be more than all of it.
fn times(part: f64) -> String {
    if part <= 1.0 {
        percent(part * 100.0)
    } else {
        format!("{part:.1} times all")
    }
}
