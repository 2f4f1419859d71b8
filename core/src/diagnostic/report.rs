//! A report: every finding about one document, sorted, with its places.

use super::{Diagnostic, Place, Severity, Target, view};
use crate::text::{Content, Source, Span, Tree};
use std::fmt;

/// The findings about one document. Its `Display` is the plain text view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    source: Option<Source>,
    diagnostics: Vec<Diagnostic>,
    omitted: usize,
    waived: usize,
}

impl Report {
    /// An empty report about a document that was never text.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty report about a text.
    pub fn about(source: Source) -> Self {
        Self {
            source: Some(source),
            ..Self::default()
        }
    }

    /// The text it is about.
    pub fn source(&self) -> Option<&Source> {
        self.source.as_ref()
    }

    /// The findings: by place, then by code.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How many more there were than are kept.
    pub fn omitted(&self) -> usize {
        self.omitted
    }

    /// Drops the text and every place in it: routes are all that means something to a document handed over as data.
    pub(crate) fn forget_text(&mut self) {
        self.source = None;
        for diagnostic in &mut self.diagnostics {
            diagnostic.fixes.clear();
            for place in diagnostic.places_mut() {
                place.span = None;
            }
        }
    }

    /// How many findings the document accepts by its waivers.
    pub fn waived(&self) -> usize {
        self.waived
    }

    /// Counts findings that a waiver took out.
    pub fn waive(&mut self, count: usize) {
        self.waived += count;
    }

    /// True when nothing was found.
    pub fn is_clean(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// True when something is wrong, not only risky.
    pub fn has_errors(&self) -> bool {
        self.worst() == Some(Severity::Error)
    }

    /// The worst severity found.
    pub fn worst(&self) -> Option<Severity> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.severity).max()
    }

    /// How many findings of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// The codes found, in order of the findings.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.code)
    }

    /// Adds findings; [`settle`](Self::settle) puts them in order.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Counts findings that are not kept.
    pub fn omit(&mut self, count: usize) {
        self.omitted += count;
    }

    /// Takes over the findings of another report about the same document.
    pub fn merge(&mut self, other: Self) {
        self.source = self.source.take().or(other.source);
        self.diagnostics.extend(other.diagnostics);
        self.omitted += other.omitted;
        self.waived += other.waived;
    }

    /// Fills in the bytes of every place from the tree of the document, sorts, and keeps at most `limit` findings,
    /// the worst ones first.
    pub fn settle(&mut self, tree: Option<&Tree>, limit: usize) {
        if self.diagnostics.len() > limit {
            self.diagnostics.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity)); // stable: earlier ones stay
            self.omitted += self.diagnostics.len() - limit;
            self.diagnostics.truncate(limit);
        }
        if let Some(tree) = tree {
            self.source.get_or_insert_with(|| tree.source().clone());
            for diagnostic in &mut self.diagnostics {
                for place in diagnostic.places_mut() {
                    locate(place, tree);
                }
            }
        }
        self.diagnostics.sort_by(|a, b| {
            let key = |diagnostic: &Diagnostic| diagnostic.place.span.map_or((1, 0), |span| (0, span.start));
            key(a)
                .cmp(&key(b))
                .then_with(|| a.code.cmp(b.code))
                .then_with(|| b.severity.cmp(&a.severity))
        });
    }

    /// The text with every certain fix applied; `None` when there is none. Of fixes that overlap, the first is taken.
    pub fn fixed(&self) -> Option<String> {
        let source = self.source.as_ref()?;
        let mut edits: Vec<&super::Edit> = self
            .diagnostics
            .iter()
            .filter_map(|diagnostic| diagnostic.fixes.iter().find(|fix| fix.safe))
            .flat_map(|fix| &fix.edits)
            .collect();
        edits.sort_by_key(|edit| edit.span);
        edits.dedup();
        let mut text = String::with_capacity(source.text().len());
        let mut at = 0;
        for edit in edits.iter().filter(|edit| !edit.span.is_empty() || !edit.text.is_empty()) {
            let range = edit.span.range();
            if range.start < at {
                continue;
            }
            text.push_str(source.text().get(at..range.start)?);
            text.push_str(&edit.text);
            at = range.end;
        }
        if at == 0 {
            return None;
        }
        text.push_str(source.text().get(at..)?);
        Some(text)
    }

    /// As JSON; the form is versioned and described in the reference.
    pub fn to_json(&self) -> String {
        view::json::render(self)
    }

    /// As a SARIF 2.1.0 log.
    pub fn to_sarif(&self) -> String {
        view::sarif::render(std::slice::from_ref(self), &[])
    }

    /// As GitHub workflow commands, one line per finding.
    pub fn to_github(&self) -> String {
        view::github::render(self)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&view::text::render(self, &view::text::Style::plain()))
    }
}

impl std::error::Error for Report {}

/// The bytes that a diagnostic about this place should underline.
fn locate(place: &mut Place, tree: &Tree) {
    if place.span.is_some() {
        return;
    }
    let Some(found) = tree.locate(&place.path) else { return };
    let source = tree.source();
    let one_line = |span: Span| !span.is_empty() && !source.slice(span).trim_end().contains('\n');
    let value = found.value.span();
    let block = matches!(found.value.content(), Content::Scalar(_, crate::text::Style::Block));
    let prefer_key = place.target == Target::Key || !found.exact || block || !one_line(value);
    let span = match found.key {
        Some(key) if prefer_key => key.span(),
        _ => value,
    };
    // A value over several lines without a key is shown by its first line.
    let first = source.slice(span).lines().next().map_or(0, |line| line.trim_end().len());
    place.span = Some(Span::clamped(span.start as usize, span.start as usize + first));
}
