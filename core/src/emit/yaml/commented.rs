//! A value with the comments and the blank line that stand around it.

use std::cell::Cell;
use std::fmt::{self, Display, Formatter, Write};

use serde::{Serialize, Serializer};

/// A value with the comments and the blank line that stand around it. Only the YAML writer of this module shows them: every other
/// serializer sees the value alone.
///
/// ```
/// use gatewright::emit::yaml::{self, Commented};
///
/// let step = std::collections::BTreeMap::from([
///     ("uses", Commented::new("actions/checkout@11bd719").trailing("v4.2.2")),
///     ("with", Commented::new("…").before("the ref under test").blank_before()),
/// ]);
/// assert_eq!(yaml::to_string(&step)?, "uses: actions/checkout@11bd719 # v4.2.2\n\n# the ref under test\nwith: …\n");
/// assert_eq!(serde_json::to_string(&step)?, r#"{"uses":"actions/checkout@11bd719","with":"…"}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// As a map key it is written without its comments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Commented<T> {
    /// Leaves a blank line above the value's line and its comments, except at the start of the text and below a string that ends with
    /// blank lines of its own, which would swallow it.
    pub blank_before: bool,
    /// Comment lines above the line on which the value's key or dash stands, without `#`. Line breaks inside start further lines.
    pub before: Vec<String>,
    /// The value.
    pub value: T,
    /// A comment at the end of the value's first line, without `#`.
    pub trailing: Option<String>,
}

impl<T> Commented<T> {
    /// The value without comments.
    pub fn new(value: T) -> Self {
        Self {
            blank_before: false,
            before: Vec::new(),
            value,
            trailing: None,
        }
    }

    /// Adds a comment line above.
    pub fn before(mut self, line: impl Into<String>) -> Self {
        self.before.push(line.into());
        self
    }

    /// Sets the comment at the end of the line.
    pub fn trailing(mut self, text: impl Into<String>) -> Self {
        self.trailing = Some(text.into());
        self
    }

    /// Asks for a blank line above.
    pub fn blank_before(mut self) -> Self {
        self.blank_before = true;
        self
    }
}

impl<T> From<T> for Commented<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Serialize> Serialize for Commented<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.blank_before || !self.before.is_empty() || self.trailing.is_some() {
            serializer.serialize_newtype_struct(
                COMMENTED,
                &Envelope {
                    commented: self,
                    opened: Cell::new(0),
                },
            )
        } else {
            self.value.serialize(serializer)
        }
    }
}

/// Names the envelope to the writer.
pub(super) const COMMENTED: &str = "$gatewright::yaml::Commented";
/// Names the value in the envelope.
pub(super) const VALUE: &str = "$gatewright::yaml::Value";

/// What a serializer finds in a commented value: the value, whatever the serializer does with it. Only the writer opens the envelope again;
/// the second time it finds the notes, and from then on the value.
struct Envelope<'a, T> {
    commented: &'a Commented<T>,
    opened: Cell<u8>,
}

impl<T: Serialize> Serialize for Envelope<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let opened = self.opened.get();
        self.opened.set(opened.saturating_add(1));
        if opened == 1 {
            serializer.collect_str(&NotesText(self.commented))
        } else {
            serializer.serialize_newtype_struct(VALUE, &self.commented.value)
        }
    }
}

/// The notes as text: an empty line for the blank one, the finished lines above, and after the last line break the trailing comment.
struct NotesText<'a, T>(&'a Commented<T>);

impl<T> Display for NotesText<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Commented {
            blank_before,
            before,
            trailing,
            ..
        } = self.0;
        if *blank_before {
            f.write_char('\n')?;
        }
        for line in before.iter().flat_map(|text| text.split('\n')) {
            write_comment(f, line)?;
            f.write_char('\n')?;
        }
        trailing.iter().try_for_each(|text| write_comment(f, text))
    }
}

/// Writes one comment; what cannot stand in it becomes a space.
fn write_comment(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('#')?;
    let text = text.trim_end();
    if !text.is_empty() {
        f.write_char(' ')?;
    }
    text.chars().try_for_each(|character| {
        f.write_char(if character.is_control() || super::scalar::is_unprintable(character) {
            ' '
        } else {
            character
        })
    })
}

/// The notes of one value, as the writer reads them.
pub(super) struct Notes<'a> {
    pub(super) blank: bool,
    above: Option<&'a str>,
    pub(super) trailing: &'a str,
}

impl<'a> Notes<'a> {
    pub(super) fn read(text: &'a str) -> Self {
        let (blank, text) = text.strip_prefix('\n').map_or((false, text), |rest| (true, rest));
        let (above, trailing) = text
            .rsplit_once('\n')
            .map_or((None, text), |(above, trailing)| (Some(above), trailing));
        Self { blank, above, trailing }
    }

    pub(super) fn above(&self) -> impl Iterator<Item = &'a str> {
        self.above.into_iter().flat_map(|lines| lines.split('\n'))
    }
}
