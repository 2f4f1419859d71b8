//! `ROL014`: a comparison that does not say with what.

use crate::model::scalar::{Condition, Threshold};
use crate::model::{Analysis, StrategyKind};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A rollout compares the new version with a baseline and does not say which.
    ///
    /// The usual number is that of the whole fleet, in which the new version counts too: the worse it does and the more traffic
    /// it has, the better it looks beside the average. Say `baseline: stable` for the old version as it runs now, or `fresh` for
    /// a new instance of it, which has the same cold caches.
    ///
    /// ```yaml bad
    /// strategies:
    ///   careful:
    ///     canary:
    ///       analysis: { conditions: [ "latency.p95 > 200ms above baseline" ], every: 1m, failures: 3 }
    ///       steps: [ { weight: 10%, hold: 10m }, { weight: 100% } ]
    /// ```
    ///
    /// ```yaml good
    /// strategies:
    ///   careful:
    ///     canary:
    ///       analysis: { conditions: [ "latency.p95 > 200ms above baseline" ], every: 1m, failures: 3, baseline: fresh }
    ///       steps: [ { weight: 10%, hold: 10m }, { weight: 100% } ]
    /// ```
    ///
    /// References: Google SRE Workbook, "Canarying Releases" (selecting metrics, before/after evaluation); Netflix and Google,
    /// "Automated Canary Analysis with Kayenta" (baseline and canary of the same size).
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for (id, strategy) in &plan.delivery().strategies {
        let at = ModelPath::root().key("strategies").key(id.as_str()).key(strategy.kind.key());
        let (analysis, steps) = match &strategy.kind {
            StrategyKind::BlueGreen(own) => (own.analysis.as_ref(), &[][..]),
            StrategyKind::Canary(own) => (own.analysis.as_ref(), &own.steps[..]),
            StrategyKind::FeatureFlag(own) => (own.analysis.as_ref(), &own.steps[..]),
            StrategyKind::Linear(own) => (own.analysis.as_ref(), &[][..]),
            StrategyKind::Shadow(own) => (own.analysis.as_ref(), &[][..]),
            StrategyKind::Ab(own) => (own.analysis.as_ref(), &[][..]),
            StrategyKind::Recreate(_) | StrategyKind::Rolling(_) => continue,
        };
        look(analysis, &at, found);
        for (number, step) in steps.iter().enumerate() {
            look(step.analysis.as_ref(), &at.clone().key("steps").index(number), found);
        }
    }
}

fn look(analysis: Option<&Analysis>, at: &ModelPath, found: &mut Findings) {
    let Some(analysis) = analysis.filter(|analysis| analysis.baseline.is_none()) else {
        return;
    };
    if let Some(position) = analysis.conditions.iter().position(compares) {
        _ = found
            .add(
                at.clone().key("analysis").key("conditions").index(position),
                "this compares with a baseline, and nothing says which",
            )
            .help("say `baseline: stable` or `baseline: fresh`");
    }
}

fn compares(condition: &Condition) -> bool {
    !matches!(condition.threshold, Threshold::Absolute(_))
}
