//! An order in which every node comes after all its predecessors.

use super::csr::Digraph;
use super::cycle::{Cycle, shortest_cycle};
use super::table::Table;

/// Orders the nodes so that every edge leads forward; if that cannot be, gives a cycle that forbids it.
///
/// Of all nodes that could come next, the lowest number comes next. So nodes declared in a possible
/// order stay as declared. Takes time linear in nodes and edges.
pub fn topological_order(graph: &Digraph) -> Result<Vec<u32>, Cycle> {
    if graph.nodes().all(|node| graph.successors(node).iter().all(|&next| node < next)) {
        return Ok(graph.nodes().collect());
    }
    let mut awaited = Table::new(graph.node_count(), 0);
    let mut ready = Ready::new(graph.node_count());
    for node in graph.nodes() {
        match graph.in_degree(node) {
            0 => ready.insert(node),
            count => awaited.set(node, count),
        }
    }
    let mut order = Vec::with_capacity(graph.node_count());
    while let Some(node) = ready.pop_lowest() {
        order.push(node);
        for &next in graph.successors(node) {
            let left = awaited.get(next).saturating_sub(1);
            awaited.set(next, left);
            if left == 0 {
                ready.insert(next);
            }
        }
    }
    if order.len() == graph.node_count() {
        return Ok(order);
    }
    // Nodes are missing only where a cycle holds them back.
    shortest_cycle(graph).map_or(Ok(order), Err)
}

/// A set of nodes that gives back its lowest: bits, and above each level of words another level with
/// one bit per word that is not zero. Four levels hold sixteen million nodes, so unlike in a binary
/// heap the cost of an operation does not visibly grow.
struct Ready {
    /// From the nodes themselves up to a single word.
    levels: Vec<Vec<u64>>,
}

impl Ready {
    fn new(nodes: usize) -> Self {
        let mut levels = Vec::new();
        let mut width = nodes;
        loop {
            width = width.div_ceil(64).max(1);
            levels.push(vec![0; width]);
            if width == 1 {
                return Self { levels };
            }
        }
    }

    fn insert(&mut self, node: u32) {
        let mut at = node as usize;
        for level in &mut self.levels {
            let Some(word) = level.get_mut(at / 64) else { return };
            let known_above = *word != 0;
            *word |= 1 << (at % 64);
            if known_above {
                return;
            }
            at /= 64;
        }
    }

    fn pop_lowest(&mut self) -> Option<u32> {
        let mut at = 0_u32;
        for level in self.levels.iter().rev() {
            let word = *level.get(at as usize)?;
            if word == 0 {
                return None;
            }
            at = at * 64 + word.trailing_zeros();
        }
        let mut clear = at as usize;
        for level in &mut self.levels {
            let word = level.get_mut(clear / 64)?;
            *word &= !(1 << (clear % 64));
            if *word != 0 {
                break;
            }
            clear /= 64;
        }
        Some(at)
    }
}
