//! What jobs are called in messages.

use crate::resolve::{Graph, JobIndex};

/// A job as messages name it: `build.api`.
pub(in crate::rules) fn job_name(graph: &Graph, job: JobIndex) -> String {
    let view = graph.job(job);
    let stage = view.and_then(|view| graph.stage(view.stage));
    view.zip(stage)
        .map_or_else(String::new, |(job, stage)| format!("{}.{}", stage.id, job.id))
}
