//! `GAT005`: the author of a change may approve it.

use super::unproved::exposed;
use crate::analysis::protection::Guard;
use crate::analysis::releases::before;
use crate::model::{Approval, Gate, GateKind, Tier};
use crate::plan::Plan;
use crate::resolve::Point;
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
    let all: HashSet<_> = exposed(plan, &|guard| approval(guard).is_some()).iter().map(|(release, _)| release.place).collect();
    let open: Vec<_> = exposed(plan, &|guard| approval(guard).is_some_and(is_of_others))
        .iter()
        .map(|(release, _)| release.place)
        .filter(|place| !all.contains(place))
        .collect();
    if open.is_empty() {
        return;
    }
    let before = before(plan, open.iter().map(|place| place.job));
    let mut told = HashSet::new();
    for (&point, number) in plan.points().iter().zip(0u32..) {
        let weak = plan.gate(point).and_then(of_gate).is_some_and(|approval| !is_of_others(approval));
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

fn approval(guard: Guard<'_>) -> Option<&Approval> {
    match guard {
        Guard::Gate(gate) => of_gate(gate),
        Guard::Step(..) => None,
    }
}

fn of_gate(gate: &Gate) -> Option<&Approval> {
    match &gate.kind {
        GateKind::Approval(approval) if !approval.emergency => Some(approval),
        _ => None,
    }
}

/// True when someone other than the author must say yes.
fn is_of_others(approval: &Approval) -> bool {
    approval.not_author || approval.at_least.is_some_and(|wanted| wanted > 1)
}
