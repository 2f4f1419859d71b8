//! The difference between two deliveries in money, as Markdown for a proposed change.

use super::words::{amount, cell};
use crate::analysis::cost::Estimate;
use crate::model::scalar::Decimal;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What changes in a month, line by line: what was there, what will be, and the difference.
pub fn difference_markdown(before: &Estimate, after: &Estimate) -> String {
    let sum = |estimate: &Estimate, key: &(String, String)| {
        let lines = estimate
            .lines
            .iter()
            .filter(|line| (line.path.to_string(), line.name.clone()) == *key);
        lines.fold(None, |sum: Option<Decimal>, line| {
            sum.unwrap_or_default().checked_add(line.amount.likely).or(sum)
        })
    };
    let keys: BTreeSet<(String, String)> = before
        .lines
        .iter()
        .chain(&after.lines)
        .map(|line| (line.path.to_string(), line.name.clone()))
        .collect();
    let (was, will) = (before.totals.monthly.likely, after.totals.monthly.likely);
    let mut out = String::new();
    if before.currency != after.currency {
        let _ = writeln!(
            out,
            "The costs are told in {} before and in {} afterwards, and cannot be compared.",
            before.currency, after.currency
        );
        return out;
    }
    let change = will.checked_sub(was).unwrap_or_default();
    let _ = writeln!(
        out,
        "**{} {} a month** ({} → {})",
        signed(change),
        after.currency,
        amount(was),
        amount(will)
    );
    let mut rows = Vec::new();
    for key in keys {
        let (was, will) = (sum(before, &key), sum(after, &key));
        if was == will {
            continue;
        }
        let difference = will.unwrap_or_default().checked_sub(was.unwrap_or_default()).unwrap_or_default();
        let shown = |amount_of: Option<Decimal>| amount_of.map_or_else(|| "–".to_owned(), amount);
        rows.push(format!(
            "| {} | {} | {} | {} |",
            cell(&key.1),
            shown(was),
            shown(will),
            signed(difference)
        ));
    }
    if !rows.is_empty() {
        let _ = writeln!(out, "\n| what | before | after | change |\n|---|---:|---:|---:|");
        for row in rows {
            let _ = writeln!(out, "{row}");
        }
    }
    let known: BTreeSet<&str> = before.unknowns.iter().map(|unknown| unknown.why.as_str()).collect();
    let new: Vec<&str> = after
        .unknowns
        .iter()
        .map(|unknown| unknown.why.as_str())
        .filter(|why| !known.contains(why))
        .collect();
    if !new.is_empty() {
        let _ = writeln!(out, "\nNot known, and not counted:\n");
        for why in new {
            let _ = writeln!(out, "- {why}");
        }
    }
    out
}

/// An amount with its sign: `+12.00`.
fn signed(value: Decimal) -> String {
    if value > Decimal::ZERO {
        format!("+{}", amount(value))
    } else {
        amount(value)
    }
}

/// What changes in a month, in one line of plain text.
pub fn difference_text(before: &Estimate, after: &Estimate) -> String {
    if before.currency != after.currency {
        return format!(
            "told in {} before and in {} afterwards, the costs cannot be compared",
            before.currency, after.currency
        );
    }
    let (was, will) = (before.totals.monthly.likely, after.totals.monthly.likely);
    let change = will.checked_sub(was).unwrap_or_default();
    format!(
        "{} {} a month ({} -> {})",
        signed(change),
        after.currency,
        amount(was),
        amount(will)
    )
}
