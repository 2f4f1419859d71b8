//! `CST013`: a price from long ago.

use super::said::{costs, limits};
use crate::model::scalar::{Date, Duration};
use crate::plan::Plan;
use crate::prices::builtin;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A price the document gives is old.
    ///
    /// List prices change: those of GitHub's machines by a quarter to two fifths at the beginning of 2026. The age is counted to the
    /// newest price there is, in the document or in the built-in book, so a price is at least so old.
    ///
    /// ```yaml bad
    /// costs:
    ///   items:
    ///     monitoring: { price: 50 USD/month, as_of: 2023-01-01 }
    /// ```
    ///
    /// ```yaml good
    /// costs:
    ///   items:
    ///     monitoring: { price: 50 USD/month, as_of: 2026-09-01 }
    /// ```
    ///
    /// References: GitHub, "Pricing changes for GitHub Actions", 2026.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let Some(own) = &plan.delivery().costs else { return };
    let items = own
        .items
        .iter()
        .filter_map(|(id, item)| Some((costs().key("items").key(id.as_str()).key("as_of"), id.as_str(), item.as_of?)));
    let prices = own
        .prices
        .iter()
        .filter_map(|(meter, price)| Some((costs().key("prices").key(meter.as_str()).key("as_of"), meter.as_str(), price.as_of?)));
    let dated: Vec<(ModelPath, &str, Date)> = items.chain(prices).collect();
    let Some(newest) = dated.iter().map(|(_, _, day)| *day).chain(builtin().newest()).max() else {
        return;
    };
    let limit = limits(plan.delivery())
        .and_then(|limits| limits.price_age)
        .unwrap_or(Duration::from_days(400));
    let days = i64::try_from(limit.as_millis() / 86_400_000).unwrap_or(i64::MAX);
    for (path, name, day) in dated {
        let age = newest.days_since(day);
        if age > days {
            _ = found
                .add(path, format!("the price of `{name}` is at least {age} days old"))
                .help("look it up again, and say its day");
        }
    }
}
