//! The estimate as Markdown.

use super::words::{amount, cell, cents, counted, parts, provenance, range};
use crate::analysis::cost::{Advice, Estimate, Kind, Share, Three};
use std::fmt::Write as _;

/// The estimate as Markdown.
pub fn markdown(name: &str, estimate: &Estimate, advice: &[Advice]) -> String {
    let (currency, totals) = (estimate.currency, &estimate.totals);
    if estimate.lines.is_empty() && !estimate.unknowns.is_empty() {
        let mut out = format!("# What {name} costs\n\nWhat it costs is not known.\n");
        ends(&mut out, estimate, advice);
        return out;
    }
    let mut out = format!(
        "# What {name} costs\n\n**{} {currency} a month**, {} a year",
        amount(totals.monthly.likely),
        amount(totals.yearly.likely)
    );
    if !totals.monthly.is_exact() {
        let _ = write!(out, " (between {} a month)", range(totals.monthly).replace('–', "and"));
    }
    out.push('.');
    if let Some((oldest, newest)) = estimate.as_of {
        let days = if oldest == newest {
            oldest.to_string()
        } else {
            format!("{oldest} to {newest}")
        };
        let _ = write!(out, " Prices are of {days}, without taxes.");
    }
    out.push_str("\n\n");
    if !estimate.lines.is_empty() {
        let _ = writeln!(
            out,
            "| what | quantity and price | {currency} a month | range | from |\n|---|---|---:|---:|---|"
        );
        for (line, cents) in estimate.lines.iter().zip(cents(estimate)) {
            let once = if line.kind == Kind::Once { " once" } else { "" };
            let _ = writeln!(
                out,
                "| {} | {} | {}{once} | {} | {} |",
                cell(&line.name),
                cell(&counted(line)),
                amount(cents),
                range(line.amount),
                cell(&provenance(line))
            );
        }
        let _ = writeln!(
            out,
            "| **in a month** | | **{}** | {} | |",
            amount(totals.monthly.likely),
            range(totals.monthly)
        );
    }
    totals_of(&mut out, estimate);
    ends(&mut out, estimate, advice);
    out
}

/// What is not known, what was taken for granted, and what could be saved.
fn ends(out: &mut String, estimate: &Estimate, advice: &[Advice]) {
    let currency = estimate.currency;
    list(
        out,
        "Not known, and not counted",
        estimate
            .unknowns
            .iter()
            .map(|unknown| format!("`{}`: {}", unknown.path, unknown.why)),
    );
    list(out, "Taken for granted", estimate.assumptions.iter().cloned());
    list(
        out,
        "What could be saved",
        advice.iter().map(|advice| {
            format!(
                "**{} {currency} a month**: {}. It is taken that {}.",
                amount(advice.saves.likely),
                advice.what,
                advice.assumes
            )
        }),
    );
}

fn totals_of(out: &mut String, estimate: &Estimate) {
    let totals = &estimate.totals;
    let mut rows: Vec<(String, Three)> = vec![("fixed".to_owned(), totals.fixed), ("by use".to_owned(), totals.usage)];
    rows.push(("paid once".to_owned(), totals.once));
    let shares = |rows: &mut Vec<(String, Three)>, list: &[Share], what: &str| {
        // With nobody named there is nothing to tell apart.
        if list.iter().any(|share| share.id.is_some() && !share.monthly.is_zero()) {
            rows.extend(list.iter().zip(parts(list)).map(|(share, cents)| {
                let monthly = Three {
                    likely: cents,
                    ..share.monthly
                };
                match &share.id {
                    Some(id) => (format!("{what} `{id}`"), monthly),
                    None => (format!("shared by every {what}"), monthly),
                }
            }));
        }
    };
    shares(&mut rows, &totals.environments, "environment");
    shares(&mut rows, &totals.services, "service");
    rows.extend(
        totals
            .categories
            .iter()
            .map(|(category, sum)| (format!("category `{}`", category.word()), *sum)),
    );
    rows.extend(totals.cluster.map(|each| ("for each cluster".to_owned(), each)));
    rows.extend(totals.deployment.map(|each| ("for each deployment to production".to_owned(), each)));
    for pipeline in &estimate.pipelines {
        rows.extend(pipeline.run.map(|run| (format!("one run of `{}`", pipeline.id), run)));
    }
    rows.push(("one release, beyond what is fixed".to_owned(), estimate.release));
    rows.retain(|(_, sum)| !sum.is_zero());
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n## Totals\n\n| | {} | range |\n|---|---:|---:|", estimate.currency);
    for (name, sum) in rows {
        let _ = writeln!(out, "| {} | {} | {} |", cell(&name), amount(sum.likely), range(sum));
    }
}

fn list(out: &mut String, title: &str, items: impl Iterator<Item = String>) {
    for (number, item) in items.enumerate() {
        if number == 0 {
            let _ = writeln!(out, "\n## {title}\n");
        }
        let _ = writeln!(out, "- {item}");
    }
}
