//! Which pipelines call which, so that callers come before what they call.

use crate::graph::{Digraph, topological_order};
use crate::plan::Plan;
use crate::resolve::{Binding, JobIndex, PipelineIndex};

/// The calls of a plan.
pub(super) struct Calls {
    /// Pipelines, callers first.
    order: Vec<u32>,
    /// The jobs that call each pipeline.
    callers: Vec<Vec<JobIndex>>,
}

impl Calls {
    pub(super) fn new(plan: &Plan) -> Self {
        let count = plan.delivery().pipelines.len();
        let mut callers = vec![Vec::new(); count];
        let mut edges = Vec::new();
        for view in plan.jobs() {
            if let Some(called) = view.calls.and_then(Binding::known)
                && let Some(list) = callers.get_mut(called.position())
            {
                list.push(view.index);
                edges.push((view.pipeline.0, called.0));
            }
        }
        // A plan has no circle of calls.
        let order = topological_order(&Digraph::new(count, &edges)).unwrap_or_default();
        Self { order, callers }
    }

    /// Pipelines, callers before what they call.
    pub(super) fn callers_first(&self) -> impl DoubleEndedIterator<Item = PipelineIndex> {
        self.order.iter().map(|&number| PipelineIndex(number))
    }

    /// The jobs that call a pipeline.
    pub(super) fn callers(&self, pipeline: PipelineIndex) -> &[JobIndex] {
        self.callers.get(pipeline.position()).map_or(&[], Vec::as_slice)
    }
}
