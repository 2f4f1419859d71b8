//! Waivers: findings that the document accepts are taken out; waivers that do nothing are findings themselves.

use super::{Check, CheckOptions, Findings, Rule, find};
use crate::diagnostic::Diagnostic;
use crate::model::{Delivery, Waiver};
use crate::text::ModelPath;

/// Findings that remain, with those about the waivers, and how many were taken out. Where the check was not `complete`,
/// a waiver may not have had its chance, so none is called unused.
pub(super) fn apply(delivery: &Delivery, found: Vec<Diagnostic>, options: &CheckOptions, complete: bool) -> (Vec<Diagnostic>, usize) {
    if delivery.waivers.is_empty() {
        return (found, 0);
    }
    let mut used = vec![false; delivery.waivers.len()];
    let before = found.len();
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(before);
    for diagnostic in found {
        let mut path = None;
        let mut waived = false;
        for (waiver, used) in delivery.waivers.iter().zip(&mut used) {
            if expired(waiver, options) || !waiver.code.eq_ignore_ascii_case(diagnostic.code) || !may_be_waived(diagnostic.code) {
                continue;
            }
            let place = path.get_or_insert_with(|| diagnostic.place.path.to_string());
            if waiver.at.as_deref().is_none_or(|at| covers(at, place)) {
                *used = true;
                waived = true;
            }
        }
        if !waived {
            kept.push(diagnostic);
        }
    }
    let waived = before - kept.len();
    for (number, (waiver, used)) in delivery.waivers.iter().zip(used).enumerate() {
        let path = ModelPath::root().key("waivers").index(number);
        kept.extend(about(waiver, used || !complete, path, options));
    }
    (kept, waived)
}

/// What is wrong with a waiver.
fn about(waiver: &Waiver, used: bool, path: ModelPath, options: &CheckOptions) -> Option<Diagnostic> {
    let finding = |code: &'static str, path: ModelPath, message: String, help: &str| {
        let rule = find(code).filter(|rule| options.wants(rule))?;
        let mut findings = Findings::new(rule.code, options.severity(rule));
        findings.add(path, message).help(help);
        findings.finish().0.pop()
    };
    let code = &waiver.code;
    let Some(rule) = find(code) else {
        return finding(
            "DOC009",
            path.key("code"),
            format!("this waiver names `{code}`, and no rule has that code"),
            "see `gatewright rules` for the codes",
        );
    };
    if !may_be_waived(rule.code) {
        return finding(
            "DOC009",
            path.key("code"),
            format!("`{}` cannot be waived: without it the document has no meaning", rule.code),
            "mend what it finds and remove the waiver",
        );
    }
    if let (true, Some(until)) = (expired(waiver, options), waiver.until) {
        let message = format!("this waiver of `{}` ended on {until}", rule.code);
        return finding(
            "DOC010",
            path.key("until"),
            message,
            "mend what it covers, or have it accepted anew",
        );
    }
    let ran = options.wants(rule) && !matches!(rule.check, Check::Reader | Check::Caller);
    if !used && ran {
        let place = waiver.at.as_ref().map(|at| format!(" at `{at}`")).unwrap_or_default();
        return finding(
            "DOC009",
            path,
            format!("this waiver covers nothing: `{}` finds nothing{place}", rule.code),
            "remove the waiver",
        );
    }
    None
}

fn expired(waiver: &Waiver, options: &CheckOptions) -> bool {
    matches!((waiver.until, options.today), (Some(until), Some(today)) if today > until)
}

/// What makes a document unreadable or unprovable cannot be accepted away.
fn may_be_waived(code: &str) -> bool {
    !code.starts_with("DOC") && !matches!(code, "STR001" | "STR002")
}

/// True when a place is at or below a path: `a.b` covers `a.b`, `a.b.c` and `a.b[0]`.
fn covers(at: &str, place: &str) -> bool {
    place
        .strip_prefix(at)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

impl Rule {
    /// True when a waiver in the document may accept its findings.
    pub fn may_be_waived(&self) -> bool {
        may_be_waived(self.code)
    }
}
