//! Docker Scout: images.

use super::{Refusal, Run, Work};
use crate::model::scalar::{Comparison, Quantity, Threshold};
use crate::recipe::tool::DOCKER;
use crate::recipe::{Login, Need, Script};

pub(super) fn run(work: &Work<'_, '_>) -> Result<Run, Refusal> {
    let mut script = Script::new();
    let sarif = work.sarif();
    let report = script.word("SARIF", &sarif);
    let target = script.word("TARGET", &work.target);
    let (options, mut losses) = work.options(&mut script);
    losses.extend(work.not_ignoring("nothing"));
    script.command(&format!("docker scout cves {target}{options}\n--format sarif\n--output {report}"));
    let mut levels = Vec::new();
    for condition in &work.scan.fail_on {
        let none = match condition.threshold {
            Threshold::Absolute(Quantity::Number(number)) => number.is_zero(),
            _ => false,
        };
        let none = none && matches!(condition.comparison, Comparison::Equal | Comparison::AtMost);
        match (condition.signal.root(), condition.signal.detail()) {
            ("vulnerabilities", Some(level @ ("critical" | "high" | "medium" | "low"))) if none => levels.push(level),
            _ => {
                return Err((
                    format!("Docker Scout cannot hold `{condition}`"),
                    "use `= 0`, or a tool that counts, such as `trivy`",
                ));
            }
        }
    }
    if !levels.is_empty() {
        script.command(&format!(
            "docker scout cves {target}{options}\n--only-severity {}\n--exit-code",
            levels.join(",")
        ));
    }
    let host = String::from("docker.io");
    Ok(Run {
        needs: vec![Need::Tool(&DOCKER), Need::Login(Login::Registry { host })],
        script,
        json: None,
        sarif: Some(sarif),
        findings: &[],
        seen_to: true,
        losses,
    })
}
