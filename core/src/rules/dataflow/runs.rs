//! What pipelines run for.

use crate::graph::{BitSet, Digraph, reachable_from};
use crate::model::{Event, Pipeline};
use crate::plan::Plan;
use crate::resolve::Binding;

/// Which pipelines run for proposed changes, and which for anything else; through calls too.
pub(super) struct Runs {
    /// Those that pull requests start.
    pub(super) for_changes: BitSet,
    /// Those that something else starts.
    pub(super) otherwise: BitSet,
}

impl Runs {
    /// Told from their triggers.
    pub(super) fn of(plan: &Plan) -> Self {
        let edges: Vec<(u32, u32)> = plan
            .jobs()
            .filter_map(|job| Some((job.pipeline.0, job.calls.and_then(Binding::known)?.0)))
            .collect();
        let calls = Digraph::new(plan.delivery().pipelines.len(), &edges);
        let begin = |wanted: &dyn Fn(u32, &Pipeline) -> bool| {
            let starts: Vec<u32> = plan
                .pipelines()
                .filter(|(index, _, pipeline)| wanted(index.0, pipeline))
                .map(|(index, ..)| index.0)
                .collect();
            reachable_from(&calls, &starts, |_| false)
        };
        let proposed = |event: &Event| matches!(event, Event::PullRequest(_));
        let beside = |event: &Event| !matches!(event, Event::PullRequest(_) | Event::MergeQueue(_) | Event::Call(_));
        Self {
            for_changes: begin(&|_, pipeline| pipeline.on.iter().any(|on| proposed(&on.event))),
            otherwise: begin(&|index, pipeline| {
                pipeline.on.iter().any(|on| beside(&on.event)) || (is_callable(pipeline) && calls.in_degree(index) == 0)
            }),
        }
    }
}

/// True when others can call it: a pipeline without triggers can only be called.
pub(super) fn is_callable(pipeline: &Pipeline) -> bool {
    pipeline.on.is_empty() || pipeline.on.iter().any(|on| matches!(on.event, Event::Call(_)))
}
