//! What the text view looks like: width, characters and colours.

use crate::diagnostic::Severity;

/// How the text view is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// Colours, as ANSI sequences.
    pub color: bool,
    /// Columns there are; help is wrapped and long lines are cut to it.
    pub width: usize,
    /// Draw with box characters instead of `-->`, `|` and `^`.
    pub unicode: bool,
}

impl Style {
    /// For a log or a file: no colours, 100 columns, drawn in ASCII.
    pub fn plain() -> Self {
        Self {
            color: false,
            width: 100,
            unicode: false,
        }
    }

    /// For a terminal of so many columns: colours and box characters.
    pub fn terminal(width: usize) -> Self {
        Self {
            color: true,
            width,
            unicode: true,
        }
    }

    /// The characters to draw with.
    pub(super) fn glyphs(&self) -> &'static Glyphs {
        if self.unicode { &BOXES } else { &ASCII }
    }

    /// Appends a text in the colour of its role.
    pub(super) fn paint(&self, out: &mut String, role: Role, text: &str) {
        match role.sequence() {
            Some(sequence) if self.color && !text.is_empty() => {
                out.push_str(sequence);
                out.push_str(text);
                out.push_str("\u{1b}[0m");
            }
            _ => out.push_str(text),
        }
    }
}

impl Default for Style {
    fn default() -> Self {
        Self::plain()
    }
}

/// What a piece of output is, which decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Plain,
    Strong,
    Dim,
    Gutter,
    Finding(Severity),
    Label,
    Help,
    Fix,
}

impl Role {
    fn sequence(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("\u{1b}[1m"),
            Self::Dim => Some("\u{1b}[2m"),
            Self::Gutter | Self::Label => Some("\u{1b}[34m"),
            Self::Finding(Severity::Error) => Some("\u{1b}[1;31m"),
            Self::Finding(Severity::Warning) => Some("\u{1b}[1;33m"),
            Self::Finding(Severity::Info) => Some("\u{1b}[1;34m"),
            Self::Help => Some("\u{1b}[1;36m"),
            Self::Fix => Some("\u{1b}[1;32m"),
        }
    }
}

/// The characters to draw with.
#[derive(Debug)]
pub(super) struct Glyphs {
    pub(super) arrow: &'static str,
    /// Columns that the arrow stands to the left of the bar.
    pub(super) arrow_before_bar: usize,
    pub(super) bar: &'static str,
    pub(super) gap: &'static str,
    pub(super) note: &'static str,
    pub(super) last_note: &'static str,
    /// Stands beside the further lines of a note that is not the last.
    pub(super) note_bar: &'static str,
    pub(super) primary: char,
    pub(super) secondary: char,
    pub(super) connector: char,
}

const ASCII: Glyphs = Glyphs {
    arrow: "-->",
    arrow_before_bar: 1,
    bar: "|",
    gap: "...",
    note: "=",
    last_note: "=",
    note_bar: " ",
    primary: '^',
    secondary: '-',
    connector: '|',
};

const BOXES: Glyphs = Glyphs {
    arrow: "╭▸",
    arrow_before_bar: 0,
    bar: "│",
    gap: "┆",
    note: "├",
    last_note: "╰",
    note_bar: "│",
    primary: '━',
    secondary: '─',
    connector: '│',
};
