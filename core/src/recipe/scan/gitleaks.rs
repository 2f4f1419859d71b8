//! Gitleaks: secrets in the history of a repository.

use super::findings::Findings;
use super::{Run, Work};
use crate::recipe::tool::GITLEAKS;
use crate::recipe::{Need, Script};

const FINDINGS: &[Findings] = &[Findings {
    signals: &["secrets"],
    list: "[.[].RuleID]",
    levels: &[],
}];

pub(super) fn run(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let (json, sarif) = (work.json(), work.sarif());
    let target = script.word("TARGET", &work.target);
    let (options, losses) = work.options(&mut script);
    let ignoring = work.ignoring(&mut script, "--gitleaks-ignore-path");
    // `secrets = 0` is what the tool itself fails on; anything else is counted afterwards.
    let plain = matches!(work.scan.fail_on.as_slice(), [only] if only.to_string() == "secrets = 0");
    let mut scan = |format: &str, file: &str, status: &str| {
        let file = script.word("REPORT", file);
        script.command(&format!(
            "gitleaks git{options}{ignoring}\n--redact\n--exit-code {status}\n--report-format {format}\n--report-path {file}\n{target}"
        ));
    };
    if plain {
        scan("sarif", &sarif, "1");
    } else {
        scan("sarif", &sarif, "0");
        if !work.scan.fail_on.is_empty() {
            scan("json", &json, "0");
        }
    }
    Run {
        needs: vec![Need::Tool(&GITLEAKS)],
        script,
        json: (!plain && !work.scan.fail_on.is_empty()).then_some(json),
        sarif: Some(sarif),
        findings: FINDINGS,
        seen_to: plain,
        losses,
    }
}
