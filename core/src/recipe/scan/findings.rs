//! Counting findings in a report, and holding the numbers against what must hold.

use super::{Refusal, Run};
use crate::model::scalar::{Comparison, Condition, Quantity, Threshold};
use crate::recipe::{Act, Script};

/// Findings of one sort in a report.
pub(super) struct Findings {
    /// The signals that count them: `vulnerabilities`.
    pub(super) signals: &'static [&'static str],
    /// Filter of `jq` that lists what sort each finding is: `[.matches[].vulnerability.severity]`.
    pub(super) list: &'static str,
    /// What the signal adds for a sort, and the words the report has for it, with `|` between: `("high", "High")`.
    pub(super) levels: &'static [(&'static str, &'static str)],
}

/// The levels of tools that say them in capitals.
pub(super) const CAPITALS: &[(&str, &str)] = &[("critical", "CRITICAL"), ("high", "HIGH"), ("medium", "MEDIUM"), ("low", "LOW")];

/// The levels of tools that say them in small letters.
pub(super) const SMALL: &[(&str, &str)] = &[("critical", "critical"), ("high", "high"), ("medium", "medium"), ("low", "low")];

impl Findings {
    /// The filter that counts what a signal means.
    fn count(&self, root: &str, detail: Option<&str>) -> Option<String> {
        if !self.signals.contains(&root) {
            return None;
        }
        let Some(detail) = detail else {
            return Some(format!("{} | length", self.list));
        };
        let (_, words) = self.levels.iter().find(|(level, _)| *level == detail)?;
        let same: Vec<String> = words.split('|').map(|word| format!(". == \"{word}\"")).collect();
        Some(format!("{} | map(select({})) | length", self.list, same.join(" or ")))
    }
}

/// The act that holds the findings against the conditions, or why there can be none.
pub(super) fn judge(run: &Run, conditions: &[Condition], tool: &str) -> Result<Act, Refusal> {
    let mut script = Script::new();
    let report = run.json.as_deref().unwrap_or_default();
    let report = script.word("REPORT", report);
    script.lines("failed=no");
    for condition in conditions {
        let signal = &condition.signal;
        let filter = run
            .findings
            .iter()
            .find_map(|findings| findings.count(signal.root(), signal.detail()));
        let Some(filter) = filter.filter(|_| run.json.is_some()) else {
            return Err((
                format!("`{tool}` does not say `{signal}`"),
                "choose a tool that measures it, or another condition",
            ));
        };
        script.lines(&format!("found=\"$(jq '{filter}' {report})\""));
        hold(&mut script, condition)?;
    }
    script.lines(
        "if [ \"$failed\" = yes ]; then
           exit 1
         fi",
    );
    Ok(script.act("Hold the findings against the limits"))
}

/// Adds lines that hold `$found` against a condition, and set `failed` when it does not hold.
pub(super) fn hold(script: &mut Script, condition: &Condition) -> Result<(), Refusal> {
    let Some(limit) = limit(condition) else {
        return Err((
            format!("`{condition}` cannot be told from a single report"),
            "compare with a plain number or a percentage",
        ));
    };
    let wrong = if limit.bytes().all(|b| b.is_ascii_digit()) && !limit.is_empty() && condition_counts(condition) {
        let operator = match condition.comparison {
            Comparison::Above => "-le",
            Comparison::AtLeast => "-lt",
            Comparison::Below => "-ge",
            Comparison::AtMost => "-gt",
            Comparison::Equal => "-ne",
            Comparison::Unequal => "-eq",
        };
        format!("[ \"$found\" {operator} {limit} ]")
    } else {
        let sign = match condition.comparison {
            Comparison::Equal => "==",
            other => other.as_str(),
        };
        format!("! jq --null-input --exit-status \"$found {sign} {limit}\" > /dev/null")
    };
    script.lines(&format!(
        "echo \"{}: ${{found:?the report is empty}}\"
         if {wrong}; then
           echo \"{condition} does not hold\" >&2
           failed=yes
         fi",
        condition.signal
    ));
    Ok(())
}

/// Whether what is compared are whole numbers on both sides.
fn condition_counts(condition: &Condition) -> bool {
    !matches!(condition.signal.root(), "coverage" | "duplication")
}

/// What a condition compares with, as tools count it: percentages from 0 to 100.
fn limit(condition: &Condition) -> Option<String> {
    match condition.threshold {
        Threshold::Absolute(Quantity::Number(number)) => Some(number.to_string()),
        Threshold::Absolute(Quantity::Percent(percent)) => Some(percent.as_decimal().to_string()),
        _ => None,
    }
}
