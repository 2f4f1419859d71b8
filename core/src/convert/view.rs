//! An account for people: as a text for terminals, and as Markdown for a pull request.

use super::{Conversion, Entry, Place};
use crate::diagnostic::Severity;
use std::fmt::{self, Write as _};

/// So many places of one entry are shown.
const SHOWN: usize = 3;

impl Conversion {
    /// The account as a text.
    pub fn to_text(&self) -> String {
        let mut out = format!("{}\n", self.sentence());
        for entry in &self.account.entries {
            let _ = write!(out, "\n{}[{}]: {}\n", entry.severity, entry.code, entry.message);
            for place in entry.places.iter().take(SHOWN) {
                let _ = writeln!(out, "  --> {place}");
            }
            if let Some(more) = entry.more() {
                let _ = writeln!(out, "      {more}");
            }
            if let Some(help) = &entry.help {
                let _ = writeln!(out, "  why: {help}");
            }
        }
        out
    }

    /// The account as Markdown.
    pub fn to_markdown(&self) -> String {
        let mut out = format!("# From {} to {}\n\n{}\n", self.adopted.system, self.target.name, self.sentence());
        let parts = [
            (Severity::Error, "Must be mended"),
            (Severity::Warning, "Should be looked at"),
            (Severity::Info, "Worth knowing"),
        ];
        for (severity, title) in parts {
            let mut entries = self.account.entries.iter().filter(|entry| entry.severity == severity).peekable();
            if entries.peek().is_none() {
                continue;
            }
            let _ = write!(out, "\n## {title}\n\n| code | what is not the same | where |\n|---|---|---|\n");
            for entry in entries {
                let mut places: Vec<String> = entry.places.iter().take(SHOWN).map(|place| format!("`{place}`")).collect();
                places.extend(entry.more());
                let why = entry.help.as_ref().map(|help| format!(". {help}")).unwrap_or_default();
                let _ = writeln!(
                    out,
                    "| {} | {} | {} |",
                    entry.code,
                    cell(&format!("{}{why}", entry.message)),
                    cell(&places.join(", "))
                );
            }
        }
        out
    }

    /// The account in one sentence.
    fn sentence(&self) -> String {
        let count = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
        let account = &self.account;
        let files = format!(
            "{} of {} became {} of {}",
            count(self.adopted.files.len(), "file"),
            self.adopted.system,
            self.rendered.files().len(),
            self.target.name
        );
        if account.entries.is_empty() {
            return format!("{files}; everything is carried.");
        }
        format!(
            "{files}; {}, {}, {}.",
            count(account.count(Severity::Error), "error"),
            count(account.count(Severity::Warning), "warning"),
            count(account.count(Severity::Info), "remark")
        )
    }
}

impl Entry {
    /// How many places are not shown.
    fn more(&self) -> Option<String> {
        let more = self.places.len().saturating_sub(SHOWN);
        (more > 0).then(|| format!("and {more} more"))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(f, "{file}:{line}"),
            (Some(file), None) => f.write_str(file),
            (None, _) if self.path.is_root() => f.write_str("all files"),
            (None, _) => write!(f, "{}", self.path),
        }
    }
}

/// A text that does not end the cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}
