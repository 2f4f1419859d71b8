//! Immediate dominators by the algorithm of Lengauer and Tarjan, without recursion.
//!
//! The simple variant, with path compression only: O(m log n) whatever the graph. The well-known
//! iterative algorithm of Cooper, Harvey and Kennedy is shorter but quadratic on deep graphs with
//! long jumps, which is what a long pipeline with a shared first job looks like.

use super::bit_set::BitSet;
use super::csr::Digraph;
use super::table::{NONE, Table};

/// The immediate dominator of each node ([`NONE`] for the virtual root or unreachable), and the
/// reachable nodes in an order in which dominators come first.
pub(super) fn immediate_dominators(graph: &Digraph, roots: &[u32]) -> (Table<u32>, Vec<u32>) {
    let walk = Walk::new(graph, roots);
    let by_number = Solver::new(&walk).solve(graph);
    let mut immediate = Table::new(graph.node_count(), NONE);
    for number in 1..=walk.visited {
        immediate.set(walk.node(number), walk.node(by_number.get(number)));
    }
    let mut reached = walk.nodes;
    reached.remove(0);
    (immediate, reached)
}

/// A depth-first walk. Everything from here on speaks of the numbers that the walk gives to nodes:
/// 0 is the virtual root, a parent's number is lower than its children's.
struct Walk {
    /// How many nodes were visited, which is also the highest number.
    visited: u32,
    number: Table<u32>,
    nodes: Vec<u32>,
    parent: Vec<u32>,
    roots: BitSet,
}

impl Walk {
    fn new(graph: &Digraph, roots: &[u32]) -> Self {
        let mut walk = Self {
            visited: 0,
            number: Table::new(graph.node_count(), NONE),
            nodes: vec![NONE],
            parent: vec![0],
            roots: BitSet::new(graph.node_count()),
        };
        let mut frames = Vec::new();
        for &root in roots {
            if !walk.roots.insert(root) || walk.number.get(root) != NONE {
                continue;
            }
            walk.visit(root, 0);
            frames.push((walk.visited, graph.successors(root).iter()));
            while let Some((above, edges)) = frames.last_mut() {
                let above = *above;
                let Some(&next) = edges.next() else {
                    frames.pop();
                    continue;
                };
                if walk.number.get(next) == NONE {
                    walk.visit(next, above);
                    frames.push((walk.visited, graph.successors(next).iter()));
                }
            }
        }
        walk
    }

    fn visit(&mut self, node: u32, parent: u32) {
        self.visited += 1;
        self.number.set(node, self.visited);
        self.nodes.push(node);
        self.parent.push(parent);
    }

    fn node(&self, number: u32) -> u32 {
        self.nodes.get(number as usize).copied().unwrap_or(NONE)
    }
}

struct Solver<'w> {
    walk: &'w Walk,
    parent: Table<u32>,
    /// The semidominator, once known; before, the node itself.
    semi: Table<u32>,
    /// A linked node's nearest known ancestor in the forest of linked nodes; paths get shorter by use.
    ancestor: Table<u32>,
    /// The node with the lowest semidominator between a node and its `ancestor`.
    label: Table<u32>,
    path: Vec<u32>,
}

impl<'w> Solver<'w> {
    fn new(walk: &'w Walk) -> Self {
        let itself: Vec<u32> = (0..=walk.visited).collect();
        let parent = Table::from_values(walk.parent.clone(), NONE);
        Self {
            walk,
            ancestor: parent.clone(),
            parent,
            semi: Table::from_values(itself.clone(), NONE),
            label: Table::from_values(itself, NONE),
            path: Vec::new(),
        }
    }

    fn solve(mut self, graph: &Digraph) -> Table<u32> {
        let count = self.walk.nodes.len();
        let mut immediate = Table::new(count, 0);
        // Nodes by semidominator, as linked lists: they wait there until the path to it is linked.
        let mut first_waiting = Table::new(count, NONE);
        let mut next_waiting = Table::new(count, NONE);
        for number in (1..=self.walk.visited).rev() {
            let node = self.walk.node(number);
            let parent = self.parent.get(number);
            let mut semi = if self.walk.roots.contains(node) { 0 } else { parent };
            for &before in graph.predecessors(node) {
                let before = self.walk.number.get(before);
                if before != NONE {
                    let best = self.lowest(before, number + 1);
                    semi = semi.min(self.semi.get(best));
                }
            }
            self.semi.set(number, semi);
            next_waiting.set(number, first_waiting.get(semi));
            first_waiting.set(semi, number);

            let mut waiting = first_waiting.get(parent);
            first_waiting.set(parent, NONE);
            while waiting != NONE {
                let best = self.lowest(waiting, number);
                let sure = self.semi.get(best) >= self.semi.get(waiting);
                immediate.set(waiting, if sure { parent } else { best });
                waiting = next_waiting.get(waiting);
            }
        }
        // Where the answer was "the same as that node's", that node's is now known.
        for number in 1..=self.walk.visited {
            let found = immediate.get(number);
            if found != self.semi.get(number) {
                immediate.set(number, immediate.get(found));
            }
        }
        immediate
    }

    /// The node with the lowest semidominator among `node` and its linked ancestors. Nodes are linked
    /// from the highest number down, so those from `linked` on are.
    fn lowest(&mut self, node: u32, linked: u32) -> u32 {
        if node < linked {
            return node;
        }
        let mut top = node;
        while self.ancestor.get(top) >= linked {
            self.path.push(top);
            top = self.ancestor.get(top);
        }
        let above = self.ancestor.get(top);
        let mut best = self.label.get(top);
        let mut best_semi = self.semi.get(best);
        while let Some(next) = self.path.pop() {
            let label = self.label.get(next);
            let semi = self.semi.get(label);
            if best_semi < semi {
                self.label.set(next, best);
            } else {
                (best, best_semi) = (label, semi);
            }
            self.ancestor.set(next, above);
        }
        best
    }
}
