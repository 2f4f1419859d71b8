//! Grype: images and folders.

use super::findings::Findings;
use super::{Run, Work};
use crate::model::ScanKind;
use crate::recipe::tool::GRYPE;
use crate::recipe::{Need, Script};

const FINDINGS: &[Findings] = &[Findings {
    signals: &["vulnerabilities"],
    list: "[.matches[].vulnerability.severity]",
    levels: &[("critical", "Critical"), ("high", "High"), ("medium", "Medium"), ("low", "Low")],
}];

pub(super) fn run(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let (json, sarif) = (work.json(), work.sarif());
    let (json_part, sarif_part) = (script.part("REPORT", &json), script.part("SARIF", &sarif));
    let target = if work.scan.kind == ScanKind::Image {
        script.word("TARGET", &work.target)
    } else {
        format!("\"dir:{}\"", script.part("TARGET", &work.target))
    };
    let (options, losses) = work.options(&mut script);
    let ignoring = work.ignoring(&mut script, "--config");
    script.command(&format!(
        "grype {target}{options}{ignoring}\n--output table\n--output \"json={json_part}\"\n--output \"sarif={sarif_part}\""
    ));
    Run {
        needs: vec![Need::Tool(&GRYPE)],
        script,
        json: Some(json),
        sarif: Some(sarif),
        findings: FINDINGS,
        seen_to: false,
        losses,
    }
}
