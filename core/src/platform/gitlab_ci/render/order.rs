//! What comes before what in a file: the order of its stages, the jobs that each job waits for, and the stage it must be in.

use super::fresh::{Fresh, need};
use crate::foreign::Literal;
use crate::model::{Action, Id, When};
use crate::plan::Plan;
use crate::platform::gitlab_ci::syntax::{self};
use crate::resolve::{JobIndex, JobView, PipelineIndex, StageIndex, StageView};
use std::collections::{HashMap, HashSet};

/// How many jobs one may need, as GitLab has it.
const MANY_NEEDS: usize = 50;

/// Where each point of the flow is in an order in which nothing comes before what it waits for.
pub(super) fn positions(plan: &Plan) -> Vec<usize> {
    let mut positions = vec![usize::MAX; plan.points().len()];
    for (position, point) in plan.order().iter().enumerate() {
        if let Some(place) = positions.get_mut(*point as usize) {
            *place = position;
        }
    }
    positions
}

/// What is known of the order of a pipeline.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// The names of the stages that have jobs, each after those that it waits for.
    pub(super) stages: Vec<String>,
    /// The position of the stage of each job, by the name of the job.
    levels: HashMap<String, usize>,
    /// The jobs that one waits for, gates among them.
    waits: HashMap<JobIndex, Vec<String>>,
    /// The same for the gates before a stage.
    stage_waits: HashMap<StageIndex, Vec<String>>,
    /// The jobs whose files one fetches.
    fetched: HashMap<JobIndex, Vec<String>>,
    /// Jobs that are not in every run.
    conditional: HashSet<String>,
    /// True when a job had to leave its stage, so that stages alone do not order the jobs any more.
    moved: bool,
}

/// The stages of a pipeline in the order of the document, but each after those that it waits for.
fn sorted<'p>(plan: &'p Plan, index: PipelineIndex) -> Vec<StageView<'p>> {
    let stages: Vec<StageView<'p>> = plan.stages_of(index).collect();
    let by_id: HashMap<&Id, usize> = stages.iter().enumerate().map(|(number, stage)| (stage.id, number)).collect();
    let mut order = Vec::new();
    let mut seen = HashSet::new();
    for first in 0..stages.len() {
        let mut open = vec![(first, false)];
        while let Some((number, done)) = open.pop() {
            let Some(view) = stages.get(number) else { continue };
            if done {
                order.push(*view);
            } else if seen.insert(number) {
                open.push((number, true));
                match &view.stage.after {
                    Some(after) => open.extend(after.iter().rev().filter_map(|id| by_id.get(id)).map(|&number| (number, false))),
                    None => open.extend(number.checked_sub(1).map(|before| (before, false))),
                }
            }
        }
    }
    order
}

impl<'p> Fresh<'p> {
    /// Finds out what comes before what. The names of gates must be known.
    pub(super) fn place(&mut self, positions: &[usize]) {
        let stages: Vec<StageView<'p>> = sorted(self.plan, self.index)
            .into_iter()
            .filter(|stage| !stage.stage.jobs.is_empty())
            .collect();
        let mut order = Order {
            stages: stages.iter().map(|stage| self.stage_name(stage.id)).collect(),
            ..Order::default()
        };
        let place_of: HashMap<StageIndex, usize> = stages.iter().enumerate().map(|(place, stage)| (stage.index, place)).collect();
        let mut views: Vec<JobView<'p>> = self.plan.jobs_of(self.index).collect();
        views.sort_by_key(|view| positions.get(view.point as usize).copied().unwrap_or_default());
        let producers = self.producers(&views);
        let has_outputs = views.iter().any(|view| !view.job.outputs.is_empty());
        let mut placed: HashSet<JobIndex> = HashSet::new();
        // What jobs that a person may start hold back: nothing, so others wait for what they wait for.
        let mut instead: HashMap<String, Vec<String>> = HashMap::new();
        for (at, view) in views.iter().enumerate() {
            let stage = self.plan.stage(view.stage);
            let name = self.jobs.name(view.index).to_owned();
            let own = place_of.get(&view.stage).copied().unwrap_or_default();
            let usual = || {
                let mut names = Vec::new();
                for name in self.jobs.before(view.stage) {
                    match instead.get(&**name) {
                        Some(others) => names.extend(others.iter().cloned()),
                        None => names.push(name.to_string()),
                    }
                }
                once(names)
            };
            let gate = self.stage_gates.get(&view.stage);
            if let Some(gate) = gate.filter(|_| !order.stage_waits.contains_key(&view.stage)) {
                let waits = usual();
                order.levels.insert(gate.clone(), order.level(own, &waits));
                order.stage_waits.insert(view.stage, waits);
            }
            let mut waits = match &view.job.after {
                Some(after) => after
                    .iter()
                    .filter_map(|name| self.jobs.find(name.stage.as_ref(), view.stage, &name.job))
                    .map(|job| self.jobs.name(job).to_owned())
                    .collect(),
                None => usual(),
            };
            waits.extend(gate.cloned());
            let mut fetched = Vec::new();
            for artifact in artifacts(view) {
                let of = producers.get(artifact).into_iter().flatten();
                fetched.extend(of.filter(|(producer, _)| *producer < at).map(|(_, name)| name.clone()));
            }
            if has_outputs {
                let before = |job: &JobIndex| placed.contains(job);
                fetched.extend(
                    self.output_jobs(view)
                        .iter()
                        .filter(|job| before(job))
                        .map(|job| self.jobs.name(*job).to_owned()),
                );
            }
            placed.insert(view.index);
            let fetched = once(fetched);
            waits.extend(fetched.iter().cloned());
            let mut waits = once(waits);
            if let Some(gate) = self.gates.get(&view.index) {
                order.levels.insert(gate.clone(), order.level(own, &waits));
                waits.push(gate.clone());
            }
            let level = order.level(own, &waits);
            order.moved |= level > own;
            order.levels.insert(name.clone(), level);
            let when = view.job.when.as_ref().or_else(|| stage.and_then(|stage| stage.stage.when.as_ref()));
            match when {
                Some(When::Expression(_) | When::Never) => {
                    order.conditional.insert(name);
                }
                Some(When::OnDemand) => {
                    let gates = [gate, self.gates.get(&view.index)];
                    let others = waits.iter().filter(|name| !gates.contains(&Some(name)));
                    instead.insert(name, others.cloned().collect());
                }
                _ => {}
            }
            order.waits.insert(view.index, waits);
            order.fetched.insert(view.index, fetched);
        }
        self.order = order;
    }

    /// The jobs that hand on each artifact, by their place in the order.
    fn producers(&self, views: &[JobView<'p>]) -> HashMap<&'p Id, Vec<(usize, String)>> {
        let mut producers: HashMap<&Id, Vec<(usize, String)>> = HashMap::new();
        for (at, view) in views.iter().enumerate() {
            for step in &view.job.steps {
                if let Action::Publish(publish) = &step.action
                    && let Some(artifact) = publish.artifact.literal()
                {
                    let name = self.jobs.name(view.index).to_owned();
                    producers.entry(artifact).or_default().push((at, name));
                }
            }
        }
        producers
    }

    fn stage_name(&self, id: &Id) -> String {
        self.scope.stages.get(id).cloned().unwrap_or_else(|| id.to_string())
    }

    /// The stage that a job of this name is in.
    pub(super) fn stage_of(&self, name: &str) -> Option<Literal> {
        let level = self.order.levels.get(name)?;
        self.order.stages.get(*level).cloned().map(Literal::Text)
    }

    /// The jobs that the gates before a job wait for.
    pub(super) fn before_gate(&self, view: &JobView<'p>) -> Vec<String> {
        let own = self.gates.get(&view.index);
        let waits = self.order.waits.get(&view.index).into_iter().flatten();
        waits.filter(|name| Some(*name) != own).cloned().collect()
    }

    /// The jobs that the gates before a stage wait for.
    pub(super) fn before_stage_gate(&self, stage: StageIndex) -> &[String] {
        self.order.stage_waits.get(&stage).map(Vec::as_slice).unwrap_or_default()
    }

    /// What a job waits for and whose files it gets. False when it waits for more jobs than it may name.
    pub(super) fn needs(&self, view: &JobView<'p>, written: &mut syntax::Job) -> bool {
        let empty = Vec::new();
        let order = &self.order;
        let fetched = order.fetched.get(&view.index).unwrap_or(&empty);
        let stage = self.plan.stage(view.stage);
        let level = order.levels.get(self.jobs.name(view.index)).copied().unwrap_or_default();
        let is_earlier = |name: &String| order.levels.get(name).is_some_and(|of| *of < level);
        let explicit = order.moved
            || view.job.after.is_some()
            || stage.is_some_and(|stage| stage.stage.after.is_some())
            || self.gates.contains_key(&view.index)
            || self.stage_gates.contains_key(&view.stage)
            || !fetched.iter().all(is_earlier);
        if explicit {
            written.dependencies = None;
            written.needs = self.named(order.waits.get(&view.index).unwrap_or(&empty), fetched);
            return written.needs.is_some();
        }
        let published = self.scope.published.iter();
        if view.job.call.is_none() && published.map(|(_, name)| name).any(is_earlier) {
            // Without this, a job gets the files of all jobs before it.
            written.dependencies = Some(fetched.iter().cloned().map(Literal::Text).collect());
        }
        true
    }

    /// Needs of these names, unless there are too many of them.
    pub(super) fn named(&self, names: &[String], fetched: &[String]) -> Option<Vec<syntax::Need>> {
        let needs = names.iter().map(|name| {
            let publishes = self.scope.published.iter().any(|(_, publisher)| publisher == name);
            need(name, self.order.conditional.contains(name), !publishes || fetched.contains(name))
        });
        (names.len() <= MANY_NEEDS).then(|| needs.collect())
    }
}

impl Order {
    /// The first stage from one on in which a job may be that waits for these.
    fn level(&self, own: usize, waits: &[String]) -> usize {
        let levels = waits.iter().filter_map(|name| self.levels.get(name).copied());
        levels.fold(own, usize::max)
    }
}

/// The artifacts that a job fetches.
fn artifacts<'p>(view: &JobView<'p>) -> impl Iterator<Item = &'p Id> + use<'p> {
    let job = view.job;
    job.steps.iter().flat_map(|step| match &step.action {
        Action::Fetch(fetch) => fetch.artifact.literal().into_iter().collect::<Vec<_>>(),
        Action::Deploy(deploy) => deploy.artifacts.iter().collect(),
        _ => Vec::new(),
    })
}

/// Each name once, at its first place.
fn once(mut names: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}
