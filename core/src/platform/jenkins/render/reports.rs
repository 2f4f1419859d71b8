//! Reports that Jenkins shows, and files worth keeping.

use super::body::Body;
use crate::emit::groovy::{Call, Statement, Value};
use crate::model::Reports;

/// Shows reports, however the job ended.
pub(super) fn show(reports: &Reports, body: &mut Body<'_>) {
    let list = |files: &[String]| files.join(", ");
    let mut steps: Vec<Statement> = Vec::new();
    if !reports.junit.is_empty() {
        let junit = Call::step("junit").named("testResults", list(&reports.junit));
        steps.push(junit.named("allowEmptyResults", true).into());
    }
    let coverage = [("COBERTURA", &reports.cobertura), ("JACOCO", &reports.jacoco)];
    let tools: Vec<Value> = coverage
        .iter()
        .filter(|(_, files)| !files.is_empty())
        .map(|(parser, files)| Value::Map(vec![("parser".into(), (*parser).into()), ("pattern".into(), list(files).into())]))
        .collect();
    if !tools.is_empty() {
        steps.push(Call::step("recordCoverage").named("tools", Value::List(tools)).into());
    }
    if !reports.sarif.is_empty() {
        let tool = Call::new("sarif").named("pattern", list(&reports.sarif));
        steps.push(Call::step("recordIssues").named("tool", tool).into());
    }
    if !reports.trx.is_empty() {
        steps.push(Call::step("mstest").named("testResultsFile", list(&reports.trx)).into());
    }
    for page in reports.html.iter() {
        let (folder, file) = match page.rsplit_once('/') {
            Some((folder, file)) if file.ends_with(".html") => (folder, file),
            _ if page.ends_with(".html") => (".", page.as_str()),
            _ => (page.trim_end_matches('/'), "index.html"),
        };
        let mut publish = Call::step("publishHTML");
        for (name, value) in [("reportName", folder), ("reportDir", folder), ("reportFiles", file)] {
            publish = publish.named(name, value);
        }
        let publish = publish.named("allowMissing", true).named("alwaysLinkToLastBuild", true).named("keepAll", true);
        steps.push(publish.into());
    }
    if !steps.is_empty() {
        body.after("always", steps);
    }
    keep(&reports.lcov, body);
}

/// Keeps files, however the job ended.
pub(super) fn keep(files: &[String], body: &mut Body<'_>) {
    for file in files {
        let there = body.post.iter_mut().find(|(when, _)| *when == "always");
        let archive = there.and_then(|(_, steps)| {
            steps.iter_mut().find_map(|step| match step {
                Statement::Call(call) if call.name == "archiveArtifacts" => call.arguments.first_mut(),
                _ => None,
            })
        });
        match archive {
            // One step for all of them.
            Some((_, Value::Text(kept))) => {
                if kept.split(", ").all(|there| there != file) {
                    kept.push_str(", ");
                    kept.push_str(file);
                }
            }
            _ => {
                let archive = Call::step("archiveArtifacts").named("artifacts", file.as_str());
                body.after("always", vec![archive.named("allowEmptyArchive", true).into()]);
            }
        }
    }
}
