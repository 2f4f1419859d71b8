//! From a plan to the work of one run.

use super::lasts::{Known, Lasts};
use super::needs::Needs;
use super::network::{NONE, Network, Node, Note, Task};
use super::waits::{Wait, of_gate};
use super::{Measured, WorkOptions};
use crate::analysis::course::{Course, course, points_of};
use crate::analysis::occasion::{Conditions, Occasion};
use crate::analysis::releases::releases;
use crate::graph::{BitSet, Digraph};
use crate::model::scalar::{Duration, DurationRange, Percent};
use crate::model::{Computed, Data, Entries, GateKind};
use crate::plan::Plan;
use crate::resolve::{Binding, Combinations, EnvironmentIndex, JobIndex, JobView, PipelineIndex, Point, StageIndex, expand};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Jobs of one matrix that are looked at; no system runs more.
const WIDEST: u64 = 1024;
/// Nodes of one run that are looked at; calls beyond are taken as one job each, and matrices are cut.
const MOST_NODES: usize = 500_000;
/// Calls within calls that are followed.
const DEEPEST: usize = 48;
/// Tries of one job that are looked at.
const MOST_TRIES: u32 = 16;

/// What expanding needs to know of a plan, gathered once.
pub(in crate::analysis) struct Ground<'p> {
    pub(in crate::analysis) plan: &'p Plan,
    pub(in crate::analysis) points: Vec<Vec<u32>>,
    pub(in crate::analysis) conditions: Vec<Conditions>,
    /// Jobs that bring something to production.
    pub(in crate::analysis) releases: HashSet<JobIndex>,
}

impl<'p> Ground<'p> {
    pub(in crate::analysis) fn new(plan: &'p Plan) -> Self {
        Self {
            plan,
            points: points_of(plan),
            conditions: Conditions::all(plan),
            releases: releases(plan).into_iter().map(|release| release.place.job).collect(),
        }
    }

    /// The work of a run of a pipeline, for one kind of start.
    pub(in crate::analysis) fn network(&self, pipeline: PipelineIndex, occasion: Option<&Occasion>, options: &WorkOptions) -> Network {
        network(self, pipeline, occasion, options)
    }

    pub(in crate::analysis) fn course(&self, pipeline: PipelineIndex, occasion: Option<&Occasion>) -> Course {
        let points = self.points.get(pipeline.position()).map(Vec::as_slice).unwrap_or_default();
        course(self.plan, pipeline, points, &self.conditions, occasion)
    }
}

fn network(ground: &Ground<'_>, pipeline: PipelineIndex, occasion: Option<&Occasion>, options: &WorkOptions) -> Network {
    let mut expander = Expander {
        ground,
        occasion,
        measured: &options.history,
        assumed: options.assumed,
        nodes: Vec::new(),
        edges: Vec::new(),
        tasks: Vec::new(),
        waits: Vec::new(),
        pauses: Vec::new(),
        needs: Needs::new(ground.plan, options),
        notes: Vec::new(),
        exits: vec![NONE; ground.plan.points().len()],
        courses: HashMap::new(),
    };
    let start = expander.node(Node::Point, &[]);
    expander.pipeline(pipeline, start, "", 0);
    let (pools, resources, classes) = expander.needs.settle(&mut expander.tasks);
    Network {
        flow: Digraph::new(expander.nodes.len(), &expander.edges),
        nodes: expander.nodes,
        tasks: expander.tasks,
        waits: expander.waits,
        pauses: expander.pauses,
        pools,
        resources,
        classes,
        notes: expander.notes,
    }
}

struct Expander<'g, 'p> {
    ground: &'g Ground<'p>,
    occasion: Option<&'g Occasion>,
    measured: &'g Measured,
    assumed: DurationRange,
    nodes: Vec<Node>,
    edges: Vec<(u32, u32)>,
    tasks: Vec<Task>,
    waits: Vec<Wait>,
    pauses: Vec<(String, Duration)>,
    needs: Needs<'g>,
    notes: Vec<Note>,
    /// The node at which each point of the plan is passed, in the pipeline that is being expanded. No pipeline is part of
    /// itself, so one list is enough.
    exits: Vec<u32>,
    /// What runs of each pipeline, worked out once.
    courses: HashMap<PipelineIndex, Rc<Running>>,
}

/// What of a pipeline runs, by job and by stage.
struct Running {
    jobs: BitSet,
    perhaps: BitSet,
    on_demand: BitSet,
    stages: HashSet<StageIndex>,
}

impl<'g> Expander<'g, '_> {
    fn node(&mut self, node: Node, before: &[u32]) -> u32 {
        let number = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        self.nodes.push(node);
        self.edges.extend(before.iter().map(|&before| (before, number)));
        number
    }

    /// Expands a pipeline behind a node, and gives the node at which all of it is done.
    fn pipeline(&mut self, pipeline: PipelineIndex, start: u32, prefix: &str, depth: usize) -> u32 {
        let ground = self.ground;
        let plan = ground.plan;
        let running = self.running(pipeline);
        let mut ends = Vec::new();
        for &number in ground.points.get(pipeline.position()).into_iter().flatten() {
            let Some(&point) = plan.points().get(number as usize) else {
                continue;
            };
            let mut before: Vec<u32> = plan
                .flow()
                .predecessors(number)
                .iter()
                .filter_map(|&before| self.exits.get(before as usize).copied())
                .collect();
            if before.is_empty() {
                before.push(start);
            }
            let exit = match point {
                Point::Start(_) => start,
                Point::StageEntry(_) | Point::StageDone(_) => self.node(Node::Point, &before),
                Point::StageGate(stage, _) => self.gate(point, &before, running.stages.contains(&stage), prefix),
                Point::JobGate(job, _) | Point::EnvironmentGate(_, job, _) => {
                    let runs = running.jobs.contains(job.0) || running.on_demand.contains(job.0);
                    self.gate(point, &before, runs, prefix)
                }
                Point::Job(job) => match plan.job(job) {
                    Some(view) if running.jobs.contains(job.0) => {
                        let perhaps = running.perhaps.contains(job.0);
                        self.job(&view, &before, prefix, depth, perhaps)
                    }
                    Some(view) if running.on_demand.contains(job.0) && self.brings(&view) => {
                        ends.push(self.started_by_hand(&view, &before, prefix, depth));
                        self.node(Node::Point, &before)
                    }
                    _ => self.node(Node::Point, &before),
                },
            };
            if let Some(slot) = self.exits.get_mut(number as usize) {
                *slot = exit;
            }
            if plan.flow().successors(number).is_empty() {
                ends.push(exit);
            }
        }
        self.node(Node::Point, &ends)
    }

    fn running(&mut self, pipeline: PipelineIndex) -> Rc<Running> {
        if let Some(known) = self.courses.get(&pipeline) {
            return Rc::clone(known);
        }
        let plan = self.ground.plan;
        let course = self.ground.course(pipeline, self.occasion);
        let jobs = plan.jobs().count();
        let set = |list: &[JobIndex]| {
            let mut set = BitSet::new(jobs);
            for job in list {
                set.insert(job.0);
            }
            set
        };
        let stages = course.runs.iter().filter_map(|job| plan.job(*job)).map(|view| view.stage);
        let running = Rc::new(Running {
            stages: stages.collect(),
            jobs: set(&course.runs),
            perhaps: set(&course.perhaps),
            on_demand: set(&course.on_demand),
        });
        self.courses.insert(pipeline, Rc::clone(&running));
        running
    }

    /// Whether a job that a person starts brings a version somewhere; other such jobs are aids, and no part of the way.
    fn brings(&self, view: &JobView<'_>) -> bool {
        view.deploys || self.ground.releases.contains(&view.index)
    }

    fn started_by_hand(&mut self, view: &JobView<'g>, before: &[u32], prefix: &str, depth: usize) -> u32 {
        let wait = Wait {
            kind: "manual",
            place: self.ground.plan.job_path(view.index).key("when"),
            before: self.name(view, prefix),
            usual: None,
            longest: None,
            people: true,
        };
        let number = count(self.waits.len());
        self.waits.push(wait);
        let started = self.node(Node::Wait(number), before);
        self.job(view, &[started], prefix, depth, false)
    }

    fn gate(&mut self, point: Point, before: &[u32], runs: bool, prefix: &str) -> u32 {
        let plan = self.ground.plan;
        let Some(gate) = plan.gate(point).filter(|_| runs) else {
            return self.node(Node::Point, before);
        };
        let name = match point {
            Point::JobGate(job, _) | Point::EnvironmentGate(_, job, _) => plan.job(job).map(|view| self.name(&view, prefix)),
            Point::StageGate(stage, _) => plan.stage(stage).map(|view| format!("{prefix}{}", view.id)),
            _ => None,
        };
        let name = name.unwrap_or_default();
        if let GateKind::Bake(bake) = &gate.kind {
            self.pauses.push((name, bake.length));
            return self.node(Node::Pause(bake.length.as_millis()), before);
        }
        match of_gate(gate, || plan.point_path(point), &name) {
            Some(wait) => {
                let number = count(self.waits.len());
                self.waits.push(wait);
                self.node(Node::Wait(number), before)
            }
            None => self.node(Node::Point, before),
        }
    }

    /// The name of a job within the run.
    fn name(&self, view: &JobView<'_>, prefix: &str) -> String {
        let stage = self.ground.plan.stage(view.stage).map_or("", |stage| stage.id.as_str());
        format!("{prefix}{stage}.{}", view.id)
    }

    /// A job that runs, and the node at which it is done.
    fn job(&mut self, view: &JobView<'g>, before: &[u32], prefix: &str, depth: usize, perhaps: bool) -> u32 {
        let name = self.name(view, prefix);
        let combinations = self.combinations(view);
        let wide = combinations.len() > 1;
        // Nodes between keep the edges few.
        let entry = if wide || view.calls.is_some() {
            vec![self.node(Node::Point, before)]
        } else {
            before.to_vec()
        };
        let at_once = view
            .job
            .matrix
            .as_deref()
            .and_then(Computed::literal)
            .and_then(|matrix| matrix.max_parallel.as_ref());
        let limit = at_once
            .and_then(Computed::literal)
            .filter(|_| wide)
            .map(|&most| self.needs.part(most));
        let mut exits = Vec::with_capacity(combinations.len());
        for combination in &combinations {
            let label = label(combination);
            let name = if label.is_empty() {
                name.clone()
            } else {
                format!("{name} ({label})")
            };
            let exit = match view.calls {
                Some(called) => self.call(view, called, &entry, &name, depth, perhaps),
                None => {
                    let task = self.task(view, &name, &label, perhaps);
                    let node = self.add(task, &entry);
                    self.needs.of(view, combination, limit);
                    node
                }
            };
            exits.push(exit);
        }
        match exits.as_slice() {
            [only] => *only,
            _ => self.node(Node::Point, &exits),
        }
    }

    fn call(&mut self, view: &JobView<'g>, called: Binding<PipelineIndex>, entry: &[u32], name: &str, depth: usize, perhaps: bool) -> u32 {
        let room = self.nodes.len() < MOST_NODES && depth < DEEPEST;
        match (called.known().filter(|_| room), entry) {
            (Some(called), [start]) => self.pipeline(called, *start, &format!("{name} / "), depth + 1),
            _ => {
                self.notes.push(Note::UnknownCall(view.index));
                let task = self.task(view, name, "", perhaps);
                let node = self.add(task, entry);
                self.needs.of_nothing();
                node
            }
        }
    }

    fn add(&mut self, mut task: Task, before: &[u32]) -> u32 {
        let node = self.node(Node::Task(count(self.tasks.len())), before);
        task.node = node;
        self.tasks.push(task);
        node
    }

    fn task(&self, view: &JobView<'_>, name: &str, label: &str, perhaps: bool) -> Task {
        let measured = self.measured.of(view.index, label);
        let retry = view.job.retry.as_ref();
        let times = retry.map_or(0, |retry| retry.times.unwrap_or(0)).min(MOST_TRIES - 1);
        Task {
            job: view.index,
            name: name.to_owned(),
            node: NONE,
            lasts: measured
                .and_then(|(measure, spread)| Lasts::measured(&measure.times, spread))
                .unwrap_or_else(|| self.lasts(view)),
            pool: None,
            class: NONE,
            perhaps,
            releases: self.ground.releases.contains(&view.index),
            flaky: view
                .job
                .flaky
                .or(measured.and_then(|(measure, _)| measure.flaky()))
                .unwrap_or(Percent::ZERO),
            tries: times + 1,
            pause: retry.and_then(|retry| retry.wait).map_or(0, Duration::as_millis),
            forgiven: view.job.continue_on_error == Some(Computed::Literal(true)),
        }
    }

    fn lasts(&self, view: &JobView<'_>) -> Lasts {
        let plan = self.ground.plan;
        if let Some(range) = plan.lasts_of(view) {
            return Lasts::of(range, Known::Said);
        }
        // What is stopped after a while does not take longer than that.
        let most = plan.timeout_of(view).and_then(Computed::literal).copied().unwrap_or(Duration::MAX);
        let [best, likely, worst] = [self.assumed.best(), self.assumed.likely(), self.assumed.worst()].map(|time| time.min(most));
        let range = if self.assumed.is_estimate() {
            DurationRange::three(best, likely, worst)
        } else {
            DurationRange::between(best, worst)
        };
        Lasts::of(range.unwrap_or(self.assumed), Known::Assumed)
    }

    /// The combinations of values that a job runs for; one without values for a job without a matrix.
    fn combinations(&mut self, view: &JobView<'_>) -> Vec<Entries<String, Data>> {
        let one = || vec![Entries::new()];
        let Some(matrix) = view.job.matrix.as_deref() else { return one() };
        let expanded = match matrix {
            Computed::Literal(matrix) => expand(matrix),
            Computed::Expression(_) => Combinations::Computed,
        };
        let room = u64::try_from(MOST_NODES.saturating_sub(self.nodes.len()))
            .unwrap_or(0)
            .clamp(1, WIDEST);
        match expanded {
            Combinations::Computed => {
                self.notes.push(Note::UnknownWidth(view.index));
                one()
            }
            Combinations::Counted(all) => {
                self.notes.push(Note::CutMatrix(view.index, all));
                let numbered = |number: u64| Entries::from_iter([("job".to_owned(), Data::Text(number.to_string()))]);
                (1..=all.min(room)).map(numbered).collect()
            }
            Combinations::Listed(mut list) => {
                let all = list.len() as u64;
                if all > room {
                    self.notes.push(Note::CutMatrix(view.index, all));
                    list.truncate(usize::try_from(room).unwrap_or(1));
                }
                list
            }
        }
    }
}

/// The values of a combination, as systems write them after the name of a job.
fn label(combination: &Entries<String, Data>) -> String {
    let words: Vec<&str> = combination.values().filter_map(Data::as_word).collect();
    words.join(", ")
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The environment a job works on, when the document declares it.
pub(in crate::analysis) fn environment(view: &JobView<'_>) -> Option<EnvironmentIndex> {
    view.environment.and_then(Binding::known)
}
