//! `SEC017`: a weakness that is accepted for ever, or by nobody.

use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A weakness is accepted without an end, or without someone who answers for it.
    ///
    /// Every weakness is accepted for now. Without a day and a name nobody looks at it again, and the list of accepted ones
    /// only grows until it hides the one that matters.
    ///
    /// ```yaml bad
    /// compliance:
    ///   exceptions:
    ///     old-parser: { vulnerabilities: CVE-2025-12345, reason: not reachable }
    /// ```
    ///
    /// ```yaml good
    /// compliance:
    ///   exceptions:
    ///     old-parser: { vulnerabilities: CVE-2025-12345, reason: not reachable, owner: platform, until: 2027-03-31 }
    /// ```
    ///
    /// References: PCI DSS 6.3.3; NIST SP 800-40, "Enterprise patch management" (risk responses); CIS Controls, 7.2.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let Some(compliance) = &plan.delivery().compliance else { return };
    for (id, exception) in compliance
        .exceptions
        .iter()
        .filter(|(_, exception)| !exception.vulnerabilities.is_empty())
    {
        let owner = exception.owner.as_deref().is_some_and(|owner| !owner.trim().is_empty());
        let (what, help) = match (exception.until.is_some(), owner) {
            (true, true) => continue,
            (false, true) => ("for ever", "say `until` which day"),
            (true, false) => ("and nobody answers for it", "say with `owner` who answers for it"),
            (false, false) => (
                "for ever, and nobody answers for it",
                "say `until` which day, and with `owner` who answers for it",
            ),
        };
        let names: Vec<String> = exception.vulnerabilities.iter().map(|name| format!("`{name}`")).collect();
        _ = found
            .add(
                ModelPath::root().key("compliance").key("exceptions").key(id.as_str()),
                format!("{} is accepted {what}", names.join(", ")),
            )
            .on_key()
            .help(help);
    }
}
