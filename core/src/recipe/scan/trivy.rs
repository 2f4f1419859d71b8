//! Trivy: components, images, infrastructure code, licences and secrets.

use super::findings::{CAPITALS, Findings};
use super::{Run, Work};
use crate::model::ScanKind;
use crate::recipe::tool::TRIVY;
use crate::recipe::{Need, Script};

const FINDINGS: &[Findings] = &[
    Findings {
        signals: &["vulnerabilities"],
        list: "[.Results[]?.Vulnerabilities[]?.Severity]",
        levels: CAPITALS,
    },
    Findings {
        signals: &["misconfigurations"],
        list: "[.Results[]?.Misconfigurations[]? | select(.Status == \"FAIL\") | .Severity]",
        levels: CAPITALS,
    },
    Findings {
        signals: &["secrets"],
        list: "[.Results[]?.Secrets[]?.Severity]",
        levels: CAPITALS,
    },
    Findings {
        signals: &["licenses"],
        list: "[.Results[]?.Licenses[]?.Category]",
        levels: &[
            ("forbidden", "forbidden"),
            ("restricted", "restricted"),
            ("reciprocal", "reciprocal"),
            ("unknown", "unknown"),
        ],
    },
];

pub(super) fn run(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let (json, sarif) = (work.json(), work.sarif());
    let (json_word, sarif_word) = (script.word("REPORT", &json), script.word("SARIF", &sarif));
    let target = script.word("TARGET", &work.target);
    let (options, losses) = work.options(&mut script);
    let ignoring = work.ignoring(&mut script, "--ignorefile");
    let command = match work.scan.kind {
        ScanKind::Image => "trivy image\n--scanners vuln",
        ScanKind::Iac => "trivy config",
        ScanKind::License => "trivy filesystem\n--scanners license",
        ScanKind::Secrets => "trivy filesystem\n--scanners secret",
        _ => "trivy filesystem\n--scanners vuln",
    };
    script.command(&format!(
        "{command}{options}{ignoring}\n--format json\n--output {json_word}\n{target}"
    ));
    script.lines(&format!(
        "trivy convert --format table {json_word}
         trivy convert --format sarif --output {sarif_word} {json_word}"
    ));
    Run {
        needs: vec![Need::Tool(&TRIVY)],
        script,
        json: Some(json),
        sarif: Some(sarif),
        findings: FINDINGS,
        seen_to: false,
        losses,
    }
}
