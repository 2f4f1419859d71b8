//! Strongly connected components: the groups of nodes that all reach one another.

use std::slice::Iter;

use super::csr::Digraph;
use super::table::{NONE, Table};

/// The strongly connected components of a graph, numbered so that edges between components lead from
/// higher to lower numbers.
#[derive(Clone, Debug)]
pub struct Components {
    of: Table<u32>,
    /// The members of all components, one component after the other.
    members: Vec<u32>,
    /// Where each component ends in `members`.
    ends: Vec<usize>,
}

impl Components {
    /// How many components there are.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// The number of the component a node is in, if the node is in the graph.
    pub fn of(&self, node: u32) -> Option<u32> {
        Some(self.of.get(node)).filter(|&component| component != NONE)
    }

    /// The nodes of a component, lowest first.
    pub fn members(&self, component: u32) -> &[u32] {
        let component = component as usize;
        let start = component.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(component).copied();
        self.members.get(start.unwrap_or(0)..end.unwrap_or(0)).unwrap_or_default()
    }

    /// All components, in order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> + '_ {
        (0_u32..).take(self.count()).map(|component| self.members(component))
    }
}

/// Finds the strongly connected components (Tarjan's algorithm with its own stack, linear time).
pub fn components(graph: &Digraph) -> Components {
    let mut search = Tarjan::new(graph);
    for root in graph.nodes() {
        if search.number.get(root) == NONE {
            search.run(root);
        }
    }
    search.found
}

struct Tarjan<'g> {
    graph: &'g Digraph,
    found: Components,
    visited: u32,
    /// When each node was first visited.
    number: Table<u32>,
    /// The earliest visited node known to be reachable and not yet in a component.
    low: Table<u32>,
    /// Visited nodes that are not yet in a component.
    open: Vec<u32>,
    /// The path of the search with what is left of each node's edges.
    frames: Vec<(u32, Iter<'g, u32>)>,
}

impl<'g> Tarjan<'g> {
    fn new(graph: &'g Digraph) -> Self {
        let nodes = graph.node_count();
        Self {
            graph,
            found: Components {
                of: Table::new(nodes, NONE),
                members: Vec::with_capacity(nodes),
                ends: Vec::new(),
            },
            visited: 0,
            number: Table::new(nodes, NONE),
            low: Table::new(nodes, NONE),
            open: Vec::new(),
            frames: Vec::new(),
        }
    }

    fn enter(&mut self, node: u32) {
        self.number.set(node, self.visited);
        self.low.set(node, self.visited);
        self.visited += 1;
        self.open.push(node);
        self.frames.push((node, self.graph.successors(node).iter()));
    }

    fn run(&mut self, root: u32) {
        self.enter(root);
        while let Some((node, edges)) = self.frames.last_mut() {
            let node = *node;
            if let Some(&next) = edges.next() {
                if self.number.get(next) == NONE {
                    self.enter(next);
                } else if self.found.of.get(next) == NONE {
                    self.low.set(node, self.low.get(node).min(self.number.get(next)));
                }
                continue;
            }
            self.frames.pop();
            if let Some(&(parent, _)) = self.frames.last() {
                self.low.set(parent, self.low.get(parent).min(self.low.get(node)));
            }
            if self.low.get(node) == self.number.get(node) {
                self.close(node);
            }
        }
    }

    /// Everything opened since `first`, and `first` itself, is one component.
    fn close(&mut self, first: u32) {
        let component = u32::try_from(self.found.ends.len()).unwrap_or(NONE);
        let start = self.found.members.len();
        while let Some(node) = self.open.pop() {
            self.found.of.set(node, component);
            self.found.members.push(node);
            if node == first {
                break;
            }
        }
        if let Some(members) = self.found.members.get_mut(start..) {
            members.sort_unstable();
        }
        self.found.ends.push(self.found.members.len());
    }
}
