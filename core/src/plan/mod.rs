//! The proof: a graph in which every name is bound and nothing waits for itself. Everything downstream starts here.

mod cycles;

pub use cycles::{Cycle, cycles};

use crate::diagnostic::nearest;
use crate::error::Error;
use crate::graph::topological_order;
use crate::model::Id;
use crate::resolve::{Graph, PipelineIndex};
use std::any::Any;
use std::ops::Deref;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::{Arc, OnceLock};

/// A delivery about which the structure rules found nothing that would leave it without a meaning.
///
/// It can only be made by [`Plan::new`], so whoever holds one may follow any binding and any edge. It reads like the
/// [`Graph`] it proves.
#[derive(Clone, Debug)]
pub struct Plan {
    graph: Graph,
    order: Vec<u32>,
    prepared: OnceLock<Prepared>,
}

/// Something that was prepared from a plan.
#[derive(Clone, Debug)]
struct Prepared(Arc<dyn Any + Send + Sync>);

// It is never changed after it was made, so a panic elsewhere leaves it whole.
impl UnwindSafe for Prepared {}
impl RefUnwindSafe for Prepared {}

impl Plan {
    /// Proves a graph, or gives it back when a name is not bound or something waits for itself.
    pub fn new(graph: Graph) -> Result<Self, Box<Graph>> {
        if !graph.unresolved().is_empty() || !cycles(&graph).is_empty() {
            return Err(Box::new(graph));
        }
        match topological_order(graph.flow()) {
            Ok(order) => Ok(Self {
                graph,
                order,
                prepared: OnceLock::new(),
            }),
            Err(_) => Err(Box::new(graph)),
        }
    }

    /// The points of the flow in an order in which nothing comes before what it waits for.
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// What somebody prepares once from the plan, for all who ask later. There is room for one kind of thing; of another kind it
    /// is prepared anew.
    pub(crate) fn prepared<T: Any + Send + Sync>(&self, prepare: impl Fn(&Self) -> T) -> Arc<T> {
        let Prepared(kept) = self.prepared.get_or_init(|| Prepared(Arc::new(prepare(self))));
        Arc::clone(kept).downcast().unwrap_or_else(|_| Arc::new(prepare(self)))
    }

    /// The pipeline of an id that a caller gave.
    pub(crate) fn pipeline_named(&self, id: &str) -> Result<PipelineIndex, Error> {
        let pipelines = &self.delivery().pipelines;
        let found = pipelines.get_index_of(id).map(PipelineIndex::at);
        found.ok_or_else(|| {
            let meant = nearest(id, pipelines.keys().map(Id::as_str));
            let meant = meant.map(|word| format!("; did you mean `{word}`?")).unwrap_or_default();
            Error::argument(format!("there is no pipeline `{id}`{meant}"))
        })
    }

    /// The graph that was proved.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }
}

impl Deref for Plan {
    type Target = Graph;

    fn deref(&self) -> &Graph {
        &self.graph
    }
}

impl PartialEq for Plan {
    fn eq(&self, other: &Self) -> bool {
        self.delivery() == other.delivery()
    }
}

impl Eq for Plan {}
