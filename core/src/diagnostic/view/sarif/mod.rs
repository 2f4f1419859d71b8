//! Reports as a SARIF 2.1.0 log, the form that code scanning services take.

mod log;

use super::json::{self, DiagnosticJson, FixJson, PositionJson, RangeJson, RelatedJson, ReportJson, SeverityJson};
use crate::diagnostic::{Report, Severity};
use crate::text::Sum;
use log::{
    ArtifactChange, ArtifactLocation, Configuration, Driver, Fix, Help, Invocation, Location, Log, LogicalLocation, Notification,
    PhysicalLocation, Region, Replacement, Result, Rule, RuleProperties, Run, Text, Tool,
};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

/// Where a finding about a whole document is: code scanning services ask for a region.
const START: RangeJson = {
    let start = PositionJson {
        line: 1,
        column: 1,
        offset: 0,
    };
    RangeJson { start, end: start }
};

/// What a log says about a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// Its code, such as `STR002`.
    pub code: String,
    /// Its name, such as `unknown-job`.
    pub name: String,
    /// What it finds, in one line.
    pub summary: String,
    /// Its page, as Markdown.
    pub help: String,
    /// Where its page is on the web.
    pub url: Option<String>,
    /// How bad its findings are unless the caller says otherwise.
    pub severity: Severity,
    /// Words to filter by, such as its group.
    pub tags: Vec<String>,
}

/// The log as JSON text, indented, without a line ending at its end. Codes that are not among the rules get a
/// minimal entry, so every result has its rule.
pub fn render(reports: &[Report], rules: &[RuleInfo]) -> String {
    let reports: Vec<ReportJson> = reports.iter().map(json::wire).collect();
    render_wire(&reports, rules)
}

/// The same for reports that came from elsewhere in their wire form.
pub fn render_wire(reports: &[ReportJson], rules: &[RuleInfo]) -> String {
    // Strings, numbers and lists only: nothing here can fail to be written.
    serde_json::to_string_pretty(&log(reports, rules)).unwrap_or_default()
}

fn log<'r>(reports: &'r [ReportJson], infos: &'r [RuleInfo]) -> Log<'r> {
    let mut rules: Vec<Rule<'_>> = infos.iter().map(known_rule).collect();
    let mut index: HashMap<&str, usize> = HashMap::new();
    for (position, info) in infos.iter().enumerate() {
        index.entry(&info.code).or_insert(position);
    }
    let mut results = Vec::new();
    let mut notifications = Vec::new();
    for report in reports {
        let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
        for finding in &report.diagnostics {
            let rule = *index.entry(&finding.code).or_insert_with(|| {
                rules.push(unknown_rule(finding));
                rules.len() - 1
            });
            let occurrence = seen
                .entry((&finding.code, &finding.path))
                .and_modify(|count| *count += 1)
                .or_insert(1);
            results.push(result(finding, rule, *occurrence, report.source.as_deref()));
        }
        if report.summary.omitted > 0 {
            let text = match &report.source {
                Some(name) => format!("{} more findings in {name} are not in this log", report.summary.omitted),
                None => format!("{} more findings are not in this log", report.summary.omitted),
            };
            notifications.push(Notification {
                level: "note",
                message: Text { text: text.into() },
            });
        }
    }
    let invocation = Invocation {
        execution_successful: true,
        tool_execution_notifications: notifications,
    };
    Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "gatewright",
                    information_uri: env!("CARGO_PKG_REPOSITORY"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules,
                },
            },
            invocations: [invocation],
            results,
            column_kind: "unicodeCodePoints",
        }],
    }
}

fn known_rule(info: &RuleInfo) -> Rule<'_> {
    // The first paragraph of prose stands for the whole page where a service shows only text.
    let prose = info
        .help
        .split("\n\n")
        .map(str::trim)
        .find(|part| !part.is_empty() && !part.starts_with(['#', '`', '-', '|', '>']));
    Rule {
        id: &info.code,
        name: Some(&info.name),
        short_description: Text::from(info.summary.as_str()),
        full_description: Text {
            text: prose.map_or_else(|| info.summary.clone(), |prose| prose.replace('\n', " ")).into(),
        },
        help: Help {
            text: info.help.as_str().into(),
            markdown: Some(&info.help),
        },
        help_uri: info.url.as_deref(),
        default_configuration: Configuration {
            level: level(info.severity.into()),
        },
        properties: RuleProperties { tags: &info.tags },
    }
}

fn unknown_rule(finding: &DiagnosticJson) -> Rule<'_> {
    Rule {
        id: &finding.code,
        name: None,
        short_description: Text::from(finding.code.as_str()),
        full_description: Text::from(finding.code.as_str()),
        help: Help {
            text: format!("see `gatewright explain {}`", finding.code).into(),
            markdown: None,
        },
        help_uri: None,
        default_configuration: Configuration {
            level: level(finding.severity),
        },
        properties: RuleProperties { tags: &[] },
    }
}

fn result<'r>(finding: &'r DiagnosticJson, rule: usize, occurrence: usize, source: Option<&'r str>) -> Result<'r> {
    let text = match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message).into(),
        None => finding.message.as_str().into(),
    };
    let fingerprint = format!("{:016x}:{occurrence}", fingerprint(&finding.code, &finding.path));
    Result {
        rule_id: &finding.code,
        rule_index: rule,
        level: level(finding.severity),
        message: Text { text },
        locations: location(source, Some(finding.range.unwrap_or(START)), &finding.path)
            .into_iter()
            .collect(),
        related_locations: finding
            .related
            .iter()
            .zip(1..)
            .map(|(related, id)| related_location(related, id, source))
            .collect(),
        fixes: finding.fixes.iter().filter_map(|fix| mending(fix, source?)).collect(),
        partial_fingerprints: BTreeMap::from([("gatewright/v1", fingerprint)]),
    }
}

fn location<'r>(source: Option<&str>, range: Option<RangeJson>, path: &'r str) -> Option<Location<'r>> {
    let physical = source.filter(|name| !name.is_empty()).map(|name| PhysicalLocation {
        artifact_location: ArtifactLocation { uri: uri(name) },
        region: range.map(region),
    });
    let logical: Vec<_> = Some(path)
        .filter(|path| !path.is_empty())
        .map(LogicalLocation::from)
        .into_iter()
        .collect();
    let is_somewhere = physical.is_some() || !logical.is_empty();
    is_somewhere.then_some(Location {
        id: None,
        message: None,
        physical,
        logical,
    })
}

fn related_location<'r>(related: &'r RelatedJson, id: u32, source: Option<&str>) -> Location<'r> {
    let location = location(source, related.range, &related.path).unwrap_or_default();
    Location {
        id: Some(id),
        message: Some(Text::from(related.message.as_str())),
        ..location
    }
}

/// A fix, when it edits something that has a name.
fn mending<'r>(fix: &'r FixJson, source: &str) -> Option<Fix<'r>> {
    let replacements: Vec<_> = fix
        .edits
        .iter()
        .map(|edit| Replacement {
            deleted_region: region(edit.range),
            inserted_content: Text::from(edit.text.as_str()),
        })
        .collect();
    if replacements.is_empty() || source.is_empty() {
        return None;
    }
    let change = ArtifactChange {
        artifact_location: ArtifactLocation { uri: uri(source) },
        replacements,
    };
    Some(Fix {
        description: Text::from(fix.title.as_str()),
        artifact_changes: [change],
    })
}

fn region(range: RangeJson) -> Region {
    Region {
        start_line: range.start.line,
        start_column: range.start.column,
        end_line: range.end.line,
        end_column: range.end.column,
        byte_offset: range.start.offset,
        byte_length: range.end.offset - range.start.offset, // a range never ends before it starts
    }
}

fn level(severity: SeverityJson) -> &'static str {
    match severity {
        SeverityJson::Error => "error",
        SeverityJson::Warning => "warning",
        SeverityJson::Info => "note",
    }
}

/// What stays the same of a finding when lines move: a sum over its code and path.
fn fingerprint(code: &str, path: &str) -> u64 {
    Sum::new().with(code).with(path).value()
}

/// A path as a URI reference: forward slashes, percent-encoded; absolute paths become `file:` URIs.
fn uri(name: &str) -> String {
    let path = name.replace('\\', "/");
    let drive = matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
    let (mut uri, rest) = if let Some((letter, rest)) = path.split_at_checked(1).filter(|_| drive) {
        (format!("file:///{letter}:"), rest.trim_start_matches(':'))
    } else if path.starts_with("//") {
        ("file:".to_owned(), path.as_str())
    } else if path.starts_with('/') {
        ("file://".to_owned(), path.as_str())
    } else {
        (String::new(), path.strip_prefix("./").unwrap_or(&path))
    };
    for byte in rest.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=@".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
