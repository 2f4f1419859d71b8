//! OWASP Dependency-Check, in its image.

use super::findings::{CAPITALS, Findings};
use super::{Run, Work};
use crate::recipe::tool::DOCKER;
use crate::recipe::{Need, Script};

const IMAGE: &str = "owasp/dependency-check:12.2.2";

const FINDINGS: &[Findings] = &[Findings {
    signals: &["vulnerabilities"],
    list: "[.dependencies[].vulnerabilities[]?.severity]",
    levels: CAPITALS,
}];

pub(super) fn run(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let target = script.part("TARGET", &work.target);
    let (options, losses) = work.options(&mut script);
    let ignoring = match &work.scan.ignore_file {
        Some(file) => format!("\n--suppression \"/source/{}\"", script.part("IGNORE_FILE", file)),
        None => String::new(),
    };
    let out = format!("{}-report", work.name);
    // The data of the vulnerability database is worth keeping between runs; it comes slowly without a key.
    script.lines(&format!("mkdir -p {out} \"$HOME/.cache/dependency-check\""));
    script.command(&format!(
        "docker run --rm
         --user \"$(id -u):$(id -g)\"
         --volume \"$PWD:/source:ro\"
         --volume \"$PWD/{out}:/report\"
         --volume \"$HOME/.cache/dependency-check:/usr/share/dependency-check/data\"
         --env NVD_API_KEY
         {IMAGE}
         --scan \"/source/{target}\"{options}{ignoring}
         --format JSON
         --format SARIF
         --out /report"
    ));
    Run {
        needs: vec![Need::Tool(&DOCKER)],
        script,
        json: Some(format!("{out}/dependency-check-report.json")),
        sarif: Some(format!("{out}/dependency-check-report.sarif")),
        findings: FINDINGS,
        seen_to: false,
        losses,
    }
}
