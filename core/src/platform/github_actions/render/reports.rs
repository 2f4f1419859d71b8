//! Reports that steps leave behind, shown or kept whatever the steps' end.

use super::body::{Body, parameters};
use crate::foreign::Literal;
use crate::model::{Access, Reports};
use crate::platform::github_actions::syntax::{Step, Text};

/// Shows what GitHub can show and keeps the rest as files.
pub(super) fn show(body: &mut Body<'_, '_>, reports: &Reports, job: &str) {
    if !reports.sarif.is_empty() {
        body.may("security-events", Access::Write);
        for file in &reports.sarif {
            let with = [("sarif_file", file.clone()), ("category", job.to_owned())];
            always(body, "Show the findings", "github/codeql-action/upload-sarif", with);
        }
    }
    if !reports.junit.is_empty() {
        body.may("checks", Access::Write);
        let with = [
            ("report_paths", reports.junit.join("\n")),
            ("check_name", format!("Tests of {job}")),
            ("require_tests", "true".to_owned()),
        ];
        always(body, "Show the test results", "mikepenz/action-junit-report", with);
    }
    let kept = [&reports.cobertura, &reports.jacoco, &reports.lcov, &reports.trx, &reports.html];
    let files: Vec<String> = kept.into_iter().flat_map(|files| files.iter().cloned()).collect();
    keep(body, "Keep the reports", &format!("reports-{job}-{}", body.steps.len()), &files);
}

/// Keeps files, however the job ends.
pub(super) fn keep<'p>(body: &mut Body<'_, 'p>, name: impl Into<Text<'p>>, artifact: &str, files: &[String]) {
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
        [("name", artifact.to_owned()), ("path", path), ("if-no-files-found", "ignore".to_owned())],
    );
}

fn always<'p>(body: &mut Body<'_, 'p>, name: impl Into<Text<'p>>, action: &'static str, with: impl IntoIterator<Item = (&'static str, String)>) {
    let uses = body.pin(action);
    body.push(Step {
        name: Some(Literal::Text(name.into())),
        when: Some(Literal::Text("always()".into())),
        uses: Some(uses),
        with: Some(parameters(with)),
        ..Step::default()
    });
}
