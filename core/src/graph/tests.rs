//! The graph questions against brute force on small graphs and against petgraph on larger ones.

mod growth;

use std::collections::BTreeSet;

use petgraph::algo::dominators::simple_fast;
use petgraph::algo::{tarjan_scc, toposort};
use petgraph::graph::{DiGraph, NodeIndex};
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

type Edges = Vec<(u32, u32)>;

/// Any directed graph: loops, repeated edges and nodes without edges included.
fn digraphs(max_nodes: u32, max_edges: usize) -> impl Strategy<Value = (u32, Edges)> {
    (1..=max_nodes).prop_flat_map(move |n| (Just(n), vec((0..n, 0..n), 0..=max_edges)))
}

/// Any acyclic graph, its nodes numbered in any order.
fn dags(max_nodes: u32, max_edges: usize) -> impl Strategy<Value = (u32, Edges)> {
    digraphs(max_nodes, max_edges).prop_flat_map(|(n, edges)| {
        let names: Vec<u32> = (0..n).collect();
        (Just(edges), Just(names).prop_shuffle()).prop_map(move |(edges, names)| {
            let forward = edges.into_iter().filter(|(a, b)| a != b).map(|(a, b)| (a.min(b), a.max(b)));
            (n, forward.map(|(a, b)| (names[a as usize], names[b as usize])).collect())
        })
    })
}

fn in_mask(mask: u32) -> impl Fn(u32) -> bool {
    move |node| mask >> (node % 32) & 1 == 1
}

fn masked(n: u32, mask: u32) -> Vec<u32> {
    (0..n).filter(|&node| in_mask(mask)(node)).collect()
}

/// All paths without repeated nodes that start at `from`, the one of a single node included.
fn simple_paths(edges: &Edges, from: u32) -> Vec<Vec<u32>> {
    let distinct: BTreeSet<_> = edges.iter().copied().collect();
    let mut paths = vec![vec![from]];
    let mut at = 0;
    while at < paths.len() {
        let path = paths[at].clone();
        let last = path[path.len() - 1];
        for &(_, to) in distinct.range((last, 0)..=(last, u32::MAX)).filter(|(_, to)| !path.contains(to)) {
            paths.push([path.as_slice(), &[to]].concat());
        }
        at += 1;
    }
    paths
}

fn reaches_by_paths(edges: &Edges, from: u32, to: u32) -> bool {
    simple_paths(edges, from).iter().any(|path| path.ends_with(&[to]))
}

fn is_path(edges: &Edges, path: &[u32]) -> bool {
    path.windows(2).all(|step| edges.contains(&(step[0], step[1])))
}

/// All cycles, each once for every node on it.
fn cycles(n: u32, edges: &Edges) -> Vec<Vec<u32>> {
    let closes = |path: &Vec<u32>| edges.contains(&(path[path.len() - 1], path[0]));
    (0..n).flat_map(|start| simple_paths(edges, start)).filter(closes).collect()
}

fn oracle(n: u32, edges: &Edges) -> DiGraph<(), ()> {
    let mut graph = DiGraph::from_edges(edges);
    while graph.node_count() < n as usize {
        graph.add_node(());
    }
    graph
}

fn number(index: NodeIndex) -> u32 {
    u32::try_from(index.index()).unwrap()
}

proptest! {
    #[test]
    fn rows_hold_the_edges_in_order((n, edges) in digraphs(10, 40), beyond in 0_u32..5) {
        let graph = Digraph::new((n - beyond.min(n)) as usize, &edges);
        let inside = |node: u32| (node as usize) < graph.node_count();
        let kept: Edges = edges.iter().copied().filter(|&(a, b)| inside(a) && inside(b)).collect();
        prop_assert_eq!(graph.edge_count(), kept.len());
        for node in 0..=n {
            let out: Vec<u32> = kept.iter().filter(|e| e.0 == node).map(|e| e.1).collect();
            let into: Vec<u32> = kept.iter().filter(|e| e.1 == node).map(|e| e.0).collect();
            prop_assert_eq!(graph.successors(node), out);
            prop_assert_eq!(graph.in_degree(node) as usize, into.len());
            prop_assert_eq!(graph.predecessors(node), into);
        }
    }

    #[test]
    fn bit_sets_are_sets(len in 0_usize..300, nodes in vec(0_u32..320, 0..100)) {
        let mut bits = BitSet::new(len);
        let mut set = BTreeSet::new();
        for node in nodes {
            let fits = (node as usize) < len;
            prop_assert_eq!(bits.insert(node), fits && set.insert(node));
        }
        prop_assert!(bits.iter().eq(set.iter().copied()));
        prop_assert_eq!((bits.count(), bits.is_empty()), (set.len(), set.is_empty()));
        prop_assert!((0..330).all(|node| bits.contains(node) == set.contains(&node)));
    }

    #[test]
    fn orders_take_the_lowest_node_that_is_ready((n, edges) in dags(10, 25)) {
        let mut expected: Vec<u32> = Vec::new();
        let ready = |node: u32, done: &[u32]| {
            !done.contains(&node) && edges.iter().all(|e| e.1 != node || done.contains(&e.0))
        };
        while let Some(next) = (0..n).find(|&node| ready(node, &expected)) {
            expected.push(next);
        }
        prop_assert_eq!(topological_order(&Digraph::new(n as usize, &edges)), Ok(expected));
    }

    #[test]
    fn cycles_are_the_shortest((n, edges) in digraphs(10, 25)) {
        let graph = Digraph::new(n as usize, &edges);
        let all = cycles(n, &edges);
        let found = shortest_cycle(&graph);
        prop_assert_eq!(topological_order(&graph).err(), found.clone());
        let shortest = all.iter().map(Vec::len).min();
        prop_assert_eq!(found.as_ref().map(|cycle| cycle.nodes.len()), shortest);
        if let Some(cycle) = found {
            prop_assert!(cycle.shortest && all.contains(&cycle.nodes));
            let lowest = all.iter().filter(|nodes| Some(nodes.len()) == shortest).map(|nodes| nodes[0]).min();
            prop_assert_eq!(cycle.nodes.first().copied(), lowest);
        }
    }

    #[test]
    fn components_are_what_reaches_one_another((n, edges) in digraphs(8, 16)) {
        let found = components(&Digraph::new(n as usize, &edges));
        for a in 0..n {
            let together = |b: u32| reaches_by_paths(&edges, a, b) && reaches_by_paths(&edges, b, a);
            let expected: Vec<u32> = (0..n).filter(|&b| together(b)).collect();
            prop_assert_eq!(found.members(found.of(a).unwrap()), expected);
        }
        prop_assert!(edges.iter().all(|&(a, b)| found.of(a) >= found.of(b)));
        prop_assert_eq!(found.iter().map(<[u32]>::len).sum::<usize>(), n as usize);
    }

    #[test]
    fn paths_are_shortest_and_avoid((n, edges) in digraphs(8, 16), starts: u32, avoid: u32) {
        let graph = Digraph::new(n as usize, &edges);
        let without = in_mask(avoid);
        let roots = masked(n, starts);
        let reached = reachable_from(&graph, &roots, &without);
        let leading = reaches(&graph, &roots);
        let routes = Routes::new(&graph, &roots, &without);
        for to in 0..n {
            let open = |path: &&Vec<u32>| path.ends_with(&[to]) && !path.iter().any(|&node| without(node));
            let shortest = |from: u32| simple_paths(&edges, from).iter().filter(open).map(Vec::len).min();
            let best = roots.iter().filter_map(|&root| shortest(root)).min();
            prop_assert_eq!(reached.contains(to), best.is_some());
            prop_assert_eq!(leading.contains(to), roots.iter().any(|&root| reaches_by_paths(&edges, to, root)));

            let witness = uncovered_path(&graph, &roots, to, &without);
            prop_assert_eq!(witness.as_ref().map(Vec::len), best);
            prop_assert_eq!(&routes.path_to(to), &witness);
            if let Some(nodes) = witness {
                prop_assert!(is_path(&edges, &nodes) && nodes.ends_with(&[to]));
                prop_assert!(roots.contains(&nodes[0]) && !nodes.iter().any(|&node| without(node)));
            }
            for &root in &roots {
                let single = path(&graph, root, to, &without);
                prop_assert_eq!(single.as_ref().map(Vec::len), shortest(root));
                prop_assert!(single.is_none_or(|nodes| is_path(&edges, &nodes) && nodes[0] == root));
            }
        }
    }

    #[test]
    fn dominators_are_the_nodes_one_cannot_do_without((n, edges) in digraphs(10, 25), starts: u32) {
        let graph = Digraph::new(n as usize, &edges);
        let roots = masked(n, starts);
        let found = Dominators::new(&graph, &roots);
        let reached = reachable_from(&graph, &roots, |_| false);
        let dominates = |a: u32, b: u32| {
            let around = reachable_from(&graph, &roots, |node| node == a);
            reached.contains(b) && !around.contains(b)
        };
        for b in 0..n {
            prop_assert_eq!(found.is_reachable(b), reached.contains(b));
            let mut above: Vec<u32> = (0..n).filter(|&a| a != b && dominates(a, b)).collect();
            // The more nodes dominate a dominator, the nearer it is.
            above.sort_by_key(|&a| std::cmp::Reverse((0..n).filter(|&c| dominates(c, a)).count()));
            prop_assert_eq!(found.immediate(b), above.first().copied());
            prop_assert_eq!(found.above(b).collect::<Vec<_>>(), above);
            for a in 0..n {
                prop_assert_eq!(found.dominates(a, b), dominates(a, b));
            }
        }
    }

    #[test]
    fn redundant_edges_are_all_that_can_go((n, edges) in dags(10, 30)) {
        let graph = Digraph::new(n as usize, &edges);
        let order = topological_order(&graph).unwrap();
        let found = redundant_edges(&graph, &order);
        prop_assert!(found.complete);
        let longer = |from: u32, to: u32| {
            simple_paths(&edges, from).iter().any(|path| path.len() > 2 && path.ends_with(&[to]))
        };
        let mut expected = Vec::new();
        for &to in &order {
            let mut seen = BTreeSet::new();
            for &from in graph.predecessors(to) {
                if !seen.insert(from) || longer(from, to) {
                    expected.push((from, to));
                }
            }
        }
        prop_assert_eq!(found.edges, expected);
    }

    #[test]
    fn longest_paths_are_longest((n, edges) in dags(8, 16), weights in vec(0_u64..9, 8)) {
        let graph = Digraph::new(n as usize, &edges);
        let order = topological_order(&graph).unwrap();
        let weight = |path: &[u32]| path.iter().map(|&node| weights[node as usize]).sum::<u64>();
        let paths: Vec<_> = (0..n).flat_map(|from| simple_paths(&edges, from)).collect();
        let found = longest_path(&graph, &order, &weights);
        prop_assert_eq!(Some(found.total()), paths.iter().map(|path| weight(path)).max());
        let nodes = found.nodes();
        prop_assert!(is_path(&edges, nodes) && weight(nodes) == found.total());
        prop_assert_eq!(graph.in_degree(nodes[0]), 0);
        prop_assert!(graph.successors(nodes[nodes.len() - 1]).is_empty());
        prop_assert!(nodes.iter().all(|&node| found.slack(node) == 0));
        for node in 0..n {
            let before = paths.iter().filter(|path| path.ends_with(&[node])).map(|path| weight(path)).max();
            prop_assert_eq!(Some(found.start(node) + weights[node as usize]), before);
            let total_with = |more: u64| {
                let mut heavier = weights.clone();
                heavier[node as usize] += more;
                longest_path(&graph, &order, &heavier).total()
            };
            prop_assert_eq!(total_with(found.slack(node)), found.total());
            prop_assert_eq!(total_with(found.slack(node) + 1), found.total() + 1);
        }
    }

    #[test]
    fn petgraph_agrees_on_orders_and_components((n, edges) in prop_oneof![digraphs(200, 260), dags(200, 800)]) {
        let (graph, oracle) = (Digraph::new(n as usize, &edges), oracle(n, &edges));
        match topological_order(&graph) {
            Ok(order) => {
                prop_assert!(toposort(&oracle, None).is_ok());
                let place = |node: u32| order.iter().position(|&other| other == node);
                prop_assert!(edges.iter().all(|&(a, b)| place(a) < place(b)));
            }
            Err(cycle) => {
                prop_assert!(toposort(&oracle, None).is_err() && is_path(&edges, &cycle.nodes));
                prop_assert!(edges.contains(&(cycle.nodes[cycle.nodes.len() - 1], cycle.nodes[0])));
            }
        }
        let ours: BTreeSet<Vec<u32>> = components(&graph).iter().map(<[u32]>::to_vec).collect();
        let theirs = tarjan_scc(&oracle).into_iter().map(|members| {
            let members: BTreeSet<u32> = members.into_iter().map(number).collect();
            members.into_iter().collect::<Vec<_>>()
        });
        prop_assert_eq!(ours, theirs.collect::<BTreeSet<_>>());
    }

    #[test]
    fn petgraph_agrees_on_dominators(
        (n, edges) in prop_oneof![digraphs(200, 500), dags(200, 800)],
        roots in vec(0_u32..200, 0..4),
    ) {
        let found = Dominators::new(&Digraph::new(n as usize, &edges), &roots);
        let mut oracle = oracle(n, &edges);
        let above_all = oracle.add_node(());
        for &root in roots.iter().filter(|&&root| root < n) {
            oracle.add_edge(above_all, NodeIndex::new(root as usize), ());
        }
        let expected = simple_fast(&oracle, above_all);
        for node in 0..n {
            let immediate = expected.immediate_dominator(NodeIndex::new(node as usize));
            prop_assert_eq!(found.is_reachable(node), immediate.is_some());
            prop_assert_eq!(found.immediate(node), immediate.filter(|&above| above != above_all).map(number));
        }
    }
}

#[test]
fn nothing_outside_the_graph_panics() {
    let far = [7, u32::MAX - 1, u32::MAX];
    for graph in [Digraph::new(0, &[(0, 0)]), Digraph::new(1, &[(0, 7), (u32::MAX, 0)])] {
        let order = topological_order(&graph).unwrap();
        assert_eq!((order.len(), graph.edge_count()), (graph.node_count(), 0));
        let dominators = Dominators::new(&graph, &far);
        let longest = longest_path(&graph, &far, &[]);
        assert_eq!(longest.total(), 0);
        assert_eq!(
            redundant_edges(&graph, &far),
            Redundancy {
                edges: Vec::new(),
                complete: true
            }
        );
        assert!(reachable_from(&graph, &far, |_| false).is_empty() && reaches(&graph, &far).is_empty());
        for node in far {
            assert!(!dominators.is_reachable(node) && !dominators.dominates(node, node));
            assert_eq!(dominators.immediate(node), None);
            assert_eq!((longest.start(node), longest.slack(node)), (0, 0));
            assert_eq!(path(&graph, node, node, |_| false), None);
            assert_eq!(uncovered_path(&graph, &far, node, |_| false), None);
            assert_eq!(components(&graph).of(node), None);
            assert!(components(&graph).members(node).is_empty());
        }
    }
}

#[test]
fn an_order_that_is_none_does_no_harm() {
    let graph = Digraph::new(3, &[(0, 1), (1, 2), (2, 0), (0, 2)]);
    for order in [[0, 1, 2], [2, 1, 0], [1, 1, 1]] {
        longest_path(&graph, &order, &[0, 0, 0]);
        redundant_edges(&graph, &order);
    }
}

#[test]
fn weights_do_not_overflow() {
    let longest = longest_path(&Digraph::new(2, &[(0, 1)]), &[0, 1], &[u64::MAX, u64::MAX]);
    assert_eq!((longest.total(), longest.nodes()), (u64::MAX, [0, 1].as_slice()));
}

#[test]
fn nodes_declared_in_a_possible_order_stay_so() {
    let graph = Digraph::new(5, &[(0, 4), (1, 3)]);
    assert_eq!(topological_order(&graph).unwrap(), [0, 1, 2, 3, 4]);
}
