//! The graph itself: nodes are numbers, edges lie in flat arrays, both ways.

use std::ops::Range;

use super::table::NONE;

/// A directed graph over the nodes `0..node_count`, fixed once built.
///
/// Edges are stored as compressed sparse rows: all neighbours of a node lie side by side, in the
/// order in which the edges were given. Loops and repeated edges are kept.
#[derive(Clone, Debug)]
pub struct Digraph {
    nodes: u32,
    forward: Rows,
    backward: Rows,
}

impl Digraph {
    /// Builds the graph in time linear in nodes and edges.
    ///
    /// An edge that names a node outside `0..nodes` is left out: a document with an unresolved name
    /// still has a graph, and the unresolved name is somebody else's finding. Numbers are 32 bits
    /// wide, so what goes beyond four billion nodes or edges is left out too.
    pub fn new(nodes: usize, edges: &[(u32, u32)]) -> Self {
        let nodes = u32::try_from(nodes).unwrap_or(NONE).min(NONE - 1);
        let edges = edges.get(..u32::MAX as usize).unwrap_or(edges);
        let inside = edges.iter().copied().filter(|&(from, to)| from < nodes && to < nodes);
        Self {
            nodes,
            forward: Rows::group(nodes, inside.clone()),
            backward: Rows::group(nodes, inside.map(|(from, to)| (to, from))),
        }
    }

    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.nodes as usize
    }

    /// How many edges there are, repeated ones included.
    pub fn edge_count(&self) -> usize {
        self.forward.items.len()
    }

    /// All nodes, in order.
    pub fn nodes(&self) -> Range<u32> {
        0..self.nodes
    }

    /// The nodes that `node` has edges to, in the order given; none for a node outside the graph.
    #[inline]
    pub fn successors(&self, node: u32) -> &[u32] {
        self.forward.row(node)
    }

    /// The nodes that have edges to `node`, in the order given; none for a node outside the graph.
    #[inline]
    pub fn predecessors(&self, node: u32) -> &[u32] {
        self.backward.row(node)
    }

    /// How many edges lead to `node`.
    #[inline]
    pub fn in_degree(&self, node: u32) -> u32 {
        let (from, to) = self.backward.bounds(node);
        to - from
    }
}

/// Lists of items per key, in one array.
#[derive(Clone, Debug)]
struct Rows {
    /// Where the row of each key starts, and one more entry: where the last row ends.
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Rows {
    /// A counting sort by key that keeps the order of items within a key.
    fn group(keys: u32, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        // Counts are kept two places to the right and ends are built one place to the right, so that
        // after the items are placed each entry has moved up to be the start of its own row.
        let mut starts = vec![0_u32; keys as usize + 2];
        for (key, _) in pairs.clone() {
            if let Some(count) = starts.get_mut(key as usize + 2) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut items = vec![0; total as usize];
        for (key, item) in pairs {
            if let Some(next) = starts.get_mut(key as usize + 1) {
                if let Some(slot) = items.get_mut(*next as usize) {
                    *slot = item;
                }
                *next += 1;
            }
        }
        starts.pop();
        Self { starts, items }
    }

    #[inline]
    fn bounds(&self, key: u32) -> (u32, u32) {
        let key = key as usize;
        match (self.starts.get(key), self.starts.get(key.wrapping_add(1))) {
            (Some(&from), Some(&to)) => (from, to),
            _ => (0, 0),
        }
    }

    #[inline]
    fn row(&self, key: u32) -> &[u32] {
        let (from, to) = self.bounds(key);
        self.items.get(from as usize..to as usize).unwrap_or_default()
    }
}
