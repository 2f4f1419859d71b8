//! `Per`: what a price is counted by, a span of time or a unit of use.

use std::fmt;
use std::str::FromStr;

use smol_str::SmolStr;

use super::reading::{LONGEST_NAME, line, quoted};
use super::word::word;
use super::{Decimal, Period, Scalar, ScalarError};

/// What a price is counted by: a span of time, or a unit such as `GB-month`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Per {
    /// One second.
    Second,
    /// Sixty seconds.
    Minute,
    /// Sixty minutes.
    Hour,
    /// 24 hours.
    Day,
    /// Seven days.
    Week,
    /// 730 hours.
    Month,
    /// 8760 hours.
    Year,
    /// A unit of use, such as `GB-month` or `build`.
    Unit(UnitName),
}

/// The name of a unit of use, such as `GB-month`: letters, digits, `.`, `_` and `-`, and not a word for a time.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitName(SmolStr);

word!(UnitName);

impl Per {
    /// The span of time, where it is one.
    pub const fn period(&self) -> Option<Period> {
        match self {
            Self::Second => Some(Period::Second),
            Self::Minute => Some(Period::Minute),
            Self::Hour => Some(Period::Hour),
            Self::Day => Some(Period::Day),
            Self::Week => Some(Period::Week),
            Self::Month => Some(Period::Month),
            Self::Year => Some(Period::Year),
            Self::Unit(_) => None,
        }
    }

    /// How many hours it has, where it is a time; see [`Period::hours`].
    pub fn hours(&self) -> Option<Decimal> {
        self.period().map(Period::hours)
    }

    /// How many seconds it has, where it is a time.
    pub fn seconds(&self) -> Option<u32> {
        self.period().map(Period::seconds)
    }

    /// Reads what a price is counted by, or says why the text is nothing of the kind.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        if let Ok(period) = Period::read(text) {
            return Ok(period.into());
        }
        if let Some(why) = Period::mistaken(text) {
            return Err(why);
        }
        if text.contains('/') {
            return Err(format!(
                "{} has a `/`; join the words of a unit with `-`, as in `GB-month`",
                quoted(text)
            ));
        }
        if text.len() > LONGEST_NAME {
            return Err(format!("{} has more than {LONGEST_NAME} characters", quoted(text)));
        }
        let shape = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if !text.chars().all(shape)
            || !text.starts_with(|c: char| c.is_ascii_alphanumeric())
            || !text.contains(|c: char| c.is_ascii_alphabetic())
        {
            return Err(format!("{} is not a unit; write one word such as `GB-month`", quoted(text)));
        }
        Ok(Self::Unit(UnitName(SmolStr::new(text))))
    }
}

impl From<Period> for Per {
    fn from(period: Period) -> Self {
        match period {
            Period::Second => Self::Second,
            Period::Minute => Self::Minute,
            Period::Hour => Self::Hour,
            Period::Day => Self::Day,
            Period::Week => Self::Week,
            Period::Month => Self::Month,
            Period::Year => Self::Year,
        }
    }
}

impl FromStr for Per {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Per {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit(unit) => unit.fmt(f),
            time => f.pad(time.period().map_or("", Period::as_str)),
        }
    }
}

impl Scalar for Per {
    const EXPECTED: &'static str = "a period or a unit such as `month` or `GB-month`";
    const NAME: &'static str = "Per";
    const PATTERN: Option<&'static str> = Some("^[A-Za-z0-9][A-Za-z0-9._-]*$");
    const EXAMPLES: &'static [&'static str] = &["month", "minute", "GB-month"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_those_of_price_lists() {
        assert_eq!(Per::Month.hours(), Some(Decimal::from(730)));
        assert_eq!(Per::Year.hours(), Some(Decimal::from(8760)));
        assert_eq!(Per::Minute.hours().map(|hours| hours.to_string()), Some("0.016666666667".into()));
        assert_eq!("GB-month".parse::<Per>().unwrap().hours(), None);
    }
}
