//! `Date`: a day of the calendar.

use std::fmt;
use std::str::FromStr;

use super::reading::{is_digits, line, quote, quoted};
use super::{Scalar, ScalarError};

/// A day of the calendar from year 1 to 9999: `2026-10-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// A day of the calendar. None when there is no such day.
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if year >= 1 && year <= 9999 && day >= 1 && day <= days_in(year, month) {
            Some(Self { year, month, day })
        } else {
            None
        }
    }

    /// The year, 1 to 9999.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// How many days have passed since the other date; negative when it is still to come.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.number() - earlier.number()
    }

    /// The date so many days later, or earlier when negative. None when that is outside the calendar.
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let number = self.number().checked_add(days)?;
        // Within the calendar a year has 365.2425 days on average, so the estimate is off by one at most.
        let estimate = u16::try_from(number.checked_mul(400)? / 146_097 + 1).ok()?;
        let starts = |year: u16| Self { year, month: 1, day: 1 }.number();
        let year = [estimate.checked_add(1)?, estimate, estimate.saturating_sub(1)]
            .into_iter()
            .find(|year| *year >= 1 && starts(*year) <= number)?;
        let mut rest = number - starts(year);
        for month in 1..=12 {
            let length = i64::from(days_in(year, month));
            if rest < length {
                return Self::new(year, month, u8::try_from(rest + 1).ok()?);
            }
            rest -= length;
        }
        None
    }

    /// Days since the first of January of year 1, which is 0.
    fn number(self) -> i64 {
        let before = i64::from(self.year) - 1;
        let months: i64 = (1..self.month).map(|month| i64::from(days_in(self.year, month))).sum();
        before * 365 + before / 4 - before / 100 + before / 400 + months + i64::from(self.day) - 1
    }

    fn read(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts.as_slice() else {
            return Err(format!("{} is not written as year-month-day", quoted(text)));
        };
        let number = |part: &str, length: usize| part.parse::<u16>().ok().filter(|_| is_digits(part) && part.len() == length);
        let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
            return Err(match day.split_once(['T', ' ', 't']) {
                Some((day, _)) => format!("{} has a time of day; write only {}", quoted(text), quote!("{year}-{month}-{day}")),
                None => format!("{} is not written with four, two and two digits", quoted(text)),
            });
        };
        if year == 0 {
            return Err("year 0 is out of range 1-9999".to_owned());
        }
        if !(1..=12).contains(&month) {
            return Err(format!("month {month} is out of range 1-12"));
        }
        let month = u8::try_from(month).unwrap_or_default();
        let date = u8::try_from(day).ok().and_then(|day| Self::new(year, month, day));
        date.ok_or_else(|| format!("day {day} is out of range 1-{} in {year:04}-{month:02}", days_in(year, month)))
    }
}

/// How many days a month has; none when there is no such month.
const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    }
}

impl FromStr for Date {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}-{:02}", self.year, self.month, self.day))
    }
}

impl Scalar for Date {
    const EXPECTED: &'static str = "a date such as `2026-10-01`";
    const NAME: &'static str = "Date";
    const PATTERN: Option<&'static str> = Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    const EXAMPLES: &'static [&'static str] = &["2026-10-01", "2028-02-29"];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_counted_over_leap_years() {
        assert_eq!(date("2026-10-01").days_since(date("2025-10-01")), 365);
        assert_eq!(date("2024-03-01").days_since(date("2024-02-28")), 2);
        assert_eq!(date("1970-01-01").days_since(date("2000-01-01")), -10_957);
        assert_eq!(date("1900-02-28").plus_days(1), Some(date("1900-03-01")));
        assert_eq!(date("2000-02-28").plus_days(1), Some(date("2000-02-29")));
        assert_eq!(date("9999-12-31").plus_days(1), None);
        assert_eq!(date("0001-01-01").plus_days(-1), None);
        assert_eq!(date("0001-01-01").plus_days(i64::MIN), None);
    }

    #[test]
    fn days_come_back_all_through_the_calendar() {
        let first = date("0001-01-01");
        for number in (0..3_652_059).step_by(17) {
            let day = first.plus_days(number).unwrap();
            assert_eq!(day.days_since(first), number);
            assert!(day.plus_days(1).is_none_or(|next| next > day));
        }
        assert_eq!(first.plus_days(3_652_058), Some(date("9999-12-31")));
    }
}
