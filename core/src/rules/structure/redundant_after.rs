//! `STR006`: entries of `after` that say nothing.

mod lists;

use crate::graph::{redundant_edges, topological_order};
use crate::resolve::Graph;
use crate::rules::{Findings, rule};
use lists::{List, Name, declared, gives_outputs, name, way_round};
use std::collections::HashMap;

rule! {
    /// An entry of `after` that the other entries already imply, or that is there twice.
    ///
    /// It changes nothing and hides what really waits for what, the more so the longer the list. Kept silent about are
    /// jobs whose outputs may be wanted, and ways round through anything with a `when` of its own.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     stages:
    ///       build:
    ///         jobs:
    ///           image: { steps: [ { run: make image } ] }
    ///           test: { after: image, steps: [ { run: make test } ] }
    ///           sign: { after: [image, test], steps: [ { run: make sign } ] }
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     stages:
    ///       build:
    ///         jobs:
    ///           image: { steps: [ { run: make image } ] }
    ///           test: { after: image, steps: [ { run: make test } ] }
    ///           sign: { after: test, steps: [ { run: make sign } ] }
    /// ```
    ///
    /// References: Aho, Garey and Ullman, The transitive reduction of a directed graph.
    Warning, Graph(check)
}

fn check(graph: &Graph, found: &mut Findings) {
    let is_list = |length: Option<usize>| length.is_some_and(|length| length > 1);
    let of_jobs = graph.jobs().any(|view| is_list(view.job.after.as_ref().map(|after| after.len())));
    if !of_jobs
        && !graph
            .stages()
            .any(|view| is_list(view.stage.after.as_ref().map(|after| after.len())))
    {
        return;
    }
    let Ok(order) = topological_order(graph.flow()) else { return };
    let (flow, order) = declared(graph, &order);
    let mut budget = 100_000; // edges looked at to show ways round, in all
    for edges in redundant_edges(&flow, &order).edges.chunk_by(|one, other| one.1 == other.1) {
        let Some(list) = edges.first().and_then(|(_, to)| List::of(graph, *to)) else {
            continue;
        };
        // How many copies of an entry are redundant, and where in the list they stand.
        let mut entries: HashMap<Name<'_>, (usize, Vec<usize>)> = HashMap::new();
        for name in edges.iter().filter_map(|(from, _)| name(graph, *from)) {
            entries.entry(name).or_default().0 += 1;
        }
        for (number, name) in list.names.iter().enumerate() {
            entries.entry(*name).and_modify(|(_, places)| places.push(number));
        }
        for &(from, to) in edges {
            // Of equal entries the first edge tells about all.
            let Some((name, (redundant, places))) = name(graph, from).and_then(|name| entries.remove_entry(&name)) else {
                continue;
            };
            let Some((first, again)) = places.split_first() else { continue };
            let place = |number: usize| graph.point_path(list.owner).key("after").index(number);
            for number in again {
                if found.only_counts() {
                    continue;
                }
                let message = format!("{} waits for `{}` twice", list.who(), list.shown(name));
                found
                    .add(place(*number), message)
                    .help("take one of them out of the list")
                    .related(place(*first), "the first time");
            }
            if redundant == places.len() && !list.has_when && !gives_outputs(graph, from) && !found.only_counts() {
                let message = format!("{} need not name `{}`: another entry comes after it", list.who(), list.shown(name));
                let mut draft = found
                    .add(place(*first), message)
                    .help("take it out of the list; the order stays the same");
                for (path, what) in way_round(graph, &flow, from, to, &mut budget) {
                    draft = draft.related(path, format!("{what} comes in between"));
                }
            }
        }
    }
}
