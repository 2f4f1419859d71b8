//! What documents say of costs, and what amounts are called in messages.

use crate::model::scalar::{Currency, Decimal, Money, Period, Price};
use crate::model::{CostLimits, Delivery};
use crate::text::ModelPath;

/// The limits a document sets.
pub(super) fn limits(delivery: &Delivery) -> Option<&CostLimits> {
    delivery.costs.as_ref()?.limits.as_ref()
}

/// Whether the document counts money at all. One that does not is not told how to save it.
pub(super) fn counts(delivery: &Delivery) -> bool {
    let budget = delivery.objectives.as_ref().is_some_and(|objectives| objectives.budget.is_some());
    budget || delivery.costs.is_some()
}

/// The route to the costs.
pub(super) fn costs() -> ModelPath {
    ModelPath::root().key("costs")
}

/// An amount as messages name it.
pub(super) fn amount(value: Decimal, currency: Currency) -> String {
    Money::new(value.rounded(2).unwrap_or(value), currency).to_string()
}

/// What a price comes to in a month; what is paid once counts as that.
pub(super) fn monthly(price: &Price) -> Option<Money> {
    if price.per.is_none() {
        return Some(price.money);
    }
    price.over_period(Period::Month)
}
