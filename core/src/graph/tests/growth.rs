//! Ten times the nodes may take about ten times the effort, and no deeper stack.

use std::cell::Cell;
use std::time::{Duration, Instant};

use crate::graph::*;

const SMALL: u32 = 100_000;
const LARGE: u32 = 1_000_000;

type Edges = Vec<(u32, u32)>;
type Shape = fn(u32) -> Edges;

/// The same numbers on every run.
fn scatter(seed: u32) -> u32 {
    let mixed = (u64::from(seed) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    u32::try_from((mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 32).unwrap()
}

fn chain(n: u32) -> Edges {
    (1..n).map(|node| (node - 1, node)).collect()
}

/// A chain in which everything also follows the first node and precedes the last: the deep graph
/// with long jumps on which walking up dominators step by step is quadratic.
fn hub(n: u32) -> Edges {
    (1..n - 1).flat_map(|node| [(0, node), (node - 1, node), (node, n - 1)]).collect()
}

/// Layers of a hundred nodes, each node after three of the layer before.
fn layered(n: u32) -> Edges {
    let after = |node: u32, nth: u32| ((node / 100 - 1) * 100 + scatter(node * 3 + nth) % 100, node);
    (100..n).flat_map(|node| [after(node, 0), after(node, 1), after(node, 2)]).collect()
}

/// Each node after two among the fifty before it and, now and then, one from anywhere.
fn random(n: u32) -> Edges {
    let near = |node: u32, nth: u32| (node - 1 - scatter(node * 2 + nth) % node.min(50), node);
    let far = |node: u32| (scatter(node) % node, node);
    (1..n)
        .flat_map(|node| [near(node, 0), near(node, 1), if node % 16 == 0 { far(node) } else { near(node, 1) }])
        .collect()
}

/// The graph numbered backwards, as no order is needed where all edges lead from low to high.
fn build(shape: Shape, n: u32) -> Digraph {
    let edges: Edges = shape(n).into_iter().map(|(from, to)| (n - 1 - from, n - 1 - to)).collect();
    Digraph::new(n as usize, &edges)
}

fn sources(graph: &Digraph) -> Vec<u32> {
    graph.nodes().filter(|&node| graph.in_degree(node) == 0).collect()
}

fn time<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

/// The time of every question whose steps cannot be counted from outside.
fn times(graph: &Digraph) -> [(&'static str, Duration); 5] {
    let roots = sources(graph);
    let (order, ordering) = time(|| topological_order(graph).unwrap());
    let (dominators, dominating) = time(|| Dominators::new(graph, &roots));
    let last = *order.last().unwrap();
    assert!(dominators.is_reachable(last) && dominators.dominates(last, last));
    let (longest, lengths) = time(|| longest_path(graph, &order, &vec![1; graph.node_count()]));
    assert!(longest.total() >= 1_000);
    let (found, grouping) = time(|| components(graph));
    assert_eq!(found.count(), graph.node_count());
    let (_, reducing) = time(|| redundant_edges(graph, &order));
    [
        ("order", ordering),
        ("dominators", dominating),
        ("longest", lengths),
        ("components", grouping),
        ("reduce", reducing),
    ]
}

/// Times are noisy on a busy machine, so the bound is wide and one good round of three is enough; a
/// quadratic algorithm would be off by a factor of four in each.
fn assert_linear(shape: Shape) {
    let (small, large) = (build(shape, SMALL), build(shape, LARGE));
    let round = || {
        times(&small)
            .into_iter()
            .zip(times(&large))
            .map(|((name, a), (_, b))| (name, b <= a * 25, a, b))
            .collect::<Vec<_>>()
    };
    let first = round();
    let mut slow: Vec<_> = first.into_iter().filter(|row| !row.1).collect();
    for _ in 0..2 {
        if !slow.is_empty() {
            let again = round();
            slow.retain(|row| again.iter().any(|other| other.0 == row.0 && !other.1));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
    assert_counts(&small);
    assert_counts(&large);
}

/// Reach and cover look at each edge once, whatever the size: that can be counted.
fn assert_counts(graph: &Digraph) {
    let roots = sources(graph);
    let looks = Cell::new(0);
    let look = |_| {
        looks.set(looks.get() + 1);
        false
    };
    let bound = graph.edge_count() + roots.len();
    assert_eq!(reachable_from(graph, &roots, look).count(), graph.node_count());
    assert!(looks.replace(0) <= bound);
    // Numbered backwards, the last node is the first.
    assert!(uncovered_path(graph, &roots, 0, look).is_some());
    assert!(looks.replace(0) <= bound);
    assert_eq!(reaches(graph, &roots).count(), roots.len());
}

#[test]
fn chains_grow_linearly() {
    assert_linear(chain);
}

#[test]
fn hubs_grow_linearly() {
    assert_linear(hub);
}

#[test]
fn layers_grow_linearly() {
    assert_linear(layered);
}

#[test]
fn random_graphs_grow_linearly() {
    assert_linear(random);
}

#[test]
fn redundancy_is_exact_on_large_pipelines() {
    for (shape, expected) in [(chain as Shape, 0), (hub, 2 * SMALL - 5)] {
        let graph = build(shape, SMALL);
        let found = redundant_edges(&graph, &topological_order(&graph).unwrap());
        assert_eq!((found.edges.len(), found.complete), (expected as usize, true));
    }
    let graph = build(layered, SMALL);
    assert!(redundant_edges(&graph, &topological_order(&graph).unwrap()).complete);
}

#[test]
fn a_single_wrong_edge_is_found_at_once() {
    for shape in [chain as Shape, hub, layered, random] {
        let (mut edges, last) = (shape(SMALL), SMALL - 1);
        let before = reaches(&Digraph::new(SMALL as usize, &edges), &[last]);
        let first = before.iter().find(|&node| node >= 50).unwrap();
        edges.push((last, first));
        let cycle = topological_order(&Digraph::new(SMALL as usize, &edges)).unwrap_err();
        assert!(cycle.shortest);
        assert_eq!((cycle.nodes.first(), cycle.nodes.last()), (Some(&first), Some(&last)));
    }
}

#[test]
fn a_large_tangle_still_gives_a_cycle() {
    // A ring of a thousand layers: every cycle is long, and there are too many to try them all.
    let mut edges = layered(SMALL);
    edges.extend((0..100).map(|nth| (SMALL - 100 + nth, nth)));
    let cycle = shortest_cycle(&Digraph::new(SMALL as usize, &edges)).unwrap();
    assert!(!cycle.shortest && cycle.nodes.len().is_multiple_of(1_000));
    let edges: std::collections::BTreeSet<_> = edges.into_iter().collect();
    let next = cycle.nodes.iter().cycle().skip(1);
    assert!(cycle.nodes.iter().zip(next).all(|(&from, &to)| edges.contains(&(from, to))));
}
