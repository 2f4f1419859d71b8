//! `Percent`: a share between nothing and all.

use std::fmt;
use std::str::FromStr;

use super::reading::{line, quote, quoted};
use super::{Decimal, Scalar, ScalarError};

/// One percent in units of the last decimal.
const ONE: u32 = 1_000_000;

/// A share from 0% to 100%, exact to six decimals of a percent: `99.9%`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Percent(u32);

impl Percent {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// All.
    pub const HUNDRED: Self = Self(100 * ONE);

    /// So many whole percent. None above 100.
    pub const fn of(percent: u32) -> Option<Self> {
        if percent <= 100 { Some(Self(percent * ONE)) } else { None }
    }

    /// So many percent. None below 0, above 100, or when it has more than six decimals.
    pub fn of_decimal(percent: Decimal) -> Option<Self> {
        let units = percent.checked_mul(Decimal::from(ONE))?.whole()?;
        u32::try_from(units).ok().map(Self).filter(|percent| *percent <= Self::HUNDRED)
    }

    /// The nearest share to a fraction. None below 0, above 1 and for what is not a number.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was just checked")]
    pub fn from_fraction(fraction: f64) -> Option<Self> {
        (0.0..=1.0)
            .contains(&fraction)
            .then(|| Self((fraction * f64::from(Self::HUNDRED.0)).round() as u32))
    }

    /// The share as a number from 0 to 1.
    pub fn as_fraction(self) -> f64 {
        f64::from(self.0) / f64::from(Self::HUNDRED.0)
    }

    /// The share as a number from 0 to 100.
    pub fn as_decimal(self) -> Decimal {
        Decimal::from_scaled(i64::from(self.0), 6).unwrap_or_default()
    }

    /// What is missing to all: the error budget of an objective.
    pub const fn complement(self) -> Self {
        Self(Self::HUNDRED.0.saturating_sub(self.0))
    }

    /// Reads a share, or says why the text is none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let Some(number) = text.strip_suffix('%') else {
            return Err(match Decimal::read(text) {
                Ok(_) => format!("{} is missing its sign; write {}", quoted(text), quote!("{text}%")),
                Err(_) => format!("{} does not end with `%`", quoted(text)),
            });
        };
        let percent = match number.trim_end() {
            "" => return Err("`%` is missing a number".to_owned()),
            number => Decimal::read(number)?,
        };
        if percent.is_negative() || percent > Decimal::from(100) {
            return Err(format!("{} is out of range 0%-100%", quoted(text)));
        }
        Self::of_decimal(percent).ok_or_else(|| format!("{} has more than 6 decimals", quoted(text)))
    }
}

impl FromStr for Percent {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}%", self.as_decimal()))
    }
}

impl Scalar for Percent {
    const EXPECTED: &'static str = "a percentage such as `5%` or `99.9%`";
    const NAME: &'static str = "Percent";
    const PATTERN: Option<&'static str> = Some(r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?\s*%$");
    const EXAMPLES: &'static [&'static str] = &["5%", "99.9%", "100%"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_exact_both_ways() {
        let availability: Percent = "99.9%".parse().unwrap();
        assert_eq!(availability.complement().to_string(), "0.1%");
        assert_eq!(availability.as_fraction().to_string(), "0.999");
        assert_eq!(Percent::from_fraction(0.999), Some(availability));
        assert_eq!(Percent::from_fraction(f64::NAN), None);
        assert_eq!(Percent::of(101), None);
    }
}
