//! `STR001`: things that wait for themselves.

use crate::plan::cycles;
use crate::resolve::Graph;
use crate::rules::{Findings, rule};

rule! {
    /// Things that wait for one another in a circle.
    ///
    /// None of them can ever begin. Looked for among jobs and stages, environments, pipelines that call one another,
    /// failover steps and rollback steps; the shortest circle is shown.
    ///
    /// ```yaml bad
    /// environments:
    ///   staging: { after: prod }
    ///   prod: { after: staging }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   staging: {}
    ///   prod: { after: staging }
    /// ```
    Error, Graph(check)
}

fn check(graph: &Graph, found: &mut Findings) {
    for cycle in cycles(graph) {
        let Some(((first, path), rest)) = cycle.members.split_first() else {
            continue;
        };
        let mut names: Vec<String> = cycle.members.iter().map(|(name, _)| format!("`{name}`")).collect();
        names.push(format!("`{first}`"));
        let message = match rest {
            [] => format!("`{first}` waits for itself"),
            _ => format!("these {} wait for one another: {}", cycle.what, names.join(" waits for ")),
        };
        let mut draft = found.add(path.clone(), message).help("take one of them out of the other's way");
        for ((name, path), next) in rest.iter().zip(names.iter().skip(2)).take(8) {
            draft = draft.related(path.clone(), format!("`{name}` waits for {next}"));
        }
    }
}
