//! All gates of a plan, each once.

use crate::model::Gate;
use crate::plan::Plan;
use crate::text::ModelPath;

/// The gates of environments, stages and jobs, with their places.
pub(super) fn gates(plan: &Plan) -> impl Iterator<Item = (ModelPath, &Gate)> {
    let listed = |path: ModelPath, gates: &'_ [Gate]| -> Vec<ModelPath> {
        (0..gates.len()).map(|number| path.clone().key("gates").index(number)).collect()
    };
    let environments = plan.environments().flat_map(move |view| {
        listed(plan.environment_path(view.index), &view.environment.gates)
            .into_iter()
            .zip(&view.environment.gates)
    });
    let stages = plan.stages().flat_map(move |view| {
        listed(plan.stage_path(view.index), &view.stage.gates)
            .into_iter()
            .zip(&view.stage.gates)
    });
    let jobs = plan
        .jobs()
        .flat_map(move |view| listed(plan.job_path(view.index), &view.job.gates).into_iter().zip(&view.job.gates));
    environments.chain(stages).chain(jobs)
}
