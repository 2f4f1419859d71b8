//! `GAT010`: an emergency way in that nobody hears of.

use super::all::gates;
use crate::model::{Action, GateKind};
use crate::plan::Plan;
use crate::resolve::Kinds;
use crate::rules::{Findings, rule};

rule! {
    /// An emergency way in tells nobody that it was used.
    ///
    /// Breaking the glass must be possible, and must be heard: someone looks afterwards at what was done. A pipeline with an
    /// emergency approval and without a step that notifies people leaves no trace but a log.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production, gates: [ { approval: { by: [leads], not_author: true } }, { approval: { by: [on-call], emergency: true } } ] }
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
    ///   prod: { tier: production, gates: [ { approval: { by: [leads], not_author: true } }, { approval: { by: [on-call], emergency: true } } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       check: { jobs: { unit: { steps: [ { run: npm test, reports: { junit: out.xml } } ] } } }
    ///       release: { jobs: { deploy: { environment: prod, steps: [ { deploy: {} }, { notify: { to: security, via: slack, message: Deployed } } ] } } }
    /// ```
    ///
    /// References: SOC 2 CC7.2 and CC8.1; ISO 27001:2022 A.8.32.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    if plan
        .steps_of(Kinds::NOTIFY)
        .any(|(_, _, step)| matches!(step.action, Action::Notify(_)))
    {
        return;
    }
    for (path, gate) in gates(plan) {
        if matches!(&gate.kind, GateKind::Approval(approval) if approval.emergency) {
            found
                .add(path.key("approval").key("emergency"), "nobody is told when this way in is used")
                .help("add a `notify` step to the pipeline, and look at every use afterwards");
        }
    }
}
