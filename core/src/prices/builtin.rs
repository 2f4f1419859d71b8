//! The built-in price book: the CSV files beside the sources, read once.

use super::PriceBook;
use super::csv::{Columns, Lines};
use std::sync::LazyLock;

/// The files with prices.
const PRICES: [&str; 6] = [
    include_str!("../../prices/aws.csv"),
    include_str!("../../prices/azure.csv"),
    include_str!("../../prices/ci.csv"),
    include_str!("../../prices/gcp.csv"),
    include_str!("../../prices/github.csv"),
    include_str!("../../prices/tools.csv"),
];

/// The file with facts that are no prices.
const FACTS: &str = include_str!("../../prices/facts.csv");

static BOOK: LazyLock<PriceBook> = LazyLock::new(|| {
    let mut book = PriceBook::new();
    for text in PRICES {
        let mut lines = Lines::of(text);
        let Some(columns) = lines.next().map(|header| Columns::of(&header)) else {
            continue;
        };
        lines
            .filter_map(|line| columns.price(&line, "").ok())
            .for_each(|entry| book.add(entry));
    }
    let mut lines = Lines::of(FACTS);
    if let Some(columns) = lines.next().map(|header| Columns::of(&header)) {
        lines
            .filter_map(|line| columns.fact(&line).ok())
            .for_each(|fact| book.add_fact(fact));
    }
    book
});

/// The price book that comes with the library: list prices without taxes, each with its day and its source. It is no offer
/// of any provider.
pub fn builtin() -> &'static PriceBook {
    &BOOK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_taken() {
        let written: usize = PRICES.iter().map(|text| text.lines().count() - 1).sum();
        assert_eq!(builtin().len(), written);
        assert_eq!(builtin().facts().count(), FACTS.lines().count() - 1);
        for entry in builtin().entries() {
            assert!(
                !entry.source.is_empty() && entry.as_of.is_some(),
                "{} has no source or day",
                entry.meter
            );
        }
    }
}
