//! `CMP005`: an exception that has no end, no reason, or nobody who answers for it.

use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A waiver or an exception has no end, no reason, or nobody who answers for it.
    ///
    /// What is accepted for now becomes the rule unless a day makes someone look again, and a name says who. That a waiver
    /// covers nothing, or that its day has passed, is told by others; so are accepted weaknesses.
    ///
    /// ```yaml bad
    /// compliance:
    ///   exceptions:
    ///     no-second-reviewer: { controls: soc2/CC8.1, reason: two of three are on leave }
    /// ```
    ///
    /// ```yaml good
    /// compliance:
    ///   exceptions:
    ///     no-second-reviewer: { controls: soc2/CC8.1, reason: two of three are on leave, owner: platform, until: 2027-01-31 }
    /// ```
    ///
    /// References: ISO/IEC 27001, clause 6.1.3; NIST SP 800-53, CA-5 (plan of action and milestones); PCI DSS, Appendix B
    /// (compensating controls).
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    for (number, waiver) in delivery.waivers.iter().enumerate() {
        let lacks = lacks(Some(&waiver.reason), Some(&waiver.owner), waiver.until.is_some());
        told(found, &lacks, &format!("the waiver of `{}`", waiver.code), || {
            ModelPath::root().key("waivers").index(number)
        });
    }
    let Some(compliance) = &delivery.compliance else { return };
    for (id, exception) in compliance
        .exceptions
        .iter()
        .filter(|(_, exception)| exception.vulnerabilities.is_empty())
    {
        let lacks = lacks(exception.reason.as_deref(), exception.owner.as_deref(), exception.until.is_some());
        told(found, &lacks, &format!("the exception `{id}`"), || {
            ModelPath::root().key("compliance").key("exceptions").key(id.as_str())
        });
    }
}

/// What is missing, in the order in which one would say it.
fn lacks(reason: Option<&str>, owner: Option<&str>, ends: bool) -> Vec<&'static str> {
    let said = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
    let parts = [(said(reason), "`reason`"), (said(owner), "`owner`"), (ends, "`until`")];
    parts.into_iter().filter(|(there, _)| !there).map(|(_, key)| key).collect()
}

fn told(found: &mut Findings, lacks: &[&str], name: &str, path: impl FnOnce() -> ModelPath) {
    if lacks.is_empty() {
        return;
    }
    let list = lacks.join(" and ");
    _ = found
        .add(path(), format!("{name} has no {list}"))
        .on_key()
        .help(format!("say {list}"));
}
