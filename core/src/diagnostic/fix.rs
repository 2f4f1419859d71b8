//! Edits of the text that mend a finding.

use crate::text::Span;

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in a few words: "write `steps`".
    pub title: String,
    /// The edits, which belong together.
    pub edits: Vec<Edit>,
    /// True when it surely does what the author meant and may be applied without asking.
    pub safe: bool,
}

/// A replacement of some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go.
    pub span: Span,
    /// What comes in their place.
    pub text: String,
}

impl Fix {
    /// A fix of one replacement that needs a look before it is applied.
    pub fn replace(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            edits: vec![Edit { span, text: text.into() }],
            safe: false,
        }
    }

    /// Marks the fix as certain.
    pub fn certain(mut self) -> Self {
        self.safe = true;
        self
    }
}
