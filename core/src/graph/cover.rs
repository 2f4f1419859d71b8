//! Whether every path to a node meets some node of a set, such as an approval or a scan.

use super::csr::Digraph;
use super::reach::Routes;

/// A shortest path from any of `roots` to `target` on which `covers` holds for no node, the ends
/// included; `None` when every path is covered, or there is no path.
///
/// This is dominance by a set: where no single node lies on every path, several together may. The
/// path is the proof that they do not. For many targets, build [`Routes`] once with the same roots
/// and `covers` as its `without`.
pub fn uncovered_path(graph: &Digraph, roots: &[u32], target: u32, covers: impl Fn(u32) -> bool) -> Option<Vec<u32>> {
    Routes::search(graph, roots, covers, Some(target)).path_to(target)
}
