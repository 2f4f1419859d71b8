//! What machines cost: by the month for each, by the minute of use, or not known.

use crate::analysis::work::Pool;
use crate::model::scalar::{Decimal, Duration, Money, Per, Period, Price};
use crate::model::{CiCosts, CiMachines};
use crate::plan::Plan;

/// What the machines of a pool cost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PoolPrice {
    /// What each of them, or each job at a time, costs in a month.
    pub each: Option<Money>,
    /// What time of use costs.
    pub used: Option<Price>,
}

/// What the document says a pool costs, or what a caller says instead. A price by the minute of a service is paid for what is
/// used; any other price by time is paid for each machine all the time, but for machines that come and go.
pub(super) fn price(plan: &Plan, pool: &Pool, given: Option<&Price>) -> PoolPrice {
    let ci = plan.delivery().costs.as_ref().and_then(|costs| costs.ci.as_ref());
    let machines = machines(plan, pool);
    let said = given
        .or_else(|| machines.and_then(|machines| machines.price.as_ref()))
        .or_else(|| ci.and_then(|ci: &CiCosts| ci.minutes.get(pool.name.as_str())))
        .or_else(|| (!pool.own).then(|| parallel_job(plan))?);
    let Some(price) = said else { return PoolPrice::default() };
    let by_use = !pool.own && matches!(price.per.as_ref().and_then(Per::period), Some(Period::Second | Period::Minute));
    if by_use || machines.is_some_and(|machines| machines.autoscaled) {
        PoolPrice {
            each: None,
            used: Some(price.clone()),
        }
    } else {
        PoolPrice {
            each: price.over_period(Period::Month),
            used: None,
        }
    }
}

/// The machines that the document describes for a pool.
pub(super) fn machines<'p>(plan: &'p Plan, pool: &Pool) -> Option<&'p CiMachines> {
    plan.delivery().costs.as_ref()?.ci.as_ref()?.machines.get(pool.name.as_str())
}

/// What the document pays for each job that the service runs at a time.
fn parallel_job(plan: &Plan) -> Option<&Price> {
    let items = &plan.delivery().costs.as_ref()?.items;
    let item = items
        .values()
        .find(|item| item.of.as_deref().is_some_and(|of| of.ends_with("parallel-job")))?;
    item.price.as_ref().filter(|price| price.per.is_some())
}

impl PoolPrice {
    /// What so many machines cost in a month in which they are used for so long in all; none when it is not known.
    pub(super) fn month(&self, count: u32, warm: u32, used: Duration) -> Option<Money> {
        if let Some(each) = self.each {
            return each.checked_mul(Decimal::from(count));
        }
        let price = self.used.as_ref()?;
        let use_of_it = price.over(used)?;
        let kept = price.over_period(Period::Month)?.checked_mul(Decimal::from(warm))?;
        // Those kept ready are paid for anyway; the others for what is beyond.
        if kept.amount > use_of_it.amount {
            Some(kept)
        } else {
            Some(use_of_it)
        }
    }
}
