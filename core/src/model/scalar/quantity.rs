//! `Quantity`: a value of any of the kinds that signals have.

use std::fmt;
use std::str::FromStr;

use super::reading::{line, quoted, signed_number_and_rest};
use super::{Decimal, Duration, Percent, Rate, Scalar, ScalarError, Size};

/// A value that a signal may be held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// A share: `5%`.
    Percent(Percent),
    /// A length of time: `200ms`.
    Duration(Duration),
    /// An amount of memory or storage: `512Mi`.
    Size(Size),
    /// How often: `10/minute`.
    Rate(Rate),
    /// A plain number: `0`.
    Number(Decimal),
}

impl Quantity {
    /// The value in the base unit of its kind: a share as a fraction, a duration in seconds, a size in bytes, a rate in times
    /// per second.
    #[expect(clippy::cast_precision_loss, reason = "exact up to nine million gigabytes")]
    pub fn base(self) -> f64 {
        match self {
            Self::Percent(percent) => percent.as_fraction(),
            Self::Duration(duration) => duration.as_secs_f64(),
            Self::Size(size) => size.bytes() as f64,
            Self::Rate(rate) => rate.per_second(),
            Self::Number(number) => number.to_f64(),
        }
    }

    /// Reads a value by the unit it has, or says why the text is none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        if text.ends_with('%') {
            return Percent::read(text).map(Self::Percent);
        }
        if text.contains('/') || text.contains(" per ") {
            return Rate::read(text).map(Self::Rate);
        }
        if let Ok(number) = Decimal::read(text) {
            return Ok(Self::Number(number));
        }
        let (number, unit) = signed_number_and_rest(text);
        match (number.is_empty(), unit.trim_start().chars().next()) {
            (false, None) => Decimal::read(text).map(Self::Number),
            (true, Some('P')) | (false, Some('w' | 'd' | 'h' | 'm' | 's')) => Duration::read(text).map(Self::Duration),
            (false, Some('B' | 'k' | 'K' | 'M' | 'G' | 'T' | 'P' | 'E' | 'g')) => Size::read(text).map(Self::Size),
            _ => Err(format!(
                "{} is not a quantity; write a number, `5%`, `2s`, `512Mi` or `10/minute`",
                quoted(text)
            )),
        }
    }
}

impl FromStr for Quantity {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent(percent) => percent.fmt(f),
            Self::Duration(duration) => duration.fmt(f),
            Self::Size(size) => size.fmt(f),
            Self::Rate(rate) => rate.fmt(f),
            Self::Number(number) => number.fmt(f),
        }
    }
}

impl Scalar for Quantity {
    const EXPECTED: &'static str = "a quantity such as `5%`, `200ms`, `512Mi`, `10/minute` or `3`";
    const NAME: &'static str = "Quantity";
    const PATTERN: Option<&'static str> = Some(r"^(-?[0-9]|P).*$");
    const EXAMPLES: &'static [&'static str] = &["5%", "200ms", "512Mi", "10/minute", "3"];
}
