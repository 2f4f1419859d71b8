//! `Threshold`: what a signal is held against, by itself or by how it usually is.

use std::fmt;
use std::str::FromStr;

use super::reading::{line, quoted};
use super::{Decimal, Quantity, Scalar, ScalarError};

/// What a signal is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Threshold {
    /// A value: `5%`.
    Absolute(Quantity),
    /// So many times the baseline: `10x baseline`.
    Factor(Decimal),
    /// So far from the baseline: `200ms above baseline`, `10% below baseline`. A percentage is a share of the baseline.
    Delta {
        /// How far.
        quantity: Quantity,
        /// To which side.
        direction: Direction,
    },
}

/// A side of the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// More than the baseline.
    Above,
    /// Less than the baseline.
    Below,
}

impl Direction {
    /// The word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Below => "below",
        }
    }
}

impl Threshold {
    /// Whether one must know how the signal usually is.
    pub const fn needs_baseline(self) -> bool {
        !matches!(self, Self::Absolute(_))
    }

    /// The value in the base unit of its quantity (see [`Quantity::base`]). None when it needs a baseline and there is none.
    pub fn value(self, baseline: Option<f64>) -> Option<f64> {
        match self {
            Self::Absolute(quantity) => Some(quantity.base()),
            Self::Factor(factor) => Some(baseline? * factor.to_f64()),
            Self::Delta { quantity, direction } => {
                let baseline = baseline?;
                let distance = match quantity {
                    Quantity::Percent(share) => baseline.abs() * share.as_fraction(),
                    other => other.base(),
                };
                Some(match direction {
                    Direction::Above => baseline + distance,
                    Direction::Below => baseline - distance,
                })
            }
        }
    }

    /// Reads a threshold, or says why the text is none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let [before @ .., "baseline"] = words.as_slice() else {
            return Quantity::read(text).map(Self::Absolute);
        };
        let (before, direction) = match before {
            [before @ .., "above"] => (before, Some(Direction::Above)),
            [before @ .., "below"] => (before, Some(Direction::Below)),
            [] => return Ok(Self::Factor(Decimal::ONE)),
            before => (before, None),
        };
        let value = before.join(" ");
        if let Some(direction) = direction {
            if value.is_empty() {
                return Err(format!(
                    "{} does not say how far; write for example `10% {} baseline`",
                    quoted(text),
                    direction.as_str()
                ));
            }
            return Ok(Self::Delta {
                quantity: Quantity::read(&value)?,
                direction,
            });
        }
        let factor = value.strip_suffix(['x', '×']).map(|factor| Decimal::read(factor.trim_end()));
        match factor {
            Some(Ok(factor)) => Ok(Self::Factor(factor)),
            Some(Err(why)) => Err(why),
            None => Err(format!(
                "{} is not a factor; write `2x baseline`, `10% above baseline` or `10% below baseline`",
                quoted(&value)
            )),
        }
    }
}

impl FromStr for Threshold {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absolute(quantity) => quantity.fmt(f),
            Self::Factor(factor) => write!(f, "{factor}x baseline"),
            Self::Delta { quantity, direction } => write!(f, "{quantity} {} baseline", direction.as_str()),
        }
    }
}

impl Scalar for Threshold {
    const EXPECTED: &'static str = "a threshold such as `5%`, `10x baseline` or `200ms above baseline`";
    const NAME: &'static str = "Threshold";
    const PATTERN: Option<&'static str> = Some(r"^(-?[0-9]|P|baseline$).*$");
    const EXAMPLES: &'static [&'static str] = &["5%", "10x baseline", "200ms above baseline", "10% below baseline"];
}
