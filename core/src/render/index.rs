//! The jobs of a pipeline as the file knows them: by name, by stage, and which ones end a stage. Made once, so that every
//! question is one look-up.

use crate::model::{Extensions, Id, Map, Stage};
use crate::plan::Plan;
use crate::resolve::{JobIndex, JobView, PipelineIndex, StageIndex};
use std::borrow::Cow;
use std::cell::OnceCell;
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

/// The jobs of a pipeline as the file knows them. Stages and jobs are numbered in the order of the document, so most of it is
/// found by counting.
#[derive(Debug)]
pub struct Index<'p> {
    stages: Option<&'p Map<Stage>>,
    first_stage: usize,
    first_job: usize,
    /// The names of the jobs.
    names: Vec<Cow<'p, str>>,
    /// How many jobs there are before each stage.
    starts: Vec<usize>,
    /// The names of the jobs that must have ended before each stage begins.
    before: Vec<Vec<Cow<'p, str>>>,
    /// Jobs by their ids alone, once somebody asks.
    by_id: OnceCell<HashMap<Id, JobIndex>>,
}

impl<'p> Index<'p> {
    /// The jobs of a pipeline; `own` gives a job's own name in the file, where it has one, and `reserved` tells the names
    /// that no job may have.
    pub fn new(plan: &'p Plan, pipeline: PipelineIndex, own: fn(&Extensions) -> Option<&str>, reserved: fn(&str) -> bool) -> Self {
        let jobs: Vec<JobView<'p>> = plan.jobs_of(pipeline).collect();
        let stages = plan.pipeline(pipeline).map(|(_, pipeline)| &pipeline.stages);
        let mut starts = Vec::with_capacity(stages.map_or(0, Map::len));
        let mut count = 0;
        for stage in stages.into_iter().flat_map(Map::values) {
            starts.push(count);
            count += stage.jobs.len();
        }
        let mut index = Self {
            stages,
            first_stage: plan.first_stage(pipeline).position(),
            first_job: jobs.first().map_or(0, |job| job.index.position()),
            names: names(plan, &jobs, own, reserved),
            starts,
            before: Vec::new(),
            by_id: OnceCell::new(),
        };
        index.before = index.ends(&jobs);
        index
    }

    /// Finds out which jobs must have ended before each stage.
    fn ends(&self, jobs: &[JobView<'p>]) -> Vec<Vec<Cow<'p, str>>> {
        let Some(stages) = self.stages else { return Vec::new() };
        let mut waited = vec![false; jobs.len()];
        for job in jobs {
            for name in job.job.after.iter().flatten().filter(|name| name.stage.is_none()) {
                if let Some(slot) = self
                    .find(None, job.stage, &name.job)
                    .and_then(|job| waited.get_mut(self.place(job)))
                {
                    *slot = true;
                }
            }
        }
        let mut waits: Vec<Vec<usize>> = Vec::with_capacity(stages.len());
        for (position, stage) in stages.values().enumerate() {
            waits.push(match &stage.after {
                Some(after) => after.iter().filter_map(|id| stages.get_index_of(id)).collect(),
                None => position.checked_sub(1).into_iter().collect(),
            });
        }
        let ends = waits.iter().map(|before| {
            let mut ends = Vec::new();
            let mut seen = HashSet::new();
            let mut open: Vec<usize> = before.iter().rev().copied().collect();
            while let Some(before) = open.pop() {
                if !seen.insert(before) {
                    continue;
                }
                let count = stages.get_index(before).map_or(0, |(_, stage)| stage.jobs.len());
                let start = self.starts.get(before).copied().unwrap_or_default();
                if count == 0 {
                    // A stage without jobs passes on what it waits for.
                    open.extend(waits.get(before).into_iter().flatten().rev());
                }
                let members = self.names.iter().zip(&waited).skip(start).take(count);
                ends.extend(members.filter(|(_, waited)| !**waited).map(|(name, _)| name.clone()));
            }
            ends
        });
        ends.collect()
    }

    /// Which of the pipeline's jobs this is.
    fn place(&self, job: JobIndex) -> usize {
        job.position().wrapping_sub(self.first_job)
    }

    /// Which of the pipeline's stages this is.
    fn place_of_stage(&self, stage: StageIndex) -> usize {
        stage.position().wrapping_sub(self.first_stage)
    }

    /// What a job is called in the file.
    pub fn name(&self, job: JobIndex) -> &str {
        self.text(job)
    }

    /// What a job is called in the file, to be written there.
    pub fn text(&self, job: JobIndex) -> &Cow<'p, str> {
        self.names.get(self.place(job)).unwrap_or(&Cow::Borrowed(""))
    }

    /// A job of a stage, by the ids of both; of this stage when none is named.
    pub fn find(&self, stage: Option<&Id>, here: StageIndex, job: &Id) -> Option<JobIndex> {
        let stages = self.stages?;
        let place = match stage {
            Some(id) => stages.get_index_of(id)?,
            None => self.place_of_stage(here),
        };
        let (_, stage) = stages.get_index(place)?;
        let number = stage.jobs.get_index_of(job)?;
        Some(JobIndex::at(self.first_job + self.starts.get(place)? + number))
    }

    /// A job by its id alone, as expressions name it.
    pub fn by_id(&self, id: &str) -> Option<JobIndex> {
        let by_id = self.by_id.get_or_init(|| {
            let ids = self.stages.into_iter().flat_map(Map::values).flat_map(|stage| stage.jobs.keys());
            let mut by_id = HashMap::with_capacity(self.names.len());
            for (number, id) in ids.enumerate() {
                by_id.entry(id.clone()).or_insert_with(|| JobIndex::at(self.first_job + number));
            }
            by_id
        });
        by_id.get(id).copied()
    }

    /// True for the first job of its stage.
    pub fn is_first(&self, job: &JobView<'_>) -> bool {
        self.starts.get(self.place_of_stage(job.stage)) == Some(&self.place(job.index))
    }

    /// The names of the jobs that must have ended before a stage begins.
    pub fn before(&self, stage: StageIndex) -> &[Cow<'p, str>] {
        self.before.get(self.place_of_stage(stage)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// What each job is called: its own name in the file, or its id, after that of its stage where two stages have such a job.
fn names<'p>(plan: &'p Plan, jobs: &[JobView<'p>], own: fn(&Extensions) -> Option<&str>, reserved: fn(&str) -> bool) -> Vec<Cow<'p, str>> {
    let mut count: HashMap<&str, usize> = HashMap::with_capacity(jobs.len());
    let mut unchanged = true;
    for job in jobs {
        let there = count.entry(job.id.as_str()).or_default();
        *there += 1;
        unchanged &= *there == 1 && !reserved(job.id) && own(&job.job.extensions).is_none();
    }
    if unchanged {
        return jobs.iter().map(|job| Cow::Borrowed(job.id.as_str())).collect();
    }
    let mut taken = HashSet::new();
    let name = |job: &JobView<'p>| {
        let name = match (own(&job.job.extensions), plan.stage(job.stage)) {
            (Some(own), _) => own.to_owned(),
            (None, Some(stage)) if reserved(job.id) || count.get(job.id.as_str()).copied().unwrap_or_default() > 1 => {
                format!("{}-{}", stage.id, job.id)
            }
            _ => job.id.to_string(),
        };
        Cow::Owned(free(&name, &mut taken))
    };
    jobs.iter().map(name).collect()
}
