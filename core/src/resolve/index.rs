//! Indices of things in a graph. They count in the order of declaration.

macro_rules! index {
    ($($(#[doc = $doc:literal])* $name:ident,)*) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// From a position in a list.
            pub fn at(position: usize) -> Self {
                Self(u32::try_from(position).unwrap_or(u32::MAX))
            }

            /// As a position in a list.
            pub fn position(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

index! {
    /// A pipeline.
    PipelineIndex,
    /// A stage, counted over all pipelines.
    StageIndex,
    /// A job, counted over all pipelines.
    JobIndex,
    /// An environment.
    EnvironmentIndex,
    /// A service.
    ServiceIndex,
    /// An artifact, counted over all pipelines.
    ArtifactIndex,
}

/// A point that a run of a pipeline passes. Edges between points say what comes before what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Point {
    /// A pipeline is triggered.
    Start(PipelineIndex),
    /// All that a stage waits for is done.
    StageEntry(StageIndex),
    /// A gate of a stage, by its position in the stage's list.
    StageGate(StageIndex, u32),
    /// A gate of a job.
    JobGate(JobIndex, u32),
    /// A gate of the environment that a job deploys to.
    EnvironmentGate(EnvironmentIndex, JobIndex, u32),
    /// A job.
    Job(JobIndex),
    /// All jobs of a stage are done.
    StageDone(StageIndex),
}
