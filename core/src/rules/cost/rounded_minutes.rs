//! `CST004`: many minutes are paid for that no machine worked.

use super::said::{counts, limits};
use crate::analysis::cost::{System, estimate, rounding, system};
use crate::model::scalar::{Decimal, Percent};
use crate::plan::Plan;
use crate::prices::builtin;
use crate::rules::{Findings, rule};

/// How much may be lost to rounding unless the document says otherwise.
const USUAL: u32 = 20;

rule! {
    /// Jobs are so short that much of what is billed is rounding.
    ///
    /// GitHub rounds every job up to the whole minute. A pipeline of many jobs of some seconds each pays mostly for time in which
    /// nothing runs; on average half a minute a job is lost. Let short jobs share a machine.
    ///
    /// ```yaml bad
    /// costs: { items: { ci: { of: github-actions, price: 0 USD/month } } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: [main] } } ]
    ///     runner: { hosted: ubuntu-latest }
    ///     stages: { check: { jobs: { lint: { lasts: 20s, steps: [ { run: make lint } ] }, spell: { lasts: 15s, steps: [ { run: make spell } ] } } } }
    /// ```
    ///
    /// ```yaml good
    /// costs: { items: { ci: { of: github-actions, price: 0 USD/month } } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: [main] } } ]
    ///     runner: { hosted: ubuntu-latest }
    ///     stages: { check: { jobs: { all: { lasts: 55s, steps: [ { run: make lint }, { run: make spell } ] } } } }
    /// ```
    ///
    /// References: GitHub, "About billing for GitHub Actions".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let public = plan
        .delivery()
        .costs
        .as_ref()
        .and_then(|costs| costs.ci.as_ref())
        .is_some_and(|ci| ci.public);
    if !counts(plan.delivery()) || public || system(plan) != Some(System::GithubActions) {
        return;
    }
    let limit = limits(plan.delivery()).and_then(|limits| limits.rounding);
    let limit = limit.map_or(Decimal::from(USUAL), Percent::as_decimal);
    let estimate = estimate(plan, builtin());
    for (index, id, _) in plan.pipelines() {
        let Some((lost, billed)) = estimate.pipelines.get(index.position()).and_then(rounding) else {
            continue;
        };
        let most = billed.checked_mul(limit).and_then(|part| part.checked_div(100));
        if most.is_some_and(|most| lost > most) {
            let minutes = |minutes: Decimal| minutes.rounded(1).unwrap_or(minutes);
            _ = found
                .add(
                    plan.pipeline_path(index),
                    format!(
                        "{} of the {} minutes billed for a run of `{id}` are rounding",
                        minutes(lost),
                        minutes(billed)
                    ),
                )
                .on_key()
                .help("let short jobs share a machine, or say in `costs.limits.rounding` how much may be lost");
        }
    }
}
