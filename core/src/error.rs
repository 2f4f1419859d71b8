//! The failure of a call itself. What is wrong with a document is never an error but a finding in a report.

use std::fmt;

/// Why a call could not do its work. Ask [`kind`](Self::kind) what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

/// The kinds of failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument is not one of those that exist.
    Argument,
    /// A file could not be read or written.
    File,
    /// A mistake of this library.
    Internal,
}

impl Error {
    /// What kind of failure.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// An argument is wrong.
    pub fn argument(message: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::Argument,
            message: message.into(),
        }
    }

    /// A file could not be read or written.
    pub fn file(path: &dyn fmt::Display, error: &dyn fmt::Display) -> Self {
        Self {
            kind: ErrorKind::File,
            message: format!("{path}: {error}"),
        }
    }

    /// Something that should not happen.
    pub(crate) fn internal(message: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::Internal,
            message: message.into(),
        }
    }
}
