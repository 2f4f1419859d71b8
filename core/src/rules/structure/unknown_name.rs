//! `STR002`: a name that nothing in the document answers to.

use crate::resolve::Graph;
use crate::rules::{Findings, rule};

rule! {
    /// A name that nothing in the document answers to.
    ///
    /// Jobs, stages, environments, services, strategies, rollbacks, pipelines, signals, secret stores, migrations,
    /// artifacts and backups are named by their id. On most platforms a wrong name shows only when the run is there.
    ///
    /// ```yaml bad
    /// environments:
    ///   staging: {}
    ///   prod: { after: stagin }
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
    for missing in graph.unresolved() {
        let draft = found.add(missing.path.clone(), format!("there is no {} `{}`", missing.what, missing.name));
        match &missing.meant {
            Some(meant) => draft.help(format!("did you mean `{meant}`?")),
            None => draft.help(format!("declare it under `{}`, or name one that is there", missing.declared)),
        };
    }
}
