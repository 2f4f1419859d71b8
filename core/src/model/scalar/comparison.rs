//! `Comparison`: how a signal is held against its threshold.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::reading::{line, quoted};
use super::{Scalar, ScalarError};

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Comparison {
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `!=`
    Unequal,
}

/// How each is written, longer before shorter so that the first that fits is meant.
const WRITTEN: [(&str, Comparison); 10] = [
    (">=", Comparison::AtLeast),
    ("≥", Comparison::AtLeast),
    ("<=", Comparison::AtMost),
    ("≤", Comparison::AtMost),
    ("!=", Comparison::Unequal),
    ("≠", Comparison::Unequal),
    ("==", Comparison::Equal),
    ("=", Comparison::Equal),
    (">", Comparison::Above),
    ("<", Comparison::Below),
];

impl Comparison {
    /// The sign that is printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Above => ">",
            Self::AtLeast => ">=",
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Equal => "=",
            Self::Unequal => "!=",
        }
    }

    /// Whether a value that is so ordered against the other passes.
    pub const fn allows(self, ordering: Ordering) -> bool {
        match self {
            Self::Above => ordering.is_gt(),
            Self::AtLeast => ordering.is_ge(),
            Self::Below => ordering.is_lt(),
            Self::AtMost => ordering.is_le(),
            Self::Equal => ordering.is_eq(),
            Self::Unequal => ordering.is_ne(),
        }
    }

    /// The comparison that passes exactly when this one does not.
    pub const fn negated(self) -> Self {
        match self {
            Self::Above => Self::AtMost,
            Self::AtLeast => Self::Below,
            Self::Below => Self::AtLeast,
            Self::AtMost => Self::Above,
            Self::Equal => Self::Unequal,
            Self::Unequal => Self::Equal,
        }
    }

    /// The comparison that a text starts with, and what follows it.
    pub(super) fn strip(text: &str) -> Option<(Self, &str)> {
        WRITTEN
            .into_iter()
            .find_map(|(sign, comparison)| text.strip_prefix(sign).map(|rest| (comparison, rest)))
    }
}

impl FromStr for Comparison {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        let text = line::<Self>(text)?;
        match Self::strip(text) {
            Some((comparison, "")) => Ok(comparison),
            _ => Err(ScalarError::because::<Self>(format!("{} is none of them", quoted(text)))),
        }
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Scalar for Comparison {
    const EXPECTED: &'static str = "a comparison, one of `>`, `>=`, `<`, `<=`, `=` and `!=`";
    const NAME: &'static str = "Comparison";
    const PATTERN: Option<&'static str> = Some("^(>|>=|≥|<|<=|≤|=|==|!=|≠)$");
    const EXAMPLES: &'static [&'static str] = &[">", ">=", "<", "<=", "=", "!="];
}
