//! Whether what guards a deployment can be got round: every start, every condition, every job that goes on although
//! something failed, and every pipeline that calls another counts.
//!
//! A job waits for all that comes before it, so a guard anywhere before it holds, unless a condition skips the guard, a job
//! runs however others ended, or a failure does not count. Conditions that cannot be known are taken to hold or not,
//! whichever gets further.

mod calls;
mod pass;
mod starts;
#[cfg(test)]
mod tests;
mod way;

pub use way::{Waypoint, Why};

use super::course::points_of;
use super::occasion::{Conditions, Occasion, Skipped};
use super::releases::{Release, releases};
use crate::model::{Approval, Event, Gate, GateKind, Step};
use crate::plan::Plan;
use crate::resolve::{JobView, PipelineIndex, StepPlace};
use crate::text::ModelPath;
use pass::Pass;
use std::collections::HashSet;
use std::sync::Arc;
use way::Ways;

/// What can be a guard.
#[derive(Clone, Copy, Debug)]
pub enum Guard<'p> {
    /// A gate before a stage, a job or an environment.
    Gate(&'p Gate),
    /// A step of a job that fails when something is wrong.
    Step(&'p JobView<'p>, StepPlace, &'p Step),
}

impl<'p> Guard<'p> {
    /// The approval it is, when people must say yes in the ordinary course.
    pub fn approval(self) -> Option<&'p Approval> {
        match self {
            Guard::Gate(gate) => ordinary(gate),
            Guard::Step(..) => None,
        }
    }
}

/// The approval that a gate is, unless it is an emergency way in.
pub fn ordinary(gate: &Gate) -> Option<&Approval> {
    match &gate.kind {
        GateKind::Approval(approval) if !approval.emergency => Some(approval),
        _ => None,
    }
}

/// True when someone other than the author must say yes.
pub fn is_of_others(approval: &Approval) -> bool {
    approval.not_author || approval.at_least.is_some_and(|wanted| wanted > 1)
}

/// How far a start gets without passing a guard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Open {
    /// Not that far.
    No,
    /// That far when a condition lets it pass by.
    Perhaps,
    /// That far.
    Yes,
}

/// A step that can be reached without passing a guard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// The step.
    pub step: StepPlace,
    /// Whether it always can.
    pub open: Open,
    /// What starts such a run.
    pub occasion: Occasion,
    /// The trigger.
    pub trigger: ModelPath,
    /// What it passes on the way, from the start to the job of the step.
    pub way: Vec<Waypoint>,
}

/// The releases that an approval holds back as long as what waits for a skipped job is held back too, and that are reached
/// without one where it goes on.
pub fn held_by_skipped(plan: &Plan) -> Vec<Release<'_>> {
    let mut all = releases(plan);
    let places: Vec<StepPlace> = all.iter().map(|release| release.place).collect();
    let open = |skipped: Skipped| -> HashSet<StepPlace> {
        let open = Protection::new(plan, move |_| skipped).open(&places, &|guard| guard.approval().is_some());
        open.into_iter().collect()
    };
    let (held, passed) = (open(Skipped::HoldsBack), open(Skipped::LetsPass));
    all.retain(|release| passed.contains(&release.place) && !held.contains(&release.place));
    all
}

/// Asks about many steps at once.
pub struct Protection<'p> {
    plan: &'p Plan,
    given: Arc<Given>,
    skipped: Box<dyn Fn(PipelineIndex) -> Skipped + 'p>,
}

/// What all questions need, gathered once for a plan.
struct Given {
    starts: starts::Starts,
    conditions: Vec<Conditions>,
    /// The points of each pipeline, none before what it waits for.
    points: Vec<Vec<u32>>,
    calls: calls::Calls,
}

impl Given {
    fn of(plan: &Plan) -> Self {
        let calls = calls::Calls::new(plan);
        Self {
            starts: starts::Starts::new(plan, &calls),
            conditions: Conditions::all(plan),
            points: points_of(plan),
            calls,
        }
    }
}

impl<'p> Protection<'p> {
    /// Gathers what all questions need. Each pipeline is taken as the system takes it that runs it.
    pub fn new(plan: &'p Plan, skipped: impl Fn(PipelineIndex) -> Skipped + 'p) -> Self {
        Self {
            plan,
            given: plan.prepared(Given::of),
            skipped: Box::new(skipped),
        }
    }

    /// The steps among these that can be reached without a guard.
    pub fn open(&self, targets: &[StepPlace], is_guard: &dyn Fn(Guard<'_>) -> bool) -> Vec<StepPlace> {
        let pass = Pass::all(self, &|_| true, is_guard);
        targets.iter().copied().filter(|step| pass.most_open(*step).is_some()).collect()
    }

    /// The same, each with the start that gets there most surely and the way it takes.
    pub fn exposed(&self, targets: &[StepPlace], is_guard: &dyn Fn(Guard<'_>) -> bool) -> Vec<Exposure> {
        self.exposed_by(targets, &|_| true, is_guard)
    }

    /// The same for some kinds of starts only.
    pub fn exposed_by(
        &self,
        targets: &[StepPlace],
        starts: &dyn Fn(&Event) -> bool,
        is_guard: &dyn Fn(Guard<'_>) -> bool,
    ) -> Vec<Exposure> {
        let wanted = |start| self.given.starts.event(self.plan, start).is_some_and(starts);
        let pass = Pass::all(self, &wanted, is_guard);
        let mut ways = Ways::new(&pass, self.plan);
        let exposed = targets.iter().filter_map(|&step| {
            let (open, start) = pass.most_open(step)?;
            let origin = ways.origin(step, start);
            Some(Exposure {
                step,
                open,
                occasion: self.given.starts.occasion(origin).clone(),
                trigger: self.given.starts.trigger(self.plan, origin),
                way: ways.to(step, start),
            })
        });
        exposed.collect()
    }
}
