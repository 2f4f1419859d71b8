//! TruffleHog: secrets in the history of a repository, tried out where that is possible.

use super::findings::Findings;
use super::{Run, Work};
use crate::recipe::tool::TRUFFLEHOG;
use crate::recipe::{Need, Script};

/// The report has one finding on a line; it is made a list of.
const FINDINGS: &[Findings] = &[Findings {
    signals: &["secrets"],
    list: "[.[] | if .Verified then \"verified\" else \"unverified\" end]",
    levels: &[("verified", "verified"), ("unverified", "unverified")],
}];

pub(super) fn run(work: &Work<'_, '_>) -> Run {
    let mut script = Script::new();
    let json = work.json();
    let report = script.word("REPORT", &json);
    let target = script.part("TARGET", &work.target);
    let (options, losses) = work.options(&mut script);
    let ignoring = work.ignoring(&mut script, "--exclude-paths");
    script.lines("lines=\"$(mktemp)\"");
    script.command(&format!(
        "trufflehog git \"file://{target}\"{options}{ignoring}\n--no-update\n--json\n> \"$lines\""
    ));
    // What was found is not repeated in the report.
    script.lines(&format!(
        "jq --slurp 'map(select(has(\"SourceMetadata\")) | del(.Raw, .RawV2, .Redacted))' \"$lines\" > {report}
         rm \"$lines\""
    ));
    Run {
        needs: vec![Need::Tool(&TRUFFLEHOG), Need::Tool(&crate::recipe::tool::JQ)],
        script,
        json: Some(json),
        sarif: None,
        findings: FINDINGS,
        seen_to: false,
        losses,
    }
}
