//! A report for people: each finding with the line it is about, in the manner of compilers that are liked.

mod snippet;
mod style;
mod visible;
mod window;

pub use style::Style;

use super::place::Places;
use crate::diagnostic::{Diagnostic, Report, Severity};
use snippet::Snippet;
use std::fmt::Write as _;
use style::Role;

/// Narrower terminals are written past their edge: a column of single words helps nobody.
const NARROWEST: usize = 40;

/// Fixes that are shown of one finding.
const FIXES: usize = 3;

/// The report as text, without a line ending at its end.
pub fn render(report: &Report, style: &Style) -> String {
    let places = Places::of(report);
    let view = View {
        report,
        places: &places,
        style,
    };
    let mut out = String::new();
    for diagnostic in report.diagnostics() {
        view.diagnostic(&mut out, diagnostic);
        out.push('\n');
    }
    view.summary(&mut out);
    out
}

/// What every part of the view needs to know.
struct View<'r> {
    report: &'r Report,
    places: &'r Places<'r>,
    style: &'r Style,
}

/// A line under the excerpt: `= help: …`.
struct Note {
    word: &'static str,
    role: Role,
    text: String,
}

impl View<'_> {
    fn diagnostic(&self, out: &mut String, diagnostic: &Diagnostic) {
        self.style.paint(
            out,
            Role::Finding(diagnostic.severity),
            &format!("{}[{}]", diagnostic.severity, diagnostic.code),
        );
        self.style
            .paint(out, Role::Strong, &format!(": {}", visible::line(&diagnostic.message)));
        out.push('\n');

        let snippet = Snippet::of(diagnostic, self.report, self.places);
        let indent = snippet.as_ref().map_or(1, Snippet::number_width);
        let mut notes = Vec::new();
        if let Some(snippet) = &snippet {
            snippet.draw(out, self.style, &mut notes);
        } else {
            if let Some(source) = self.report.source() {
                arrow(out, self.style, indent, source.name());
            }
            notes.extend(
                diagnostic
                    .related
                    .iter()
                    .map(|related| Note::about(&related.message, &related.place.path.to_string())),
            );
        }
        if let Some(help) = &diagnostic.help {
            notes.push(Note {
                word: "help",
                role: Role::Help,
                text: help.clone(),
            });
        }
        notes.extend(diagnostic.fixes.iter().take(FIXES).map(|fix| Note {
            word: "fix",
            role: Role::Fix,
            text: fix.title.clone(),
        }));
        if !diagnostic.place.path.is_root() {
            notes.push(Note {
                word: "at",
                role: Role::Dim,
                text: diagnostic.place.path.to_string(),
            });
        }
        if snippet.is_some() && !notes.is_empty() {
            self.bar(out, indent);
        }
        let last = notes.len().saturating_sub(1);
        for (position, note) in notes.iter().enumerate() {
            self.note(out, indent, note, position == last);
        }
    }

    fn bar(&self, out: &mut String, indent: usize) {
        out.push_str(&" ".repeat(indent + 1));
        self.style.paint(out, Role::Gutter, self.style.glyphs().bar);
        out.push('\n');
    }

    fn note(&self, out: &mut String, indent: usize, note: &Note, last: bool) {
        let glyphs = self.style.glyphs();
        let margin = " ".repeat(indent + 1);
        let hang = note.word.len() + 2;
        let width = self.style.width.max(NARROWEST).saturating_sub(indent + 3 + hang);
        let text_role = if note.role == Role::Dim { Role::Dim } else { Role::Plain };
        for (number, line) in visible::wrap(&note.text, width).iter().enumerate() {
            out.push_str(&margin);
            if number == 0 {
                self.style
                    .paint(out, Role::Gutter, if last { glyphs.last_note } else { glyphs.note });
                out.push(' ');
                self.style.paint(out, note.role, &format!("{}:", note.word));
                out.push(' ');
            } else {
                self.style.paint(out, Role::Gutter, if last { " " } else { glyphs.note_bar });
                out.push_str(&" ".repeat(hang + 1));
            }
            self.style.paint(out, text_role, line);
            end_line(out);
        }
    }

    fn summary(&self, out: &mut String) {
        let name = self.report.source().map(|source| visible::line(source.name()));
        let mut asides = Vec::new();
        match self.report.omitted() {
            0 => {}
            omitted if self.report.is_clean() => asides.push(format!("{omitted} not shown")),
            omitted => asides.push(format!("{omitted} more not shown")),
        }
        if self.report.waived() > 0 {
            asides.push(format!("{} accepted by waivers", self.report.waived()));
        }
        let (role, line) = if self.report.is_clean() {
            let line = name.map_or_else(|| "no findings".to_owned(), |name| format!("{name}: no findings"));
            (if asides.is_empty() { Role::Fix } else { Role::Strong }, line)
        } else {
            (
                self.report.worst().map_or(Role::Strong, Role::Finding),
                self.counts(name.as_deref()),
            )
        };
        self.style.paint(out, role, &line);
        if !asides.is_empty() {
            let _ = write!(out, " ({})", asides.join(", "));
        }
    }

    fn counts(&self, name: Option<&str>) -> String {
        let kinds = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "note")];
        let counts = kinds.map(|(severity, word)| (self.report.count(severity), word));
        let counts: Vec<String> = counts
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|&(number, word)| count(number, word))
            .collect();
        let mut line = match counts.as_slice() {
            [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
            _ => counts.concat(),
        };
        if let Some(name) = name {
            line.push_str(" in ");
            line.push_str(name);
        }
        line
    }
}

impl Note {
    /// What is said about another place that is not in the excerpt.
    fn about(message: &str, place: &str) -> Self {
        let text = if place.is_empty() {
            message.to_owned()
        } else {
            format!("{message} (at {place})")
        };
        Self {
            word: "note",
            role: Role::Strong,
            text,
        }
    }
}

/// The line that says where: `--> delivery.yaml:5:13`.
fn arrow(out: &mut String, style: &Style, indent: usize, place: &str) {
    let glyphs = style.glyphs();
    out.push_str(&" ".repeat((indent + 1).saturating_sub(glyphs.arrow_before_bar)));
    style.paint(out, Role::Gutter, glyphs.arrow);
    let _ = writeln!(out, " {}", visible::line(place));
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// Ends a line, without blanks before its end.
fn end_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}
