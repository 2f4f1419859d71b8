//! `CST014`: a price that does not fit with others of its kind.

use super::said::costs;
use crate::plan::Plan;
use crate::prices::{PriceBook, PriceEntry, builtin, oddities};
use crate::rules::{Findings, rule};

rule! {
    /// A price the document gives does not fit: it is counted by something else than its meter, or far from its family.
    ///
    /// Prices that were read by a program go wrong in known ways: those of Windows get among those of Linux, those of a year stand
    /// for an hour. Sizes of one family of machines cost about the same for each core.
    ///
    /// ```yaml bad
    /// costs:
    ///   prices:
    ///     azure.vm.d2s-v5: { price: 0.188 USD/hour, region: eastus }
    /// ```
    ///
    /// ```yaml good
    /// costs:
    ///   prices:
    ///     azure.vm.d2s-v5: { price: 0.094 USD/hour, region: eastus }
    /// ```
    ///
    /// References: Azure Retail Prices API, "API response examples".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let Some(own) = plan.delivery().costs.as_ref().filter(|costs| !costs.prices.is_empty()) else {
        return;
    };
    let mut book: Option<PriceBook> = None;
    for (meter, price) in &own.prices {
        let Some(given) = &price.price else { continue };
        let path = || costs().key("prices").key(meter.as_str());
        let known = builtin().find(meter, price.region.as_deref());
        if let Some(known) = &known {
            let same = given
                .per
                .as_ref()
                .is_some_and(|per| *per == known.entry.per || (per.seconds().is_some() && known.entry.per.seconds().is_some()));
            if !same {
                _ = found
                    .add(
                        path(),
                        format!("`{meter}` is counted by {}, and its price is {given}", known.entry.per),
                    )
                    .on_key()
                    .help("say what one of these costs");
            }
        }
        let region = price.region.as_deref().unwrap_or_default();
        if let Some(entry) = PriceEntry::flat(meter.to_ascii_lowercase(), region, given, "costs.prices") {
            book.get_or_insert_with(|| builtin().clone()).add(entry);
        }
    }
    let Some(book) = book else { return };
    for odd in oddities(&book) {
        let given = own.prices.iter().find(|(meter, price)| {
            meter.eq_ignore_ascii_case(&odd.meter) && price.region.as_deref().unwrap_or_default() == odd.region && price.price.is_some()
        });
        if let Some((meter, _)) = given {
            _ = found
                .add(
                    costs().key("prices").key(meter.as_str()),
                    format!("the price of `{meter}` is odd: {}", odd.why),
                )
                .on_key()
                .help("it may be that of another system, or of a longer time");
        }
    }
}
