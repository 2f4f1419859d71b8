//! A graph from its edges to its order and its critical path. `benches/peers` draws the same edges.

use super::{Work, shown};
use gatewright::graph::{Digraph, longest_path, topological_order};
use std::error::Error;

pub(super) fn prepare(nodes: usize) -> Result<Work, Box<dyn Error>> {
    let (edges, weights) = drawn(u32::try_from(nodes)?);
    Ok(Box::new(move |out| {
        let graph = Digraph::new(nodes, &edges);
        let order = topological_order(&graph).map_err(|_| "edges lead forward only")?;
        let path = longest_path(&graph, &order, &weights);
        Ok(shown(&path.total().to_string(), out))
    }))
}

/// Edges from each node to two or three of the next hundred, and weights, all from one sequence (the constants are those of Knuth's MMIX).
fn drawn(nodes: u32) -> (Vec<(u32, u32)>, Vec<u64>) {
    let mut state = 1_u64;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let mut edges = Vec::new();
    for node in 0..nodes {
        let many = if next() % 4 == 0 { 2 } else { 3 };
        for _ in 0..many {
            let to = u64::from(node) + 1 + next() % 100;
            if let Ok(to) = u32::try_from(to)
                && to < nodes
            {
                edges.push((node, to));
            }
        }
    }
    let weights = (0..nodes).map(|_| 1 + next() % 600).collect();
    (edges, weights)
}
