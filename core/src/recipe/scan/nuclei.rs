//! Nuclei: the running application, by templates.

use super::findings::{Findings, SMALL};
use super::{Run, Work};
use crate::recipe::tool::{JQ, NUCLEI};
use crate::recipe::{Need, Script};

const FINDINGS: &[Findings] = &[Findings {
    signals: &["vulnerabilities"],
    list: "[.[].info.severity]",
    levels: SMALL,
}];

pub(super) fn run(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let (json, sarif) = (work.json(), work.sarif());
    let (json_word, sarif_word) = (script.word("REPORT", &json), script.word("SARIF", &sarif));
    let target = script.word("TARGET", &work.target);
    let (options, losses) = work.options(&mut script);
    let options = options.replace("\n--", "\n-");
    let ignoring = work.ignoring(&mut script, "-config");
    script.lines("lines=\"$(mktemp)\"");
    script.command(&format!(
        "nuclei -target {target}{options}{ignoring}\n-disable-update-check\n-jsonl-export \"$lines\"\n-sarif-export {sarif_word}"
    ));
    script.lines(&format!("jq --slurp . \"$lines\" > {json_word}"));
    Run {
        needs: vec![Need::Tool(&NUCLEI), Need::Tool(&JQ)],
        script,
        json: Some(json),
        sarif: Some(sarif),
        findings: FINDINGS,
        seen_to: false,
        losses,
    }
}
