//! What must be passed on the way to an environment, and whether something gets round it.

use super::words;
use crate::analysis::occasion::Skipped;
use crate::analysis::protection::{Open, Protection};
use crate::analysis::releases::{before, releases};
use crate::model::{Action, Approval, Computed, GateKind, Scan};
use crate::plan::Plan;
use crate::resolve::{EnvironmentView, JobIndex, JobView, Point, StepPlace};
use crate::text::ModelPath;
use std::collections::HashSet;

/// A gate on the way.
pub(super) struct Passed<'p> {
    pub(super) path: ModelPath,
    /// What it is.
    pub(super) kind: String,
    /// What it asks for.
    pub(super) asks: String,
    /// The approval, when people must say yes.
    pub(super) approval: Option<&'p Approval>,
}

/// The way to an environment.
pub(super) struct WayThere<'p> {
    /// Jobs that bring something there.
    pub(super) jobs: Vec<JobView<'p>>,
    /// What must be passed, in order, as far as there is room.
    pub(super) gates: Vec<Passed<'p>>,
    /// How many gates more there are.
    pub(super) more: usize,
    /// Scans that come before.
    pub(super) scans: Vec<(ModelPath, &'p Scan)>,
}

/// Gates that are told one by one.
const SHOWN: usize = 60;

/// What leads to an environment.
pub(super) fn way_there<'p>(plan: &'p Plan, environment: EnvironmentView<'p>) -> WayThere<'p> {
    let goes_there = |view: &JobView<'p>| {
        let own = view.environment.and_then(crate::resolve::Binding::known) == Some(environment.index);
        let named = view.steps().any(|(_, step)| match &step.action {
            Action::Deploy(deploy) => deploy.environment.as_ref().and_then(Computed::literal) == Some(environment.id),
            _ => false,
        });
        (own && view.deploys) || named
    };
    let mut jobs: Vec<JobView<'p>> = plan.jobs().filter(goes_there).collect();
    if jobs.is_empty() {
        let places = releases(plan).into_iter().filter(|release| release.environment == environment.id);
        jobs = places.filter_map(|release| plan.job(release.place.job)).collect();
    }
    let reached = before(plan, jobs.iter().map(|view| view.index));
    let (mut gates, mut more) = (Vec::new(), 0);
    let mut known = HashSet::new();
    let mut passed = |path: ModelPath, gate: &'p crate::model::Gate| {
        if !known.insert(path.clone()) {
            return;
        }
        if gates.len() == SHOWN {
            more += 1;
            return;
        }
        let (kind, asks) = words::gate(gate);
        let approval = match &gate.kind {
            GateKind::Approval(approval) => Some(approval),
            _ => None,
        };
        gates.push(Passed {
            path,
            kind,
            asks,
            approval,
        });
    };
    for &number in plan.order() {
        if !reached.contains(number) {
            continue;
        }
        let Some(&point) = plan.points().get(number as usize) else {
            continue;
        };
        if let Point::EnvironmentGate(other, ..) = point
            && other != environment.index
        {
            continue;
        }
        if let Some(gate) = plan.gate(point) {
            passed(plan.point_path(point), gate);
        }
    }
    // Without a pipeline that leads there, the gates of the environment hold all the same.
    for (position, gate) in environment.environment.gates.iter().enumerate() {
        passed(plan.environment_path(environment.index).key("gates").index(position), gate);
    }
    let strategy = environment.environment.strategy.as_ref();
    if let Some((id, strategy)) = strategy.and_then(|id| plan.delivery().strategies.get_key_value(id)) {
        for (position, gate) in strategy.gates.iter().enumerate() {
            passed(
                ModelPath::root().key("strategies").key(id.as_str()).key("gates").index(position),
                gate,
            );
        }
    }
    let mut scans = Vec::new();
    for view in plan.jobs().filter(|view| reached.contains(view.point)) {
        for (place, step) in view.steps() {
            if let Action::Scan(scan) = &step.action {
                scans.push((plan.step_path(place), &**scan));
            }
        }
    }
    WayThere { jobs, gates, more, scans }
}

/// A release that some start brings about without anyone's approval.
pub(super) struct Bypass {
    pub(super) path: ModelPath,
    /// How: what starts it, and whether always.
    pub(super) how: String,
}

/// The releases that can be reached without an approval. None when no pipeline brings anything to production.
pub(super) fn bypasses(plan: &Plan) -> Option<Vec<Bypass>> {
    let all: Vec<StepPlace> = releases(plan).into_iter().map(|release| release.place).collect();
    if all.is_empty() {
        return None;
    }
    let protection = Protection::new(plan, |pipeline| Skipped::of(plan, pipeline));
    let exposed = protection.exposed(&all, &|guard| guard.approval().is_some());
    let mut known: HashSet<JobIndex> = HashSet::new();
    let first = exposed.into_iter().filter(|exposure| known.insert(exposure.step.job));
    let told = first.map(|exposure| {
        let surely = if exposure.open == Open::Perhaps { "may reach" } else { "reaches" };
        let job = plan.job_path(exposure.step.job);
        Bypass {
            how: format!("{} {surely} {job} without anyone's approval", exposure.trigger),
            path: plan.step_path(exposure.step),
        }
    });
    Some(told.collect())
}
