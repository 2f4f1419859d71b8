//! Checkov: infrastructure code. Without its paid service it does not say how bad a finding is.

use super::findings::Findings;
use super::{Run, Work};
use crate::diagnostic::Severity;
use crate::recipe::tool::CHECKOV;
use crate::recipe::{Need, Script};
use crate::render::Feature;

/// A report is one framework, or a list of them.
const FINDINGS: &[Findings] = &[Findings {
    signals: &["misconfigurations"],
    list: "[[.] | flatten | .[].results.failed_checks[]? | .severity // \"any\"]",
    levels: &[
        ("critical", "CRITICAL|any"),
        ("high", "HIGH|any"),
        ("medium", "MEDIUM|any"),
        ("low", "LOW|any"),
    ],
}];

pub(super) fn run(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let out = format!("{}-report", work.name);
    let target = script.word("TARGET", &work.target);
    let (options, mut losses) = work.options(&mut script);
    let ignoring = work.ignoring(&mut script, "--baseline");
    if work.scan.fail_on.iter().any(|condition| condition.signal.detail().is_some()) {
        let message = "without its paid service `checkov` does not say how bad a finding is; such count as what the condition names";
        losses.push(work.site.loss(Feature::Scans, Severity::Warning, message));
    }
    script.command(&format!(
        "checkov --directory {target}{options}{ignoring}
         --soft-fail
         --output cli
         --output json
         --output sarif
         --output-file-path console,{out}/report.json,{out}/report.sarif"
    ));
    Run {
        needs: vec![Need::Tool(&CHECKOV)],
        script,
        json: Some(format!("{out}/report.json")),
        sarif: Some(format!("{out}/report.sarif")),
        findings: FINDINGS,
        seen_to: false,
        losses,
    }
}
