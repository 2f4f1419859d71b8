//! `GAT008`: an approval that waits longer than any platform does.

use super::all::gates;
use crate::model::GateKind;
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// An approval may wait longer than the platforms hold a run.
    ///
    /// GitHub ends a run that waited thirty days for an approval, and Azure Pipelines ends a check after thirty days as well. What
    /// waits longer is not approved late, it is gone, and holds its lock until then.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production, gates: [ { approval: { by: [leads], not_author: true }, timeout: 45d } ] }
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
    ///   prod: { tier: production, gates: [ { approval: { by: [leads], not_author: true }, timeout: 24h } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       check: { jobs: { unit: { steps: [ { run: npm test, reports: { junit: out.xml } } ] } } }
    ///       release: { jobs: { deploy: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// References: GitHub, "Usage limits for GitHub Actions"; Azure DevOps, "Approvals and checks".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for (path, gate) in gates(plan) {
        let longest = crate::model::scalar::Duration::from_secs(30 * 24 * 60 * 60);
        if matches!(gate.kind, GateKind::Approval(_) | GateKind::Manual(_)) && gate.timeout.is_some_and(|timeout| timeout > longest) {
            found
                .add(path.key("timeout"), "no platform holds a run that long: it ends after thirty days")
                .help("wait for at most `30d`; a day or two is usual");
        }
    }
}
