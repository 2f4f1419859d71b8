//! What is found about a document: coded diagnostics in a report. How a report is shown is the business of [`view`].

mod fix;
mod report;
mod severity;
mod suggest;
pub mod view;

pub use fix::{Edit, Fix};
pub use report::Report;
pub use severity::Severity;
pub use suggest::nearest;

use crate::text::{ModelPath, Span};

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Code of the rule that found it, such as `STR002`. Codes are never used again for something else.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line and in the user's words.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// What to do.
    pub help: Option<String>,
    /// Other places that matter, such as the rest of a cycle.
    pub related: Vec<Related>,
    /// Edits that mend it.
    pub fixes: Vec<Fix>,
}

/// A place in the document: a route always, bytes when there was text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The route to the value.
    pub path: ModelPath,
    /// What the caret goes under.
    pub target: Target,
    /// The bytes, filled in from the document's text.
    pub span: Option<Span>,
}

/// The part of an entry that a diagnostic is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// The value when it fits on a line, otherwise its key.
    #[default]
    Value,
    /// The key.
    Key,
}

/// Another place that matters, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// In a few words.
    pub message: String,
}

impl Diagnostic {
    /// A finding about the value at a path.
    pub fn new(code: &'static str, severity: Severity, path: ModelPath, message: impl Into<String>) -> Self {
        let place = Place {
            path,
            target: Target::Value,
            span: None,
        };
        Self {
            code,
            severity,
            message: message.into(),
            place,
            help: None,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Puts the caret under the key instead of the value.
    pub fn on_key(mut self) -> Self {
        self.place.target = Target::Key;
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a place that matters.
    pub fn related(mut self, path: ModelPath, message: impl Into<String>) -> Self {
        self.related.push(Related {
            place: Place {
                path,
                target: Target::Value,
                span: None,
            },
            message: message.into(),
        });
        self
    }

    /// Adds an edit that mends it.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// Every place of the diagnostic, its own first.
    pub fn places_mut(&mut self) -> impl Iterator<Item = &mut Place> {
        std::iter::once(&mut self.place).chain(self.related.iter_mut().map(|related| &mut related.place))
    }
}
