//! `CST011`: machines for CI that mostly wait.

use super::said::{costs, limits};
use crate::analysis::cost::utilization;
use crate::model::scalar::{Decimal, Percent};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

/// How busy machines must be unless the document says otherwise.
const USUAL: u32 = 20;

rule! {
    /// Several machines for CI are always there, and hardly ever work.
    ///
    /// A machine that works an hour a day is paid for 24. Fewer machines, or such that come and go with the work, do the same.
    ///
    /// ```yaml bad
    /// team: { engineers: 2, pushes: 10/day }
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: [main] } } ]
    ///     runner: { self_hosted: builder }
    ///     stages: { test: { jobs: { unit: { lasts: 5m, steps: [ { run: make test } ] } } } }
    /// costs: { ci: { machines: { builder: { count: 8, price: 0.192 USD/hour } } } }
    /// ```
    ///
    /// ```yaml good
    /// team: { engineers: 2, pushes: 10/day }
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: [main] } } ]
    ///     runner: { self_hosted: builder }
    ///     stages: { test: { jobs: { unit: { lasts: 5m, steps: [ { run: make test } ] } } } }
    /// costs: { ci: { machines: { builder: { count: 8, price: 0.192 USD/hour, autoscaled: true } } } }
    /// ```
    ///
    /// References: FinOps Framework, "Workload Optimization".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let limit = limits(plan.delivery()).and_then(|limits| limits.utilization);
    let limit = limit.map_or(Decimal::from(USUAL), Percent::as_decimal);
    for (label, count, share) in utilization(plan) {
        // One machine is the least there can be.
        if count > 1 && share < limit {
            let share = share.rounded(1).unwrap_or(share);
            _ = found
                .add(
                    costs().key("ci").key("machines").key(label.as_str()),
                    format!("the {count} machines `{label}` work {share}% of their time at most"),
                )
                .on_key()
                .help("have fewer of them, or let them come and go with the work (`autoscaled`)");
        }
    }
}
