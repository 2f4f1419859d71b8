//! The text being written, and what the writer must remember about it.

use super::commented::Notes;
use super::options::Options;

/// The width of one level.
pub(super) const INDENT: usize = 2;

/// Room that is made at once: most files need no more.
const ROOM: usize = 8 << 10;

/// The text being written.
pub(super) struct Writer<'o> {
    pub(super) out: String,
    pub(super) options: &'o Options,
    /// Text collected on its way to a special treatment: notes, raw numbers, a list on one line.
    pub(super) note: String,
    /// Where the last block with trailing blank lines ended: a blank line there would become part of it.
    pub(super) kept_until: usize,
    /// Where something last began that keeps the lists around it in block style.
    pub(super) block_only: usize,
    /// The value of the key written last stays in block style.
    pub(super) keeps_block: bool,
    /// The comment that belongs at the end of the current line.
    trailing: String,
}

impl<'o> Writer<'o> {
    pub(super) fn new(options: &'o Options) -> Self {
        Self {
            out: String::with_capacity(ROOM),
            options,
            note: String::new(),
            kept_until: 0,
            block_only: 0,
            keeps_block: false,
            trailing: String::new(),
        }
    }

    /// Goes to a column of a new line.
    #[inline]
    pub(super) fn indent(&mut self, column: usize) {
        // Copies of fixed sizes are quicker than one of the right size.
        for _ in 0..column / 8 {
            self.out.push_str("        ");
        }
        if column & 4 != 0 {
            self.out.push_str("    ");
        }
        if column & 2 != 0 {
            self.out.push_str("  ");
        }
    }

    /// Ends the current line, with the comment that waits for its end.
    #[inline]
    pub(super) fn end_line(&mut self) {
        if !self.trailing.is_empty() {
            self.end_comment();
        }
        self.out.push('\n');
    }

    #[cold]
    fn end_comment(&mut self) {
        self.out.push_str(&self.trailing);
        self.trailing.clear();
    }

    /// Writes the notes around a value whose line has been begun: those above at once, above that line; the trailing one at its end.
    pub(super) fn annotate(&mut self, notes: &Notes<'_>) {
        let start = self.line_start();
        let indentation = self.out.len() - start - self.line().trim_start_matches(' ').len();
        let blank = notes.blank && start > self.kept_until && !self.out.get(..start).unwrap_or_default().ends_with("\n\n");
        let mut above = String::new();
        for line in notes.above() {
            above.extend(std::iter::repeat_n(' ', indentation));
            above.push_str(line);
            above.push('\n');
        }
        self.out.insert_str(start, &above);
        if blank {
            self.out.insert(start, '\n');
        }
        if !notes.trailing.is_empty() {
            self.trailing.push(' ');
            self.trailing.push_str(notes.trailing);
        }
        self.block_only = self.out.len();
    }

    pub(super) fn has_trailing(&self) -> bool {
        !self.trailing.is_empty()
    }

    fn line_start(&self) -> usize {
        self.out.rfind('\n').map_or(0, |end| end + 1)
    }

    /// The current line as far as it is written.
    pub(super) fn line(&self) -> &str {
        self.out.get(self.line_start()..).unwrap_or_default()
    }
}
