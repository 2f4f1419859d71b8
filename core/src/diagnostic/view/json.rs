//! A report as JSON: a frozen, versioned form for programs, which the other machine-readable views are made from.

use super::place::Places;
use crate::diagnostic::{Diagnostic, Fix, Place, Report, Severity};
use crate::text::{ModelPath, Segment, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// The version of the form; it changes when a reader of the old form could misread the new one.
pub const VERSION: u32 = 1;

/// Every finding about one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReportJson {
    /// Version of this form: 1.
    pub version: u32,
    /// The name of the text, usually the path it was read from. Absent when the document was never text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How many findings there are.
    pub summary: SummaryJson,
    /// The findings: by place, then by code.
    pub diagnostics: Vec<DiagnosticJson>,
}

/// How many findings there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryJson {
    /// Listed findings of severity `error`.
    pub errors: usize,
    /// Listed findings of severity `warning`.
    pub warnings: usize,
    /// Listed findings of severity `info`.
    pub infos: usize,
    /// Further findings that are not listed.
    pub omitted: usize,
    /// Further findings that the document accepts by its waivers.
    pub waived: usize,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SeverityJson {
    /// Wrong, or a promise that cannot be kept.
    Error,
    /// Likely to hurt.
    Warning,
    /// Worth knowing.
    Info,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DiagnosticJson {
    /// Code of the rule that found it, such as `STR002`.
    pub code: String,
    /// How bad it is.
    pub severity: SeverityJson,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The route to the value, such as `pipelines.main.jobs.api.steps[2]`; empty for the document itself.
    pub path: String,
    /// The same route as a JSON pointer (RFC 6901), such as `/pipelines/main/jobs/api/steps/2`.
    pub pointer: String,
    /// Where it is in the text, when it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<RangeJson>,
    /// Other places that matter.
    pub related: Vec<RelatedJson>,
    /// Edits that mend it; none when the document was never text.
    pub fixes: Vec<FixJson>,
}

/// A part of the text; the end is one past the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RangeJson {
    /// The first character.
    pub start: PositionJson,
    /// One past the last character.
    pub end: PositionJson,
}

/// A place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PositionJson {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in Unicode code points.
    pub column: u32,
    /// Bytes of UTF-8 before it.
    pub offset: u32,
}

/// Another place that matters, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RelatedJson {
    /// In a few words.
    pub message: String,
    /// The route to the value.
    pub path: String,
    /// Where it is in the text, when it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<RangeJson>,
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FixJson {
    /// What it does, in a few words.
    pub title: String,
    /// True when it may be applied without asking.
    pub safe: bool,
    /// The edits, which belong together.
    pub edits: Vec<EditJson>,
}

/// A replacement of a part of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EditJson {
    /// The part that goes.
    pub range: RangeJson,
    /// What comes in its place.
    pub text: String,
}

impl From<Severity> for SeverityJson {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
        }
    }
}

/// The report as JSON text, indented, without a line ending at its end.
pub fn render(report: &Report) -> String {
    // Strings, numbers and lists only: nothing here can fail to be written.
    serde_json::to_string_pretty(&wire(report)).unwrap_or_default()
}

/// The report in the form that is written.
pub fn wire(report: &Report) -> ReportJson {
    let places = Places::of(report);
    ReportJson {
        version: VERSION,
        source: report.source().map(|source| source.name().to_owned()),
        summary: SummaryJson {
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            infos: report.count(Severity::Info),
            omitted: report.omitted(),
            waived: report.waived(),
        },
        diagnostics: report.diagnostics().iter().map(|diagnostic| finding(diagnostic, &places)).collect(),
    }
}

fn finding(diagnostic: &Diagnostic, places: &Places<'_>) -> DiagnosticJson {
    let related = diagnostic.related.iter().map(|related| RelatedJson {
        message: related.message.clone(),
        path: related.place.path.to_string(),
        range: place_range(&related.place, places),
    });
    DiagnosticJson {
        code: diagnostic.code.to_owned(),
        severity: diagnostic.severity.into(),
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        path: diagnostic.place.path.to_string(),
        pointer: pointer(&diagnostic.place.path),
        range: place_range(&diagnostic.place, places),
        related: related.collect(),
        fixes: diagnostic.fixes.iter().filter_map(|fix| mending(fix, places)).collect(),
    }
}

/// A fix, when there is a text to edit.
fn mending(fix: &Fix, places: &Places<'_>) -> Option<FixJson> {
    let edits = fix.edits.iter().map(|edit| {
        let span = places.fit(edit.span)?;
        Some(EditJson {
            range: range(span, places),
            text: edit.text.clone(),
        })
    });
    Some(FixJson {
        title: fix.title.clone(),
        safe: fix.safe,
        edits: edits.collect::<Option<_>>()?,
    })
}

fn place_range(place: &Place, places: &Places<'_>) -> Option<RangeJson> {
    places.span(place).map(|span| range(span, places))
}

fn range(span: Span, places: &Places<'_>) -> RangeJson {
    let position = |offset| {
        let position = places.position(offset);
        PositionJson {
            line: position.line,
            column: position.column,
            offset,
        }
    };
    RangeJson {
        start: position(span.start),
        end: position(span.end),
    }
}

fn pointer(path: &ModelPath) -> String {
    let mut pointer = String::new();
    for segment in path.segments() {
        pointer.push('/');
        match segment {
            Segment::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
            Segment::Index(index) => {
                let _ = write!(pointer, "{index}");
            }
        }
    }
    pointer
}
