//! Scanners of pipeline files: zizmor and actionlint.

use super::findings::Findings;
use super::{Run, Work};
use crate::recipe::tool::{ACTIONLINT, ZIZMOR};
use crate::recipe::{Need, Script};

const ZIZMOR_FINDINGS: &[Findings] = &[Findings {
    signals: &["misconfigurations", "vulnerabilities"],
    list: "[.[].determinations.severity]",
    levels: &[("critical", "none of them"), ("high", "High"), ("medium", "Medium"), ("low", "Low")],
}];

const ACTIONLINT_FINDINGS: &[Findings] = &[Findings {
    signals: &["misconfigurations", "bugs"],
    list: "[.[].kind]",
    levels: &[],
}];

pub(super) fn zizmor(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let (json, sarif) = (work.json(), work.sarif());
    let files = [("json", script.word("REPORT", &json)), ("sarif", script.word("SARIF", &sarif))];
    let target = script.word("TARGET", &work.target);
    let (options, losses) = work.options(&mut script);
    let ignoring = work.ignoring(&mut script, "--config");
    for (format, file) in files {
        script.command(&format!(
            "zizmor{options}{ignoring}\n--no-exit-codes\n--no-progress\n--format {format}\n{target}\n> {file}"
        ));
    }
    Run {
        needs: vec![Need::Tool(&ZIZMOR)],
        script,
        json: Some(json),
        sarif: Some(sarif),
        findings: ZIZMOR_FINDINGS,
        seen_to: false,
        losses,
    }
}

pub(super) fn actionlint(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let json = work.json();
    let report = script.word("REPORT", &json);
    let (options, losses) = work.options(&mut script);
    let options = options.replace("\n--", "\n-");
    let ignoring = work.ignoring(&mut script, "-config-file");
    // Status 1 says that there are findings; they are judged afterwards. Anything above is a failure of the scan.
    script.lines("status=0");
    script.command(&format!(
        "actionlint{options}{ignoring}\n-format '{{{{json .}}}}'\n> {report}\n|| status=$?"
    ));
    script.lines(
        "if [ \"$status\" -gt 1 ]; then
           exit \"$status\"
         fi",
    );
    Run {
        needs: vec![Need::Tool(&ACTIONLINT)],
        script,
        json: Some(json),
        sarif: None,
        findings: ACTIONLINT_FINDINGS,
        seen_to: false,
        losses,
    }
}
