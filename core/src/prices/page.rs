//! The page of meters and prices, as Markdown.

use super::PriceBook;
use std::fmt::Write as _;

/// The page of a price book: every meter with its price, day and source, and every fact that bills depend on.
pub fn prices_page(book: &PriceBook) -> String {
    let mut page = String::from(
        "# Meters and prices\n\n\
         The price book that comes with Gatewright: list prices without taxes, each with the day it was true and where it was read. \
         It is no offer of any provider. *Primary* means read where the owner publishes it, *secondary* in a dated copy, and \
         *unverified* that nobody looked it up: take those as hints.\n\n\
         A document's own `costs.prices` and the prices of its items come first, then price files that are given \
         (`gatewright cost --prices FILE`), then this book. A price that is missing is named, and never counted as nothing.\n\n\
         A name is the provider, its service, and what of it, in small letters with `.` between parts and `-` between words. The \
         operating system comes last; `.linux` may be left out. A month is 730 hours.\n\n\
         ## Prices\n\n\
         | meter | region | price | as of | source | |\n|---|---|---:|---|---|---|\n",
    );
    for entry in book.entries() {
        let mut price = entry.unit_price().to_string();
        for tier in entry.tiers.iter().skip(1) {
            let _ = write!(price, ", {} from {}", tier.price, tier.from);
        }
        let day = entry.as_of.map(|day| day.to_string()).unwrap_or_default();
        let region = if entry.region.is_empty() { "everywhere" } else { &entry.region };
        let _ = writeln!(
            page,
            "| `{}` | {region} | {price} | {day} | {} | {} |",
            entry.meter,
            entry.source,
            entry.confidence.word()
        );
    }
    page.push_str("\n## Facts\n\nWhat is included, what a minute counts, and what a promise to stay takes off.\n\n| fact | value | as of | source | |\n|---|---:|---|---|---|\n");
    for fact in book.facts() {
        let day = fact.as_of.map(|day| day.to_string()).unwrap_or_default();
        let _ = writeln!(
            page,
            "| `{}` | {} {} | {day} | {} | {} |",
            fact.name,
            fact.value,
            fact.unit,
            fact.source,
            fact.confidence.word()
        );
    }
    page
}
