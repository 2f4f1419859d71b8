//! A report as GitHub workflow commands, which become annotations on the lines they are about.

use super::json::{self, DiagnosticJson, SeverityJson};
use crate::diagnostic::Report;
use std::fmt::Write as _;

/// One line per finding; nothing at all for a clean report.
pub fn render(report: &Report) -> String {
    let wire = json::wire(report);
    let mut out = String::new();
    for finding in &wire.diagnostics {
        out.push_str(&command(finding, wire.source.as_deref()));
        out.push('\n');
    }
    if wire.summary.omitted > 0 {
        let _ = writeln!(
            out,
            "::notice title=gatewright::{} more findings are not shown",
            wire.summary.omitted
        );
    }
    out
}

fn command(finding: &DiagnosticJson, file: Option<&str>) -> String {
    let word = match finding.severity {
        SeverityJson::Error => "error",
        SeverityJson::Warning => "warning",
        SeverityJson::Info => "notice",
    };
    let mut properties: Vec<String> = Vec::new();
    if let Some(file) = file {
        let file = file.replace('\\', "/");
        properties.push(format!("file={}", property(file.strip_prefix("./").unwrap_or(&file))));
    }
    if let (Some(_), Some(range)) = (file, finding.range) {
        let (start, end) = (range.start, range.end);
        // GitHub takes columns only for a place within one line.
        if start.line == end.line {
            properties.push(format!(
                "line={},col={},endLine={},endColumn={}",
                start.line, start.column, end.line, end.column
            ));
        } else {
            properties.push(format!("line={},endLine={}", start.line, end.line));
        }
    }
    properties.push(format!("title={}", property(&finding.code)));

    let mut text = finding.message.clone();
    if let Some(help) = &finding.help {
        text.push('\n');
        text.push_str(help);
    }
    if finding.range.is_none() && !finding.path.is_empty() {
        text.push_str("\nat ");
        text.push_str(&finding.path);
    }
    format!("::{word} {}::{}", properties.join(","), data(&text))
}

/// The escapes of a command's text.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The escapes of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
