//! The findings, the worst first: each rule once, with all places below.

use super::{Stand, told};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::emit::html::{Html, code, escape};
use crate::rules;
use indexmap::IndexMap;

/// Places of a rule that are told.
const PLACES: usize = 12;

/// How a severity stands.
pub(super) const fn stand(severity: Severity) -> Stand {
    match severity {
        Severity::Error => Stand::Bad,
        Severity::Warning => Stand::Risk,
        Severity::Info => Stand::Unknown,
    }
}

pub(super) fn write(page: &mut Html, report: &Report) {
    if report.is_clean() {
        page.text("p", &[], "The rules found nothing.");
        return;
    }
    for (severity, title) in [
        (Severity::Error, "Wrong, or a promise that cannot be kept"),
        (Severity::Warning, "Likely to hurt"),
        (Severity::Info, "Worth knowing"),
    ] {
        let mut groups: IndexMap<&str, Vec<&Diagnostic>> = IndexMap::new();
        for found in report.diagnostics().iter().filter(|found| found.severity == severity) {
            groups.entry(found.code).or_default().push(found);
        }
        if groups.is_empty() {
            continue;
        }
        page.text("h3", &[], &format!("{title} ({})", report.count(severity)));
        page.open("ul", &[("class", "found")]);
        for (id, found) in &groups {
            group(page, severity, id, found);
        }
        page.close();
    }
    let more = report.omitted();
    if more > 0 {
        page.text(
            "p",
            &[("class", "quiet-line")],
            &format!("… and {more} more; `gatewright check` tells them."),
        );
    }
    if report.waived() > 0 {
        let waived = crate::papers::words::counted(report.waived(), "finding");
        page.text(
            "p",
            &[("class", "quiet-line")],
            &format!("{waived} accepted by waivers of the delivery."),
        );
    }
}

fn group(page: &mut Html, severity: Severity, id: &str, found: &[&Diagnostic]) {
    page.open("li", &[]);
    let about = rules::find(id).map(|rule| told(rule.summary())).unwrap_or_default();
    let mark = stand(severity).mark(severity.word());
    page.inline("p", &[("class", "rule")], &format!("{mark} {} {about}", escape(id)));
    page.open("ul", &[]);
    for one in found.iter().take(PLACES) {
        let route = one.place.path.to_string();
        let place = if route.is_empty() {
            String::new()
        } else {
            format!(" <span class=\"quiet-line\">at {}</span>", code(&route))
        };
        page.inline("li", &[], &format!("{}{place}", told(&one.message)));
    }
    let more = found.len().saturating_sub(PLACES);
    if more > 0 {
        page.text("li", &[], &format!("… and {more} more places"));
    }
    page.close();
    // The same advice for all places is given once.
    let mut helps: Vec<&str> = Vec::new();
    for help in found.iter().take(PLACES).filter_map(|one| one.help.as_deref()) {
        if !helps.contains(&help) {
            helps.push(help);
        }
    }
    for help in helps.iter().take(3) {
        page.inline("p", &[("class", "quiet-line")], &format!("What to do: {}.", told(help)));
    }
    page.close();
}
