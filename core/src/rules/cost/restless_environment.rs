//! `CST006`: machines for work that run at night.

use super::said::{amount, counts};
use crate::analysis::cost::{advice, estimate, rests};
use crate::plan::Plan;
use crate::prices::builtin;
use crate::rules::{Findings, rule};

rule! {
    /// An environment that people only use at work is never switched off.
    ///
    /// A week has 168 hours, and working days some 50 of them. What is off at night and on weekends costs about a third. Say with
    /// `schedule` when it goes off and comes back.
    ///
    /// ```yaml bad
    /// objectives: { budget: 500 USD/month }
    /// environments:
    ///   test: { tier: test, region: us-east-1, platform: { vm_group: { size: m7i.large, count: 2 } } }
    /// ```
    ///
    /// ```yaml good
    /// objectives: { budget: 500 USD/month }
    /// environments:
    ///   test:
    ///     tier: test
    ///     region: us-east-1
    ///     platform: { vm_group: { size: m7i.large, count: 2 } }
    ///     schedule: { off: "0 19 * * 1-5", on: "0 8 * * 1-5" }
    /// ```
    ///
    /// References: FinOps Framework, "Workload Optimization".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let resting = plan.environments().any(|view| rests(view.id, view.environment));
    if !resting || !counts(plan.delivery()) {
        return;
    }
    let estimate = estimate(plan, builtin());
    for advice in advice(plan, &estimate, builtin()) {
        if advice.kind == "switch-off-at-night" {
            _ = found
                .add(
                    advice.path,
                    format!(
                        "it runs all night; {} a month could be saved",
                        amount(advice.saves.likely, estimate.currency)
                    ),
                )
                .on_key()
                .help(advice.what);
        }
    }
}
