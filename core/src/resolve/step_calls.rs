//! Steps that call pipelines: who calls, and what that makes of the caller.

use super::{Graph, JobIndex, PipelineIndex};
use std::collections::{HashMap, HashSet};

/// The pipelines in which a step calls another one.
pub(super) fn callers(graph: &Graph) -> HashSet<PipelineIndex> {
    let calls = graph.step_calls().iter();
    calls.filter_map(|(place, _)| Some(graph.job(place.job)?.pipeline)).collect()
}

/// A job deploys when a step of it calls a pipeline of which a job does.
pub(super) fn hand_on_deployments(graph: &mut Graph) {
    if graph.step_calls.is_empty() {
        return;
    }
    let mut callers: HashMap<PipelineIndex, Vec<JobIndex>> = HashMap::new();
    for (place, called) in &graph.step_calls {
        callers.entry(*called).or_default().push(place.job);
    }
    let mut open: Vec<PipelineIndex> = graph.jobs().filter(|job| job.deploys).map(|job| job.pipeline).collect();
    while let Some(deploying) = open.pop() {
        for job in callers.remove(&deploying).unwrap_or_default() {
            open.extend(graph.job(job).map(|view| view.pipeline));
            if let Some(node) = graph.jobs.get_mut(job.position()) {
                node.deploys = true;
            }
        }
    }
}
