//! What one gains by removing a job: the drag it is on the whole.

use crate::graph::{Digraph, LongestPath};
use std::collections::BinaryHeap;

/// By how much the whole would be shorter if a node took no time, for each node; nothing for those off the longest path.
///
/// A path that avoids a node jumps over its place in the order with exactly one edge, so the longest such path is the
/// longest one through any edge over that place. Nodes must be numbered in order.
pub(super) fn drags(flow: &Digraph, weights: &[u64], longest: &LongestPath) -> Vec<u64> {
    let weight = |node: u32| weights.get(node as usize).copied().unwrap_or(0);
    let total = longest.total();
    // The longest way from the start of a node to the end of everything.
    let rest = |node: u32| total.saturating_sub(longest.start(node).saturating_add(longest.slack(node)));
    let mut over: BinaryHeap<(u64, u32)> = BinaryHeap::new();
    // Ways that begin later, by where they begin: from the last on, the longest so far.
    let begins: Vec<u32> = flow.nodes().filter(|&node| flow.in_degree(node) == 0).collect();
    let mut later = vec![0_u64; begins.len() + 1];
    for (number, &node) in begins.iter().enumerate().rev() {
        let beyond = later.get(number + 1).copied().unwrap_or(0);
        if let Some(slot) = later.get_mut(number) {
            *slot = beyond.max(rest(node));
        }
    }
    let mut ended = 0;
    let mut begun = 0;
    let mut drags = vec![0; weights.len()];
    for node in flow.nodes() {
        while begins.get(begun).is_some_and(|&begin| begin <= node) {
            begun += 1;
        }
        while let Some(&(_, to)) = over.peek() {
            if to > node {
                break;
            }
            over.pop();
        }
        let end = longest.start(node).saturating_add(weight(node));
        if longest.slack(node) == 0 {
            let jump = over.peek().map_or(0, |&(way, _)| way);
            let without = jump.max(ended).max(later.get(begun).copied().unwrap_or(0));
            if let Some(slot) = drags.get_mut(node as usize) {
                *slot = weight(node).min(total.saturating_sub(without));
            }
        }
        let successors = flow.successors(node);
        if successors.is_empty() {
            ended = ended.max(end);
        }
        for &next in successors {
            over.push((end.saturating_add(rest(next)), next));
        }
    }
    drags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::longest_path;
    use crate::numbers::Random;

    /// What is gained, found by taking the time away.
    fn tried(flow: &Digraph, weights: &[u64]) -> Vec<u64> {
        let order: Vec<u32> = flow.nodes().collect();
        let total = longest_path(flow, &order, weights).total();
        (0..weights.len())
            .map(|node| {
                let mut without = weights.to_vec();
                without[node] = 0;
                total - longest_path(flow, &order, &without).total()
            })
            .collect()
    }

    #[test]
    fn drags_are_what_taking_a_node_away_gains() {
        let mut random = Random::new(3);
        for _ in 0..3000 {
            let count = 1 + random.below(9);
            let mut edges = Vec::new();
            for to in 1..count {
                for from in 0..to {
                    if random.below(3) == 0 {
                        edges.push((u32::try_from(from).unwrap(), u32::try_from(to).unwrap()));
                    }
                }
            }
            let weights: Vec<u64> = (0..count).map(|_| random.below(6)).collect();
            let flow = Digraph::new(weights.len(), &edges);
            let order: Vec<u32> = flow.nodes().collect();
            let longest = longest_path(&flow, &order, &weights);
            assert_eq!(drags(&flow, &weights, &longest), tried(&flow, &weights), "{edges:?} {weights:?}");
        }
    }
}
