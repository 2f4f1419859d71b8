//! What past runs say of the jobs of a plan.

use crate::model::scalar::Percent;
use crate::numbers::Spread;
use crate::resolve::JobIndex;
use std::collections::HashMap;
use std::sync::Arc;

/// What past runs say of the jobs of a plan.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// By job and by the values of its matrix.
    pub(super) exact: HashMap<(JobIndex, String), Taken>,
    /// By job, all of its matrix together.
    pub(super) any: HashMap<JobIndex, Taken>,
    /// Names of past runs that no job of the plan answers to.
    pub unmatched: Vec<Unmatched>,
    /// Tries that did match.
    pub matched: u32,
}

/// Jobs of past runs that no job of the plan answers to, or more than one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched {
    /// The name that the system shows.
    pub name: String,
    /// How many tries there were.
    pub tries: u32,
    /// True when several jobs of the plan are called so.
    pub ambiguous: bool,
}

/// What past runs say of one job.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// How long it took when it passed, in milliseconds, sorted.
    pub times: Vec<u64>,
    /// How long it waited for a machine, in milliseconds, sorted.
    pub queued: Vec<u64>,
    /// Tries that passed or failed.
    pub tries: u32,
    /// Tries that failed.
    pub failures: u32,
    /// Of these, the ones after which the same run had a try that passed: nothing was changed between the two.
    pub flaky_failures: u32,
    /// Tries after the first of a run.
    pub retries: u32,
}

impl Measure {
    /// How often a try fails for no good reason; none without tries.
    pub fn flaky(&self) -> Option<Percent> {
        share(self.flaky_failures, self.tries)
    }

    /// How often a try fails; none without tries.
    pub fn failed(&self) -> Option<Percent> {
        share(self.failures, self.tries)
    }
}

fn share(part: u32, whole: u32) -> Option<Percent> {
    (whole > 0).then(|| Percent::from_fraction(f64::from(part) / f64::from(whole)))?
}

/// A measure with a table to draw from.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    pub(super) measure: Measure,
    pub(super) spread: Option<Arc<Spread>>,
}

impl Taken {
    /// Sorts what was gathered, and makes the table.
    pub(super) fn settle(&mut self) {
        self.measure.times.sort_unstable();
        self.measure.queued.sort_unstable();
        self.spread = Spread::measured(&self.measure.times).map(Arc::new);
    }
}

impl Measured {
    /// What is known of a job for the values of its matrix, or else of the job as a whole; none when it never passed.
    pub(in crate::analysis) fn of(&self, job: JobIndex, label: &str) -> Option<(&Measure, Option<&Arc<Spread>>)> {
        let known = |taken: &&Taken| !taken.measure.times.is_empty();
        let exact = || self.exact.get(&(job, super::matching::plain(label))).filter(known);
        let taken = if label.is_empty() { None } else { exact() };
        let taken = taken.or_else(|| self.any.get(&job).filter(known))?;
        Some((&taken.measure, taken.spread.as_ref()))
    }

    /// What is known of each job, in order of declaration.
    pub fn jobs(&self) -> Vec<(JobIndex, &Measure)> {
        let mut jobs: Vec<(JobIndex, &Measure)> = self.any.iter().map(|(job, taken)| (*job, &taken.measure)).collect();
        jobs.sort_by_key(|(job, _)| *job);
        jobs
    }
}
