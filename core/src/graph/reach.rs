//! Which nodes lead where, and by what path.

use super::bit_set::BitSet;
use super::csr::Digraph;
use super::table::{NONE, Table};

/// The nodes that can be reached from `starts`, the starts included, by paths that meet no node for
/// which `without` holds (a start for which it holds leads nowhere).
pub fn reachable_from(graph: &Digraph, starts: &[u32], without: impl Fn(u32) -> bool) -> BitSet {
    flood(graph.node_count(), starts, |node| graph.successors(node), without)
}

/// The nodes from which some target can be reached, the targets included.
pub fn reaches(graph: &Digraph, targets: &[u32]) -> BitSet {
    flood(graph.node_count(), targets, |node| graph.predecessors(node), |_| false)
}

fn flood<'g>(nodes: usize, starts: &[u32], neighbours: impl Fn(u32) -> &'g [u32], without: impl Fn(u32) -> bool) -> BitSet {
    let mut reached = BitSet::new(nodes);
    let mut open = Vec::new();
    let mut reach = |candidates: &[u32], open: &mut Vec<u32>| {
        for &node in candidates {
            if !reached.contains(node) && !without(node) && reached.insert(node) {
                open.push(node);
            }
        }
    };
    reach(starts, &mut open);
    while let Some(node) = open.pop() {
        reach(neighbours(node), &mut open);
    }
    reached
}

/// A shortest path (fewest edges) between two nodes, both included, that meets no node for which
/// `without` holds; the ends count too. From a node to itself, the path is that node alone.
///
/// Of several equally short paths, the edges given first lead the way.
pub fn path(graph: &Digraph, from: u32, to: u32, without: impl Fn(u32) -> bool) -> Option<Vec<u32>> {
    Routes::search(graph, &[from], without, Some(to)).path_to(to)
}

/// Shortest paths from a set of starts to everything they reach, found in one pass.
///
/// Ask this rather than [`path`] when many targets share the same starts: building it takes time
/// linear in the graph, each answer takes time linear in the answer.
#[derive(Clone, Debug)]
pub struct Routes {
    /// Where each node was first reached from; itself for a start.
    came_from: Table<u32>,
}

impl Routes {
    /// Finds the shortest paths that meet no node for which `without` holds, ends included.
    pub fn new(graph: &Digraph, starts: &[u32], without: impl Fn(u32) -> bool) -> Self {
        Self::search(graph, starts, without, None)
    }

    /// Breadth first, and no further than `target`.
    pub(super) fn search(graph: &Digraph, starts: &[u32], without: impl Fn(u32) -> bool, target: Option<u32>) -> Self {
        let mut came_from = Table::new(graph.node_count(), NONE);
        let mut queue = Vec::new();
        for &start in starts {
            if graph.nodes().contains(&start) && came_from.get(start) == NONE && !without(start) {
                came_from.set(start, start);
                queue.push(start);
            }
        }
        let mut at = 0;
        while let Some(&node) = queue.get(at) {
            if target == Some(node) {
                break;
            }
            at += 1;
            for &next in graph.successors(node) {
                if came_from.get(next) == NONE && !without(next) {
                    came_from.set(next, node);
                    queue.push(next);
                }
            }
        }
        Self { came_from }
    }

    /// Whether some path leads to the node.
    pub fn contains(&self, node: u32) -> bool {
        self.came_from.get(node) != NONE
    }

    /// The path to a node from the nearest start, both included.
    pub fn path_to(&self, node: u32) -> Option<Vec<u32>> {
        if !self.contains(node) {
            return None;
        }
        let mut nodes = vec![node];
        let mut at = node;
        while self.came_from.get(at) != at {
            at = self.came_from.get(at);
            nodes.push(at);
        }
        nodes.reverse();
        Some(nodes)
    }
}
