//! Which box is in which column, and in which order.

use super::{Edge, Rules, pairs};
use crate::graph::{Digraph, topological_order};
use std::collections::{BTreeSet, HashMap};

/// A box, or the passage of edges through a column.
pub(super) struct Item {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) column: usize,
    pub(super) passage: bool,
    pub(super) before: Vec<usize>,
    pub(super) behind: Vec<usize>,
    /// Its upper edge.
    pub(super) y: i64,
}

pub(super) struct Grid {
    pub(super) rules: Rules,
    pub(super) boxes: usize,
    pub(super) items: Vec<Item>,
    /// The items of each column, from above.
    pub(super) columns: Vec<Vec<usize>>,
    pub(super) segments: BTreeSet<(usize, usize, bool)>,
}

impl Grid {
    pub(super) fn new(sizes: &[(i64, i64)], edges: &[Edge], rules: Rules) -> Self {
        let graph = Digraph::new(sizes.len(), &pairs(edges));
        let mut layers: Vec<Vec<usize>> = Vec::new();
        let mut depth = vec![0_usize; sizes.len()];
        for node in topological_order(&graph).unwrap_or_else(|_| graph.nodes().collect()) {
            let before = graph.predecessors(node).iter().filter_map(|before| depth.get(*before as usize));
            let own = before.max().map_or(0, |depth| depth + 1);
            if let Some(depth) = depth.get_mut(node as usize) {
                *depth = own;
            }
        }
        for (node, depth) in depth.iter().enumerate() {
            if layers.len() <= *depth {
                layers.resize_with(depth + 1, Vec::new);
            }
            if let Some(layer) = layers.get_mut(*depth) {
                layer.push(node);
            }
        }
        let mut columns: Vec<Vec<usize>> = Vec::new();
        for layer in layers {
            // Even parts look better than a full column and a rest.
            let parts = layer.len().div_ceil(rules.column.max(1)).max(1);
            columns.extend(layer.chunks(layer.len().div_ceil(parts).max(1)).map(<[usize]>::to_vec));
        }
        let mut items: Vec<Item> = sizes.iter().map(|&(width, height)| item(width, height, false)).collect();
        for (column, nodes) in columns.iter().enumerate() {
            for node in nodes {
                if let Some(item) = items.get_mut(*node) {
                    item.column = column;
                }
            }
        }
        Self {
            rules,
            boxes: sizes.len(),
            items,
            columns,
            segments: BTreeSet::new(),
        }
    }

    /// Leads the edges from column to column.
    pub(super) fn join(&mut self, edges: &[Edge]) {
        let mut out = vec![0_usize; self.boxes];
        let mut into = vec![0_usize; self.boxes];
        for (from, to, _) in edges {
            out.get_mut(*from).into_iter().for_each(|count| *count += 1);
            into.get_mut(*to).into_iter().for_each(|count| *count += 1);
        }
        // Edges are led together by the end that has more of them.
        let mut passages: HashMap<(bool, usize, bool, usize), usize> = HashMap::new();
        for &(from, to, dashed) in edges {
            let by_source = out.get(from) >= into.get(to);
            let key = if by_source { from } else { to };
            let (first, last) = (self.column(from), self.column(to));
            let mut at = from;
            for column in first + 1..last {
                let next = *passages.entry((by_source, key, dashed, column)).or_insert_with(|| {
                    let mut passage = item(0, 8, true);
                    passage.column = column;
                    self.items.push(passage);
                    let number = self.items.len() - 1;
                    self.columns.get_mut(column).into_iter().for_each(|items| items.push(number));
                    number
                });
                self.segments.insert((at, next, dashed));
                at = next;
            }
            self.segments.insert((at, to, dashed));
        }
        for &(from, to, _) in &self.segments {
            self.items.get_mut(from).into_iter().for_each(|item| item.behind.push(to));
            self.items.get_mut(to).into_iter().for_each(|item| item.before.push(from));
        }
    }

    pub(super) fn column(&self, item: usize) -> usize {
        self.items.get(item).map_or(0, |item| item.column)
    }

    /// Sorts columns by where their neighbours are, to and fro, and keeps the order with the fewest crossings.
    pub(super) fn reorder(&mut self) {
        let mut best = (self.crossings(), self.columns.clone());
        for sweep in 0..8 {
            if best.0 == 0 {
                break;
            }
            let forward = sweep % 2 == 0;
            let mut positions = self.positions();
            let count = self.columns.len();
            for step in 0..count {
                let number = if forward { step } else { count - 1 - step };
                let Some(column) = self.columns.get_mut(number) else { continue };
                let mut keyed: Vec<(i64, usize)> = Vec::with_capacity(column.len());
                for (place, &item) in column.iter().enumerate() {
                    let near = self
                        .items
                        .get(item)
                        .map_or(&[][..], |item| if forward { &item.before } else { &item.behind });
                    let sum: i64 = near.iter().filter_map(|near| positions.get(*near)).sum();
                    let own = i64::try_from(place).unwrap_or(0) * 1024;
                    keyed.push((mean(sum, near.len()).unwrap_or(own), item));
                }
                keyed.sort_by_key(|(key, _)| *key);
                *column = keyed.into_iter().map(|(_, item)| item).collect();
                note(&mut positions, column);
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.columns.clone());
            }
        }
        self.columns = best.1;
    }

    /// The place of each item in its column, in 1024ths so that means differ.
    fn positions(&self) -> Vec<i64> {
        let mut positions = vec![0; self.items.len()];
        for column in &self.columns {
            note(&mut positions, column);
        }
        positions
    }

    fn crossings(&self) -> u64 {
        let positions = self.positions();
        let at = |item: usize| positions.get(item).copied().unwrap_or(0);
        let mut total = 0;
        for column in &self.columns {
            let mut ends: Vec<(i64, i64)> = Vec::new();
            for &item in column {
                let behind = self.items.get(item).map_or(&[][..], |item| &item.behind);
                ends.extend(behind.iter().map(|next| (at(item), at(*next))));
            }
            ends.sort_unstable();
            let mut order: Vec<i64> = ends.into_iter().map(|(_, to)| to).collect();
            total += inversions(&mut order);
        }
        total
    }
}

fn item(width: i64, height: i64, passage: bool) -> Item {
    Item {
        width,
        height,
        column: 0,
        passage,
        before: Vec::new(),
        behind: Vec::new(),
        y: 0,
    }
}

fn note(positions: &mut [i64], column: &[usize]) {
    for (place, item) in column.iter().enumerate() {
        if let Some(position) = positions.get_mut(*item) {
            *position = i64::try_from(place).unwrap_or(0) * 1024;
        }
    }
}

pub(super) fn mean(sum: i64, count: usize) -> Option<i64> {
    i64::try_from(count)
        .ok()
        .filter(|count| *count > 0)
        .map(|count| sum.div_euclid(count))
}

/// How many pairs stand in the wrong order; sorts by merging.
pub(super) fn inversions(values: &mut [i64]) -> u64 {
    let length = values.len();
    if length < 2 {
        return 0;
    }
    let (left, right) = values.split_at_mut(length / 2);
    let mut count = inversions(left) + inversions(right);
    let mut merged = Vec::with_capacity(length);
    let (mut a, mut b) = (left.iter().peekable(), right.iter().peekable());
    loop {
        match (a.peek(), b.peek()) {
            (Some(x), Some(y)) if y < x => {
                count += a.len() as u64;
                merged.extend(b.next());
            }
            (Some(_), _) => merged.extend(a.next()),
            (None, Some(_)) => merged.extend(b.next()),
            (None, None) => break,
        }
    }
    let merged: Vec<i64> = merged.into_iter().copied().collect();
    values.copy_from_slice(&merged);
    count
}
