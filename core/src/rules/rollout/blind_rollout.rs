//! `ROL007`: steps that nobody and nothing looks at.

use crate::model::{Analysis, CanaryStep, Id, StrategyKind};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A new version comes in step by step, and nothing is measured and nobody asked between the steps.
    ///
    /// Steps are there to notice what is wrong while few users see it. Without an analysis, a gate or a rollback that starts by
    /// itself, a bad version reaches everyone all the same, only later.
    ///
    /// ```yaml bad
    /// strategies: { careful: { canary: { steps: [ { weight: 10%, hold: 10m }, { weight: 100% } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// strategies:
    ///   careful:
    ///     canary:
    ///       analysis: { conditions: [ "error_rate < 1%" ], every: 1m, failures: 3 }
    ///       steps: [ { weight: 10%, hold: 10m }, { weight: 100% } ]
    /// ```
    ///
    /// References: Google SRE Workbook, "Canarying Releases"; Argo Rollouts, "Canary"; Flagger, "Deployment Strategies".
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for (id, strategy) in &plan.delivery().strategies {
        let (watched, word) = match &strategy.kind {
            StrategyKind::Canary(own) => (looks(own.analysis.as_ref()) || own.steps.iter().any(stops), "canary"),
            StrategyKind::Linear(own) => (looks(own.analysis.as_ref()), "linear"),
            StrategyKind::FeatureFlag(own) if own.steps.len() > 1 => {
                (looks(own.analysis.as_ref()) || own.steps.iter().any(stops), "feature_flag")
            }
            _ => continue,
        };
        if !watched && !goes_back_by_itself(plan, id) {
            _ = found
                .add(
                    ModelPath::root().key("strategies").key(id.as_str()).key(word),
                    format!("`{id}` goes on from step to step, and nothing looks whether the new version is good"),
                )
                .on_key()
                .help("add an `analysis`, a gate between steps, or an automatic rollback with conditions");
        }
    }
}

fn looks(analysis: Option<&Analysis>) -> bool {
    analysis.is_some_and(|analysis| !analysis.conditions.is_empty())
}

fn stops(step: &CanaryStep) -> bool {
    looks(step.analysis.as_ref()) || !step.gates.is_empty()
}

/// True when each environment that is released to in this way goes back by itself when conditions are met.
fn goes_back_by_itself(plan: &Plan, id: &Id) -> bool {
    let mut users = plan
        .environments()
        .filter(|view| view.environment.strategy.as_ref() == Some(id))
        .peekable();
    let used = users.peek().is_some();
    used && users.all(|view| {
        let rollback = view.environment.rollback.as_ref().and_then(|id| plan.delivery().rollbacks.get(id));
        rollback.is_some_and(|rollback| rollback.automatic && !rollback.when.is_empty())
    })
}
