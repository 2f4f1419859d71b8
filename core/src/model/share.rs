//! A count or a percentage of something: `2`, `25%`.

use super::scalar::{Percent, ScalarError};
use std::fmt;
use std::str::FromStr;

/// How many, as a number or as a part of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// So many.
    Count(u32),
    /// So large a part.
    Percent(Percent),
}

impl super::scalar::Scalar for Share {
    const EXPECTED: &'static str = "a number such as `2` or a percentage such as `25%`";
    const NAME: &'static str = "Share";
    const PATTERN: Option<&'static str> = Some(r"^[0-9]+$|^[0-9]+(\.[0-9]+)?%$");
    const EXAMPLES: &'static [&'static str] = &["2", "25%"];
}

impl FromStr for Share {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        let text = text.trim();
        if text.ends_with('%') {
            return text.parse().map(Self::Percent);
        }
        text.parse().map(Self::Count).map_err(|_| ScalarError::not::<Self>())
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => count.fmt(f),
            Self::Percent(percent) => percent.fmt(f),
        }
    }
}

super::scalar::glue::scalar!(number: Share);
