//! What can be wrong with a text before it is a document.

use super::{ModelPath, Span};

/// One thing that is wrong, with its place. `format` turns it into a coded diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// The route to it.
    pub path: ModelPath,
    /// The bytes it stands on.
    pub span: Option<Span>,
    /// Other places that matter, each with a few words.
    pub related: Vec<(Span, String)>,
}

impl Problem {
    /// A problem at a place whose route is not known yet.
    pub fn at(kind: ProblemKind, span: Span) -> Self {
        Self {
            kind,
            path: ModelPath::root(),
            span: Some(span),
            related: Vec::new(),
        }
    }
}

/// The kinds of problems a reader finds. Messages are in the user's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text is not YAML, JSON or TOML.
    Syntax {
        /// What the parser met.
        message: String,
        /// What to do.
        help: Option<String>,
    },
    /// A limit on size, depth or repetition was met.
    Limit {
        /// Which one.
        what: String,
        /// What to do.
        help: String,
    },
    /// Another kind of value belongs here.
    Type {
        /// "a list of steps"
        expected: String,
        /// "`3`", "a mapping"
        found: String,
    },
    /// A key nobody reads.
    UnknownKey {
        /// As written.
        key: String,
        /// The keys that exist here.
        known: Vec<&'static str>,
        /// Of what: "a job".
        of: &'static str,
    },
    /// A key that must be there.
    MissingKey {
        /// Its name.
        key: &'static str,
        /// Of what: "an approval".
        of: &'static str,
        /// What its value would be.
        expected: String,
    },
    /// The same key twice in one mapping.
    DuplicateKey {
        /// As written.
        key: String,
    },
    /// A word that its type cannot read.
    Scalar {
        /// As written.
        text: String,
        /// "a duration such as `30m`"
        expected: String,
        /// Why not, when known.
        why: Option<String>,
        /// Words that would be right, for a suggestion.
        known: Vec<&'static str>,
    },
    /// None of the keys of which exactly one must stand, or more than one.
    OneOf {
        /// What it is: "a step".
        of: &'static str,
        /// The keys to choose from.
        keys: Vec<&'static str>,
        /// Those that were written.
        found: Vec<String>,
    },
}

impl std::fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Syntax { message, .. } => f.write_str(message),
            Self::Limit { what, .. } => f.write_str(what),
            Self::Type { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::UnknownKey { key, of, .. } => write!(f, "{of} has no key `{}`", super::shorten(key, 60)),
            Self::MissingKey { key, of, .. } => write!(f, "{of} needs the key `{key}`"),
            Self::DuplicateKey { key } => write!(f, "the key `{}` is written twice", super::shorten(key, 60)),
            Self::Scalar {
                text, expected, why: None, ..
            } => write!(f, "expected {expected}, found `{}`", super::shorten(text, 60)),
            Self::Scalar {
                text,
                expected,
                why: Some(why),
                ..
            } => write!(f, "expected {expected}, found `{}`: {why}", super::shorten(text, 60)),
            Self::OneOf { of, found, .. } if found.is_empty() => write!(f, "{of} does not say what it is"),
            Self::OneOf { of, found, .. } => {
                let found: Vec<String> = found.iter().map(|key| format!("`{key}`")).collect();
                write!(f, "{of} can be one thing only, and this is {}", found.join(" and "))
            }
        }
    }
}
