//! `GAT005`: the author of a change may approve it.

use crate::analysis::protection::{is_of_others, ordinary};
use crate::analysis::releases::before;
use crate::model::Tier;
use crate::plan::Plan;
use crate::resolve::{Point, StepPlace};
use crate::rules::unproved::open;
use crate::rules::{Findings, rule};
use std::collections::HashSet;

rule! {
    /// The author of a change may be the one who approves it for production.
    ///
    /// Four eyes see more than two, and one stolen account must not be enough. An approval counts as someone else's when it says
    /// `not_author: true`, or when it asks for two people or more.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production, gates: [ { approval: { by: [leads] } } ] }
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
    ///   prod: { tier: production, gates: [ { approval: { by: [leads], not_author: true } } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       check: { jobs: { unit: { steps: [ { run: npm test, reports: { junit: out.xml } } ] } } }
    ///       release: { jobs: { deploy: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// References: SOC 2 CC8.1; PCI DSS 4.0.1, 6.5.4; OWASP CICD-SEC-1; SLSA Source track.
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let unapproved: HashSet<StepPlace> = open(plan, &|guard| guard.approval().is_some())
        .iter()
        .map(|release| release.place)
        .collect();
    let open: Vec<_> = open(plan, &|guard| guard.approval().is_some_and(is_of_others))
        .into_iter()
        .map(|release| release.place)
        .filter(|place| !unapproved.contains(place))
        .collect();
    if open.is_empty() {
        return;
    }
    let before = before(plan, open.iter().map(|place| place.job));
    let mut told = HashSet::new();
    for (&point, number) in plan.points().iter().zip(0u32..) {
        let weak = plan.gate(point).and_then(ordinary).is_some_and(|approval| !is_of_others(approval));
        // A gate of an environment stands before each of its jobs; one of another environment is not about production.
        let key = match point {
            Point::EnvironmentGate(environment, _, position) => Some((environment, position)),
            _ => None,
        };
        let production = |(environment, _)| {
            let id = plan.environment(environment).map(|view| view.id);
            id.and_then(|id| plan.tier(id)) == Some(Tier::Production)
        };
        if weak && key.is_none_or(production) && before.contains(number) && key.is_none_or(|key| told.insert(key)) {
            found
                .add(plan.point_path(point).key("approval"), "whoever wrote the change may approve it")
                .help("say `not_author: true`, or ask for two people with `at_least: 2`");
        }
    }
}
