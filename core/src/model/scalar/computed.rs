//! `Computed`: a value that is either written out or computed by a platform.

use std::fmt;
use std::str::FromStr;

use super::{Expression, ScalarError};

/// A value written out, or an expression that a platform computes it by. What it will be is then not known before it runs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Computed<T> {
    /// Written out.
    Literal(T),
    /// Computed when the pipeline runs.
    Expression(Expression),
}

impl<T> Computed<T> {
    /// The value, where it is written out.
    pub const fn literal(&self) -> Option<&T> {
        match self {
            Self::Literal(value) => Some(value),
            Self::Expression(_) => None,
        }
    }

    /// The expression, where the value is computed.
    pub const fn expression(&self) -> Option<&Expression> {
        match self {
            Self::Literal(_) => None,
            Self::Expression(expression) => Some(expression),
        }
    }
}

impl<T> From<T> for Computed<T> {
    fn from(value: T) -> Self {
        Self::Literal(value)
    }
}

impl<T: FromStr<Err = ScalarError>> FromStr for Computed<T> {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        if text.contains("${{") {
            text.parse().map(Self::Expression)
        } else {
            text.parse().map(Self::Literal)
        }
    }
}

impl<T: fmt::Display> fmt::Display for Computed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(value) => value.fmt(f),
            Self::Expression(expression) => expression.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::scalar::Duration;

    #[test]
    fn an_expression_is_told_by_its_braces() {
        let read = |text: &str| text.parse::<Computed<Duration>>();
        assert_eq!(read("30m"), Ok(Duration::from_minutes(30).into()));
        assert_eq!(
            read("${{matrix.timeout}}").map(|value| value.to_string()),
            Ok("${{ matrix.timeout }}".into())
        );
        assert_eq!(read("${{ n }}m").map(|value| value.to_string()), Ok("${{ n }}m".into()));
        assert!(read("${{ n").is_err() && read("n").is_err());
    }
}
