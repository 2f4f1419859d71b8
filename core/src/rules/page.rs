//! The page of a rule, as Markdown, from its doc comment.

use super::{Check, Rule};

/// Title, facts, then the doc comment with its examples.
pub(super) fn markdown(rule: &Rule) -> String {
    let looks_at = match rule.check {
        Check::Reader => "the text",
        Check::Graph(_) => "the structure",
        Check::Plan(_) => "the plan",
        Check::Caller => "what policies of the caller say",
    };
    let waiver = if rule.may_be_waived() {
        "can be waived"
    } else {
        "cannot be waived"
    };
    let profile = if rule.strict { " · profile `strict`" } else { "" };
    let mut page = format!(
        "# {} {}\n\n{} · group `{}` · looks at {looks_at} · {waiver}{profile}\n\n",
        rule.code,
        rule.name(),
        rule.severity,
        rule.group
    );
    for line in rule.doc.trim().lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        let line = match line.trim() {
            "```yaml bad" => "Found in:\n\n```yaml",
            "```yaml good" => "Not found in:\n\n```yaml",
            _ => line,
        };
        page.push_str(line.trim_end());
        page.push('\n');
    }
    page
}
