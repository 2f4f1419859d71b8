//! `TimeOfDay`: an hour and a minute on the clock.

use std::fmt;
use std::str::FromStr;

use super::reading::{is_digits, line, quoted};
use super::{Scalar, ScalarError};

/// A time on the 24-hour clock: `22:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TimeOfDay {
    hour: u8,
    minute: u8,
}

impl TimeOfDay {
    /// The start of the day.
    pub const MIDNIGHT: Self = Self { hour: 0, minute: 0 };

    /// A time on the clock. None above 23:59.
    pub const fn new(hour: u8, minute: u8) -> Option<Self> {
        if hour < 24 && minute < 60 {
            Some(Self { hour, minute })
        } else {
            None
        }
    }

    /// The hour, 0 to 23.
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    pub const fn minute(self) -> u8 {
        self.minute
    }

    /// Minutes since midnight.
    pub fn minutes(self) -> u16 {
        u16::from(self.hour) * 60 + u16::from(self.minute)
    }

    fn read(text: &str) -> Result<Self, String> {
        let form = || format!("{} is not written as hour:minute on the 24-hour clock", quoted(text));
        let (hour, minute) = text.split_once(':').ok_or_else(form)?;
        if !(is_digits(hour) && hour.len() <= 2 && is_digits(minute) && minute.len() == 2) {
            return Err(form());
        }
        let (hour, minute): (u8, u8) = (hour.parse().unwrap_or(u8::MAX), minute.parse().unwrap_or(u8::MAX));
        if hour > 23 {
            return Err(format!("hour {hour} is out of range 0-23"));
        }
        Self::new(hour, minute).ok_or_else(|| format!("minute {minute} is out of range 0-59"))
    }
}

impl FromStr for TimeOfDay {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:02}:{:02}", self.hour, self.minute))
    }
}

impl Scalar for TimeOfDay {
    const EXPECTED: &'static str = "a time of day such as `22:00`";
    const NAME: &'static str = "TimeOfDay";
    const PATTERN: Option<&'static str> = Some("^[0-9]{1,2}:[0-9]{2}$");
    const EXAMPLES: &'static [&'static str] = &["22:00", "09:30"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_may_have_one_digit() {
        assert_eq!("9:05".parse::<TimeOfDay>().map(|time| time.to_string()), Ok("09:05".into()));
        assert_eq!("22:00".parse::<TimeOfDay>().map(TimeOfDay::minutes), Ok(1320));
    }
}
