//! Redundant edges: those that a longer way round already implies.

use super::ancestry::Ancestry;
use super::csr::Digraph;
use super::table::{NONE, Table};

/// Steps of search that any graph may take, and more per edge: exact up to a few thousand nodes of
/// any shape, and a bounded delay beyond.
const BUDGET: usize = 10_000_000;
const BUDGET_PER_EDGE: usize = 4;

/// The redundant edges of a graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redundancy {
    /// Edges `(from, to)`, by `to` in the order of the nodes, then as given. Without all of them
    /// every node still reaches what it reached. Of a repeated edge, all copies but the first are here.
    pub edges: Vec<(u32, u32)>,
    /// Whether these are all. False only if the search grew too long; the edges found are redundant
    /// all the same.
    pub complete: bool,
}

/// Finds the edges of an acyclic graph that follow from others, given its topological order.
///
/// An edge is redundant when its source also reaches another predecessor of its target. Most are
/// decided at once: a node's last-ready predecessor is never redundant, and what lies above it in the
/// tree of last-ready predecessors always is. Only for the rest is there a search, and only among
/// nodes of the depths in question. The search has a budget of ten million steps and four per edge.
pub fn redundant_edges(graph: &Digraph, order: &[u32]) -> Redundancy {
    let mut search = Search::new(graph, order);
    let mut edges = Vec::new();
    for &node in order {
        let predecessors = graph.predecessors(node);
        if predecessors.len() < 2 {
            continue;
        }
        search.run(node);
        for &before in predecessors {
            if search.redundant.get(before) == node {
                edges.push((before, node));
            } else {
                // A second copy of the edge finds the mark of the first.
                search.redundant.set(before, node);
            }
        }
    }
    Redundancy {
        edges,
        complete: search.complete,
    }
}

struct Search<'g> {
    graph: &'g Digraph,
    /// The length of the longest path to each node: a path from one node to another goes down in it.
    depth: Table<u32>,
    /// The first of each node's deepest predecessors.
    last: Table<u32>,
    ancestry: Ancestry,
    // The following three hold the node for which they were last set, so they need no clearing.
    undecided: Table<u32>,
    redundant: Table<u32>,
    seen: Table<u32>,
    open: Vec<u32>,
    steps_left: usize,
    complete: bool,
}

impl<'g> Search<'g> {
    fn new(graph: &'g Digraph, order: &[u32]) -> Self {
        let nodes = graph.node_count();
        let mut depth = Table::new(nodes, 0_u32);
        let mut last = Table::new(nodes, NONE);
        for &node in order {
            for &before in graph.predecessors(node) {
                if depth.get(node) <= depth.get(before) {
                    depth.set(node, depth.get(before).saturating_add(1));
                    last.set(node, before);
                }
            }
        }
        Self {
            graph,
            depth,
            ancestry: Ancestry::new(nodes, order.iter().copied(), &last),
            last,
            undecided: Table::new(nodes, NONE),
            redundant: Table::new(nodes, NONE),
            seen: Table::new(nodes, NONE),
            open: Vec::new(),
            steps_left: BUDGET.saturating_add(graph.edge_count().saturating_mul(BUDGET_PER_EDGE)),
            complete: true,
        }
    }

    /// Marks the predecessors of `node` that reach another of its predecessors.
    fn run(&mut self, node: u32) {
        let graph = self.graph;
        let last = self.last.get(node);
        let deepest = self.depth.get(last);
        let mut left = 0;
        let mut shallowest = NONE;
        for &before in graph.predecessors(node) {
            if self.depth.get(before) == deepest {
                continue;
            }
            if self.ancestry.contains(before, last) {
                self.redundant.set(before, node);
            } else if self.undecided.get(before) != node {
                self.undecided.set(before, node);
                left += 1;
                shallowest = shallowest.min(self.depth.get(before));
            }
        }
        self.open.clear();
        if left > 0 {
            self.open.extend(graph.predecessors(node));
        }
        while let Some(at) = self.open.pop() {
            if self.depth.get(at) <= shallowest {
                continue;
            }
            let Some(rest) = self.steps_left.checked_sub(graph.predecessors(at).len()) else {
                self.steps_left = 0;
                self.complete = false;
                return;
            };
            self.steps_left = rest;
            for &before in graph.predecessors(at) {
                if self.depth.get(before) < shallowest || self.seen.get(before) == node {
                    continue;
                }
                self.seen.set(before, node);
                self.open.push(before);
                if self.undecided.get(before) == node {
                    self.redundant.set(before, node);
                    left -= 1;
                    if left == 0 {
                        return;
                    }
                }
            }
        }
    }
}
