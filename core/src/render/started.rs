//! Which pipelines begin by themselves, and which of them is the project's own.

use crate::model::{Event, Id, Pipeline};
use crate::plan::Plan;

/// True when events start a pipeline, not only calls.
pub fn is_started(pipeline: &Pipeline) -> bool {
    pipeline.on.iter().any(|trigger| !matches!(trigger.event, Event::Call(_)))
}

/// The pipeline that is the only one that events start, among those that count.
pub fn only_started(plan: &Plan, counts: impl Fn(&Pipeline) -> bool) -> Option<&Id> {
    let mut started = plan.pipelines().filter(|(_, _, pipeline)| counts(pipeline) && is_started(pipeline));
    let (_, only, _) = started.next()?;
    started.next().is_none().then_some(only)
}
