//! Semgrep: the source code.

use super::findings::Findings;
use super::{Run, Work};
use crate::recipe::tool::SEMGREP;
use crate::recipe::{Need, Script};

const FINDINGS: &[Findings] = &[Findings {
    signals: &["vulnerabilities", "bugs"],
    list: "[.results[].extra.severity]",
    levels: &[
        ("critical", "CRITICAL"),
        ("high", "HIGH|ERROR"),
        ("medium", "MEDIUM|WARNING"),
        ("low", "LOW|INFO"),
    ],
}];

pub(super) fn run(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let (json, sarif) = (work.json(), work.sarif());
    let (json_part, sarif_part) = (script.part("REPORT", &json), script.part("SARIF", &sarif));
    let target = script.word("TARGET", &work.target);
    let (options, mut losses) = work.options(&mut script);
    losses.extend(work.not_ignoring(".semgrepignore"));
    let rules = if work.scan.with.contains_key("config") {
        ""
    } else {
        "\n--config p/default"
    };
    script.command(&format!(
        "semgrep scan{rules}{options}
         --metrics off
         --json-output=\"{json_part}\"
         --sarif-output=\"{sarif_part}\"
         {target}"
    ));
    Run {
        needs: vec![Need::Tool(&SEMGREP)],
        script,
        json: Some(json),
        sarif: Some(sarif),
        findings: FINDINGS,
        seen_to: false,
        losses,
    }
}
