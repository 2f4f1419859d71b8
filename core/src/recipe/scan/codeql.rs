//! CodeQL: the source code, by its command line. Code hosts that bring CodeQL do it their own way.

use super::findings::{Findings, SMALL};
use super::{Refusal, Run, Work};
use crate::recipe::tool::CODEQL;
use crate::recipe::{Need, Script};

/// How bad a finding is stands at its rule, as a score.
const FINDINGS: &[Findings] = &[Findings {
    signals: &["vulnerabilities"],
    list: "[.runs[]
  | ([.tool.driver, .tool.extensions[]?] | map(.rules[]?)
    | map({(.id): (.properties.\"security-severity\" // \"0\" | tonumber)}) | add) as $scores
  | .results[] | $scores[.ruleId] // 0 | select(. > 0)
  | if . >= 9 then \"critical\" elif . >= 7 then \"high\" elif . >= 4 then \"medium\" else \"low\" end]",
    levels: SMALL,
}];

pub(super) fn run(work: &Work<'_, '_>) -> Result<Run, Refusal> {
    let mut script = Script::new();
    let sarif = work.sarif();
    let report = script.word("SARIF", &sarif);
    let Some(language) = work.scan.with.get("language").and_then(crate::model::Data::as_word) else {
        return Err((
            String::from("nothing says which language CodeQL looks at"),
            "add `with: { language: … }`",
        ));
    };
    let language = script.word("LANGUAGE", language);
    let target = script.word("TARGET", &work.target);
    let losses = work
        .scan
        .with
        .keys()
        .filter(|key| key.as_str() != "language")
        .map(|key| work.unknown(key))
        .chain(work.not_ignoring("nothing"))
        .collect();
    script.lines("database=\"$(mktemp -d)\"");
    script.command(&format!(
        "codeql database create \"$database/db\"\n--language {language}\n--source-root {target}"
    ));
    script.command(&format!(
        "codeql database analyze \"$database/db\"\n--format sarif-latest\n--output {report}"
    ));
    script.lines("rm -rf \"$database\"");
    Ok(Run {
        needs: vec![Need::Tool(&CODEQL)],
        script,
        json: Some(sarif.clone()),
        sarif: Some(sarif),
        findings: FINDINGS,
        seen_to: false,
        losses,
    })
}
