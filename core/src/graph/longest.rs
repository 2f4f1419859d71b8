//! The longest path through a graph whose nodes take time: the critical path.

use super::csr::Digraph;
use super::table::Table;

/// When each node can start at the earliest, and the path that decides when the last one ends.
#[derive(Clone, Debug)]
pub struct LongestPath {
    total: u64,
    nodes: Vec<u32>,
    start: Table<u64>,
    latest_start: Table<u64>,
}

/// Finds the longest path of an acyclic graph, given its topological order and a weight per node; a
/// node without a weight weighs nothing. Takes linear time. Sums stop at `u64::MAX`.
pub fn longest_path(graph: &Digraph, order: &[u32], weights: &[u64]) -> LongestPath {
    let weight = |node: u32| weights.get(node as usize).copied().unwrap_or(0);
    let mut start = Table::new(graph.node_count(), 0_u64);
    let mut end = Table::new(graph.node_count(), 0_u64);
    let mut total = 0;
    for &node in order {
        let earliest = graph.predecessors(node).iter().map(|&before| end.get(before)).max().unwrap_or(0);
        start.set(node, earliest);
        end.set(node, earliest.saturating_add(weight(node)));
        total = total.max(end.get(node));
    }
    let mut latest_start = Table::new(graph.node_count(), 0);
    let mut last = None;
    for &node in order.iter().rev() {
        let successors = graph.successors(node);
        let latest_end = successors.iter().map(|&next| latest_start.get(next)).min().unwrap_or(total);
        latest_start.set(node, latest_end.saturating_sub(weight(node)));
        if successors.is_empty() && end.get(node) == total {
            last = Some(node);
        }
    }
    let mut nodes: Vec<u32> = std::iter::successors(last, |&node| {
        let decides = |&&before: &&u32| end.get(before) == start.get(node);
        graph.predecessors(node).iter().find(decides).copied()
    })
    // An order that is not one could lead in circles.
    .take(order.len())
    .collect();
    nodes.reverse();
    LongestPath {
        total,
        nodes,
        start,
        latest_start,
    }
}

impl LongestPath {
    /// The weight of the longest path: how long everything takes when nothing ever waits in vain.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The nodes of the longest path, from a node without predecessors to one without successors. Of
    /// several equally long paths, the one whose last node is first in the order, and going back from
    /// there, the predecessors given first.
    pub fn nodes(&self) -> &[u32] {
        &self.nodes
    }

    /// The weight of the longest path up to the node, without its own weight.
    pub fn start(&self, node: u32) -> u64 {
        self.start.get(node)
    }

    /// By how much the node's weight could grow, all else being equal, without the total growing.
    pub fn slack(&self, node: u32) -> u64 {
        self.latest_start.get(node).saturating_sub(self.start.get(node))
    }
}
