//! Artifacts: who hands on what, and who takes it.

use super::{JobIndex, PipelineIndex};
use crate::model::Id;

/// A step of a job; one inside a `parallel` step has a second number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepPlace {
    /// The job.
    pub job: JobIndex,
    /// Position in the job's steps.
    pub step: u32,
    /// Position inside a `parallel` step.
    pub inner: Option<u32>,
}

/// Files that jobs of one pipeline hand on under one name.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// The pipeline they live in.
    pub pipeline: PipelineIndex,
    /// Their name.
    pub name: Id,
    /// The steps that hand them on.
    pub producers: Vec<StepPlace>,
    /// The steps that take them.
    pub consumers: Vec<StepPlace>,
}
