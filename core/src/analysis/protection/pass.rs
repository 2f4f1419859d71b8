//! One look at all pipelines for one kind of guard: how far each start gets without passing one.

use super::starts::{FURTHER, StartNumber};
use super::way::Why;
use super::{Guard, Open, Protection, Skipped};
use crate::analysis::occasion::{Chance, Condition, Conditions, Ended, Occasion};
use crate::graph::BitSet;
use crate::model::Computed;
use crate::resolve::{Binding, JobIndex, JobView, PipelineIndex, Point, StepPlace};
use std::collections::HashMap;

/// How far a start gets in one pipeline.
pub(super) struct Swept {
    /// How sure it is that each job runs, by its position in the pipeline.
    runs: Vec<Open>,
    /// How sure it is that the pipeline comes to its end.
    through: Open,
}

/// How far every start gets in every pipeline.
pub(super) struct Pass<'a, 'p> {
    of: &'a Protection<'p>,
    /// The kinds of starts that are asked about.
    wanted: &'a dyn Fn(StartNumber) -> bool,
    /// Gates that are guards, by their points.
    gates: BitSet,
    /// Gates of stages that are guards or stand behind one of their stage.
    behind: BitSet,
    /// Steps that are guards, with their conditions.
    steps: HashMap<JobIndex, Vec<(StepPlace, Condition)>>,
    swept: HashMap<(PipelineIndex, StartNumber), Swept>,
    /// How surely each pipeline is begun.
    begun: HashMap<(PipelineIndex, StartNumber), Open>,
}

impl<'a, 'p> Pass<'a, 'p> {
    pub(super) fn all(of: &'a Protection<'p>, wanted: &'a dyn Fn(StartNumber) -> bool, is_guard: &dyn Fn(Guard<'_>) -> bool) -> Self {
        let plan = of.plan;
        let mut gates = BitSet::new(plan.points().len());
        for (&point, number) in plan.points().iter().zip(0..) {
            if plan.gate(point).is_some_and(|gate| is_guard(Guard::Gate(gate))) {
                gates.insert(number);
            }
        }
        let mut behind = BitSet::new(plan.points().len());
        for &number in plan.order() {
            let is_gate = |number: &u32| matches!(plan.points().get(*number as usize), Some(Point::StageGate(..)));
            let before = plan.flow().predecessors(number);
            if is_gate(&number) && (gates.contains(number) || before.iter().any(|before| is_gate(before) && behind.contains(*before))) {
                behind.insert(number);
            }
        }
        let mut steps: HashMap<JobIndex, Vec<(StepPlace, Condition)>> = HashMap::new();
        for view in plan.jobs() {
            for (place, step) in view.steps() {
                if is_guard(Guard::Step(&view, place, step)) {
                    let condition = Condition::of(step.when.as_ref());
                    steps.entry(view.index).or_default().push((place, condition));
                }
            }
        }
        let mut pass = Self {
            of,
            wanted,
            gates,
            behind,
            steps,
            swept: HashMap::new(),
            begun: HashMap::new(),
        };
        let mut done = vec![Open::No; plan.points().len()];
        for pipeline in of.given.calls.callers_first().rev() {
            for &(start, _) in of.given.starts.of(pipeline) {
                let swept = pass.sweep(pipeline, start, &mut done, &mut ());
                pass.swept.insert((pipeline, start), swept);
            }
        }
        for pipeline in of.given.calls.callers_first() {
            for &(start, _) in of.given.starts.of(pipeline) {
                let open = if pass.begins(pipeline, start).is_some() {
                    Open::Yes
                } else {
                    let callers = of.given.calls.callers(pipeline).iter();
                    let ways = callers.flat_map(|caller| pass.enters(*caller, pipeline, start));
                    ways.map(|(open, ..)| open).max().unwrap_or(Open::No)
                };
                pass.begun.insert((pipeline, start), open);
            }
        }
        pass
    }

    /// How sure it is that a start gets a job to run.
    fn reaches(&self, job: JobIndex, start: StartNumber) -> Option<Open> {
        let view = self.of.plan.job(job)?;
        let begun = self.begun.get(&(view.pipeline, start))?;
        let first = self.of.plan.jobs_of(view.pipeline).next()?.index.position();
        let runs = self.swept.get(&(view.pipeline, start))?.runs.get(job.position() - first)?;
        Some(*begun.min(runs))
    }

    /// How surely a job is reached that calls a pipeline, by each of the starts there that are this one in the pipeline.
    fn enters(&self, caller: JobIndex, pipeline: PipelineIndex, start: StartNumber) -> Vec<(Open, JobIndex, StartNumber)> {
        let reaches = |start: StartNumber| Some((self.reaches(caller, start)?, caller, start));
        if start != FURTHER {
            return reaches(start).into_iter().collect();
        }
        let known = &self.of.given.starts;
        let starts = self.of.plan.job(caller).map(|view| known.of(view.pipeline)).unwrap_or_default();
        let further = starts.iter().filter(|(start, _)| !known.knows(pipeline, *start));
        further.filter_map(|(start, _)| reaches(*start)).collect()
    }

    /// The kind of start, among those that are asked about, by which a pipeline begins itself: where several are looked at
    /// together, the first of them.
    pub(super) fn begins(&self, pipeline: PipelineIndex, start: StartNumber) -> Option<StartNumber> {
        self.of.given.starts.begins(pipeline, start, self.wanted)
    }

    /// The start that gets to a step most surely; none when no start gets there at all.
    pub(super) fn most_open(&self, step: StepPlace) -> Option<(Open, StartNumber)> {
        let view = self.of.plan.job(step.job)?;
        let mut best: Option<(Open, StartNumber)> = None;
        for &(start, _) in self.of.given.starts.of(view.pipeline) {
            let Some(reached) = self.reaches(step.job, start) else { continue };
            let open = reached.min(self.within(step, start));
            if open > best.map_or(Open::No, |(best, _)| best) {
                best = Some((open, start));
            }
        }
        best
    }

    /// How far one gets inside a job, up to a step.
    fn within(&self, step: StepPlace, start: StartNumber) -> Open {
        let occasion = self.of.given.starts.occasion(start);
        let condition = Condition::of(self.of.plan.step(step).and_then(|step| step.when.as_ref()));
        if condition.chance(occasion) == Chance::Never {
            return Open::No;
        }
        if condition.after(occasion, Ended::Badly, None) != Chance::Never {
            return Open::Yes;
        }
        let before = self.steps.get(&step.job).into_iter().flatten();
        let before = before.filter(|(place, _)| (place.step, place.inner) < (step.step, step.inner));
        before
            .map(|(_, condition)| passed_by(condition.chance(occasion)))
            .min()
            .unwrap_or(Open::Yes)
    }

    /// The job that gets a start into a pipeline most surely, and which start it is there; none for a pipeline that the start
    /// begins itself.
    pub(super) fn caller(&self, pipeline: PipelineIndex, start: StartNumber) -> Option<(JobIndex, StartNumber)> {
        if self.begins(pipeline, start).is_some() {
            return None;
        }
        let callers = self.of.given.calls.callers(pipeline).iter();
        let ways = callers.flat_map(|caller| self.enters(*caller, pipeline, start));
        let best = ways.max_by_key(|(open, caller, start)| (*open, std::cmp::Reverse((*caller, *start))));
        best.map(|(_, caller, start)| (caller, start))
    }

    /// The points of a pipeline, none before what it waits for.
    pub(super) fn points(&self, pipeline: PipelineIndex) -> &[u32] {
        self.of.given.points.get(pipeline.position()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn sweep(&self, pipeline: PipelineIndex, start: StartNumber, done: &mut [Open], trail: &mut dyn Record) -> Swept {
        let jobs = self.of.plan.jobs_of(pipeline);
        let first = jobs.map(|view| view.index).next().unwrap_or(JobIndex(0));
        let count = self.of.plan.jobs_of(pipeline).count();
        let mut sweep = Sweep {
            pass: self,
            occasion: self.of.given.starts.occasion(start),
            start,
            skipped: (self.of.skipped)(pipeline),
            begin: self.of.plan.start(pipeline),
            first,
            done,
            entered: vec![Open::No; count],
            runs: vec![Open::No; count],
            skips: vec![Open::No; count],
            trail,
        };
        let mut through = Open::Yes;
        for &number in self.points(pipeline) {
            let Some(&point) = self.of.plan.points().get(number as usize) else {
                continue;
            };
            let open = sweep.point(number, point);
            if let Some(slot) = sweep.done.get_mut(number as usize) {
                *slot = open;
            }
            if let Point::Job(job) = point {
                through = through.min(open.max(sweep.local(&sweep.skips, job)));
            }
        }
        Swept { runs: sweep.runs, through }
    }
}

/// Some job, it is not known which.
const SOME: Option<&str> = Some("");

/// How surely a condition lets something be passed by.
fn passed_by(chance: Chance) -> Open {
    match chance {
        Chance::Never => Open::Yes,
        Chance::Maybe => Open::Perhaps,
        Chance::Always => Open::No,
    }
}

/// Who wants to know how a point was reached.
pub(super) trait Record {
    /// A point was reached behind others, past something odd perhaps.
    fn came(&mut self, point: u32, from: &[u32], odd: Option<Why>);
}

impl Record for () {
    fn came(&mut self, _: u32, _: &[u32], _: Option<Why>) {}
}

/// One start going through one pipeline.
struct Sweep<'s, 'a, 'p> {
    pass: &'s Pass<'a, 'p>,
    occasion: &'s Occasion,
    start: StartNumber,
    skipped: Skipped,
    /// Where the pipeline begins.
    begin: u32,
    /// The first job of the pipeline.
    first: JobIndex,
    /// How surely each point is behind one.
    done: &'s mut [Open],
    /// How surely each job is come to, before its own gates.
    entered: Vec<Open>,
    /// How surely each job runs.
    runs: Vec<Open>,
    /// How surely each job does not run although nothing went wrong.
    skips: Vec<Open>,
    trail: &'s mut dyn Record,
}

impl<'s> Sweep<'s, '_, '_> {
    fn local(&self, list: &[Open], job: JobIndex) -> Open {
        let position = job.position().checked_sub(self.first.position());
        position.and_then(|position| list.get(position)).copied().unwrap_or(Open::No)
    }

    fn done(&self, number: u32) -> Open {
        self.done.get(number as usize).copied().unwrap_or(Open::No)
    }

    fn before(&self, number: u32) -> &'s [u32] {
        self.pass.of.plan.flow().predecessors(number)
    }

    /// How surely a point is behind one.
    fn point(&mut self, number: u32, point: Point) -> Open {
        let plan = self.pass.of.plan;
        let before = self.before(number);
        let all = |sweep: &Self| before.iter().map(|before| sweep.done(*before)).min().unwrap_or(Open::Yes);
        match point {
            Point::Start(_) | Point::StageEntry(_) | Point::StageDone(_) => {
                self.trail.came(number, before, None);
                all(self)
            }
            Point::StageGate(..) => {
                self.trail.came(number, before, None);
                if self.pass.gates.contains(number) { Open::No } else { all(self) }
            }
            Point::JobGate(job, _) | Point::EnvironmentGate(_, job, _) => {
                let open = self.enter(number, job);
                if self.pass.gates.contains(number) { Open::No } else { open }
            }
            Point::Job(job) => {
                let open = self.enter(number, job);
                plan.job(job).map_or(Open::No, |view| self.job(number, &view, open))
            }
        }
    }

    /// How surely one comes to a gate of a job, or to the job. The first of these waits for what the job waits for.
    fn enter(&mut self, number: u32, job: JobIndex) -> Open {
        let plan = self.pass.of.plan;
        let before = self.before(number);
        let inner = |before: u32| match plan.points().get(before as usize) {
            Some(Point::JobGate(own, _) | Point::EnvironmentGate(_, own, _)) => *own == job,
            _ => false,
        };
        if let [only] = before
            && inner(*only)
        {
            self.trail.came(number, before, None);
            return self.done(*only);
        }
        let mut odd = None;
        let mut open = Open::Yes;
        for &one in before {
            let (held, why) = self.held(job, one);
            open = open.min(held);
            odd = odd.or(why);
        }
        // What does not wait comes straight from the start.
        let begin = [self.begin];
        self.trail.came(number, if odd.is_some() { &begin } else { before }, odd);
        if let Some(slot) = self.entered.get_mut(job.position() - self.first.position()) {
            *slot = open;
        }
        open
    }

    /// How surely a job is not held back by a point before it.
    fn held(&self, job: JobIndex, before: u32) -> (Open, Option<Why>) {
        let plan = self.pass.of.plan;
        let waited = self.done(before);
        let Some(conditions) = self.pass.of.given.conditions.get(job.position()) else {
            return (waited, None);
        };
        let anyway = |open: Open| {
            if open > waited {
                (open, Some(Why::RunsAnyway(job)))
            } else {
                (waited, None)
            }
        };
        let after = |ended: Ended, name: Option<&str>| {
            if conditions.runs_after(self.occasion, ended, name) {
                Open::Yes
            } else {
                Open::No
            }
        };
        match plan.points().get(before as usize) {
            Some(Point::StageGate(..)) if self.pass.behind.contains(before) => (waited, None),
            Some(Point::StageEntry(_) | Point::StageGate(..)) => anyway(after(Ended::Badly, SOME)),
            Some(Point::Job(other)) => {
                let name = self.pass.of.given.conditions.get(other.position()).map(Conditions::name);
                let ran = |other: &Conditions| other.chance(self.occasion) != Chance::Never;
                let ran = self.pass.of.given.conditions.get(other.position()).is_some_and(ran);
                let failed = if ran { self.local(&self.entered, *other) } else { Open::No };
                anyway(failed.min(after(Ended::Badly, name)).max(after(Ended::Skipped, name)))
            }
            _ => (waited, None),
        }
    }

    /// How surely a job is behind one.
    fn job(&mut self, number: u32, view: &JobView<'_>, entered: Open) -> Open {
        let Some(conditions) = self.pass.of.given.conditions.get(view.index.position()) else {
            return Open::No;
        };
        let chance = conditions.chance(self.occasion);
        let runs = if chance == Chance::Never { Open::No } else { entered };
        let mut behind = runs;
        let mut odd = None;
        if view.job.continue_on_error == Some(Computed::Literal(true)) {
            odd = self.pass.steps.contains_key(&view.index).then_some(Why::ErrorsDoNotCount);
        } else {
            for (place, condition) in self.pass.steps.get(&view.index).into_iter().flatten() {
                behind = behind.min(passed_by(condition.chance(self.occasion)));
                odd = Some(Why::StepSkipped(*place));
            }
            if let Some(called) = view.calls.and_then(Binding::known) {
                let swept = |start: StartNumber| self.pass.swept.get(&(called, start));
                let swept = swept(self.start).or_else(|| swept(FURTHER));
                behind = behind.min(swept.map_or(Open::Yes, |swept| swept.through));
            }
        }
        odd = odd.filter(|_| behind > Open::No);
        let mut alternative = |open: Open, why: Why| {
            if open > behind {
                (behind, odd) = (open, Some(why));
            }
        };
        if conditions.is_on_demand() {
            alternative(self.without(view), Why::OnDemand);
        } else if self.skipped == Skipped::LetsPass {
            alternative(self.without(view).min(passed_by(chance)), Why::Skipped);
        }
        if odd.is_some() {
            let before = self.before(number);
            self.trail.came(number, before, odd);
        }
        let skips = if conditions.is_on_demand() { Open::Yes } else { passed_by(chance) };
        let along = self.waited_for(view).filter_map(|other| {
            let name = self.pass.of.given.conditions.get(other.position()).map(Conditions::name);
            let held = !conditions.runs_after(self.occasion, Ended::Skipped, name);
            held.then(|| self.local(&self.skips, other))
        });
        let skips = along.fold(skips, Open::max);
        let position = view.index.position() - self.first.position();
        if let Some(slot) = self.runs.get_mut(position) {
            *slot = runs;
        }
        if let Some(slot) = self.skips.get_mut(position) {
            *slot = skips;
        }
        behind
    }

    /// The first point of a job: its first gate, or itself.
    fn entry(&self, view: &JobView<'_>) -> u32 {
        let plan = self.pass.of.plan;
        let mut at = view.point;
        while let [only] = self.before(at)
            && let Some(Point::JobGate(own, _) | Point::EnvironmentGate(_, own, _)) = plan.points().get(*only as usize)
            && *own == view.index
        {
            at = *only;
        }
        at
    }

    /// The jobs that a job waits for by name.
    fn waited_for(&self, view: &JobView<'_>) -> impl Iterator<Item = JobIndex> {
        let points = self.pass.of.plan.points();
        self.before(self.entry(view))
            .iter()
            .filter_map(|before| match points.get(*before as usize) {
                Some(Point::Job(job)) => Some(*job),
                _ => None,
            })
    }

    /// How surely one gets to where a job would be, were it not there: past its own gates and those of its stage.
    fn without(&self, view: &JobView<'_>) -> Open {
        let points = self.pass.of.plan.points();
        let past = |mut at: u32| {
            while let (Some(Point::StageGate(..)), [only]) = (points.get(at as usize), self.before(at)) {
                at = *only;
            }
            self.done(at)
        };
        self.before(self.entry(view))
            .iter()
            .map(|before| past(*before))
            .min()
            .unwrap_or(Open::Yes)
    }
}
