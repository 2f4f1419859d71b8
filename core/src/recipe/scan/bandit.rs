//! Bandit: Python code.

use super::findings::Findings;
use super::{Run, Work};
use crate::recipe::tool::BANDIT;
use crate::recipe::{Need, Script};

const FINDINGS: &[Findings] = &[Findings {
    signals: &["vulnerabilities", "bugs"],
    list: "[.results[].issue_severity]",
    levels: &[("critical", "none of them"), ("high", "HIGH"), ("medium", "MEDIUM"), ("low", "LOW")],
}];

pub(super) fn run(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let (json, sarif) = (work.json(), work.sarif());
    let files = [("json", script.word("REPORT", &json)), ("sarif", script.word("SARIF", &sarif))];
    let target = script.word("TARGET", &work.target);
    let (options, losses) = work.options(&mut script);
    let ignoring = work.ignoring(&mut script, "--baseline");
    for (format, file) in files {
        script.command(&format!(
            "bandit --recursive {target}{options}{ignoring}\n--format {format}\n--output {file}\n--exit-zero"
        ));
    }
    Run {
        needs: vec![Need::Tool(&BANDIT)],
        script,
        json: Some(json),
        sarif: Some(sarif),
        findings: FINDINGS,
        seen_to: false,
        losses,
    }
}
