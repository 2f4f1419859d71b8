//! Why a step that comes before another one may not have run.

use super::steps;
use crate::model::{Computed, When};
use crate::plan::Plan;
use crate::resolve::{JobIndex, Point, StepPlace};
use std::collections::HashSet;

/// Points looked at to see whether a skipped job takes another one with it.
const FOLLOWED: usize = 256;

/// Why an artifact may not be there, the least doubtful first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Doubt<'p> {
    /// Who hands it on may fail without anybody minding.
    Tolerated,
    /// Who hands it on has a condition.
    Computed(&'p str),
    /// Who hands it on does not run in an ordinary run.
    Unusual(&'static str),
    /// Nobody waits for who hands it on.
    Unordered,
}

/// Why a step that comes before may not have run; nothing when it has.
pub(super) fn doubt<'p>(plan: &'p Plan, producer: StepPlace, consumer: StepPlace, wanted: &[Option<&When>]) -> Option<Doubt<'p>> {
    let same_job = producer.job == consumer.job;
    let conditions = steps::conditions(plan, producer);
    let mut together = None;
    let own = conditions.iter().enumerate().filter(|(level, _)| !same_job || *level >= 2);
    let doubts = own.filter_map(|(level, when)| {
        let when = when.filter(|when| !steps::is_usual(when) && !wanted.contains(&Some(when)))?;
        let spreads = level < 2 && matches!(when, When::Expression(_) | When::OnDemand);
        if spreads && *together.get_or_insert_with(|| is_skipped_with(plan, consumer.job, producer.job)) {
            return None;
        }
        Some(match when {
            When::Failure => Doubt::Unusual("after a failure"),
            When::OnDemand => Doubt::Unusual("when a person starts it"),
            When::Expression(expression) => Doubt::Computed(expression.as_str()),
            _ => Doubt::Unusual("when it is switched on again"),
        })
    });
    let tolerated = |flag: Option<&Computed<bool>>| flag.is_some_and(|flag| *flag != Computed::Literal(false));
    let job = plan
        .job(producer.job)
        .filter(|_| !same_job)
        .is_some_and(|job| tolerated(job.job.continue_on_error.as_ref()));
    let step = plan.step(producer).is_some_and(|step| tolerated(step.continue_on_error.as_ref()));
    doubts.max().or((job || step).then_some(Doubt::Tolerated))
}

/// True when a job waits for another one by name, directly or through others, so that it is skipped when that one is.
fn is_skipped_with(plan: &Plan, job: JobIndex, skipped: JobIndex) -> bool {
    let mut open = vec![job];
    let mut seen = HashSet::new();
    while let Some(job) = open.pop() {
        let Some(view) = plan
            .job(job)
            .filter(|view| view.job.when.as_ref().is_none_or(|when| *when == When::Success))
        else {
            continue;
        };
        let mut points = vec![view.point];
        while let Some(point) = points.pop().filter(|_| seen.len() < FOLLOWED) {
            for &before in plan.flow().predecessors(point).iter().take(FOLLOWED) {
                match plan.points().get(before as usize) {
                    Some(Point::Job(before)) if *before == skipped => return true,
                    Some(Point::Job(before)) if seen.insert(*before) => open.push(*before),
                    Some(Point::JobGate(..) | Point::EnvironmentGate(..)) => points.push(before),
                    _ => {}
                }
            }
        }
    }
    false
}
