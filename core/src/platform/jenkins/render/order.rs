//! The order of stages and jobs: Jenkins runs stages one after the other, and what is parallel inside of one.

use super::fresh::{Fresh, Page};
use crate::diagnostic::Severity;
use crate::model::Id;
use crate::render::{Feature, loss};
use crate::resolve::{JobIndex, JobView, StageIndex, StageView};
use std::collections::{BTreeSet, HashMap};

/// Stages in an order in which each comes after those it waits for.
pub(super) enum Order<'p> {
    /// Groups of stages; those of a group can run side by side.
    Stages(Vec<Vec<StageView<'p>>>),
    /// Stages wait for one another's jobs in a circle; the jobs alone have an order.
    Jobs(Vec<JobView<'p>>),
}

impl<'p> Fresh<'p> {
    /// The order of the stages.
    pub(super) fn order(&self, page: &mut Page<'_>) -> Order<'p> {
        let stages: Vec<StageView<'p>> = self.plan.stages_of(self.index).collect();
        let places: HashMap<StageIndex, usize> = stages.iter().enumerate().map(|(place, stage)| (stage.index, place)).collect();
        let ids: HashMap<&Id, usize> = stages.iter().enumerate().map(|(place, stage)| (stage.id, place)).collect();
        let mut waits: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); stages.len()];
        for (place, stage) in stages.iter().enumerate() {
            let before: Vec<usize> = match &stage.stage.after {
                Some(after) => after.iter().filter_map(|id| ids.get(id).copied()).collect(),
                None => place.checked_sub(1).into_iter().collect(),
            };
            if let Some(waits) = waits.get_mut(place) {
                waits.extend(before);
            }
        }
        for view in self.plan.jobs_of(self.index) {
            for name in view.job.after.iter().flatten() {
                let other = self.jobs.find(name.stage.as_ref(), view.stage, &name.job);
                let other = other
                    .and_then(|job| self.plan.job(job))
                    .and_then(|job| places.get(&job.stage).copied());
                if let (Some(other), Some(own)) = (other, places.get(&view.stage))
                    && other != *own
                    && let Some(waits) = waits.get_mut(*own)
                {
                    waits.insert(other);
                }
            }
        }
        let mut levels: Vec<Option<usize>> = vec![None; stages.len()];
        let mut left = stages.len();
        let mut groups: Vec<Vec<StageView<'p>>> = Vec::new();
        while left > 0 {
            let ready: Vec<usize> = (0..stages.len())
                .filter(|place| levels.get(*place).copied().flatten().is_none())
                .filter(|place| {
                    let waits = waits.get(*place);
                    waits.is_none_or(|waits| waits.iter().all(|before| levels.get(*before).copied().flatten().is_some()))
                })
                .collect();
            if ready.is_empty() {
                let path = self.plan.pipeline_path(self.index).key("stages");
                let message = "stages wait for one another's jobs, so the jobs run one after the other";
                page.files.lose(loss(Feature::Stages, Severity::Info, path, message));
                return Order::Jobs(self.in_order());
            }
            for place in &ready {
                if let Some(level) = levels.get_mut(*place) {
                    *level = Some(groups.len());
                }
            }
            left -= ready.len();
            groups.push(ready.iter().filter_map(|place| stages.get(*place).copied()).collect());
        }
        Order::Stages(groups)
    }

    /// The jobs in an order of need.
    fn in_order(&self) -> Vec<JobView<'p>> {
        let places: HashMap<u32, usize> = self.plan.order().iter().enumerate().map(|(place, point)| (*point, place)).collect();
        let mut jobs: Vec<JobView<'p>> = self.plan.jobs_of(self.index).collect();
        jobs.sort_by_key(|job| places.get(&job.point).copied());
        jobs
    }

    /// The jobs of a stage by levels: those of a level wait for none of their own.
    pub(super) fn levels(&self, jobs: &[JobView<'p>], page: &mut Page<'_>) -> Vec<Vec<JobView<'p>>> {
        let mut level: HashMap<JobIndex, usize> = HashMap::new();
        let here: BTreeSet<u32> = jobs.iter().map(|job| job.index.0).collect();
        let before = |job: &JobView<'p>| -> Vec<JobIndex> {
            let names = job.job.after.iter().flatten();
            names
                .filter_map(|name| self.jobs.find(name.stage.as_ref(), job.stage, &name.job))
                .filter(|other| here.contains(&other.0) && *other != job.index)
                .collect()
        };
        let waits: Vec<(JobView<'p>, Vec<JobIndex>)> = jobs.iter().map(|job| (*job, before(job))).collect();
        let mut groups: Vec<Vec<JobView<'p>>> = Vec::new();
        let mut left: Vec<&(JobView<'p>, Vec<JobIndex>)> = waits.iter().collect();
        while !left.is_empty() {
            let (ready, rest): (Vec<_>, Vec<_>) = left
                .into_iter()
                .partition(|(_, waits)| waits.iter().all(|job| level.contains_key(job)));
            if ready.is_empty() {
                groups.push(rest.iter().map(|(job, _)| *job).collect());
                break;
            }
            // A job that waits for some of those before it now waits for all of them.
            let last: usize = groups.last().map_or(0, Vec::len);
            if let Some((job, _)) = ready.iter().find(|(_, waits)| waits.len() < last) {
                let path = self.plan.job_path(job.index).key("after");
                let message = "it waits for all jobs beside those it names, since a stage ends as a whole";
                page.files.lose(loss(Feature::Dependencies, Severity::Info, path, message));
            }
            for (job, _) in &ready {
                level.insert(job.index, groups.len());
            }
            groups.push(ready.iter().map(|(job, _)| *job).collect());
            left = rest;
        }
        groups
    }
}
