//! The excerpt of a finding: its lines, what is underlined in them, and labels for the other places that matter.

use super::style::{Role, Style};
use super::window::Window;
use super::{NARROWEST, Note, arrow, end_line, visible};
use crate::diagnostic::view::place::Places;
use crate::diagnostic::{Diagnostic, Related, Report};
use crate::text::{Position, Source, Span};
use std::ops::Range;

/// Other places that are shown in one excerpt.
const LABELS: usize = 5;

/// The excerpt of one finding that has a place in the text.
pub(super) struct Snippet<'r> {
    source: &'r Source,
    places: &'r Places<'r>,
    role: Role,
    start: Position,
    /// By line; on one line the labels first, so that the finding itself is drawn over them.
    marks: Vec<Mark<'r>>,
    /// Related places that have no bytes, and how many there were beyond the handful.
    elsewhere: Vec<&'r Related>,
    more: usize,
}

/// Something underlined.
struct Mark<'r> {
    span: Span,
    position: Position,
    /// What is said about it; `None` for the finding itself, whose message stands above.
    label: Option<&'r str>,
}

/// One line of drawing under a source line.
#[derive(Default)]
struct Row(Vec<(char, Role)>);

impl<'r> Snippet<'r> {
    /// The excerpt of a finding; `None` when the finding is nowhere in a text.
    pub(super) fn of(diagnostic: &'r Diagnostic, report: &'r Report, places: &'r Places<'r>) -> Option<Self> {
        let source = report.source()?;
        let span = places.span(&diagnostic.place)?;
        let mark = |span: Span, label| Mark {
            span: before_line_end(source.text(), span),
            position: places.position(span.start),
            label,
        };
        let start = places.position(span.start);
        let mut marks = vec![mark(span, None)];
        let mut elsewhere = Vec::new();
        let mut more = 0;
        for related in &diagnostic.related {
            match places.span(&related.place) {
                _ if marks.len() + elsewhere.len() > LABELS => more += 1,
                Some(span) => marks.push(mark(span, Some(related.message.as_str()))),
                None => elsewhere.push(related),
            }
        }
        marks.sort_by_key(|mark| (mark.position.line, mark.label.is_none()));
        Some(Self {
            source,
            places,
            role: Role::Finding(diagnostic.severity),
            start,
            marks,
            elsewhere,
            more,
        })
    }

    /// Columns that the line numbers take.
    pub(super) fn number_width(&self) -> usize {
        self.marks.last().map_or(1, |mark| mark.position.line.to_string().len())
    }

    /// Draws the excerpt, and notes the places that it cannot show.
    pub(super) fn draw(&self, out: &mut String, style: &Style, notes: &mut Vec<Note>) {
        let glyphs = style.glyphs();
        let indent = self.number_width();
        let room = style.width.max(NARROWEST).saturating_sub(indent + 3);
        let name = self.source.name();
        arrow(out, style, indent, &format!("{name}:{}:{}", self.start.line, self.start.column));
        gutter(out, style, indent, None);
        end_line(out);

        let mut previous: Option<u32> = None;
        for marks in self.marks.chunk_by(|a, b| a.position.line == b.position.line) {
            let Some(focus) = marks.last() else { continue };
            let line = focus.position.line;
            match previous {
                Some(shown) if shown + 2 == line => {
                    let between = Window::around(self.places.line(shown + 1), Span::default(), room);
                    gutter(out, style, indent, Some(shown + 1));
                    out.push_str(&between.shown);
                    end_line(out);
                }
                Some(shown) if shown + 2 < line => {
                    style.paint(
                        out,
                        Role::Gutter,
                        &format!("{:>width$}", glyphs.gap, width = if style.unicode { indent + 2 } else { 3 }),
                    );
                    out.push('\n');
                }
                _ => {}
            }
            previous = Some(line);

            let window = Window::around(self.source.text(), focus.span, room);
            gutter(out, style, indent, Some(line));
            out.push_str(&window.shown);
            end_line(out);
            let mut drawn: Vec<(Range<usize>, Option<&str>)> = Vec::new();
            for mark in marks {
                match (window.columns(mark.span), mark.label) {
                    (Some(columns), label) => drawn.push((columns, label)),
                    (None, Some(label)) => {
                        let Position { line, column } = mark.position;
                        notes.push(Note::about(label, &format!("{name}:{line}:{column}")));
                    }
                    (None, None) => {}
                }
            }
            for row in self.underline(&drawn, style) {
                gutter(out, style, indent, None);
                row.draw(out, style);
                end_line(out);
            }
        }

        notes.extend(
            self.elsewhere
                .iter()
                .map(|related| Note::about(&related.message, &related.place.path.to_string())),
        );
        if self.more > 0 {
            notes.push(Note::about(
                &format!("and {} more such place{}", self.more, if self.more == 1 { "" } else { "s" }),
                "",
            ));
        }
    }

    /// The rows under a source line: the underlines, and the labels that hang from them from right to left.
    fn underline(&self, marks: &[(Range<usize>, Option<&str>)], style: &Style) -> Vec<Row> {
        let glyphs = style.glyphs();
        let mut first = Row::default();
        for (columns, label) in marks {
            let (glyph, role) = if label.is_some() {
                (glyphs.secondary, Role::Label)
            } else {
                (glyphs.primary, self.role)
            };
            columns.clone().for_each(|column| first.put(column, glyph, role));
        }
        let mut labels: Vec<(usize, usize, &str)> = marks
            .iter()
            .filter_map(|(columns, label)| label.map(|label| (columns.start, columns.end, label)))
            .collect();
        labels.sort_by_key(|&(start, end, _)| (start, end));

        // The rightmost label goes on the same row, when nothing is underlined after it.
        if let Some(&(start, end, label)) = labels.last()
            && marks.iter().all(|(columns, _)| columns.end <= end)
            && labels.iter().filter(|&&(other, ..)| other == start).count() == 1
        {
            first.write(end + 1, label, Role::Label);
            labels.pop();
        }
        let mut rows = vec![first];
        let hang = |labels: &[(usize, usize, &str)]| {
            let mut row = Row::default();
            for &(column, ..) in labels {
                row.put(column, glyphs.connector, Role::Label);
            }
            row
        };
        if !labels.is_empty() {
            rows.push(hang(&labels));
        }
        while let Some((column, _, label)) = labels.pop() {
            let left: Vec<_> = labels.iter().copied().filter(|&(other, ..)| other < column).collect();
            let mut row = hang(&left);
            row.write(column, label, Role::Label);
            rows.push(row);
        }
        rows
    }
}

impl Row {
    fn put(&mut self, column: usize, character: char, role: Role) {
        if self.0.len() <= column {
            self.0.resize(column + 1, (' ', Role::Plain));
        }
        if let Some(cell) = self.0.get_mut(column) {
            *cell = (character, role);
        }
    }

    /// Writes a message; nothing may stand to its right.
    fn write(&mut self, column: usize, text: &str, role: Role) {
        self.0.resize(column, (' ', Role::Plain));
        self.0.extend(visible::line(text).chars().map(|character| (character, role)));
    }

    fn draw(&self, out: &mut String, style: &Style) {
        for run in self.0.chunk_by(|a, b| a.1 == b.1) {
            let text: String = run.iter().map(|&(character, _)| character).collect();
            style.paint(out, run.first().map_or(Role::Plain, |&(_, role)| role), &text);
        }
    }
}

/// The bar at the left of an excerpt, with the number of a source line before it.
fn gutter(out: &mut String, style: &Style, indent: usize, number: Option<u32>) {
    let number = number.map_or_else(String::new, |number| number.to_string());
    style.paint(out, Role::Gutter, &format!("{number:>indent$} {}", style.glyphs().bar));
    out.push(' ');
}

/// Moves a place in the middle of a `\r\n` before it, where its line ends.
fn before_line_end(text: &str, span: Span) -> Span {
    let inside = text.get(span.start as usize..).is_some_and(|after| after.starts_with('\n'))
        && text.get(..span.start as usize).is_some_and(|before| before.ends_with('\r'));
    if inside { Span::new(span.start - 1, span.end) } else { span }
}
