//! OSV-Scanner: components, by lock files.

use super::findings::{Findings, SMALL};
use super::{Run, Work};
use crate::recipe::tool::OSV_SCANNER;
use crate::recipe::{Need, Script};

/// A group is one weakness under all its names. Its score is a text, and empty when nobody gave one.
const FINDINGS: &[Findings] = &[Findings {
    signals: &["vulnerabilities"],
    list: "[.results[]?.packages[]?.groups[]?.max_severity | tonumber? // 0
  | if . >= 9 then \"critical\" elif . >= 7 then \"high\" elif . >= 4 then \"medium\" else \"low\" end]",
    levels: SMALL,
}];

pub(super) fn run(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let (json, sarif) = (work.json(), work.sarif());
    let (json_word, sarif_word) = (script.word("REPORT", &json), script.word("SARIF", &sarif));
    let target = script.word("TARGET", &work.target);
    let (options, losses) = work.options(&mut script);
    let ignoring = work.ignoring(&mut script, "--config");
    // Status 1 says that there are findings; they are judged afterwards. Anything above is a failure of the scan.
    for (format, file) in [("json", json_word), ("sarif", sarif_word)] {
        script.lines("status=0");
        script.command(&format!(
            "osv-scanner scan source\n--recursive{options}{ignoring}\n--format {format}\n--output-file {file}\n{target}\n|| status=$?"
        ));
        script.lines(
            "if [ \"$status\" -gt 1 ]; then
               exit \"$status\"
             fi",
        );
    }
    Run {
        needs: vec![Need::Tool(&OSV_SCANNER)],
        script,
        json: Some(json),
        sarif: Some(sarif),
        findings: FINDINGS,
        seen_to: false,
        losses,
    }
}
