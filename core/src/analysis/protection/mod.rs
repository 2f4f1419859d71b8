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

use super::occasion::Occasion;
use super::releases::{Release, releases};
use crate::model::{Gate, GateKind, Step};
use crate::plan::Plan;
use crate::resolve::{JobView, PipelineIndex, StepPlace};
use crate::text::ModelPath;
use pass::Pass;
use std::collections::{HashMap, HashSet};

/// What can be a guard.
#[derive(Clone, Copy, Debug)]
pub enum Guard<'p> {
    /// A gate before a stage, a job or an environment.
    Gate(&'p Gate),
    /// A step of a job that fails when something is wrong.
    Step(&'p JobView<'p>, StepPlace, &'p Step),
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

/// How the systems that run pipelines take a job that a condition skips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skipped {
    /// What waits for it does not run either: the model, GitHub Actions, Azure Pipelines.
    HoldsBack,
    /// What waits for it goes on as if it were not there: GitLab CI, Jenkins.
    LetsPass,
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
pub fn held_by_skipped(plan: &Plan) -> Vec<(Release<'_>, Exposure)> {
    let all = releases(plan);
    let places: Vec<StepPlace> = all.iter().map(|release| release.place).collect();
    let is_approval =
        |guard: Guard<'_>| matches!(guard, Guard::Gate(gate) if matches!(&gate.kind, GateKind::Approval(approval) if !approval.emergency));
    let exposed = |skipped: Skipped| Protection::new(plan, move |_| skipped).exposed(&places, &is_approval);
    let open: HashSet<StepPlace> = exposed(Skipped::HoldsBack).iter().map(|exposure| exposure.step).collect();
    let late = exposed(Skipped::LetsPass)
        .into_iter()
        .filter(|exposure| !open.contains(&exposure.step));
    let of: HashMap<StepPlace, Release<'_>> = all.into_iter().map(|release| (release.place, release)).collect();
    late.filter_map(|exposure| Some((*of.get(&exposure.step)?, exposure))).collect()
}

/// Asks about many steps at once.
pub struct Protection<'p> {
    plan: &'p Plan,
    starts: starts::Starts,
    conditions: Vec<pass::Conditions>,
    /// The points of each pipeline, none before what it waits for.
    points: Vec<Vec<u32>>,
    calls: calls::Calls,
    skipped: Box<dyn Fn(PipelineIndex) -> Skipped + 'p>,
}

impl<'p> Protection<'p> {
    /// Gathers what all questions need. Each pipeline is taken as the system takes it that runs it.
    pub fn new(plan: &'p Plan, skipped: impl Fn(PipelineIndex) -> Skipped + 'p) -> Self {
        let calls = calls::Calls::new(plan);
        Self {
            plan,
            starts: starts::Starts::new(plan, &calls),
            conditions: pass::Conditions::all(plan),
            points: pass::points_of(plan),
            calls,
            skipped: Box::new(skipped),
        }
    }

    /// The steps among these that can be reached without a guard, each with the start that gets there most surely.
    pub fn exposed(&self, targets: &[StepPlace], is_guard: &dyn Fn(Guard<'_>) -> bool) -> Vec<Exposure> {
        let guarded = Pass::all(self, is_guard);
        let mut exposed = Vec::new();
        for &step in targets {
            if let Some((open, start)) = guarded.most_open(step) {
                exposed.push(Exposure {
                    step,
                    open,
                    occasion: self.starts.occasion(start).clone(),
                    trigger: self.starts.trigger(self.plan, start),
                    way: guarded.way(step, start),
                });
            }
        }
        exposed
    }
}
