//! `RBK008`: going back waits for the same approvals as going on.

use super::production::{path, productions};
use crate::analysis::protection::ordinary;
use crate::model::{GateKind, Id, Method};
use crate::plan::Plan;
use crate::resolve::PipelineIndex;
use crate::rules::{Findings, rule};

rule! {
    /// A rollback is delivered like any release and waits for the same approvals, without a faster way.
    ///
    /// Whoever must say yes is asleep, and meanwhile users see the bad version. A version that was approved before and ran well
    /// needs no second approval: let the rollback start by itself, let an emergency approval open the gate and look at it
    /// afterwards (`emergency: true`, `compliance.emergency`), or go back by a way that is no release, such as a switch of
    /// traffic.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production, rollback: revert, gates: [ { approval: { by: [board], not_author: true }, timeout: 24h } ] }
    /// rollbacks: { revert: { method: { git_revert: {} }, within: 15m, tested: 2026-11-02 } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages: { ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod: { tier: production, rollback: revert, gates: [ { approval: { by: [board], not_author: true }, timeout: 24h } ] }
    /// rollbacks: { revert: { method: { git_revert: {} }, within: 15m, tested: 2026-11-02 } }
    /// compliance: { emergency: { by: on-call, review_within: 1d } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages: { ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } } }
    /// ```
    ///
    /// References: ISO/IEC 27001 A.8.32 (emergency changes); ITIL 4, "Change enablement" (standard and emergency changes); DORA,
    /// "Streamlining change approval".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let emergency = delivery.compliance.as_ref().and_then(|compliance| compliance.emergency.as_ref());
    for production in productions(plan) {
        let Some((id, rollback)) = production.rollback else { continue };
        let environment = production.view.environment;
        // A promise to keep is what makes the wait one too many.
        let promised = rollback
            .within
            .or(delivery.objectives.as_ref().and_then(|objectives| objectives.recovery_time));
        let Some(promised) = promised.filter(|_| !rollback.automatic) else {
            continue;
        };
        let opens =
            emergency.is_some_and(|emergency| emergency.environments.is_empty() || emergency.environments.contains(production.view.id));
        let fast = environment
            .gates
            .iter()
            .any(|gate| matches!(&gate.kind, GateKind::Approval(approval) if approval.emergency));
        let approval = environment.gates.iter().position(|gate| ordinary(gate).is_some());
        let Some(position) = approval.filter(|_| !opens && !fast) else {
            continue;
        };
        let passes = match &rollback.method {
            Method::GitRevert(_) => true,
            Method::RedeployPrevious(redeploy) => redeploy
                .pipeline
                .as_ref()
                .is_none_or(|pipeline| works_on(plan, pipeline, production.view.id)),
            _ => false,
        };
        // An approval that ends in time is part of the promise.
        let late = environment
            .gates
            .get(position)
            .and_then(|gate| gate.timeout)
            .is_none_or(|timeout| timeout > promised);
        if passes && late {
            let gate = plan.environment_path(production.view.index).key("gates").index(position);
            _ = found
                .add(
                    path(id),
                    format!("`{id}` waits for the approval of a release, and promises to be done within `{promised}`"),
                )
                .on_key()
                .help("let an emergency approval open the gate, or go back without a release")
                .related(gate, "the approval");
        }
    }
}

/// True when a job of a pipeline works on an environment, and so passes its gates.
fn works_on(plan: &Plan, pipeline: &Id, environment: &Id) -> bool {
    let index = plan.delivery().pipelines.get_index_of(pipeline).map(PipelineIndex::at);
    index.is_some_and(|index| {
        plan.jobs_of(index).any(|job| {
            let named = job.job.environment.as_ref().and_then(|own| own.name.literal());
            named == Some(environment)
        })
    })
}
