//! `Cpu`: an amount of processor in thousandths of a core.

use std::fmt;
use std::str::FromStr;

use super::reading::{is_digits, line, quoted};
use super::{Decimal, Scalar, ScalarError};

/// An amount of processor: `500m` is half a core, `2` is two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cpu(u64);

impl Cpu {
    /// So many thousandths of a core.
    pub const fn from_millicores(millicores: u64) -> Self {
        Self(millicores)
    }

    /// So many whole cores.
    pub const fn from_cores(cores: u32) -> Self {
        Self(cores as u64 * 1000)
    }

    /// The amount in thousandths of a core.
    pub const fn millicores(self) -> u64 {
        self.0
    }

    /// The amount in cores.
    #[expect(clippy::cast_precision_loss, reason = "exact up to nine million million cores")]
    pub fn cores(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// Both together.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(millicores) => Some(Self(millicores)),
            None => None,
        }
    }

    /// So many times as much.
    pub const fn checked_mul(self, times: u64) -> Option<Self> {
        match self.0.checked_mul(times) {
            Some(millicores) => Some(Self(millicores)),
            None => None,
        }
    }

    fn read(text: &str) -> Result<Self, String> {
        if text.starts_with('-') {
            return Err(format!("{} is negative, and an amount of processor cannot be", quoted(text)));
        }
        let too_large = || format!("{} is too large", quoted(text));
        if let Some(millicores) = text.strip_suffix('m') {
            if !is_digits(millicores) {
                return Err(format!("{} is not a whole number of millicores", quoted(text)));
            }
            return millicores.parse().map(Self).map_err(|_| too_large());
        }
        if text.ends_with(|c: char| c.is_alphabetic()) {
            return Err(format!("{} has a unit; write cores as `2` and millicores as `500m`", quoted(text)));
        }
        let millicores = Decimal::read(text)?.checked_mul(Decimal::from(1000)).ok_or_else(too_large)?;
        let whole = millicores
            .whole()
            .ok_or_else(|| format!("{} is finer than a millicore, `1m`", quoted(text)))?;
        u64::try_from(whole).map(Self).map_err(|_| too_large())
    }
}

impl FromStr for Cpu {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Cpu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_multiple_of(1000) {
            f.pad(&(self.0 / 1000).to_string())
        } else {
            f.pad(&format!("{}m", self.0))
        }
    }
}

impl Scalar for Cpu {
    const EXPECTED: &'static str = "an amount of processor such as `500m` or `2`";
    const NAME: &'static str = "Cpu";
    const PATTERN: Option<&'static str> = Some(r"^([0-9]+m|[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?)$");
    const EXAMPLES: &'static [&'static str] = &["500m", "2"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_cores_when_they_are_whole() {
        for (written, printed) in [("0.5", "500m"), ("1.5", "1500m"), ("2000m", "2"), ("0", "0"), ("2.0", "2")] {
            assert_eq!(
                written.parse::<Cpu>().map(|cpu| cpu.to_string()),
                Ok(printed.to_owned()),
                "{written}"
            );
        }
    }
}
