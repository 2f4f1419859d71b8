//! What changes from one delivery to another, as Markdown for a proposed change and as text for terminals.

use crate::analysis::compare::{ChangeKind, Comparison};
use crate::model::scalar::Duration;
use std::fmt::Write as _;

/// Changes that are shown one by one.
const SHOWN: usize = 40;

fn sign(kind: ChangeKind) -> char {
    match kind {
        ChangeKind::Added => '+',
        ChangeKind::Removed => '-',
        ChangeKind::Changed => '~',
    }
}

fn lasts(time: Option<Duration>) -> String {
    time.map_or_else(|| "–".to_owned(), |time| time.to_string())
}

/// Text that means nothing in Markdown.
fn plain(text: &str) -> String {
    text.replace('`', "'").replace(['\n', '\r'], " ")
}

/// The comparison as Markdown. The part about money is made elsewhere and handed in.
pub fn compare_markdown(comparison: &Comparison, money: &str) -> String {
    let risk = &comparison.risk;
    if comparison.changes.is_empty() {
        return "## What changes\n\nNothing.\n".to_owned();
    }
    let mut out = format!("## What changes\n\nRisk: **{}**", risk.level.word());
    let count = comparison.changes.list.len() + comparison.changes.omitted;
    let _ = writeln!(out, " · {count} {}\n", if count == 1 { "change" } else { "changes" });
    for (level, path, why) in &risk.reasons {
        let _ = writeln!(out, "- {}: {why} (`{path}`)", level.word());
    }
    let _ = write!(out, "\n### Cost\n\n{money}");
    if !comparison.times.is_empty() {
        out.push_str("\n### Time\n\n| pipeline | before | after |\n|---|---:|---:|\n");
        for time in &comparison.times {
            let _ = writeln!(out, "| {} | {} | {} |", time.id, lasts(time.before), lasts(time.after));
        }
    }
    if !risk.approvers.is_empty() {
        out.push_str("\n### Who must say yes\n\n");
        for approver in &risk.approvers {
            let author = if approver.not_author { ", not the author" } else { "" };
            let by = plain(&approver.by.join(", "));
            let _ = writeln!(out, "- `{}`: {} of {by}{author}", approver.environment, approver.at_least);
        }
    }
    if !risk.way_back.is_empty() {
        out.push_str("\n### The way back\n\n");
        for (number, step) in risk.way_back.iter().enumerate() {
            let _ = writeln!(out, "{}. {step}", number + 1);
        }
    }
    out.push_str("\n<details><summary>All changes</summary>\n\n```diff\n");
    for line in lines(comparison) {
        let _ = writeln!(out, "{}", plain(&line));
    }
    out.push_str("```\n\n</details>\n");
    out
}

/// The comparison as plain text.
pub fn compare_text(comparison: &Comparison, money: &str) -> String {
    let risk = &comparison.risk;
    if comparison.changes.is_empty() {
        return "nothing changes\n".to_owned();
    }
    let mut out = String::new();
    for line in lines(comparison) {
        let _ = writeln!(out, "{line}");
    }
    let _ = writeln!(out, "\nrisk: {}", risk.level.word());
    for (level, path, why) in &risk.reasons {
        let _ = writeln!(out, "  {}: {why} ({path})", level.word());
    }
    let _ = writeln!(out, "\n{}", money.trim_end());
    for time in &comparison.times {
        let _ = writeln!(out, "{} takes {} instead of {}", time.id, lasts(time.after), lasts(time.before));
    }
    for approver in &risk.approvers {
        let author = if approver.not_author { ", not the author" } else { "" };
        let _ = writeln!(
            out,
            "{}: {} of {} must say yes{author}",
            approver.environment,
            approver.at_least,
            approver.by.join(", ")
        );
    }
    for (number, step) in risk.way_back.iter().enumerate() {
        let _ = writeln!(
            out,
            "{}{}. {step}",
            if number == 0 { "\nthe way back:\n  " } else { "  " },
            number + 1
        );
    }
    out
}

fn lines(comparison: &Comparison) -> Vec<String> {
    let changes = &comparison.changes;
    let mut lines: Vec<String> = changes
        .list
        .iter()
        .take(SHOWN)
        .map(|change| {
            let values = match (&change.before, &change.after) {
                (Some(before), Some(after)) => format!(": {before} -> {after}"),
                (Some(value), None) | (None, Some(value)) => format!(": {value}"),
                (None, None) => String::new(),
            };
            format!("{} {}{values}", sign(change.kind), change.path)
        })
        .collect();
    let rest = changes.list.len().saturating_sub(SHOWN) + changes.omitted;
    if rest > 0 {
        lines.push(format!("… and {rest} more"));
    }
    lines
}
