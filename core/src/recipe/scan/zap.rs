//! ZAP: the running application, in its image.

use super::findings::Findings;
use super::{Refusal, Run, Work};
use crate::model::Data;
use crate::recipe::tool::DOCKER;
use crate::recipe::{Need, Script};

const IMAGE: &str = "ghcr.io/zaproxy/zaproxy:2.17.0";

/// Its highest risk is `high`.
const FINDINGS: &[Findings] = &[Findings {
    signals: &["vulnerabilities"],
    list: "[.site[]?.alerts[]?.riskcode]",
    levels: &[("critical", "none of them"), ("high", "3"), ("medium", "2"), ("low", "1")],
}];

pub(super) fn run(work: &Work<'_, '_>) -> Result<Run, Refusal> {
    let mut script = Script::new();
    let out = format!("{}-report", work.name);
    let target = script.word("TARGET", &work.target);
    let said = work.scan.with.get("scan").and_then(Data::as_word);
    let program = match said {
        None | Some("baseline") => "zap-baseline.py",
        Some("full") => "zap-full-scan.py",
        Some("api") => "zap-api-scan.py\n-f openapi",
        Some(other) => {
            return Err((
                format!("ZAP has no scan `{other}`"),
                "use `with: { scan: baseline }`, `full` or `api`",
            ));
        }
    };
    let losses = work
        .scan
        .with
        .keys()
        .filter(|key| key.as_str() != "scan")
        .map(|key| work.unknown(key))
        .collect();
    // The folder is written to by a user of the image.
    script.lines(&format!("mkdir -p {out}\nchmod 777 {out}\nrm -f {out}/report.json"));
    let ignoring = match &work.scan.ignore_file {
        Some(file) => {
            let file = script.word("IGNORE_FILE", file);
            script.lines(&format!("cp {file} {out}/rules.conf"));
            "\n-c rules.conf"
        }
        None => "",
    };
    // Warnings end it with status 2, and findings that count as failures with 1; the report is judged afterwards.
    script.lines("status=0");
    script.command(&format!(
        "docker run --rm
         --volume \"$PWD/{out}:/zap/wrk:rw\"
         {IMAGE}
         {program}
         -t {target}{ignoring}
         -J report.json
         -r report.html
         || status=$?"
    ));
    script.lines(&format!(
        "if [ \"$status\" -gt 2 ] || [ ! -s {out}/report.json ]; then
           echo 'the scan itself failed' >&2
           exit 1
         fi"
    ));
    Ok(Run {
        needs: vec![Need::Tool(&DOCKER)],
        script,
        json: Some(format!("{out}/report.json")),
        sarif: None,
        findings: FINDINGS,
        seen_to: false,
        losses,
    })
}
