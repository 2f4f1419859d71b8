//! Which pipelines begin by themselves, and which of them is the project's own.

use crate::model::{Event, Id, Pipeline};
use crate::plan::Plan;

/// True when events start a pipeline, not only calls.
pub fn is_started(pipeline: &Pipeline) -> bool {
    pipeline.on.iter().any(|trigger| !matches!(trigger.event, Event::Call(_)))
}

/// True for a pipeline that is the only one that events start, among those that count.
pub fn is_only_started(plan: &Plan, id: &Id, counts: impl Fn(&Pipeline) -> bool) -> bool {
    let mut started = plan.pipelines().filter(|(_, _, pipeline)| counts(pipeline) && is_started(pipeline));
    started.next().is_some_and(|(_, first, _)| first == id) && started.next().is_none()
}
