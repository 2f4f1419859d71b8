//! Questions about directed graphs, free of any domain.
//!
//! Nodes are the numbers `0..n`; whoever asks keeps what they stand for. Every answer is deterministic,
//! takes time linear or nearly linear in nodes and edges, and needs no deep stack, so a chain of a
//! million nodes is as welcome as a pipeline of ten. A node outside the graph has no edges, is reached
//! by nothing and never makes a question panic.
//!
//! ```
//! use gatewright::graph::{Digraph, Dominators, longest_path, topological_order, uncovered_path};
//!
//! // build (0) -> test (1) -> deploy (3), and build -> approve (2) -> deploy
//! let graph = Digraph::new(4, &[(0, 1), (0, 2), (1, 3), (2, 3)]);
//! let order = topological_order(&graph).expect("no cycle");
//! assert_eq!(order, [0, 1, 2, 3]);
//!
//! // Everything deployed was built, but not everything deployed was approved: here is how.
//! assert!(Dominators::new(&graph, &[0]).dominates(0, 3));
//! assert_eq!(uncovered_path(&graph, &[0], 3, |node| node == 2), Some(vec![0, 1, 3]));
//!
//! let longest = longest_path(&graph, &order, &[60, 300, 30, 45]);
//! assert_eq!((longest.total(), longest.nodes()), (405, [0, 1, 3].as_slice()));
//! assert_eq!(longest.slack(2), 270);
//! ```

mod ancestry;
mod bit_set;
mod components;
mod cover;
mod csr;
mod cycle;
mod dominators;
mod lengauer_tarjan;
mod longest;
mod named;
mod order;
mod reach;
mod reduce;
mod table;
#[cfg(test)]
mod tests;

pub use bit_set::BitSet;
pub use components::{Components, components};
pub use cover::uncovered_path;
pub use csr::Digraph;
pub use cycle::{Cycle, shortest_cycle};
pub use dominators::Dominators;
pub use longest::{LongestPath, longest_path};
pub use named::named;
pub use order::topological_order;
pub use reach::{Routes, path, reachable_from, reaches};
pub use reduce::{Redundancy, redundant_edges};
