//! A plan as policies see it. The shape is frozen: keys are added, never changed.

use crate::analysis::protection::is_of_others;
use crate::analysis::releases::releases;
use crate::model::scalar::Date;
use crate::model::{Gate, GateKind, Id, Tier};
use crate::plan::Plan;
use crate::resolve::{JobView, StageView};
use crate::rules::unproved::open;
use crate::text::ModelPath;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashSet;

/// All that policies are told about a plan: the document, and what follows from it.
pub(super) fn of(plan: &Plan, today: Option<Date>) -> Value {
    json!({
        "gatewright": 1,
        "today": today.map(|today| today.to_string()),
        "delivery": data(plan.delivery()),
        "environments": environments(plan),
        "stages": plan.stages().map(|stage| stage_of(plan, &stage)).collect::<Vec<_>>(),
        "jobs": plan.jobs().map(|job| job_of(plan, &job)).collect::<Vec<_>>(),
        "releases": released(plan),
    })
}

fn data(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

fn word(tier: Option<Tier>) -> Value {
    tier.map_or(Value::Null, |tier| data(&tier))
}

fn environments(plan: &Plan) -> Vec<Value> {
    let one = |view: crate::resolve::EnvironmentView<'_>| {
        let path = plan.environment_path(view.index);
        json!({
            "id": view.id.as_str(),
            "path": path.to_string(),
            "tier": word(plan.tier(view.id)),
            "gates": gates(view.environment.gates.iter(), &path.key("gates")),
        })
    };
    plan.environments().map(one).collect()
}

fn gates<'g>(gates: impl Iterator<Item = &'g Gate>, path: &ModelPath) -> Vec<Value> {
    let one = |(number, gate): (usize, &Gate)| {
        let approval = match &gate.kind {
            GateKind::Approval(approval) => Some(approval),
            _ => None,
        };
        json!({
            "kind": gate.kind.key(),
            "path": path.clone().index(number).to_string(),
            "by_others": approval.is_some_and(is_of_others),
            "emergency": approval.is_some_and(|approval| approval.emergency),
        })
    };
    gates.enumerate().map(one).collect()
}

fn stage_of(plan: &Plan, stage: &StageView<'_>) -> Value {
    let path = plan.stage_path(stage.index);
    let after = match &stage.stage.after {
        Some(after) => after.iter().map(ToString::to_string).collect(),
        None => before(plan, stage).into_iter().collect::<Vec<_>>(),
    };
    json!({
        "pipeline": plan.pipeline(stage.pipeline).map(|(id, _)| id.as_str()),
        "id": stage.id.as_str(),
        "path": path.to_string(),
        "after": after,
        "gates": gates(stage.stage.gates.iter(), &path.key("gates")),
    })
}

/// The stage that stands before one in the document.
fn before(plan: &Plan, stage: &StageView<'_>) -> Option<String> {
    let (_, pipeline) = plan.pipeline(stage.pipeline)?;
    let position = pipeline.stages.get_index_of(stage.id)?.checked_sub(1)?;
    pipeline.stages.get_index(position).map(|(id, _)| id.to_string())
}

fn job_of(plan: &Plan, job: &JobView<'_>) -> Value {
    let path = plan.job_path(job.index);
    let environment = job.job.environment.as_ref().and_then(|environment| environment.name.literal());
    let steps = job.steps().map(|(place, step)| {
        json!({
            "does": step.action.key(),
            "path": plan.step_path(place).to_string(),
            "step": data(step),
        })
    });
    json!({
        "pipeline": plan.pipeline(job.pipeline).map(|(id, _)| id.as_str()),
        "stage": plan.stage(job.stage).map(|stage| stage.id.as_str()),
        "id": job.id.as_str(),
        "path": path.to_string(),
        "environment": environment.map(Id::as_str),
        "tier": word(environment.and_then(|id| plan.tier(id))),
        "after": job.job.after.as_ref().map(|after| after.iter().map(ToString::to_string).collect::<Vec<_>>()),
        "gates": gates(job.job.gates.iter(), &path.key("gates")),
        "runner": plan.runner_of(job).map(data),
        "permissions": plan.permissions_of(job).map(data),
        "steps": steps.collect::<Vec<_>>(),
    })
}

/// What is brought to production, and whether every way there passes an approval.
fn released(plan: &Plan) -> Vec<Value> {
    let open: HashSet<_> = open(plan, &|guard| guard.approval().is_some())
        .iter()
        .map(|release| release.place)
        .collect();
    let one = |release: &crate::analysis::releases::Release<'_>| {
        json!({
            "environment": release.environment.as_str(),
            "path": plan.step_path(release.place).to_string(),
            "job": plan.job_path(release.place.job).to_string(),
            "approved": !open.contains(&release.place),
        })
    };
    releases(plan).iter().map(one).collect()
}
