//! What it costs: line by line, in all, and what is not known.

use super::{Facts, told};
use crate::analysis::cost::Kind;
use crate::document::cost::words::{amount, cents, counted, range};
use crate::emit::html::{Html, code, escape};

/// Rows of a table, and lines of a list.
const SHOWN: usize = 60;

pub(super) fn write(page: &mut Html, facts: &Facts<'_>) {
    let estimate = &facts.estimate;
    let totals = &estimate.totals;
    let currency = estimate.currency;
    if estimate.lines.is_empty() {
        let words = if estimate.unknowns.is_empty() {
            "The delivery says of nothing that it costs money."
        } else {
            "What it costs is not known."
        };
        page.text("p", &[], words);
    } else {
        let mut line = format!(
            "{} {currency} a month, {} a year",
            amount(totals.monthly.likely),
            amount(totals.yearly.likely)
        );
        if let Some((oldest, newest)) = estimate.as_of {
            let days = if oldest == newest {
                oldest.to_string()
            } else {
                format!("{oldest} to {newest}")
            };
            line.push_str(", at prices of ");
            line.push_str(&days);
        }
        page.text("p", &[], &format!("{line}, without taxes."));
        let cents = cents(estimate);
        let mut rows: Vec<[String; 5]> = estimate
            .lines
            .iter()
            .zip(&cents)
            .take(SHOWN)
            .map(|(line, cents)| {
                let once = if line.kind == Kind::Once { " once" } else { "" };
                [
                    escape(&line.name),
                    escape(&counted(line)),
                    code(&line.path.to_string()),
                    format!("{}{once}", amount(*cents)),
                    range(line.amount),
                ]
            })
            .collect();
        let more = estimate.lines.len().saturating_sub(SHOWN);
        if more > 0 {
            rows.push([
                format!("… and {more} more"),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
            ]);
        }
        rows.push([
            "<strong>in a month</strong>".to_owned(),
            String::new(),
            String::new(),
            format!("<strong>{}</strong>", amount(totals.monthly.likely)),
            range(totals.monthly),
        ]);
        let monthly = format!("{currency} a month");
        page.table(
            "What it costs, line by line",
            &["what", "quantity and price", "where", &monthly, "range"],
            3,
            rows,
        );
    }
    list(
        page,
        "Not known, and not counted",
        estimate
            .unknowns
            .iter()
            .map(|unknown| format!("{}: {}", code(&unknown.path.to_string()), told(&unknown.why))),
    );
    list(page, "Taken for granted", estimate.assumptions.iter().map(|line| told(line)));
    list(
        page,
        "What could be saved",
        facts.advice.iter().map(|advice| {
            format!(
                "{} {currency} a month: {}. It is taken that {}.",
                amount(advice.saves.likely),
                told(&advice.what),
                told(&advice.assumes)
            )
        }),
    );
}

fn list(page: &mut Html, title: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    page.text("h3", &[], title);
    page.open("ul", &[]);
    let mut more = 0_usize;
    for (number, line) in lines.enumerate() {
        if number < SHOWN {
            page.inline("li", &[], &line);
        } else {
            more += 1;
        }
    }
    if more > 0 {
        page.text("li", &[], &format!("… and {more} more"));
    }
    page.close();
}
