//! The way that a start takes round a guard, for people to follow.

use super::pass::Record;
use crate::plan::Plan;
use crate::resolve::{JobIndex, Point, StepPlace};

/// Why something on the way does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The job runs however what it waits for ended.
    RunsAnyway(JobIndex),
    /// A condition skips it, and what waits for it goes on.
    Skipped,
    /// It only runs when a person starts it, and nothing waits for that.
    OnDemand,
    /// Its errors do not count.
    ErrorsDoNotCount,
    /// A condition skips this step of it.
    StepSkipped(StepPlace),
}

/// A point on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waypoint {
    /// The start of a pipeline, or a job.
    pub point: Point,
    /// Why it does not hold, where something could have.
    pub why: Option<Why>,
}

/// How each point was reached.
pub(super) struct Trail {
    steps: Vec<(Option<u32>, Option<Why>)>,
    /// True for points that something odd led to.
    odd: Vec<bool>,
}

impl Trail {
    pub(super) fn new(points: usize) -> Self {
        Self {
            steps: vec![(None, None); points],
            odd: vec![false; points],
        }
    }

    /// The way to a point: starts and jobs, in order.
    pub(super) fn to(&self, plan: &Plan, point: u32) -> Vec<Waypoint> {
        let mut way = Vec::new();
        let mut at = Some(point);
        while let Some(number) = at {
            let (from, why) = self.steps.get(number as usize).copied().unwrap_or_default();
            if let Some(point @ (Point::Start(_) | Point::Job(_))) = plan.points().get(number as usize).copied() {
                way.push(Waypoint { point, why });
            }
            at = from;
        }
        way.reverse();
        way
    }
}

impl Record for Trail {
    fn came(&mut self, point: u32, from: &[u32], odd: Option<Why>) {
        let is_odd = |number: u32| self.odd.get(number as usize).copied().unwrap_or(false);
        let first = from.iter().copied().find(|number| is_odd(*number)).or(from.first().copied());
        let marked = odd.is_some() || first.is_some_and(is_odd);
        if let Some(slot) = self.steps.get_mut(point as usize) {
            *slot = (first, odd.or(slot.1));
        }
        if let Some(slot) = self.odd.get_mut(point as usize) {
            *slot = marked;
        }
    }
}
