//! Text -> `Delivery` and everything that is wrong with the text.

use super::problems;
use crate::diagnostic::Report;
use crate::model::Delivery;
use crate::text::read::{FromNode, Reader};
use crate::text::{self, Duplicate, Limits, Problem, ProblemKind, Source, Span, Tree};
use std::sync::Arc;

/// The notations a document can be in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// YAML 1.2: `on`, `yes` and `1.10` stay what was written.
    #[default]
    Yaml,
    /// JSON.
    Json,
    /// TOML.
    Toml,
}

impl Format {
    /// The notation a file name tells: by its extension, YAML otherwise.
    pub fn of_name(name: &str) -> Self {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        if extension.eq_ignore_ascii_case("json") {
            Self::Json
        } else if extension.eq_ignore_ascii_case("toml") {
            Self::Toml
        } else {
            Self::Yaml
        }
    }
}

/// How a document is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions<'n> {
    /// The name reports show; `delivery.yaml` when empty.
    pub name: &'n str,
    /// The notation; by the name when left out.
    pub format: Option<Format>,
    /// How much input is taken.
    pub limits: Limits,
}

impl<'n> ReadOptions<'n> {
    /// Reads under a name, which also tells the notation.
    pub fn named(name: &'n str) -> Self {
        Self { name, ..Self::default() }
    }
}

/// A document that was read: what it says, as far as it can be understood, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Read {
    /// The document; `None` when something in it cannot be understood.
    pub delivery: Option<Delivery>,
    /// What is wrong with the text.
    pub report: Report,
    /// The text with the place of every value.
    pub tree: Arc<Tree>,
}

impl Read {
    /// Reads bytes; text that is not UTF-8 is a finding like any other.
    pub fn from_bytes(bytes: &[u8], options: ReadOptions<'_>) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::from_text(text, options),
            Err(error) => {
                let valid = error.valid_up_to();
                let text = bytes
                    .get(..valid.min(options.limits.bytes))
                    .and_then(|bytes| std::str::from_utf8(bytes).ok())
                    .unwrap_or("");
                // The last character that can be read; the bytes after it are no text to point into.
                let last = text.chars().next_back().map_or(0, char::len_utf8);
                let source = Source::new(name(&options), text);
                let message = format!("byte {} is not UTF-8 text", valid + 1);
                let kind = ProblemKind::Syntax {
                    message,
                    help: Some("save the file as UTF-8".into()),
                };
                Self::failed(
                    source,
                    Problem::at(kind, Span::clamped(text.len() - last, text.len())),
                    options.limits,
                )
            }
        }
    }

    /// Reads a text.
    pub fn from_text(text: &str, options: ReadOptions<'_>) -> Self {
        let limits = options.limits;
        let most = limits.bytes.min(u32::MAX as usize - 1);
        if text.len() > most {
            let what = format!("the document has {} bytes, and {most} are read at most", text.len());
            let kind = ProblemKind::Limit {
                what,
                help: "split it, or raise the limit".into(),
            };
            return Self::failed(Source::new(name(&options), ""), Problem::at(kind, Span::default()), limits);
        }
        let source = Source::new(name(&options), text);
        let (tree, mut problems) = match options.format.unwrap_or_else(|| Format::of_name(name(&options))) {
            Format::Yaml => text::yaml::parse(&source, limits),
            Format::Json => text::json::parse(&source, limits),
            Format::Toml => text::toml::parse(&source, limits),
        };
        let mut report = Report::about(source);
        let mut delivery = None;
        // A text with broken grammar has a tree only up to there; judging the rest of it would be guessing.
        let broken = problems
            .iter()
            .any(|problem| matches!(problem.kind, ProblemKind::Syntax { .. } | ProblemKind::Limit { .. }));
        match tree.root() {
            Some(root) if !broken => {
                let mut reader = Reader::new(&tree, limits);
                delivery = Delivery::from_node(root, &mut reader);
                let (found, omitted) = reader.finish();
                problems.extend(problems::without_consequences(found));
                report.omit(omitted);
            }
            None if !broken => {
                let kind = ProblemKind::Syntax {
                    message: "there is nothing in this document".into(),
                    help: Some("begin with `gatewright: 1` and `name: …`".into()),
                };
                problems.push(Problem::at(kind, Span::default()));
            }
            _ => {}
        }
        problems.extend(duplicates(&tree, limits.problems));
        report.omit(tree.duplicates().len().saturating_sub(limits.problems));
        report.extend(problems.into_iter().map(problems::diagnose));
        report.settle(Some(&tree), limits.problems);
        Self {
            delivery: delivery.filter(|_| !report.has_errors()),
            report,
            tree: Arc::new(tree),
        }
    }

    fn failed(source: Source, problem: Problem, limits: Limits) -> Self {
        let (tree, _) = text::yaml::parse(&Source::new(source.name(), ""), limits);
        let mut report = Report::about(source);
        report.extend([problems::diagnose(problem)]);
        Self {
            delivery: None,
            report,
            tree: Arc::new(tree),
        }
    }
}

impl Delivery {
    /// Reads a YAML document. `read.delivery` is there when nothing is wrong with the text.
    ///
    /// ```
    /// let read = gatewright::Delivery::read("gatewright: 1\nname: shop\nstage: {}\n");
    /// assert!(read.delivery.is_none());
    /// assert_eq!(read.report.diagnostics()[0].message, "a delivery has no key `stage`");
    /// ```
    pub fn read(text: &str) -> Read {
        Read::from_text(text, ReadOptions::default())
    }
}

fn name<'n>(options: &ReadOptions<'n>) -> &'n str {
    if options.name.is_empty() { "delivery.yaml" } else { options.name }
}

fn duplicates(tree: &Tree, most: usize) -> Vec<Problem> {
    let shown = tree.duplicates().get(..most).unwrap_or(tree.duplicates());
    let routes = tree.routes(shown.iter().map(|duplicate| duplicate.first));
    let problem = |duplicate: &Duplicate| {
        let (first, again) = (tree.node(duplicate.first), tree.node(duplicate.again));
        let kind = ProblemKind::DuplicateKey {
            key: again.text().unwrap_or("").to_owned(),
        };
        Problem {
            path: routes.get(&duplicate.first).cloned().unwrap_or_default(),
            related: vec![(first.span(), "first written here".into())],
            ..Problem::at(kind, again.span())
        }
    };
    shown.iter().map(problem).collect()
}
