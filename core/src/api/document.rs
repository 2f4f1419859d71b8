//! A document in a caller's hands: read once, asked often.

use super::{CheckRequest, EmptyRequest, ReportFormat, ReportRequest, Subject, TextJson, WriteFormat, WriteRequest, find};
use crate::diagnostic::Report;
use crate::diagnostic::view::{self, json::ReportJson};
use crate::error::Error;
use crate::format::{self, Format, Read, ReadOptions};
use crate::model::Delivery;
use crate::plan::Plan;
use crate::resolve::Graph;
use crate::rules;
use crate::text::Tree;
use std::sync::{Arc, OnceLock};

/// A document that was read, with its plan once somebody asks for it. Shared between threads without locks.
#[derive(Debug)]
pub struct Document {
    delivery: Option<Arc<Delivery>>,
    /// The text with the place of every value; none for a document that was handed over as data.
    tree: Option<Arc<Tree>>,
    /// What is wrong with the text.
    reading: Report,
    plan: OnceLock<Result<Arc<Plan>, Report>>,
}

impl Document {
    /// Reads a text. Its name tells the notation unless a format is given.
    pub fn read(bytes: &[u8], name: &str, format: Option<Format>) -> Self {
        let read = Read::from_bytes(
            bytes,
            ReadOptions {
                name,
                format,
                ..ReadOptions::default()
            },
        );
        Self {
            delivery: read.delivery.map(Arc::new),
            tree: Some(read.tree),
            reading: read.report,
            plan: OnceLock::new(),
        }
    }

    /// Takes a document that another language holds as data, as its JSON. Findings then have routes but no lines.
    pub fn from_data(json: &[u8]) -> Self {
        let read = Read::from_bytes(
            json,
            ReadOptions {
                name: "delivery",
                format: Some(Format::Json),
                ..ReadOptions::default()
            },
        );
        let mut reading = read.report;
        reading.forget_text();
        Self {
            delivery: read.delivery.map(Arc::new),
            tree: None,
            reading,
            plan: OnceLock::new(),
        }
    }

    /// The delivery, when the text can be read.
    pub fn as_delivery(&self) -> Option<&Delivery> {
        self.delivery.as_deref()
    }

    /// The plan, or why there is none. Proved once.
    pub fn plan(&self) -> Result<&Arc<Plan>, &Report> {
        let proved = self.plan.get_or_init(|| {
            let Some(delivery) = &self.delivery else {
                return Err(self.reading.clone());
            };
            rules::prove(Graph::new(Arc::clone(delivery), self.tree.clone())).map(Arc::new)
        });
        proved.as_ref()
    }

    /// What is wrong with the text, as JSON.
    pub fn reading(&self) -> ReportJson {
        view::json::wire(&self.reading)
    }

    /// Calls an operation on the document, or on its plan.
    pub fn call(&self, name: &str, request: &str) -> Result<String, Error> {
        match find(name)?.subject {
            Subject::Document(run) => run(self, request),
            Subject::Plan(run) => match self.plan() {
                Ok(plan) => run(plan, request),
                Err(report) => Err(Error::argument(format!(
                    "`{name}` needs a plan, and the document has none:\n{report}"
                ))),
            },
            Subject::Library(run) => run(request),
        }
    }

    pub(super) fn check(&self, request: &CheckRequest) -> Result<ReportJson, Error> {
        self.checked(request).map(|report| view::json::wire(&report))
    }

    pub(super) fn report(&self, request: &ReportRequest) -> Result<TextJson, Error> {
        let report = self.checked(&request.check)?;
        let text = match request.format {
            ReportFormat::Text => {
                let style = view::text::Style {
                    color: request.color,
                    width: request.width.unwrap_or(100),
                    unicode: request.color,
                };
                view::text::render(&report, &style)
            }
            ReportFormat::Json => report.to_json(),
            ReportFormat::Sarif => view::sarif::render(&[report], &rules::sarif_rules()),
            ReportFormat::Github => report.to_github(),
        };
        Ok(TextJson { text })
    }

    pub(super) fn write(&self, request: &WriteRequest) -> Result<TextJson, Error> {
        let delivery = self.readable()?;
        let text = match (request.format, &self.tree) {
            (WriteFormat::Json, _) => format::to_json(delivery)?,
            (WriteFormat::Yaml, Some(tree)) => format::reformat(delivery, tree)?,
            (WriteFormat::Yaml, None) => format::to_yaml(delivery)?,
        };
        Ok(TextJson { text })
    }

    pub(super) fn delivery(&self, _: &EmptyRequest) -> Result<Delivery, Error> {
        self.readable().cloned()
    }

    fn checked(&self, request: &CheckRequest) -> Result<Report, Error> {
        let options = request.options()?;
        let mut report = self.reading.clone();
        match (&self.delivery, self.plan()) {
            (None, _) => {}
            (Some(_), Ok(plan)) => report.merge(plan.check_with(&options)),
            (Some(delivery), Err(_)) => report.merge(rules::check_graph(&Graph::new(Arc::clone(delivery), self.tree.clone()), &options)),
        }
        Ok(report)
    }

    fn readable(&self) -> Result<&Delivery, Error> {
        self.as_delivery()
            .ok_or_else(|| Error::argument(format!("the document cannot be read:\n{}", self.reading)))
    }
}
