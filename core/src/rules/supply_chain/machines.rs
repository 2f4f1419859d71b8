//! The machines that jobs run on.

use crate::model::{Computed, Runner};
use crate::plan::Plan;
use crate::resolve::JobView;
use crate::text::ModelPath;

/// True for machines that are known to be used again.
pub(super) fn lasts(runner: &Computed<Runner>) -> bool {
    match runner {
        Computed::Literal(Runner::SelfHosted(own)) => own.ephemeral != Some(true),
        // A pool may be one of the platform's own.
        Computed::Literal(Runner::Pool(pool)) => pool.ephemeral == Some(false),
        _ => false,
    }
}

/// Where the runner of a job is said.
pub(super) fn runner_path(plan: &Plan, job: &JobView<'_>) -> ModelPath {
    let of_stage = plan.stage(job.stage).is_some_and(|stage| stage.stage.runner.is_some());
    let path = match (&job.job.runner, of_stage) {
        (Some(_), _) => plan.job_path(job.index),
        (None, true) => plan.stage_path(job.stage),
        (None, false) => plan.pipeline_path(job.pipeline),
    };
    path.key("runner")
}
