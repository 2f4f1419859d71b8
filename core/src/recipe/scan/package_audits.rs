//! The audits of package managers: npm, pip and Cargo.

use super::findings::Findings;
use super::{Run, Work};
use crate::diagnostic::{Diagnostic, Severity};
use crate::recipe::tool::{CARGO, NPM, PIP_AUDIT};
use crate::recipe::{Need, Script};
use crate::render::Feature;

const NPM_FINDINGS: &[Findings] = &[Findings {
    signals: &["vulnerabilities"],
    list: "[.vulnerabilities[].severity]",
    levels: &[("critical", "critical"), ("high", "high"), ("medium", "moderate"), ("low", "low")],
}];

/// Neither pip-audit nor cargo-audit says how bad a weakness is, so each counts as the worst.
const ALL_LEVELS: &[(&str, &str)] = &[("critical", "any"), ("high", "any"), ("medium", "any"), ("low", "any")];

const PIP_FINDINGS: &[Findings] = &[Findings {
    signals: &["vulnerabilities"],
    list: "[.dependencies[].vulns[]? | \"any\"]",
    levels: ALL_LEVELS,
}];

const CARGO_FINDINGS: &[Findings] = &[Findings {
    signals: &["vulnerabilities"],
    list: "[.vulnerabilities.list[] | \"any\"]",
    levels: ALL_LEVELS,
}];

pub(super) fn npm(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let json = work.json();
    let report = script.word("REPORT", &json);
    let target = script.word("TARGET", &work.target);
    let (options, mut losses) = work.options(&mut script);
    losses.extend(work.not_ignoring("nothing"));
    // Findings end it with status 1, and so do failures; a report with an error in it tells them apart.
    script.command(&format!("npm audit --json\n--prefix {target}{options}\n> {report}\n|| true"));
    script.lines(&format!(
        "if ! jq --exit-status 'has(\"vulnerabilities\")' {report} > /dev/null; then
           cat {report} >&2
           exit 1
         fi"
    ));
    Run {
        needs: vec![Need::Tool(&NPM), Need::Tool(&crate::recipe::tool::JQ)],
        script,
        json: Some(json),
        sarif: None,
        findings: NPM_FINDINGS,
        seen_to: false,
        losses,
    }
}

pub(super) fn pip(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let json = work.json();
    let report = script.word("REPORT", &json);
    let (options, mut losses) = work.options(&mut script);
    losses.extend(work.not_ignoring("nothing"));
    losses.extend(without_levels(work, "pip-audit"));
    let target = if work.target.rsplit('.').next() == Some("txt") {
        format!("--requirement {}", script.word("TARGET", &work.target))
    } else {
        script.word("TARGET", &work.target)
    };
    // Status 1 says that there are findings; without a report it was a failure.
    script.lines(&format!("rm -f {report}"));
    script.command(&format!(
        "pip-audit {target}{options}\n--format json\n--output {report}\n|| test -s {report}"
    ));
    Run {
        needs: vec![Need::Tool(&PIP_AUDIT)],
        script,
        json: Some(json),
        sarif: None,
        findings: PIP_FINDINGS,
        seen_to: false,
        losses,
    }
}

pub(super) fn cargo(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let json = work.json();
    let report = script.word("REPORT", &json);
    let lock = script.part("TARGET", work.target.trim_end_matches('/'));
    let (options, mut losses) = work.options(&mut script);
    losses.extend(work.not_ignoring(".cargo/audit.toml"));
    losses.extend(without_levels(work, "cargo-audit"));
    script.lines("command -v cargo-audit > /dev/null || cargo install cargo-audit --locked --version 0.22.2");
    script.command(&format!(
        "cargo audit --json\n--file \"{lock}/Cargo.lock\"{options}\n> {report}\n|| test -s {report}"
    ));
    Run {
        needs: vec![Need::Tool(&CARGO)],
        script,
        json: Some(json),
        sarif: None,
        findings: CARGO_FINDINGS,
        seen_to: false,
        losses,
    }
}

/// The loss of levels, when a condition asks for one.
fn without_levels(work: &Work<'_, '_>, tool: &str) -> Option<Diagnostic> {
    let asked = work.scan.fail_on.iter().any(|condition| condition.signal.detail().is_some());
    let message = format!("`{tool}` does not say how bad a weakness is; each counts as what the condition names");
    asked.then(|| work.site.loss(Feature::Scans, Severity::Warning, message))
}
