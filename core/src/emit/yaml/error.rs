//! Why a value could not be written as YAML.

/// Why a value could not be written as YAML.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EmitError {
    /// The value holds bytes; YAML's `!!binary` is not written.
    #[error("bytes cannot be written as YAML text")]
    Bytes,
    /// A map has a key that is not a scalar.
    #[error("a map key must be a string, a number or a boolean, not {found}")]
    Key {
        /// What was found instead.
        found: &'static str,
    },
    /// The value is nested more deeply than a reader's stack should be trusted with.
    #[error("values are nested more than {limit} deep")]
    TooDeep {
        /// The deepest nesting that is written.
        limit: u16,
    },
    /// The value refused to be serialized, for a reason of its own.
    #[error("{0}")]
    Refused(String),
}

impl serde::ser::Error for EmitError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self::Refused(message.to_string())
    }
}
