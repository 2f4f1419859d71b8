//! `GAT006`: an approval outlives the change that was approved.

use super::all::gates;
use crate::model::GateKind;
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// An approval stays although a new commit came after it.
    ///
    /// Then what was approved is not what is deployed: whoever may push can add to a change after everyone has looked.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production, gates: [ { approval: { by: [leads], not_author: true, fresh: false } } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       check: { jobs: { unit: { steps: [ { run: npm test, reports: { junit: out.xml } } ] } } }
    ///       release: { jobs: { deploy: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod: { tier: production, gates: [ { approval: { by: [leads], not_author: true, fresh: true } } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       check: { jobs: { unit: { steps: [ { run: npm test, reports: { junit: out.xml } } ] } } }
    ///       release: { jobs: { deploy: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// References: OWASP CICD-SEC-1; GitHub, "Dismiss stale pull request approvals".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for (path, gate) in gates(plan) {
        if let GateKind::Approval(approval) = &gate.kind
            && approval.fresh == Some(false)
        {
            found
                .add(path.key("approval").key("fresh"), "the approval stays when the change changes")
                .help("say `fresh: true`, so that a new commit takes it back");
        }
    }
}
