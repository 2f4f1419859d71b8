//! `Delivery` -> [`Graph`]: every name bound to an index, jobs and gates in one directed graph, nothing thrown.
//!
//! A graph is tolerant: a name that nothing answers to becomes an [`Unresolved`], a cycle stays a cycle. Whether that is
//! acceptable is for the structure rules to say.

mod artifacts;
mod bind;
mod defaults;
mod gates;
mod graph;
mod index;
mod kinds;
mod matrix;
mod order;
mod references;
mod signals;
mod step_calls;
mod steps;
mod tier;

pub use artifacts::{Artifact, StepPlace};
pub use bind::{Binding, Unresolved};
pub use graph::{EnvironmentView, Graph, JobView, StageView};
pub use index::{ArtifactIndex, EnvironmentIndex, JobIndex, PipelineIndex, Point, ServiceIndex, StageIndex};
pub use kinds::Kinds;
pub use matrix::{Combinations, expand};
pub use signals::{BUILT_IN as BUILT_IN_SIGNALS, is_built_in};

use crate::graph::Digraph;
use crate::model::Delivery;
use crate::text::Tree;
use std::sync::Arc;

impl Graph {
    /// Binds the names of a document. Linear in its size.
    pub fn new(delivery: Arc<Delivery>, tree: Option<Arc<Tree>>) -> Self {
        let mut graph = Self {
            delivery,
            tree,
            stages: Vec::new(),
            jobs: Vec::new(),
            pipelines: Vec::new(),
            points: Vec::new(),
            flow: Digraph::new(0, &[]),
            environments: Digraph::new(0, &[]),
            artifacts: Vec::new(),
            step_calls: Vec::new(),
            unresolved: Vec::new(),
        };
        order::build(&mut graph);
        let delivery = graph.shared_delivery();
        references::bind(&mut graph, &delivery);
        graph
    }
}

impl Delivery {
    /// Binds the names of a document that was built in code.
    pub fn resolve(self) -> Graph {
        Graph::new(Arc::new(self), None)
    }
}
