//! SonarQube: the source code, its quality gate, and its measures.

use super::findings::hold;
use super::{Refusal, Run, Work};
use crate::recipe::tool::{CURL, JQ, SONAR};
use crate::recipe::{Need, Script};

pub(super) fn run(work: &Work<'_, '_>) -> Result<Run, Refusal> {
    let mut script = Script::new();
    let mut losses = work.not_ignoring("sonar-project.properties");
    let mut command = String::from("sonar-scanner-npm");
    let base = script.part("TARGET", &work.target);
    command.push_str(&format!("\n-Dsonar.projectBaseDir=\"{base}\""));
    for (key, value) in &work.scan.with {
        let named = key.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
        match value.as_word() {
            Some(value) if named => {
                let key = key.strip_prefix("sonar.").unwrap_or(key);
                let value = script.part("VALUE", value);
                command.push_str(&format!("\n-Dsonar.{key}=\"{value}\""));
            }
            _ => losses.push(work.unknown(key)),
        }
    }
    let waits = !work.scan.fail_on.is_empty();
    if waits {
        command.push_str("\n-Dsonar.qualitygate.wait=true");
    }
    script.command(&command);
    if work.scan.fail_on.iter().any(|condition| condition.signal.root() != "quality_gate") {
        measures(work, &mut script, &base)?;
    }
    let mut needs = work.token("SONAR_TOKEN", "SonarQube");
    needs.extend(work.token("SONAR_HOST_URL", "SonarQube"));
    needs.extend([Need::Tool(&SONAR), Need::Tool(&CURL), Need::Tool(&JQ)]);
    Ok(Run {
        needs,
        script,
        json: None,
        sarif: None,
        findings: &[],
        seen_to: true,
        losses,
    })
}

/// Asks the server what it measured, and holds that against the conditions.
fn measures(work: &Work<'_, '_>, script: &mut Script, base: &str) -> Result<(), Refusal> {
    script.lines(&format!(
        "task=\"{base}/.scannerwork/report-task.txt\"
         server=\"$(sed -n 's/^serverUrl=//p' \"$task\")\"
         project=\"$(sed -n 's/^projectKey=//p' \"$task\")\"
         # The page of the analysis names its branch or pull request after the project.
         page=\"$(sed -n 's/^dashboardUrl=//p' \"$task\")\"
         case \"$page\" in
           *\\&*) of=\"&${{page#*&}}\" ;;
           *) of= ;;
         esac
         answer=\"$(mktemp)\"
         failed=no"
    ));
    for condition in &work.scan.fail_on {
        let signal = &condition.signal;
        let (address, filter) = match (signal.root(), signal.detail()) {
            ("quality_gate", _) => continue,
            ("coverage", None) => (measure("coverage"), MEASURE),
            ("duplication", None) => (measure("duplicated_lines_density"), MEASURE),
            ("bugs", None) => (measure("bugs"), MEASURE),
            ("code_smells", None) => (measure("code_smells"), MEASURE),
            ("vulnerabilities", None) => (measure("vulnerabilities"), MEASURE),
            ("vulnerabilities", Some("critical")) => (issues("BLOCKER"), ".total"),
            ("vulnerabilities", Some("high")) => (issues("HIGH"), ".total"),
            ("vulnerabilities", Some("medium")) => (issues("MEDIUM"), ".total"),
            ("vulnerabilities", Some("low")) => (issues("LOW"), ".total"),
            _ => {
                return Err((
                    format!("SonarQube does not say `{signal}`"),
                    "choose a tool that measures it, or another condition",
                ));
            }
        };
        script.command(&format!(
            "curl --fail --silent --show-error
             --user \"$SONAR_TOKEN:\"
             --output \"$answer\"
             \"$server/api/{address}$of\""
        ));
        script.lines(&format!("found=\"$(jq --exit-status '{filter}' \"$answer\")\""));
        hold(script, condition)?;
    }
    script.lines(
        "if [ \"$failed\" = yes ]; then
           exit 1
         fi",
    );
    Ok(())
}

const MEASURE: &str = ".component.measures[0].value | tonumber";

fn measure(metric: &str) -> String {
    format!("measures/component?component=$project&metricKeys={metric}")
}

fn issues(severity: &str) -> String {
    format!(
        "issues/search?components=$project&componentKeys=$project&impactSoftwareQualities=SECURITY&impactSeverities={severity}&resolved=false&ps=1"
    )
}
