//! `Rate`: how often something happens.

use std::fmt;
use std::str::FromStr;

use super::reading::{line, quote, quoted};
use super::{Decimal, Period, Scalar, ScalarError};

/// So many in every period, never fewer than none: `12/week`. `60/hour` and `1/minute` are different texts, and so not equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rate {
    amount: Decimal,
    period: Period,
}

impl Rate {
    /// So many in every period. None when the amount is negative.
    pub fn new(amount: impl Into<Decimal>, period: Period) -> Option<Self> {
        let amount = amount.into();
        (!amount.is_negative()).then_some(Self { amount, period })
    }

    /// How many.
    pub const fn amount(self) -> Decimal {
        self.amount
    }

    /// In what time.
    pub const fn period(self) -> Period {
        self.period
    }

    /// How many in a second.
    pub fn per_second(self) -> f64 {
        self.amount.to_f64() / f64::from(self.period.seconds())
    }

    /// How many in an hour.
    pub fn per_hour(self) -> f64 {
        self.amount.to_f64() * 3600.0 / f64::from(self.period.seconds())
    }

    /// How many in a period, rounded half to even at the twelfth decimal.
    pub fn over(self, period: Period) -> Option<Decimal> {
        self.amount
            .checked_mul(Decimal::from(period.seconds()))?
            .checked_div(i64::from(self.period.seconds()))
    }

    /// Reads a rate, or says why the text is none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let Some((amount, period)) = text.split_once('/') else {
            return Err(match text.split_once(" per ").or_else(|| text.split_once(" a ")) {
                Some((amount, period)) => format!(
                    "write {} instead of {}",
                    quote!("{}/{}", amount.trim(), period.trim()),
                    quoted(text)
                ),
                None => format!("{} does not say in what time; write for example `12/week`", quoted(text)),
            });
        };
        if amount.trim().is_empty() {
            return Err(format!("{} is missing a number", quoted(text)));
        }
        let amount = Decimal::read(amount.trim())?;
        Self::new(amount, Period::read(period.trim())?).ok_or_else(|| format!("{} is negative, and a rate cannot be", quoted(text)))
    }
}

impl FromStr for Rate {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}/{}", self.amount, self.period))
    }
}

impl Scalar for Rate {
    const EXPECTED: &'static str = "a rate such as `12/week` or `40/day`";
    const NAME: &'static str = "Rate";
    const PATTERN: Option<&'static str> =
        Some(r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?\s*/\s*(second|sec|s|minute|min|hour|hr|h|day|d|week|wk|w|month|mo|year|yr|y)$");
    const EXAMPLES: &'static [&'static str] = &["12/week", "40/day", "1.5/second"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_told_over_any_time() {
        let rate: Rate = "12 / w".parse().unwrap();
        assert_eq!(rate.to_string(), "12/week");
        assert_eq!("36/h".parse::<Rate>().unwrap().per_second().to_string(), "0.01");
        assert_eq!("40/day".parse::<Rate>().unwrap().over(Period::Week), Some(Decimal::from(280)));
    }
}
