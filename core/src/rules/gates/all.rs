//! All gates of a plan, each once.

use crate::model::Gate;
use crate::plan::Plan;
use crate::text::ModelPath;

/// The gates of environments, stages and jobs, with their places.
pub(super) fn gates(plan: &Plan) -> impl Iterator<Item = (ModelPath, &Gate)> {
    let environments = plan
        .environments()
        .flat_map(move |view| listed(&view.environment.gates, move || plan.environment_path(view.index)));
    let stages = plan
        .stages()
        .flat_map(move |view| listed(&view.stage.gates, move || plan.stage_path(view.index)));
    let jobs = plan
        .jobs()
        .flat_map(move |view| listed(&view.job.gates, move || plan.job_path(view.index)));
    environments.chain(stages).chain(jobs)
}

/// Most of what can have gates has none, so routes are made for gates alone.
fn listed(gates: &[Gate], path: impl Fn() -> ModelPath) -> impl Iterator<Item = (ModelPath, &Gate)> {
    gates
        .iter()
        .enumerate()
        .map(move |(number, gate)| (path().key("gates").index(number), gate))
}
