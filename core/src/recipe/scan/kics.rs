//! KICS: infrastructure code, in its image. The image is named by its digest, since tags of it were once replaced.

use super::findings::Findings;
use super::{Run, Work};
use crate::recipe::tool::DOCKER;
use crate::recipe::{Need, Script};

const IMAGE: &str = "checkmarx/kics:v2.1.20@sha256:3e5a268eb8adda2e5a483c9359ddfc4cd520ab856a7076dc0b1d8784a37e2602";

const FINDINGS: &[Findings] = &[Findings {
    signals: &["misconfigurations"],
    list: "[.queries[] | .severity as $severity | .files[] | $severity]",
    levels: super::findings::CAPITALS,
}];

pub(super) fn run(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let out = format!("{}-report", work.name);
    let target = script.part("TARGET", &work.target);
    let (options, losses) = work.options(&mut script);
    let ignoring = match &work.scan.ignore_file {
        Some(file) => format!("\n--config \"/source/{}\"", script.part("IGNORE_FILE", file)),
        None => String::new(),
    };
    script.lines(&format!("mkdir -p {out}"));
    script.command(&format!(
        "docker run --rm
         --user \"$(id -u):$(id -g)\"
         --volume \"$PWD:/source:ro\"
         --volume \"$PWD/{out}:/report\"
         {IMAGE}
         scan
         --path \"/source/{target}\"{options}{ignoring}
         --report-formats json,sarif
         --output-path /report
         --output-name report
         --ignore-on-exit results"
    ));
    Run {
        needs: vec![Need::Tool(&DOCKER)],
        script,
        json: Some(format!("{out}/report.json")),
        sarif: Some(format!("{out}/report.sarif")),
        findings: FINDINGS,
        seen_to: false,
        losses,
    }
}
