//! `Duration`: a length of time in whole milliseconds.

use std::fmt::{self, Write};
use std::str::FromStr;

use super::reading::line;
use super::{Scalar, ScalarError};

const SECOND: u64 = 1000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;

/// The units of a duration, largest first.
pub(super) const UNITS: [(&str, u64); 6] = [("w", WEEK), ("d", DAY), ("h", HOUR), ("m", MINUTE), ("s", SECOND), ("ms", 1)];

/// A length of time in whole milliseconds, never negative: `30m`, `1h30m`, `500ms`, `P1D`.
///
/// It prints in hours, minutes, seconds and milliseconds, and in days when it is a whole number of at least two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Duration(u64);

impl Duration {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// The longest duration there is, some 584 million years.
    pub const MAX: Self = Self(u64::MAX);

    /// So many milliseconds.
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// So many seconds; [`MAX`](Self::MAX) when that is too long.
    pub const fn from_secs(seconds: u64) -> Self {
        Self(seconds.saturating_mul(SECOND))
    }

    /// So many minutes; [`MAX`](Self::MAX) when that is too long.
    pub const fn from_minutes(minutes: u64) -> Self {
        Self(minutes.saturating_mul(MINUTE))
    }

    /// So many hours; [`MAX`](Self::MAX) when that is too long.
    pub const fn from_hours(hours: u64) -> Self {
        Self(hours.saturating_mul(HOUR))
    }

    /// So many days of 24 hours; [`MAX`](Self::MAX) when that is too long.
    pub const fn from_days(days: u64) -> Self {
        Self(days.saturating_mul(DAY))
    }

    /// The whole of it in milliseconds.
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// The whole seconds in it.
    pub const fn as_secs(self) -> u64 {
        self.0 / SECOND
    }

    /// Whole seconds, none too few.
    pub const fn as_secs_up(self) -> u64 {
        self.0.div_ceil(SECOND)
    }

    /// The whole of it in seconds.
    #[expect(clippy::cast_precision_loss, reason = "exact up to 285 thousand years")]
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// Whether it is no time at all.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Both, one after the other.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(millis) => Some(Self(millis)),
            None => None,
        }
    }

    /// Both, one after the other; [`MAX`](Self::MAX) when that is too long.
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What is left after the other. None when the other is longer.
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(millis) => Some(Self(millis)),
            None => None,
        }
    }

    /// What is left after the other, which may be nothing.
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// So many times as long.
    pub const fn checked_mul(self, times: u64) -> Option<Self> {
        match self.0.checked_mul(times) {
            Some(millis) => Some(Self(millis)),
            None => None,
        }
    }

    /// So many times as long; [`MAX`](Self::MAX) when that is too long.
    pub const fn saturating_mul(self, times: u64) -> Self {
        Self(self.0.saturating_mul(times))
    }
}

impl From<Duration> for std::time::Duration {
    fn from(duration: Duration) -> Self {
        Self::from_millis(duration.0)
    }
}

impl FromStr for Duration {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        if rest == 0 {
            return f.pad("0s");
        }
        if rest >= 2 * DAY && rest.is_multiple_of(DAY) {
            return f.pad(&format!("{}d", rest / DAY));
        }
        let mut text = String::new();
        for (name, millis) in UNITS.into_iter().skip_while(|(name, _)| *name != "h") {
            if rest >= millis {
                write!(text, "{}{name}", rest / millis)?;
                rest %= millis;
            }
        }
        f.pad(&text)
    }
}

impl Scalar for Duration {
    const EXPECTED: &'static str = "a duration such as `30m` or `1h30m`";
    const NAME: &'static str = "Duration";
    const PATTERN: Option<&'static str> =
        Some(r"^(0|([0-9]+(\.[0-9]+)?\s*(w|d|h|ms|m|s)\s*)+|P(?=.)([0-9]+(\.[0-9]+)?[WD])*(T([0-9]+(\.[0-9]+)?[HMS])+)?)$");
    const EXAMPLES: &'static [&'static str] = &["30m", "1h30m", "500ms", "24h", "30d"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_the_canonical_form() {
        let table = [
            ("90s", "1m30s"),
            ("1d", "24h"),
            ("48h", "2d"),
            ("36h", "36h"),
            ("2w", "14d"),
            ("1h 30 m", "1h30m"),
            ("1.5h", "1h30m"),
            ("0", "0s"),
            ("0ms", "0s"),
            ("61001ms", "1m1s1ms"),
            ("P1D", "24h"),
            ("PT5M", "5m"),
            ("P1DT12H", "36h"),
            ("PT0.5S", "500ms"),
            ("P2W", "14d"),
            ("49h", "49h"),
        ];
        for (written, printed) in table {
            assert_eq!(
                written.parse::<Duration>().map(|d| d.to_string()),
                Ok(printed.to_owned()),
                "{written}"
            );
        }
    }

    #[test]
    fn constructors_agree_with_the_words() {
        assert_eq!("2d".parse(), Ok(Duration::from_days(2)));
        assert_eq!(Duration::from_hours(48), Duration::from_days(2));
        assert_eq!(Duration::from_minutes(u64::MAX), Duration::MAX);
        assert_eq!(Duration::from_secs(3).checked_mul(20), Some(Duration::from_minutes(1)));
    }
}
