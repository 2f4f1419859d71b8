//! Reports that steps leave behind, shown or kept whatever the steps' end.

use super::body::{Body, parameters};
use crate::foreign::Literal;
use crate::model::{Access, Reports, When};
use crate::platform::github_actions::syntax::{Step, Text};
use crate::platform::github_actions::words::give_when;

/// Shows what GitHub can show and keeps the rest as files, unless a condition of their own holds them back.
pub(super) fn show<'p>(body: &mut Body<'_, 'p>, reports: &Reports, when: Option<&'p When>) {
    let job = body.title();
    if !reports.sarif.is_empty() {
        body.may("security-events", Access::Write);
        for file in &reports.sarif {
            let with = [("sarif_file", file.clone()), ("category", job.to_owned())];
            always(body, "Show the findings", "github/codeql-action/upload-sarif", with, when);
        }
    }
    if !reports.junit.is_empty() {
        body.may("checks", Access::Write);
        let with = [
            ("report_paths", reports.junit.join("\n")),
            ("check_name", format!("Tests of {job}")),
            ("require_tests", "true".to_owned()),
        ];
        always(body, "Show the test results", "mikepenz/action-junit-report", with, when);
    }
    let kept = [&reports.cobertura, &reports.jacoco, &reports.lcov, &reports.trx, &reports.html];
    let files: Vec<String> = kept.into_iter().flat_map(|files| files.iter().cloned()).collect();
    let artifact = format!("reports-{}-{}", body.mark(), body.steps.len());
    keep(body, "Keep the reports", &artifact, &files, when);
}

/// Keeps files, however the job ends.
pub(super) fn keep<'p>(body: &mut Body<'_, 'p>, name: impl Into<Text<'p>>, artifact: &str, files: &[String], when: Option<&'p When>) {
    if files.is_empty() {
        return;
    }
    let mut path = files.join("\n");
    if files.len() > 1 {
        path.push('\n');
    }
    always(
        body,
        name,
        "actions/upload-artifact",
        [
            ("name", artifact.to_owned()),
            ("path", path),
            ("if-no-files-found", "ignore".to_owned()),
        ],
        when,
    );
}

/// Adds an action that runs however the job ends, as long as its condition allows it.
fn always<'p>(
    body: &mut Body<'_, 'p>,
    name: impl Into<Text<'p>>,
    action: &'static str,
    with: impl IntoIterator<Item = (&'static str, String)>,
    when: Option<&'p When>,
) {
    let when = match when {
        None | Some(When::Success | When::Always) => Some(Literal::Text("always()".into())),
        Some(When::Expression(expression)) if !asks_for_the_end(expression) => {
            let inner = expression.inner().unwrap_or(expression);
            Some(Literal::Text(format!("always() && ({inner})").into()))
        }
        Some(when) => give_when(when),
    };
    let uses = body.pin(action);
    body.push(Step {
        name: Some(Literal::Text(name.into())),
        when,
        uses: Some(uses),
        with: Some(parameters(with)),
        ..Step::default()
    });
}

/// True for a condition that says itself how the job must end.
fn asks_for_the_end(condition: &str) -> bool {
    ["always()", "failure()", "success()", "cancelled()"]
        .iter()
        .any(|asks| condition.contains(asks))
}
