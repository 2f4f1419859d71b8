//! The shortest cycle, which is the one worth showing to a person.

use super::bit_set::BitSet;
use super::components::{Components, components};
use super::csr::Digraph;
use super::table::{NONE, Table};

/// Edges looked at before the search settles for the best cycle it has: some 50 ms. It is enough for
/// an exact answer wherever the nodes times the edges that lie on cycles stay below this number.
const BUDGET: usize = 10_000_000;

/// A directed cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// The nodes in the direction of the edges, lowest first; the last one leads back to the first.
    pub nodes: Vec<u32>,
    /// Whether no shorter cycle exists. False only where the graph is so large and so entangled that
    /// proving it would take too long.
    pub shortest: bool,
}

/// The shortest directed cycle, or `None` if there is no cycle.
///
/// Of several equally short ones, that with the lowest node, then the edges given first. The search
/// looks at no more than ten million edges beyond those of one pass over the graph; when that does
/// not suffice, the cycle is real but perhaps not the shortest, and says so.
pub fn shortest_cycle(graph: &Digraph) -> Option<Cycle> {
    let components = components(graph);
    if components.count() == graph.node_count() {
        // Every node on its own: only loops are left.
        let looped = graph.nodes().find(|&node| graph.successors(node).contains(&node))?;
        return Some(Cycle {
            nodes: vec![looped],
            shortest: true,
        });
    }
    let mut search = Search::new(graph, &components);
    let mut best: Option<Vec<u32>> = None;
    for start in graph.nodes() {
        if search.looked_at > BUDGET && best.is_some() {
            return best.map(|nodes| Cycle { nodes, shortest: false });
        }
        let limit = best.as_ref().map_or(usize::MAX, |nodes| nodes.len() - 1);
        if !search.done.contains(start) {
            best = search.through(start, limit).or(best);
            search.discard(start);
        }
    }
    best.map(|nodes| Cycle { nodes, shortest: true })
}

struct Search<'g> {
    graph: &'g Digraph,
    components: &'g Components,
    /// Nodes through which no further cycle can go, and how many edges from and to other nodes of
    /// the same component the rest still have.
    done: BitSet,
    edges_in: Table<u32>,
    edges_out: Table<u32>,
    /// The start of the latest search that reached the node.
    reached_for: Table<u32>,
    came_from: Table<u32>,
    queue: Vec<u32>,
    looked_at: usize,
}

impl<'g> Search<'g> {
    fn new(graph: &'g Digraph, components: &'g Components) -> Self {
        let nodes = graph.node_count();
        let mut search = Self {
            graph,
            components,
            done: BitSet::new(nodes),
            edges_in: Table::new(nodes, 0),
            edges_out: Table::new(nodes, 0),
            reached_for: Table::new(nodes, NONE),
            came_from: Table::new(nodes, NONE),
            queue: Vec::new(),
            looked_at: 0,
        };
        for node in graph.nodes() {
            for &next in graph.successors(node) {
                if components.of(node) == components.of(next) {
                    search.edges_out.set(node, search.edges_out.get(node) + 1);
                    search.edges_in.set(next, search.edges_in.get(next) + 1);
                }
            }
        }
        for node in graph.nodes() {
            if search.edges_in.get(node) == 0 {
                search.discard(node);
            }
        }
        search
    }

    /// Puts a node aside, and with it all that are on no cycle without it. This keeps the search
    /// linear where few edges lead backwards, as when somebody got a single one wrong.
    fn discard(&mut self, node: u32) {
        if !self.done.insert(node) {
            return;
        }
        let graph = self.graph;
        self.queue.clear();
        self.queue.push(node);
        while let Some(node) = self.queue.pop() {
            let home = self.components.of(node);
            let ways = [
                (graph.successors(node), &mut self.edges_in),
                (graph.predecessors(node), &mut self.edges_out),
            ];
            for (neighbours, edges) in ways {
                for &next in neighbours {
                    if self.components.of(next) == home {
                        let left = edges.get(next).saturating_sub(1);
                        edges.set(next, left);
                        if left == 0 && self.done.insert(next) {
                            self.queue.push(next);
                        }
                    }
                }
            }
        }
    }

    /// The shortest cycle of at most `limit` nodes through `start` and no node that is done.
    fn through(&mut self, start: u32, limit: usize) -> Option<Vec<u32>> {
        let home = self.components.of(start);
        self.queue.clear();
        self.queue.push(start);
        let (mut at, mut depth) = (0, 0);
        while depth < limit && at < self.queue.len() {
            depth += 1;
            let end = self.queue.len();
            while let Some(&node) = self.queue.get(at).filter(|_| at < end) {
                at += 1;
                let successors = self.graph.successors(node);
                self.looked_at += successors.len();
                for &next in successors {
                    if next == start {
                        return Some(self.trace(start, node));
                    }
                    if self.reached_for.get(next) != start && self.components.of(next) == home && !self.done.contains(next) {
                        self.reached_for.set(next, start);
                        self.came_from.set(next, node);
                        self.queue.push(next);
                    }
                }
            }
        }
        None
    }

    fn trace(&self, start: u32, last: u32) -> Vec<u32> {
        let mut nodes = vec![last];
        let mut node = last;
        while node != start {
            node = self.came_from.get(node);
            nodes.push(node);
        }
        nodes.reverse();
        nodes
    }
}
