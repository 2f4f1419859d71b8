//! The way that a start takes round a guard, for people to follow.

use super::Open;
use super::pass::{Pass, Record};
use super::starts::{FURTHER, StartNumber};
use crate::plan::Plan;
use crate::resolve::{JobIndex, PipelineIndex, Point, StepPlace};
use std::collections::HashMap;

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

/// So many starts and jobs of a way are kept, those nearest to its end.
const KEPT: usize = 64;
/// So many points are passed for them.
const PASSED: usize = 4 * KEPT;

/// The job that gets a start into a pipeline, and which start it is there.
type Caller = (JobIndex, StartNumber);

/// The ways of one pass. Each pipeline is gone through once for each start, however many steps are asked about.
pub(super) struct Ways<'w, 'a, 'p> {
    pass: &'w Pass<'a, 'p>,
    plan: &'p Plan,
    done: Vec<Open>,
    trails: HashMap<(PipelineIndex, StartNumber), (Trail, Option<Caller>)>,
    /// Where the ways begin that lead to a pipeline, by the first of the starts there.
    origins: HashMap<(PipelineIndex, StartNumber), StartNumber>,
}

impl<'w, 'a, 'p> Ways<'w, 'a, 'p> {
    pub(super) fn new(pass: &'w Pass<'a, 'p>, plan: &'p Plan) -> Self {
        Self {
            pass,
            plan,
            done: vec![Open::No; plan.points().len()],
            trails: HashMap::new(),
            origins: HashMap::new(),
        }
    }

    /// The way from a trigger to the job of a step: starts and jobs, in order.
    pub(super) fn to(&mut self, step: StepPlace, mut start: StartNumber) -> Vec<Waypoint> {
        let plan = self.plan;
        let mut way = Vec::new();
        let mut job = plan.job(step.job);
        while let Some(view) = job.filter(|_| way.len() < KEPT) {
            let (trail, caller) = self.trail(view.pipeline, start);
            trail.back(plan, view.point, &mut way);
            (job, start) = caller.map_or((None, start), |(caller, start)| (plan.job(caller), start));
        }
        way.reverse();
        way
    }

    /// The kind of start that the way to a step begins with: one that is known, where several are looked at together.
    pub(super) fn origin(&mut self, step: StepPlace, start: StartNumber) -> StartNumber {
        let mut passed = Vec::new();
        let mut at = self.plan.job(step.job).map(|view| (view.pipeline, start));
        let mut origin = start;
        while let Some(place) = at {
            if let Some(known) = self.origins.get(&place) {
                origin = *known;
                break;
            }
            let (pipeline, start) = place;
            origin = self.pass.begins(pipeline, start).unwrap_or(start);
            passed.push(place);
            // One that is looked at by itself is the same on the whole way.
            let caller = if start == FURTHER { self.trail(pipeline, start).1 } else { None };
            at = caller.and_then(|(caller, start)| Some((self.plan.job(caller)?.pipeline, start)));
        }
        self.origins.extend(passed.into_iter().map(|place| (place, origin)));
        origin
    }

    fn trail(&mut self, pipeline: PipelineIndex, start: StartNumber) -> (&Trail, Option<Caller>) {
        let (pass, done) = (self.pass, &mut self.done);
        let (trail, caller) = self.trails.entry((pipeline, start)).or_insert_with(|| {
            let mut trail = Trail::over(pass.points(pipeline));
            pass.sweep(pipeline, start, done, &mut trail);
            (trail, pass.caller(pipeline, start))
        });
        (trail, *caller)
    }
}

/// How each point of a pipeline was reached. All but the start, which comes first, lie next to one another.
struct Trail {
    start: (u32, Reached),
    first: u32,
    others: Vec<Reached>,
}

#[derive(Clone, Copy, Default)]
struct Reached {
    from: Option<u32>,
    why: Option<Why>,
    /// True for points that something odd led to.
    odd: bool,
}

impl Trail {
    fn over(points: &[u32]) -> Self {
        let start = points.first().copied().unwrap_or(0);
        let others = points.get(1..).unwrap_or_default();
        let first = others.iter().min().copied().unwrap_or(0);
        let end = others.iter().max().map_or(0, |last| last + 1);
        Self {
            start: (start, Reached::default()),
            first,
            others: vec![Reached::default(); (end - first) as usize],
        }
    }

    fn slot(&mut self, point: u32) -> Option<&mut Reached> {
        if point == self.start.0 {
            return Some(&mut self.start.1);
        }
        self.others.get_mut(point.checked_sub(self.first)? as usize)
    }

    fn reached(&self, point: u32) -> Reached {
        if point == self.start.0 {
            return self.start.1;
        }
        let place = point.checked_sub(self.first);
        place.and_then(|place| self.others.get(place as usize)).copied().unwrap_or_default()
    }

    /// Goes back from a point: the starts and jobs on the way, the last one first.
    fn back(&self, plan: &Plan, point: u32, way: &mut Vec<Waypoint>) {
        let mut at = Some(point);
        let mut left = PASSED;
        while let Some(number) = at.filter(|_| left > 0 && way.len() < KEPT) {
            left -= 1;
            let reached = self.reached(number);
            if let Some(point @ (Point::Start(_) | Point::Job(_))) = plan.points().get(number as usize).copied() {
                way.push(Waypoint { point, why: reached.why });
            }
            at = reached.from;
        }
    }
}

impl Record for Trail {
    fn came(&mut self, point: u32, from: &[u32], odd: Option<Why>) {
        let is_odd = |number: u32| self.reached(number).odd;
        let first = from.iter().copied().find(|number| is_odd(*number)).or(from.first().copied());
        let reached = Reached {
            from: first,
            why: odd.or(self.reached(point).why),
            odd: odd.is_some() || first.is_some_and(is_odd),
        };
        if let Some(slot) = self.slot(point) {
            *slot = reached;
        }
    }
}
