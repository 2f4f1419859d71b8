//! `Decimal`: an exact number with up to twelve decimals, for everything that is counted in money or written in percent.

use std::fmt;
use std::str::FromStr;

use super::reading::{is_digits, line, quoted};
use super::{Scalar, ScalarError};

/// How many decimals a number keeps.
const PLACES: u32 = 12;
/// One, in units of the last decimal.
const ONE: i128 = 10_i128.pow(PLACES);

/// An exact decimal number with at most twelve decimals.
///
/// Addition is exact; multiplication and division round once, half to even, at the twelfth decimal. An operation whose result
/// has no place in the type gives `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Decimal(i128);

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One.
    pub const ONE: Self = Self(ONE);

    /// `mantissa` with its last `places` digits behind the point: `(6, 3)` is 0.006. None above twelve places.
    pub const fn from_scaled(mantissa: i64, places: u32) -> Option<Self> {
        match PLACES.checked_sub(places) {
            // An i64 times 10^12 is always within an i128.
            Some(power) => Some(Self(mantissa as i128 * 10_i128.pow(power))),
            None => None,
        }
    }

    /// The sum.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The product, rounded half to even at the twelfth decimal.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let one = ONE.unsigned_abs();
        let (a, b) = (self.0.unsigned_abs(), other.0.unsigned_abs());
        // Each factor is whole * one + part, so that no product of two parts leaves the type.
        let (a_whole, a_part) = (a / one, a % one);
        let (b_whole, b_part) = (b / one, b % one);
        let parts = a_part * b_part;
        let floor = a_whole
            .checked_mul(b)?
            .checked_add(a_part.checked_mul(b_whole)?)?
            .checked_add(parts / one)?;
        Self::signed((self.0 < 0) != (other.0 < 0), half_to_even(floor, parts % one, one)?)
    }

    /// The quotient by a whole number, rounded half to even at the twelfth decimal. None when the divisor is zero.
    pub fn checked_div(self, divisor: i64) -> Option<Self> {
        let (a, b) = (self.0.unsigned_abs(), u128::from(divisor.unsigned_abs()));
        let floor = a.checked_div(b)?;
        Self::signed((self.0 < 0) != (divisor < 0), half_to_even(floor, a % b, b)?)
    }

    /// The number with at most `places` decimals, rounded half to even.
    pub fn rounded(self, places: u32) -> Option<Self> {
        let unit = 10_u128.pow(PLACES.saturating_sub(places));
        let a = self.0.unsigned_abs();
        Self::signed(self.0 < 0, half_to_even(a / unit, a % unit, unit)?.checked_mul(unit)?)
    }

    /// The number without its sign.
    pub fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// Whether the number is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether the number is zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The number as an integer, when it is one.
    pub const fn whole(self) -> Option<i128> {
        if self.0 % ONE == 0 { Some(self.0 / ONE) } else { None }
    }

    /// The nearest floating-point number, for statistics.
    #[expect(clippy::cast_precision_loss, reason = "the nearest float is what is asked for")]
    pub fn to_f64(self) -> f64 {
        // Without its trailing zeros the numerator of a usual number is an exact float, and so the quotient is the nearest one.
        let (mut mantissa, mut unit) = (self.0, ONE);
        while mantissa % 10 == 0 && unit > 1 {
            mantissa /= 10;
            unit /= 10;
        }
        mantissa as f64 / unit as f64
    }

    fn signed(negative: bool, magnitude: u128) -> Option<Self> {
        if negative {
            0_i128.checked_sub_unsigned(magnitude).map(Self)
        } else {
            i128::try_from(magnitude).ok().map(Self)
        }
    }

    /// Reads a number, or says why the text is none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let refuse = |why: &str| Err(format!("{} {why}", quoted(text)));
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |unsigned| (true, unsigned));
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, part) = match mantissa.split_once('.') {
            Some((_, "")) => return refuse("has no digit after the point"),
            Some(("", _)) => return refuse("has no digit before the point"),
            Some(both) => both,
            None => (mantissa, ""),
        };
        if text.contains(',') {
            return refuse("has a comma; write thousands without one and decimals with a point");
        }
        if text.contains('_') {
            return refuse("has an underscore; write the digits without one");
        }
        if text.starts_with('+') {
            return refuse("has a plus sign; write the number without one");
        }
        let power = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        if !is_digits(whole) || !(part.is_empty() || is_digits(part)) || !is_digits(power) {
            return refuse("is not a number");
        }
        let digits = format!("{whole}{part}");
        let digits = digits.trim_start_matches('0');
        let significant = digits.trim_end_matches('0');
        if significant.is_empty() {
            return Ok(Self::ZERO);
        }
        // A text is bounded, so lengths are small; an exponent is what the writer says.
        let Ok(exponent) = exponent.parse::<i64>() else {
            return refuse("has an exponent that is out of range");
        };
        let length = |text: &str| i64::try_from(text.len()).unwrap_or(i64::MAX);
        let shift = exponent
            .saturating_add(i64::from(PLACES))
            .saturating_sub(length(part))
            .saturating_add(length(digits) - length(significant));
        let Ok(shift) = u32::try_from(shift) else {
            return refuse(if shift < 0 { "has more than 12 decimals" } else { "is too large" });
        };
        let magnitude: Option<u128> = significant.parse().ok();
        let value = magnitude
            .zip(10_u128.checked_pow(shift))
            .and_then(|(magnitude, unit)| magnitude.checked_mul(unit));
        value
            .and_then(|magnitude| Self::signed(negative, magnitude))
            .ok_or_else(|| format!("{} is too large", quoted(text)))
    }
}

/// The floor of a quotient, or the number above it when the remainder says so. None when there is none above.
fn half_to_even(floor: u128, remainder: u128, divisor: u128) -> Option<u128> {
    let up = match remainder.cmp(&(divisor - remainder)) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => floor % 2 == 1,
        std::cmp::Ordering::Greater => true,
    };
    floor.checked_add(u128::from(up))
}

macro_rules! from_integer {
    ($($integer:ty),+) => {$(
        impl From<$integer> for Decimal {
            fn from(whole: $integer) -> Self {
                // At most 2^64 * 10^12, which is below 2^104.
                Self(i128::from(whole) * ONE)
            }
        }
    )+};
}

from_integer!(i32, i64, u32, u64);

impl FromStr for Decimal {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (magnitude, one) = (self.0.unsigned_abs(), ONE.unsigned_abs());
        let part = format!("{:012}", magnitude % one);
        let digits = match part.trim_end_matches('0') {
            "" => (magnitude / one).to_string(),
            part => format!("{}.{part}", magnitude / one),
        };
        f.pad_integral(self.0 >= 0, "", &digits)
    }
}

impl Scalar for Decimal {
    const EXPECTED: &'static str = "a number such as `3` or `0.006`";
    const NAME: &'static str = "Decimal";
    const PATTERN: Option<&'static str> = Some(r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$");
    const EXAMPLES: &'static [&'static str] = &["3", "0.006", "-12.5"];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn reads_what_programs_print() {
        assert_eq!(number("1.66667e-05").to_string(), "0.0000166667");
        assert_eq!(number("1E3"), number("1000"));
        assert_eq!(number("0e999999999"), Decimal::ZERO);
        assert_eq!(number("1000e-15").to_string(), "0.000000000001");
        assert_eq!(number("-0.0").to_string(), "0");
        assert_eq!(number(&format!("1.{}", "0".repeat(4000))), Decimal::ONE);
    }

    #[test]
    fn rounds_half_to_even_once() {
        let least = number("0.000000000001");
        assert_eq!(least.checked_mul(number("0.5")), Some(Decimal::ZERO));
        assert_eq!(number("0.000000000003").checked_mul(number("0.5")), Some(number("0.000000000002")));
        assert_eq!(number("-0.000000000003").checked_div(2), Some(number("-0.000000000002")));
        assert_eq!(Decimal::from(1).checked_div(3), Some(number("0.333333333333")));
        assert_eq!(Decimal::from(1).checked_div(0), None);
        assert_eq!(number("2.345").rounded(2), Some(number("2.34")));
        assert_eq!(
            Decimal::from(100_000_000).checked_mul(Decimal::from(100_000_000)),
            Some(number("1e16"))
        );
        assert_eq!(number("1e20").checked_mul(number("1e20")), None);
    }

    #[test]
    fn becomes_the_nearest_float() {
        for text in ["12345.678901", "0.1", "-3", "0.0000166667", "632"] {
            assert_eq!(number(text).to_f64().to_string(), text);
        }
    }
}
