//! Gosec: Go code.

use super::findings::Findings;
use super::{Run, Work};
use crate::recipe::tool::GOSEC;
use crate::recipe::{Need, Script};

const FINDINGS: &[Findings] = &[Findings {
    signals: &["vulnerabilities", "bugs"],
    list: "[.Issues[].severity]",
    levels: &[("critical", "none of them"), ("high", "HIGH"), ("medium", "MEDIUM"), ("low", "LOW")],
}];

pub(super) fn run(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let (json, sarif) = (work.json(), work.sarif());
    let files = [("json", script.word("REPORT", &json)), ("sarif", script.word("SARIF", &sarif))];
    let target = script.part("TARGET", work.target.trim_end_matches('/'));
    let (options, mut losses) = work.options(&mut script);
    // Gosec has options with one dash.
    let options = options.replace("\n--", "\n-");
    losses.extend(work.not_ignoring("nothing"));
    for (format, file) in files {
        script.command(&format!("gosec -no-fail{options}\n-fmt {format}\n-out {file}\n\"{target}/...\""));
    }
    Run {
        needs: vec![Need::Tool(&GOSEC)],
        script,
        json: Some(json),
        sarif: Some(sarif),
        findings: FINDINGS,
        seen_to: false,
        losses,
    }
}
