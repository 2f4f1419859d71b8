//! What waits for what: which jobs stand in which stage of the file, and which stages wait for which. Jobs of Azure wait for
//! jobs of their own stage only, so what the model says of single jobs is said of stages where it crosses them.

use super::words;
use crate::expression::parse;
use crate::model::{Id, When};
use crate::plan::Plan;
use crate::platform::azure_pipelines::expression::asks_for_status;
use crate::resolve::{JobIndex, JobView, PipelineIndex, StageIndex};
use std::collections::{HashMap, HashSet};

/// A stage of the file.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) name: String,
    /// The stage of the model.
    pub(super) stage: StageIndex,
    pub(super) jobs: Vec<JobIndex>,
    /// The units it waits for.
    pub(super) waits: Vec<usize>,
    /// True for a job that has a stage of its own because of when it runs.
    pub(super) lifted: bool,
}

/// The stages of the file.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) units: Vec<Unit>,
    of_job: HashMap<JobIndex, usize>,
    /// Jobs that wait for more than they ask for.
    pub(super) wider: Vec<JobIndex>,
    /// True when every job has a stage of its own, since stages would wait for one another.
    pub(super) split: bool,
}

/// When a job runs, as it says or as its stage does.
pub(super) fn when<'p>(plan: &'p Plan, view: &JobView<'p>) -> Option<&'p When> {
    let stage = plan.stage(view.stage).map(|stage| stage.stage);
    view.job.when.as_ref().or_else(|| stage.and_then(|stage| stage.when.as_ref()))
}

/// True for what runs although something before it failed, or never, or by hand: it does not follow from what came before.
pub(super) fn is_special(when: Option<&When>) -> bool {
    match when {
        None | Some(When::Success) => false,
        Some(When::Failure | When::Always | When::OnDemand | When::Never) => true,
        Some(When::Expression(expression)) => expression
            .inner()
            .and_then(|inner| parse(inner).ok())
            .is_some_and(|tree| asks_for_status(&tree)),
    }
}

impl Flow {
    pub(super) fn new(plan: &Plan, pipeline: PipelineIndex) -> Self {
        let mut flow = Self::arranged(plan, pipeline, false);
        if flow.goes_round() {
            flow = Self::arranged(plan, pipeline, true);
            flow.split = true;
        }
        flow
    }

    /// The number of a job's unit.
    pub(super) fn position(&self, job: JobIndex) -> Option<usize> {
        self.of_job.get(&job).copied()
    }

    fn arranged(plan: &Plan, pipeline: PipelineIndex, split: bool) -> Self {
        let mut flow = Self::default();
        let mut taken = HashSet::new();
        let mut by_stage: HashMap<StageIndex, Vec<usize>> = HashMap::new();
        let stages: Vec<_> = plan.stages_of(pipeline).collect();
        let mut members: HashMap<StageIndex, Vec<JobView<'_>>> = HashMap::new();
        let mut places: HashMap<(StageIndex, &Id), JobIndex> = HashMap::new();
        for view in plan.jobs_of(pipeline) {
            members.entry(view.stage).or_default().push(view);
            places.insert((view.stage, view.id), view.index);
        }
        for stage in &stages {
            let jobs = members.get(&stage.index).map(Vec::as_slice).unwrap_or_default();
            let own = |view: &&JobView<'_>| {
                let in_stage = view
                    .job
                    .after
                    .iter()
                    .flatten()
                    .any(|name| name.stage.as_ref().is_none_or(|of| of == stage.id));
                let when = when(plan, view);
                split
                    || view.job.call.is_some()
                    || jobs.len() > 1 && (matches!(when, Some(When::OnDemand)) || is_special(when) && !in_stage) && view.job.when.is_some()
            };
            let together: Vec<JobIndex> = jobs.iter().filter(|view| !own(view)).map(|view| view.index).collect();
            if !together.is_empty() {
                by_stage.entry(stage.index).or_default().push(flow.units.len());
                flow.units.push(Unit {
                    name: words::free(&words::name(stage.id), &mut taken),
                    stage: stage.index,
                    jobs: together,
                    waits: Vec::new(),
                    lifted: false,
                });
            }
            for view in jobs.iter().filter(own) {
                by_stage.entry(stage.index).or_default().push(flow.units.len());
                let name = if jobs.len() == 1 {
                    stage.id.to_string()
                } else {
                    format!("{}_{}", stage.id, view.id)
                };
                flow.units.push(Unit {
                    name: words::free(&words::name(&name), &mut taken),
                    stage: stage.index,
                    jobs: vec![view.index],
                    waits: Vec::new(),
                    lifted: jobs.len() > 1,
                });
            }
        }
        for (number, unit) in flow.units.iter().enumerate() {
            for job in &unit.jobs {
                flow.of_job.insert(*job, number);
            }
        }
        let before = flow.before(plan, &stages, &by_stage);
        let ids: HashMap<&Id, StageIndex> = stages.iter().map(|stage| (stage.id, stage.index)).collect();
        for number in 0..flow.units.len() {
            let mut waits: Vec<usize> = Vec::new();
            let mut asked: Vec<(JobIndex, Vec<usize>)> = Vec::new();
            let Some(unit) = flow.units.get(number) else { continue };
            for view in unit.jobs.iter().filter_map(|job| plan.job(*job)) {
                let wanted: Vec<usize> = match &view.job.after {
                    None => before.get(&unit.stage).cloned().unwrap_or_default(),
                    Some(after) => after
                        .iter()
                        .filter_map(|name| {
                            let stage = match &name.stage {
                                Some(id) => *ids.get(id)?,
                                None => view.stage,
                            };
                            flow.of_job.get(places.get(&(stage, &name.job))?).copied()
                        })
                        .filter(|of| *of != number)
                        .collect(),
                };
                for of in &wanted {
                    if !waits.contains(of) {
                        waits.push(*of);
                    }
                }
                if view.job.after.is_some() {
                    asked.push((view.index, wanted));
                }
            }
            // More jobs than the one that is waited for may stand in a stage.
            let crowded = |of: &usize| flow.units.get(*of).is_some_and(|unit| unit.jobs.len() > 1);
            let of_own = |job: &JobIndex| {
                plan.job(*job).is_some_and(|view| {
                    let mut after = view.job.after.iter().flatten();
                    after.any(|name| name.stage.is_none())
                })
            };
            let wider: Vec<JobIndex> = asked
                .iter()
                .filter(|(job, wanted)| !of_own(job) && (wanted.len() < waits.len() || wanted.iter().any(crowded)))
                .map(|(job, _)| *job)
                .collect();
            flow.wider.extend(wider);
            if let Some(unit) = flow.units.get_mut(number) {
                unit.waits = waits;
            }
        }
        flow
    }

    /// The units that must have ended before a stage begins. What a person may start is not waited for.
    fn before(
        &self,
        plan: &Plan,
        stages: &[crate::resolve::StageView<'_>],
        by_stage: &HashMap<StageIndex, Vec<usize>>,
    ) -> HashMap<StageIndex, Vec<usize>> {
        let ids: HashMap<&Id, StageIndex> = stages.iter().map(|stage| (stage.id, stage.index)).collect();
        let mut ends: HashMap<StageIndex, Vec<usize>> = HashMap::new();
        let mut before = HashMap::new();
        let mut last: Option<StageIndex> = None;
        let mut known: HashMap<StageIndex, Vec<StageIndex>> = HashMap::new();
        for stage in stages {
            let after: Vec<StageIndex> = match &stage.stage.after {
                Some(after) => after.iter().filter_map(|id| ids.get(id).copied()).collect(),
                None => last.into_iter().collect(),
            };
            known.insert(stage.index, after);
            last = Some(stage.index);
        }
        for stage in stages {
            let mut found = Vec::new();
            let mut seen = HashSet::new();
            let mut open: Vec<StageIndex> = known.get(&stage.index).cloned().unwrap_or_default();
            open.reverse();
            while let Some(of) = open.pop() {
                if !seen.insert(of) {
                    continue;
                }
                let units = ends.entry(of).or_insert_with(|| {
                    let all = by_stage.get(&of).into_iter().flatten().copied();
                    all.filter(|number| !self.by_hand(plan, *number)).collect()
                });
                if units.is_empty() {
                    // A stage without jobs passes on what it waits for.
                    open.extend(known.get(&of).into_iter().flatten().rev());
                }
                found.extend(units.iter().copied());
            }
            before.insert(stage.index, found);
        }
        before
    }

    /// True for a unit that only a person starts.
    pub(super) fn by_hand(&self, plan: &Plan, number: usize) -> bool {
        self.units.get(number).is_some_and(|unit| {
            unit.jobs
                .iter()
                .filter_map(|job| plan.job(*job))
                .all(|view| matches!(when(plan, &view), Some(When::OnDemand)))
        })
    }

    /// The units that no other one waits for.
    pub(super) fn last(&self) -> Vec<usize> {
        let waited: HashSet<usize> = self.units.iter().flat_map(|unit| unit.waits.iter().copied()).collect();
        (0..self.units.len()).filter(|number| !waited.contains(number)).collect()
    }

    /// True when stages would wait for one another.
    fn goes_round(&self) -> bool {
        let mut open: Vec<usize> = self.units.iter().map(|unit| unit.waits.len()).collect();
        let mut after: HashMap<usize, Vec<usize>> = HashMap::new();
        for (number, unit) in self.units.iter().enumerate() {
            for of in &unit.waits {
                after.entry(*of).or_default().push(number);
            }
        }
        let mut ready: Vec<usize> = open
            .iter()
            .enumerate()
            .filter(|(_, count)| **count == 0)
            .map(|(number, _)| number)
            .collect();
        let mut done = 0;
        while let Some(number) = ready.pop() {
            done += 1;
            for next in after.get(&number).into_iter().flatten() {
                if let Some(count) = open.get_mut(*next) {
                    *count -= 1;
                    if *count == 0 {
                        ready.push(*next);
                    }
                }
            }
        }
        done < self.units.len()
    }
}
