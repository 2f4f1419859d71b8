//! The steps of jobs, with those inside `parallel`.

use super::{Graph, JobIndex, JobView, Kinds, StepPlace};
use crate::model::{Action, Step};
use std::iter::Enumerate;
use std::slice::Iter;

impl Graph {
    /// All steps with their jobs and places, job by job; after a `parallel` step come those inside it.
    pub fn steps(&self) -> impl Iterator<Item = (JobView<'_>, StepPlace, &Step)> {
        self.jobs().flat_map(|job| job.steps().map(move |(place, step)| (job, place, step)))
    }

    /// The steps of some kinds, in the same order. Jobs without any are not looked at.
    pub fn steps_of(&self, kinds: Kinds) -> impl Iterator<Item = (JobView<'_>, StepPlace, &Step)> {
        let jobs = self.jobs().filter(move |job| job.kinds.meets(kinds));
        let steps = jobs.flat_map(|job| job.steps().map(move |(place, step)| (job, place, step)));
        steps.filter(move |(_, _, step)| kinds.meets(Kinds::of(&step.action)))
    }
}

impl<'g> JobView<'g> {
    /// Its steps with their places; after a `parallel` step come those inside it, however deep.
    pub fn steps(&self) -> impl Iterator<Item = (StepPlace, &'g Step)> + use<'g> {
        Steps {
            job: self.index,
            outer: self.job.steps.iter().enumerate(),
            inner: Vec::new(),
        }
    }
}

struct Steps<'g> {
    job: JobIndex,
    outer: Enumerate<Iter<'g, Step>>,
    /// What is left inside the last step that was given, the next one last.
    inner: Vec<(StepPlace, &'g Step)>,
}

impl<'g> Iterator for Steps<'g> {
    type Item = (StepPlace, &'g Step);

    fn next(&mut self) -> Option<Self::Item> {
        let (place, step) = match self.inner.pop() {
            Some(inner) => inner,
            None => {
                let (number, step) = self.outer.next()?;
                let place = StepPlace {
                    job: self.job,
                    step: count(number),
                    inner: None,
                };
                (place, step)
            }
        };
        if let Action::Parallel(steps) = &step.action {
            let inside = steps.iter().enumerate().rev().map(|(number, step)| {
                // Deeper ones have the place of the outermost.
                let inner = place.inner.or(Some(count(number)));
                (StepPlace { inner, ..place }, step)
            });
            self.inner.extend(inside);
        }
        Some((place, step))
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
