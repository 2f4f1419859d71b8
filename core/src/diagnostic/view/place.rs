//! Lines and columns of all places in a report, found in one walk over its text.

use crate::diagnostic::{Place, Report};
use crate::text::{Lines, Position, Span};

/// The places of one report. Columns are counted from one known offset to the next, so that many findings on one
/// very long line cost one walk over it and not one each.
pub(super) struct Places<'r> {
    text: Option<&'r str>,
    lines: Option<Lines<'r>>,
    known: Vec<(u32, Position)>,
}

impl<'r> Places<'r> {
    /// Finds the position of every place and edit of a report.
    pub(super) fn of(report: &'r Report) -> Self {
        let Some(source) = report.source() else {
            return Self {
                text: None,
                lines: None,
                known: Vec::new(),
            };
        };
        let text = source.text();
        let spans = report.diagnostics().iter().flat_map(|diagnostic| {
            let own = diagnostic.place.span.into_iter();
            let related = diagnostic.related.iter().filter_map(|related| related.place.span);
            let edits = diagnostic.fixes.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
            own.chain(related).chain(edits)
        });
        let mut offsets: Vec<u32> = spans.map(|span| fit(text, span)).flat_map(|span| [span.start, span.end]).collect();
        offsets.sort_unstable();
        offsets.dedup();
        if offsets.is_empty() {
            return Self {
                text: Some(text),
                lines: None,
                known: Vec::new(),
            };
        }
        let lines = Lines::new(source);
        let mut known: Vec<(u32, Position)> = Vec::with_capacity(offsets.len());
        for offset in offsets {
            let onwards = known.last().and_then(|&(from, position)| onwards(text, from, position, offset));
            known.push((offset, onwards.unwrap_or_else(|| lines.position(offset))));
        }
        Self {
            text: Some(text),
            lines: Some(lines),
            known,
        }
    }

    /// The bytes of a place, inside the text and on whole characters; `None` when there is no text.
    pub(super) fn span(&self, place: &Place) -> Option<Span> {
        place.span.and_then(|span| self.fit(span))
    }

    /// A span moved inside the text and onto whole characters; `None` when there is no text.
    pub(super) fn fit(&self, span: Span) -> Option<Span> {
        self.text.map(|text| fit(text, span))
    }

    /// Line and column of an end of one of the report's spans, after [`fit`](Self::fit).
    pub(super) fn position(&self, offset: u32) -> Position {
        let found = self.known.binary_search_by_key(&offset, |&(known, _)| known).ok();
        found
            .and_then(|index| self.known.get(index))
            .map_or(Position { line: 1, column: 1 }, |&(_, position)| position)
    }

    /// A line's text without its ending; lines count from one.
    pub(super) fn line(&self, number: u32) -> &'r str {
        self.lines.as_ref().map_or("", |lines| lines.line(number))
    }
}

/// The position at an offset from the known one of an earlier offset, when both are on one line.
fn onwards(text: &str, from: u32, position: Position, offset: u32) -> Option<Position> {
    let between = text.get(from as usize..offset as usize)?;
    if between.contains(['\n', '\r']) {
        return None;
    }
    // A byte order mark at the start of a line has no column.
    let counted = if position.column == 1 {
        between.trim_start_matches('\u{feff}')
    } else {
        between
    };
    let count = u32::try_from(counted.chars().count()).unwrap_or(u32::MAX);
    Some(Position {
        column: position.column.saturating_add(count),
        ..position
    })
}

fn fit(text: &str, span: Span) -> Span {
    let whole = |offset: u32| {
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1; // offset 0 is a boundary
        }
        offset
    };
    Span::clamped(whole(span.start), whole(span.end.max(span.start)))
}
