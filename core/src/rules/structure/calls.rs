//! Which pipeline calls which, and what a call brings with it.

use crate::graph::{BitSet, Digraph, reachable_from};
use crate::model::{Event, Job, Pipeline};
use crate::resolve::{Binding, Graph, JobView};

/// True for a job whose steps run in the jobs of others, which say what holds for them.
pub(super) fn is_shared(graph: &Graph, view: &JobView<'_>) -> bool {
    graph
        .pipeline(view.pipeline)
        .is_some_and(|(_, pipeline)| pipeline.is_called_by_steps())
}

/// Which pipeline calls which, by those jobs.
pub(super) fn calls(graph: &Graph, by: impl Fn(&JobView<'_>) -> bool) -> Digraph {
    let called = |view: JobView<'_>| match view.calls {
        Some(Binding::To(called)) if by(&view) => Some((view.pipeline.0, called.0)),
        _ => None,
    };
    Digraph::new(
        graph.delivery().pipelines.len(),
        &graph.jobs().filter_map(called).collect::<Vec<_>>(),
    )
}

/// Pipelines with a way to be run on which neither a pipeline nor a calling job has a certain thing, such as a lock.
pub(super) fn bare(graph: &Graph, pipeline_has: fn(&Pipeline) -> bool, job_has: fn(&Job) -> bool) -> BitSet {
    let called = calls(graph, |_| true);
    let triggered = |pipeline: &Pipeline| pipeline.on.iter().any(|trigger| !matches!(trigger.event, Event::Call(_)));
    let starts = graph
        .pipelines()
        .filter(|(index, _, pipeline)| triggered(pipeline) || called.in_degree(index.0) == 0);
    let starts: Vec<u32> = starts.map(|(index, ..)| index.0).collect();
    let pipelines = &graph.delivery().pipelines;
    let has = |number: u32| {
        pipelines
            .get_index(number as usize)
            .is_some_and(|(_, pipeline)| pipeline_has(pipeline))
    };
    reachable_from(&calls(graph, |view| !job_has(view.job)), &starts, has)
}
