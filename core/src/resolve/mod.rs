//! `Delivery` -> [`Graph`]: every name bound to an index, jobs and gates in one directed graph, nothing thrown.
//!
//! A graph is tolerant: a name that nothing answers to becomes an [`Unresolved`], a cycle stays a cycle. Whether that is
//! acceptable is for the structure rules to say.

mod artifacts;
mod bind;
mod defaults;
mod graph;
mod index;
mod matrix;
mod order;
mod references;
mod signals;

pub use artifacts::{Artifact, StepPlace};
pub use bind::{Binding, Unresolved};
pub use graph::{EnvironmentView, Graph, JobView, StageView};
pub use index::{ArtifactIndex, EnvironmentIndex, JobIndex, PipelineIndex, Point, ServiceIndex, StageIndex};
pub use matrix::{Combinations, expand};
pub use signals::{BUILT_IN as BUILT_IN_SIGNALS, is_built_in};
