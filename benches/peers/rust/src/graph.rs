//! A graph from its edges to its order and its critical path, with petgraph; the edges are those of `benches/src/works/graphs.rs`.

use crate::{Work, shown};
use petgraph::algo::toposort;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use std::error::Error;

pub(crate) fn prepare(nodes: usize) -> Result<Work, Box<dyn Error>> {
    let (edges, weights) = drawn(u32::try_from(nodes)?);
    Ok(Box::new(move |out| {
        let mut graph = DiGraph::<u64, ()>::with_capacity(nodes, edges.len());
        for weight in &weights {
            graph.add_node(*weight);
        }
        for (from, to) in &edges {
            graph.add_edge(NodeIndex::new(*from as usize), NodeIndex::new(*to as usize), ());
        }
        let order = toposort(&graph, None).map_err(|_| "edges lead forward only")?;
        // petgraph has no longest path with weights of nodes: the loop over its order is ours.
        let mut end = vec![0_u64; nodes];
        for node in order {
            let start = graph
                .edges_directed(node, petgraph::Direction::Incoming)
                .map(|edge| end[edge.source().index()])
                .max()
                .unwrap_or(0);
            end[node.index()] = start + graph[node];
        }
        Ok(shown(&end.iter().max().copied().unwrap_or(0).to_string(), out))
    }))
}

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
