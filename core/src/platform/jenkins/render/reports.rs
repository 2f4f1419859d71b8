//! Reports that Jenkins shows, and files worth keeping.

use super::body::Body;
use crate::emit::groovy::{Call, Part, Statement, Value};
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
        let coverage = Call::step("recordCoverage").named("id", keyed(&body.key, "-coverage"));
        steps.push(coverage.named("tools", Value::List(tools)).into());
    }
    findings(&reports.sarif, body);
    if !reports.trx.is_empty() {
        steps.push(Call::step("mstest").named("testResultsFile", list(&reports.trx)).into());
    }
    for page in &*reports.html {
        let (folder, file) = match page.rsplit_once('/') {
            Some((folder, file)) if is_page(file) => (folder, file),
            _ if is_page(page) => (".", page.as_str()),
            _ => (page.trim_end_matches('/'), "index.html"),
        };
        let mut publish = Call::step("publishHTML");
        for (name, value) in [("reportName", folder), ("reportDir", folder), ("reportFiles", file)] {
            publish = publish.named(name, value);
        }
        let publish = publish
            .named("allowMissing", true)
            .named("alwaysLinkToLastBuild", true)
            .named("keepAll", true);
        steps.push(publish.into());
    }
    if !steps.is_empty() {
        body.after("always", steps);
    }
    keep(&reports.lcov, body);
}

/// True for a file that is a page.
fn is_page(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension == "html")
}

/// The name of a job's report.
fn keyed(key: &Value, behind: &str) -> Value {
    let mut parts = match key {
        Value::Mixed(parts) => parts.clone(),
        Value::Text(text) => vec![Part::Text(text.clone())],
        _ => Vec::new(),
    };
    parts.push(Part::Text(behind.to_owned()));
    Value::of_parts(parts)
}

/// The argument of a name in a call, or in the calls it is given.
fn argument<'c>(call: &'c mut Call, name: &str) -> Option<&'c mut String> {
    for (own, value) in &mut call.arguments {
        match value {
            Value::Text(text) if own.as_deref() == Some(name) => return Some(text),
            Value::Call(inner) => {
                if let Some(found) = argument(inner, name) {
                    return Some(found);
                }
            }
            _ => {}
        }
    }
    None
}

/// Adds files to a step that is there already, since there can only be one of its id.
fn more(step: &str, name: &str, files: &[String], body: &mut Body<'_>) -> bool {
    let steps = body.post.iter_mut().find(|(when, _)| *when == "always");
    let found = steps.and_then(|(_, steps)| {
        steps.iter_mut().find_map(|statement| match statement {
            Statement::Call(call) if call.name == step => argument(call, name),
            _ => None,
        })
    });
    let Some(kept) = found else { return false };
    for file in files {
        if kept.split(", ").all(|there| there != file) {
            kept.push_str(", ");
            kept.push_str(file);
        }
    }
    true
}

/// Shows findings.
fn findings(files: &[String], body: &mut Body<'_>) {
    if files.is_empty() || more("recordIssues", "pattern", files, body) {
        return;
    }
    let tool = Call::new("sarif")
        .named("id", keyed(&body.key, "-findings"))
        .named("pattern", files.join(", "));
    body.after("always", vec![Call::step("recordIssues").named("tool", tool).into()]);
}

/// Keeps files, however the job ended.
pub(super) fn keep(files: &[String], body: &mut Body<'_>) {
    if files.is_empty() || more("archiveArtifacts", "artifacts", files, body) {
        return;
    }
    let archive = Call::step("archiveArtifacts").named("artifacts", files.join(", "));
    body.after("always", vec![archive.named("allowEmptyArchive", true).into()]);
}
