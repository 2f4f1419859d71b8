//! How long pipelines take, before and afterwards: their longest chain of jobs, on enough machines.

use crate::graph::longest_path;
use crate::model::scalar::{Duration, Id};
use crate::plan::Plan;
use crate::resolve::Point;
use indexmap::IndexMap;

/// How long a pipeline takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PipelineTime {
    /// The pipeline.
    pub id: Id,
    /// How long its longest chain of jobs likely takes before. None when it is not there, or no job says how long it lasts.
    pub before: Option<Duration>,
    /// The same afterwards.
    pub after: Option<Duration>,
}

/// The longest chain of jobs of each pipeline; jobs whose length nobody knows count as nothing.
fn chains(plan: &Plan) -> IndexMap<Id, Duration> {
    let weight = |point: &Point| match point {
        Point::Job(job) => plan
            .job(*job)
            .and_then(|view| plan.lasts_of(&view))
            .map_or(0, |lasts| lasts.likely().as_millis()),
        _ => 0,
    };
    let weights: Vec<u64> = plan.points().iter().map(weight).collect();
    let longest = longest_path(plan.flow(), plan.order(), &weights);
    let mut ends: IndexMap<Id, Duration> = IndexMap::new();
    for view in plan.jobs() {
        let Some((id, _)) = plan.pipeline(view.pipeline) else { continue };
        let own = weights.get(view.point as usize).copied().unwrap_or(0);
        let end = Duration::from_millis(longest.start(view.point).saturating_add(own));
        let last = ends.entry(id.clone()).or_default();
        *last = end.max(*last);
    }
    ends.retain(|_, end| !end.is_zero());
    ends
}

/// How long pipelines take in both plans, where that is not the same.
pub fn times(before: &Plan, after: &Plan) -> Vec<PipelineTime> {
    let (was, will) = (chains(before), chains(after));
    let gone = was.keys().filter(|id| !will.contains_key(*id));
    will.keys()
        .chain(gone)
        .map(|id| PipelineTime {
            id: id.clone(),
            before: was.get(id).copied(),
            after: will.get(id).copied(),
        })
        .filter(|time| time.before != time.after)
        .collect()
}
