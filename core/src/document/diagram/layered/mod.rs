//! Lays boxes out in columns, each to the right of those it follows, with few crossings and near what it is joined to.
//!
//! The steps are Sugiyama's: columns by longest path, order by barycentres, places by least squares. Edges over several
//! columns that share an end are led together. Whole numbers only, so every machine makes the same picture.

mod columns;
mod grid;
mod place;
#[cfg(test)]
mod tests;

use crate::graph::{Digraph, topological_order};
use grid::Grid;
use std::collections::{BTreeSet, HashMap};

/// An edge between two boxes, and whether it is dashed.
pub(super) type Edge = (usize, usize, bool);

/// How boxes are laid out.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    /// Room between columns, and between the boxes of one.
    pub gap: (i64, i64),
    /// Boxes in a column at most; a longer one is split.
    pub column: usize,
    /// Width from which columns go on below.
    pub width: i64,
}

/// A piece of an edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wire {
    /// From a place straight to `bend`, in a curve to `to`.
    Across {
        from: (i64, i64),
        bend: i64,
        to: (i64, i64),
        arrow: bool,
        dashed: bool,
    },
    /// From a place right to `right`, down to `lane`, left to `left`, down and right to `to`.
    Below {
        from: (i64, i64),
        right: i64,
        lane: i64,
        left: i64,
        to: (i64, i64),
        arrow: bool,
        dashed: bool,
    },
}

/// Where boxes and edges are.
#[derive(Default)]
pub(super) struct Layout {
    pub width: i64,
    pub height: i64,
    /// The upper left corner of each box.
    pub places: Vec<(i64, i64)>,
    pub wires: Vec<Wire>,
}

/// Lays boxes of such sizes out. Of edges in a circle, one is left out.
pub(super) fn layout(sizes: &[(i64, i64)], edges: &[Edge], rules: Rules) -> Layout {
    let edges = acyclic(sizes.len(), edges);
    let mut grid = Grid::new(sizes, &edges, rules);
    grid.join(&edges);
    grid.reorder();
    grid.place()
}

/// The edges without those that would close a circle, loops or repetitions. A solid edge wins over a dashed one.
fn acyclic(nodes: usize, edges: &[Edge]) -> Vec<Edge> {
    let mut seen: HashMap<(usize, usize), bool> = HashMap::new();
    let mut kept: Vec<Edge> = Vec::new();
    for &(from, to, dashed) in edges.iter().filter(|(from, to, _)| from != to && *from < nodes && *to < nodes) {
        if let Some(known) = seen.get_mut(&(from, to)) {
            *known &= dashed;
        } else {
            seen.insert((from, to), dashed);
            kept.push((from, to, dashed));
        }
    }
    for edge in &mut kept {
        edge.2 = seen.get(&(edge.0, edge.1)).copied().unwrap_or(edge.2);
    }
    if topological_order(&Digraph::new(nodes, &pairs(&kept))).is_err() {
        let back = leading_back(nodes, &kept);
        kept.retain(|edge| !back.contains(edge));
    }
    kept
}

/// Edges that lead back to where a walk through all edges is on its way from. Without them there is no circle.
fn leading_back(nodes: usize, edges: &[Edge]) -> BTreeSet<Edge> {
    let mut behind: Vec<Vec<Edge>> = vec![Vec::new(); nodes];
    for edge in edges {
        behind.get_mut(edge.0).into_iter().for_each(|list| list.push(*edge));
    }
    let (mut begun, mut done) = (vec![false; nodes], vec![false; nodes]);
    let mut back = BTreeSet::new();
    for start in 0..nodes {
        let mut way = vec![start];
        while let Some(&node) = way.last() {
            begun.get_mut(node).into_iter().for_each(|begun| *begun = true);
            let Some(edge) = behind.get_mut(node).and_then(Vec::pop) else {
                done.get_mut(node).into_iter().for_each(|done| *done = true);
                way.pop();
                continue;
            };
            if begun.get(edge.1) != Some(&true) {
                way.push(edge.1);
            } else if done.get(edge.1) != Some(&true) {
                back.insert(edge);
            }
        }
    }
    back
}

fn pairs(edges: &[Edge]) -> Vec<(u32, u32)> {
    let number = |node: usize| u32::try_from(node).unwrap_or(u32::MAX);
    edges.iter().map(|(from, to, _)| (number(*from), number(*to))).collect()
}
