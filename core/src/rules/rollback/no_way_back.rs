//! `RBK001`: a release to production without a way back.

use super::production::productions;
use crate::model::{Action, Step};
use crate::plan::Plan;
use crate::resolve::Kinds;
use crate::rules::{Findings, rule};

rule! {
    /// Something is released to production, and nothing says how to get back.
    ///
    /// Some release will be bad. Who must think up the way back in that hour takes long and makes the next mistake. Name a
    /// rollback at the environment, or have a pipeline that does it: a job or command that speaks of a rollback counts.
    ///
    /// ```yaml bad
    /// environments: { prod: { tier: production } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages: { ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } } }
    /// ```
    ///
    /// ```yaml good
    /// environments: { prod: { tier: production, rollback: previous } }
    /// rollbacks: { previous: { method: { kubernetes_undo: {} }, takes: 2m } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages: { ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } } }
    /// ```
    ///
    /// References: PCI DSS 4.0.1, 6.5.1 (back-out procedures); ISO/IEC 27001 A.8.32; Google SRE Book, "Release Engineering";
    /// DORA, "Failed deployment recovery time".
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut back = None;
    for production in productions(plan).iter().filter(|production| production.rollback.is_none()) {
        let Some(release) = production.release else { continue };
        if *back.get_or_insert_with(|| goes_back(plan)) {
            return;
        }
        let id = production.view.id;
        _ = found
            .add(
                plan.environment_path(production.view.index),
                format!("`{id}` is released to, and nothing says how to get back"),
            )
            .on_key()
            .help("declare a way under `rollbacks`, and name it here with `rollback`")
            .related(plan.step_path(release), "the first release");
    }
}

/// True when some job goes back to an earlier version.
fn goes_back(plan: &Plan) -> bool {
    let says = |text: &str| {
        let text = text.to_ascii_lowercase();
        ["rollback", "roll-back", "roll back", "rollout undo", "rollout abort"]
            .iter()
            .any(|word| text.contains(word))
    };
    let step = |step: &Step| match &step.action {
        Action::Run(script) => says(script),
        Action::Use(used) => says(&used.action),
        _ => false,
    };
    let named = |(_, id, pipeline): (_, &crate::model::Id, &crate::model::Pipeline)| says(id) || pipeline.name.as_deref().is_some_and(says);
    plan.pipelines().any(named)
        || plan.jobs().any(|job| says(job.id))
        || plan.steps_of(Kinds::RUN.or(Kinds::USE)).any(|(_, _, own)| step(own))
}
