//! `Period`: the span of time that a rate or a price is told for.

use std::fmt;
use std::str::FromStr;

use super::reading::{line, quoted};
use super::{Decimal, Scalar, ScalarError};

/// A span of time that something is counted over. A month is 730 hours and a year twelve months, as price lists have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
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
}

impl Period {
    /// All of them, shortest first.
    pub const ALL: [Self; 7] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Year,
    ];

    /// The word that is printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// How many seconds it has.
    pub const fn seconds(self) -> u32 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3600,
            Self::Day => 24 * 3600,
            Self::Week => 7 * 24 * 3600,
            Self::Month => 730 * 3600,
            Self::Year => 8760 * 3600,
        }
    }

    /// How many hours it has: exact from an hour up, and rounded at the twelfth decimal below, where
    /// [`seconds`](Self::seconds) is exact.
    pub fn hours(self) -> Decimal {
        Decimal::from(self.seconds()).checked_div(3600).unwrap_or_default()
    }

    /// Reads a period, or says why the text is none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        Ok(match text {
            "second" | "sec" | "s" => Self::Second,
            "minute" | "min" => Self::Minute,
            "hour" | "hr" | "h" => Self::Hour,
            "day" | "d" => Self::Day,
            "week" | "wk" | "w" => Self::Week,
            "month" | "mo" => Self::Month,
            "year" | "yr" | "y" => Self::Year,
            _ => {
                return Err(Self::mistaken(text).unwrap_or_else(|| {
                    format!(
                        "{} is not a period; use second, minute, hour, day, week, month or year",
                        quoted(text)
                    )
                }));
            }
        })
    }

    /// What is wrong with a text that is nearly a period.
    pub(super) fn mistaken(text: &str) -> Option<String> {
        let lower = text.to_lowercase();
        if matches!(lower.as_str(), "m" | "mos") {
            return Some(format!("{} may be a minute or a month; write the word", quoted(text)));
        }
        let singular = lower.strip_suffix('s').filter(|short| !short.is_empty()).unwrap_or(&lower);
        let meant = Self::ALL
            .into_iter()
            .find(|period| period.as_str() == singular || (singular != text && Self::read(singular) == Ok(*period)))?;
        Some(format!("write `{}` instead of {}", meant.as_str(), quoted(text)))
    }
}

impl FromStr for Period {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Scalar for Period {
    const EXPECTED: &'static str = "a period such as `hour` or `month`";
    const NAME: &'static str = "Period";
    const PATTERN: Option<&'static str> = Some("^(second|sec|s|minute|min|hour|hr|h|day|d|week|wk|w|month|mo|year|yr|y)$");
    const EXAMPLES: &'static [&'static str] = &["minute", "hour", "month"];
}
