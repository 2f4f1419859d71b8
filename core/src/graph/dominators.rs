//! Dominators: the nodes that lie on every path from the roots to a node.

use super::ancestry::Ancestry;
use super::csr::Digraph;
use super::lengauer_tarjan::immediate_dominators;
use super::table::{NONE, Table};

/// The dominator tree of a graph, seen from a set of roots.
///
/// A node `a` dominates a node `b` when every path from any of the roots to `b` goes through `a`. The
/// tree hangs from a virtual root above all the given ones, so nodes that different roots reach by
/// separate ways have no real dominator but themselves.
#[derive(Clone, Debug)]
pub struct Dominators {
    /// [`NONE`] where no real node dominates, or the node is not reachable.
    immediate: Table<u32>,
    ancestry: Ancestry,
}

impl Dominators {
    /// Finds all dominators. Takes time linear in nodes and edges, but for a logarithm that bounds
    /// the worst case and rarely shows; the graph may have cycles.
    pub fn new(graph: &Digraph, roots: &[u32]) -> Self {
        let (immediate, reached) = immediate_dominators(graph, roots);
        let ancestry = Ancestry::new(graph.node_count(), reached.iter().copied(), &immediate);
        Self { immediate, ancestry }
    }

    /// The nearest other node on every path to `node`. `None` if there is no such node, or if no root
    /// reaches `node`; [`is_reachable`](Self::is_reachable) tells the two apart.
    pub fn immediate(&self, node: u32) -> Option<u32> {
        Some(self.immediate.get(node)).filter(|&above| above != NONE)
    }

    /// Whether some root reaches the node.
    pub fn is_reachable(&self, node: u32) -> bool {
        self.ancestry.contains(node, node)
    }

    /// Whether every path from the roots to `node` meets `above`, in constant time. Every reachable
    /// node dominates itself. False if either is not reachable: where there is no path, nothing is on it.
    pub fn dominates(&self, above: u32, node: u32) -> bool {
        self.ancestry.contains(above, node)
    }

    /// All other nodes that dominate `node`, the nearest first.
    pub fn above(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(self.immediate(node), |&next| self.immediate(next))
    }
}
