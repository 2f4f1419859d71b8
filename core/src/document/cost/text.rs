//! The estimate as a table for terminals.

use super::words::{amount, cents, counted, parts, range};
use crate::analysis::cost::{Advice, Estimate, Kind};
use crate::emit::columns::columns;
use std::fmt::Write as _;

/// The estimate as a table of plain text.
pub fn text(name: &str, estimate: &Estimate, advice: &[Advice]) -> String {
    let currency = estimate.currency;
    let totals = &estimate.totals;
    if estimate.lines.is_empty() && !estimate.unknowns.is_empty() {
        let mut out = format!("{name}: what it costs is not known\n");
        ends(&mut out, estimate, advice);
        return out;
    }
    let mut out = format!(
        "{name}: {} {currency} a month, {} a year",
        amount(totals.monthly.likely),
        amount(totals.yearly.likely)
    );
    if !totals.monthly.is_exact() {
        let _ = write!(out, " ({} a month)", range(totals.monthly));
    }
    out.push('\n');
    let shown: Vec<Vec<String>> = estimate
        .lines
        .iter()
        .zip(cents(estimate))
        .map(|(line, cents)| {
            let once = if line.kind == Kind::Once { " once" } else { "" };
            vec![
                line.name.clone(),
                counted(line),
                format!("{}{once}", amount(cents)),
                range(line.amount),
            ]
        })
        .collect();
    if !shown.is_empty() {
        out.push('\n');
    }
    for line in columns(&shown, "<<>") {
        let _ = writeln!(out, "  {line}");
    }
    let mut sums: Vec<String> = Vec::new();
    for (what, three) in [("fixed", totals.fixed), ("by use", totals.usage)] {
        if !three.is_zero() {
            sums.push(format!("{} {what}", amount(three.likely)));
        }
    }
    if !totals.once.is_zero() {
        sums.push(format!("{} once", amount(totals.once.likely)));
    }
    if !sums.is_empty() {
        let _ = writeln!(out, "\n  {}", sums.join(", "));
    }
    let cents = parts(&totals.environments);
    let paid_for = totals.environments.iter().zip(cents).filter(|(share, _)| !share.monthly.is_zero());
    let environments: Vec<String> = paid_for
        .map(|(share, cents)| {
            let id = share.id.as_ref().map_or("shared", |id| id.as_str());
            format!("{id} {}", amount(cents))
        })
        .collect();
    if environments.len() > 1 && environments.len() <= 12 {
        let _ = writeln!(out, "  by environment: {}", environments.join(", "));
    }
    for (each, three) in [("cluster", totals.cluster), ("deployment", totals.deployment)] {
        if let Some(three) = three {
            let _ = writeln!(out, "  for each {each}: {}", amount(three.likely));
        }
    }
    for pipeline in &estimate.pipelines {
        if let Some(run) = pipeline.run.filter(|run| !run.is_zero()) {
            let _ = writeln!(out, "  one run of {}: {}", pipeline.id, amount(run.likely));
        }
    }
    if !estimate.release.is_zero() {
        let _ = writeln!(out, "  one release: {}", amount(estimate.release.likely));
    }
    ends(&mut out, estimate, advice);
    out
}

/// What is not known, what was taken for granted, and what could be saved.
fn ends(out: &mut String, estimate: &Estimate, advice: &[Advice]) {
    let currency = estimate.currency;
    list(
        out,
        "Not known, and not counted",
        estimate.unknowns.iter().map(|unknown| format!("{}: {}", unknown.path, unknown.why)),
    );
    list(out, "Taken for granted", estimate.assumptions.iter().cloned());
    list(
        out,
        "What could be saved",
        advice.iter().map(|advice| {
            format!(
                "{} {currency} a month: {} ({})",
                amount(advice.saves.likely),
                advice.what,
                advice.assumes
            )
        }),
    );
}

fn list(out: &mut String, title: &str, items: impl Iterator<Item = String>) {
    for (number, item) in items.enumerate() {
        if number == 0 {
            let _ = writeln!(out, "\n{title}:");
        }
        let _ = writeln!(out, "  - {item}");
    }
}
