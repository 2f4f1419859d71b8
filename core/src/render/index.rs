//! The jobs of a pipeline as the file knows them: by name, by stage, and which ones end a stage. Made once, so that every
//! question is one look-up.

use crate::model::{Extensions, Id};
use crate::plan::Plan;
use crate::resolve::{JobIndex, JobView, PipelineIndex, StageIndex};
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

/// The name, or the first of `name-2`, `name-3` … that is free; it is taken from then on.
pub fn free(name: &str, taken: &mut HashSet<String, impl BuildHasher>) -> String {
    let mut wanted = name.to_owned();
    let mut number = 2;
    while !taken.insert(wanted.clone()) {
        wanted = format!("{name}-{number}");
        number += 1;
    }
    wanted
}

/// The jobs of a pipeline as the file knows them.
#[derive(Debug, Default)]
pub struct Index {
    names: HashMap<JobIndex, String>,
    by_place: HashMap<(StageIndex, Id), JobIndex>,
    by_id: HashMap<Id, JobIndex>,
    first: HashMap<StageIndex, JobIndex>,
    stages: HashMap<Id, StageIndex>,
    /// The names of the jobs that must have ended before a stage begins.
    before: HashMap<StageIndex, Vec<String>>,
}

impl Index {
    /// The jobs of a pipeline; `own` gives a job's own name in the file, where it has one, and `reserved` tells the names
    /// that no job may have.
    pub fn new(plan: &Plan, pipeline: PipelineIndex, own: fn(&Extensions) -> Option<&str>, reserved: fn(&str) -> bool) -> Self {
        let mut index = Self::default();
        let jobs: Vec<JobView<'_>> = plan.jobs_of(pipeline).collect();
        let mut count: HashMap<&Id, usize> = HashMap::new();
        for job in &jobs {
            *count.entry(job.id).or_default() += 1;
        }
        let mut taken = HashSet::new();
        for job in &jobs {
            let own = own(&job.job.extensions);
            let name = match (own, plan.stage(job.stage)) {
                (Some(own), _) => own.to_owned(),
                // Two stages have a job of this id.
                (None, Some(stage)) if reserved(job.id) || count.get(job.id).copied().unwrap_or_default() > 1 => {
                    format!("{}-{}", stage.id, job.id)
                }
                _ => job.id.to_string(),
            };
            index.names.insert(job.index, free(&name, &mut taken));
            index.by_place.insert((job.stage, job.id.clone()), job.index);
            index.by_id.entry(job.id.clone()).or_insert(job.index);
            index.first.entry(job.stage).or_insert(job.index);
        }
        index.ends(plan, pipeline, &jobs);
        index
    }

    /// Finds out which jobs must have ended before each stage.
    fn ends(&mut self, plan: &Plan, pipeline: PipelineIndex, jobs: &[JobView<'_>]) {
        let mut waited: HashSet<JobIndex> = HashSet::new();
        let mut members: HashMap<StageIndex, Vec<JobIndex>> = HashMap::new();
        for job in jobs {
            members.entry(job.stage).or_default().push(job.index);
            let of_its_stage = job.job.after.iter().flatten().filter(|name| name.stage.is_none());
            waited.extend(of_its_stage.filter_map(|name| self.by_place.get(&(job.stage, name.job.clone())).copied()));
        }
        let stages: Vec<_> = plan.stages().filter(|stage| stage.pipeline == pipeline).collect();
        self.stages = stages.iter().map(|stage| (stage.id.clone(), stage.index)).collect();
        let mut last: Option<StageIndex> = None;
        let mut waits: HashMap<StageIndex, Vec<StageIndex>> = HashMap::new();
        for stage in &stages {
            let before = match &stage.stage.after {
                Some(after) => after.iter().filter_map(|id| self.stages.get(id).copied()).collect(),
                None => last.into_iter().collect(),
            };
            waits.insert(stage.index, before);
            last = Some(stage.index);
        }
        for stage in &stages {
            let mut ends = Vec::new();
            let mut seen = HashSet::new();
            let mut open: Vec<StageIndex> = waits.get(&stage.index).cloned().unwrap_or_default();
            open.reverse();
            while let Some(before) = open.pop() {
                if !seen.insert(before) {
                    continue;
                }
                match members.get(&before) {
                    Some(jobs) => ends.extend(
                        jobs.iter()
                            .filter(|job| !waited.contains(job))
                            .map(|job| self.name(*job).to_owned()),
                    ),
                    // A stage without jobs passes on what it waits for.
                    None => open.extend(waits.get(&before).into_iter().flatten().rev()),
                }
            }
            self.before.insert(stage.index, ends);
        }
    }

    /// What a job is called in the file.
    pub fn name(&self, job: JobIndex) -> &str {
        self.names.get(&job).map_or("", String::as_str)
    }

    /// A job of a stage, by the ids of both; of this stage when none is named.
    pub fn find(&self, stage: Option<&Id>, here: StageIndex, job: &Id) -> Option<JobIndex> {
        let stage = match stage {
            Some(id) => *self.stages.get(id)?,
            None => here,
        };
        self.by_place.get(&(stage, job.clone())).copied()
    }

    /// A job by its id alone, as expressions name it.
    pub fn by_id(&self, id: &str) -> Option<JobIndex> {
        self.by_id.get(id).copied()
    }

    /// True for the first job of its stage.
    pub fn is_first(&self, job: &JobView<'_>) -> bool {
        self.first.get(&job.stage) == Some(&job.index)
    }

    /// The names of the jobs that must have ended before a stage begins.
    pub fn before(&self, stage: StageIndex) -> &[String] {
        self.before.get(&stage).map(Vec::as_slice).unwrap_or_default()
    }
}
