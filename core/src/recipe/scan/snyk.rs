//! Snyk: components, images, code and infrastructure code.

use super::findings::{Findings, SMALL};
use super::{Run, Work};
use crate::model::ScanKind;
use crate::recipe::tool::SNYK;
use crate::recipe::{Need, Script};

/// A report is one project, or a list of them.
const COMPONENTS: &[Findings] = &[Findings {
    signals: &["vulnerabilities"],
    list: "[[.] | flatten | .[].vulnerabilities[]?.severity]",
    levels: SMALL,
}];

const INFRASTRUCTURE: &[Findings] = &[Findings {
    signals: &["misconfigurations", "vulnerabilities"],
    list: "[[.] | flatten | .[].infrastructureAsCodeIssues[]?.severity]",
    levels: SMALL,
}];

/// Code is reported in SARIF only, whose words for levels are its own.
const CODE: &[Findings] = &[Findings {
    signals: &["vulnerabilities"],
    list: "[.runs[].results[]?.level]",
    levels: &[("high", "error"), ("medium", "warning"), ("low", "note")],
}];

pub(super) fn run(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let (json, sarif) = (work.json(), work.sarif());
    let (json_part, sarif_part) = (script.part("REPORT", &json), script.part("SARIF", &sarif));
    let target = script.word("TARGET", &work.target);
    let (options, losses) = work.options(&mut script);
    let ignoring = work.ignoring(&mut script, "--policy-path");
    let (command, findings) = match work.scan.kind {
        ScanKind::Image => (format!("snyk container test {target}"), COMPONENTS),
        ScanKind::Sast => (format!("snyk code test {target}"), CODE),
        ScanKind::Iac => (format!("snyk iac test {target}"), INFRASTRUCTURE),
        _ => (format!("snyk test {target}"), COMPONENTS),
    };
    // Status 1 says that there are findings; they are judged afterwards. Anything above is a failure of the scan.
    script.lines("status=0");
    script.command(&format!(
        "{command}{options}{ignoring}\n--json-file-output=\"{json_part}\"\n--sarif-file-output=\"{sarif_part}\"\n|| status=$?"
    ));
    script.lines(
        "if [ \"$status\" -gt 1 ]; then
           exit \"$status\"
         fi",
    );
    let counted = if work.scan.kind == ScanKind::Sast { &sarif } else { &json };
    let counted = Some(counted.clone());
    let mut needs = work.token("SNYK_TOKEN", "Snyk");
    needs.push(Need::Tool(&SNYK));
    Run {
        needs,
        script,
        json: counted,
        sarif: Some(sarif),
        findings,
        seen_to: false,
        losses,
    }
}
