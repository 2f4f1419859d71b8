//! `CST003`: too much of an estimate has no price.

use super::said::{costs, limits};
use crate::analysis::cost::{What, estimate};
use crate::model::scalar::{Decimal, Percent};
use crate::plan::Plan;
use crate::prices::builtin;
use crate::rules::{Findings, rule};

/// How much may have no price unless the document says otherwise.
const USUAL: u32 = 20;

rule! {
    /// So much of what is paid for has no price that the total says little.
    ///
    /// What has no price is left out of every total. A few of them are named and known; many make the rest look small. Say their
    /// prices in `costs.prices`, or what may stay without one in `costs.limits.unknown`.
    ///
    /// ```yaml bad
    /// costs:
    ///   items:
    ///     gateway: { of: acme.gateway }
    ///     tool: { price: 10 USD/month }
    /// ```
    ///
    /// ```yaml good
    /// costs:
    ///   items:
    ///     gateway: { of: acme.gateway, price: 40 USD/month }
    ///     tool: { price: 10 USD/month }
    /// ```
    ///
    /// References: Infracost, "resources without a price".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    if plan.delivery().costs.is_none() {
        return;
    }
    let estimate = estimate(plan, builtin());
    let unpriced = estimate.unknowns.iter().filter(|unknown| unknown.what != What::Amount);
    let count = u64::try_from(unpriced.clone().count()).unwrap_or(u64::MAX);
    let all = count.saturating_add(u64::try_from(estimate.lines.len()).unwrap_or(u64::MAX));
    let limit = limits(plan.delivery()).and_then(|limits| limits.unknown);
    let limit = limit.map_or(Decimal::from(USUAL), Percent::as_decimal);
    let share = Decimal::from(count)
        .checked_mul(Decimal::from(100))
        .and_then(|part| part.checked_div(i64::try_from(all).ok()?));
    if count > 0 && share.is_some_and(|share| share > limit) {
        let first = unpriced.clone().next().map(|unknown| unknown.why.clone()).unwrap_or_default();
        let mut finding = found.add(costs(), format!("{count} of {all} lines have no price, more than {limit}%"));
        for unknown in unpriced.take(5) {
            finding = finding.related(unknown.path.clone(), unknown.why.clone());
        }
        _ = finding.help(first);
    }
}
