//! `CronCalendar`: the five fields of a cron schedule as sets.

use super::reading::{is_digits, quoted};

/// The minutes, hours and days at which a schedule is due, each as a set of bits: bit 5 of the minutes is minute 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CronCalendar {
    minutes: u64,
    hours: u32,
    days_of_month: u32,
    months: u16,
    days_of_week: u8,
    day_of_month_restricted: bool,
    day_of_week_restricted: bool,
}

impl CronCalendar {
    /// The minutes of the hour, bits 0 to 59.
    pub const fn minutes(&self) -> u64 {
        self.minutes
    }

    /// The hours of the day, bits 0 to 23.
    pub const fn hours(&self) -> u32 {
        self.hours
    }

    /// The days of the month, bits 1 to 31.
    pub const fn days_of_month(&self) -> u32 {
        self.days_of_month
    }

    /// The months of the year, bits 1 to 12.
    pub const fn months(&self) -> u16 {
        self.months
    }

    /// The days of the week, bits 0 (Sunday) to 6 (Saturday).
    pub const fn days_of_week(&self) -> u8 {
        self.days_of_week
    }

    /// Whether the day of the month was written as anything but `*` or `?`.
    pub const fn day_of_month_restricted(&self) -> bool {
        self.day_of_month_restricted
    }

    /// Whether the day of the week was written as anything but `*` or `?`.
    pub const fn day_of_week_restricted(&self) -> bool {
        self.day_of_week_restricted
    }

    /// Whether the schedule is due on a day, given by its month from 1, day from 1 and weekday from Sunday as 0. As cron has
    /// it, when both kinds of days are restricted either is enough.
    pub const fn is_due_on(&self, month: u8, day: u8, weekday: u8) -> bool {
        let by_date = has(self.days_of_month as u64, day);
        let by_week = has(self.days_of_week as u64, weekday);
        let either = self.day_of_month_restricted && self.day_of_week_restricted;
        has(self.months as u64, month) && if either { by_date || by_week } else { by_date && by_week }
    }

    /// Whether the schedule is due at a minute of a day on which it is due.
    pub const fn is_due_at(&self, hour: u8, minute: u8) -> bool {
        has(self.hours as u64, hour) && has(self.minutes, minute)
    }

    /// Reads the five fields, or says which one is wrong and how.
    pub(super) fn read(fields: [&str; 5]) -> Result<Self, String> {
        let [minute, hour, date, month, weekday] = fields;
        let (minutes, _) = MINUTE.read(minute)?;
        let (hours, _) = HOUR.read(hour)?;
        let (days_of_month, day_of_month_restricted) = DAY_OF_MONTH.read(date)?;
        let (months, _) = MONTH.read(month)?;
        let (weekdays, day_of_week_restricted) = DAY_OF_WEEK.read(weekday)?;
        // Each field bounds its bits, so nothing is lost in the conversions. Sunday may be written as 7.
        Ok(Self {
            minutes,
            hours: u32::try_from(hours).unwrap_or(u32::MAX),
            days_of_month: u32::try_from(days_of_month).unwrap_or(u32::MAX),
            months: u16::try_from(months).unwrap_or(u16::MAX),
            days_of_week: u8::try_from((weekdays | weekdays >> 7) & 0x7f).unwrap_or(u8::MAX),
            day_of_month_restricted,
            day_of_week_restricted,
        })
    }
}

const fn has(set: u64, bit: u8) -> bool {
    bit < 64 && set >> bit & 1 == 1
}

/// What may stand in one of the five fields.
struct Field {
    name: &'static str,
    place: &'static str,
    least: u8,
    /// The greatest that `*` means; Sunday may also be written as 7.
    greatest: u8,
    greatest_written: u8,
    /// The names of the values, from the least.
    names: &'static [&'static str],
    /// Whether `?` may stand for `*`.
    open: bool,
}

const MINUTE: Field = Field {
    name: "minute",
    place: "first",
    least: 0,
    greatest: 59,
    greatest_written: 59,
    names: &[],
    open: false,
};
const HOUR: Field = Field {
    name: "hour",
    place: "second",
    least: 0,
    greatest: 23,
    greatest_written: 23,
    names: &[],
    open: false,
};
const DAY_OF_MONTH: Field = Field {
    name: "day of month",
    place: "third",
    least: 1,
    greatest: 31,
    greatest_written: 31,
    names: &[],
    open: true,
};
const MONTH: Field = Field {
    name: "month",
    place: "fourth",
    least: 1,
    greatest: 12,
    greatest_written: 12,
    names: &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    open: false,
};
const DAY_OF_WEEK: Field = Field {
    name: "day of week",
    place: "fifth",
    least: 0,
    greatest: 6,
    greatest_written: 7,
    names: &["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
    open: true,
};

impl Field {
    /// The set of values, and whether it is restricted: no part of it is a plain `*` or `?`.
    fn read(&self, text: &str) -> Result<(u64, bool), String> {
        let mut set = 0;
        let mut restricted = true;
        for item in text.split(',') {
            let (base, step) = item.split_once('/').map_or((item, None), |(base, step)| (base, Some(step)));
            let step = step.map_or(Ok(1), |step| self.step(step))?;
            let all = base == "*" || (self.open && base == "?");
            let (first, last) = match base.split_once('-') {
                _ if all => (self.least, self.greatest),
                Some((first, last)) => (self.value(first)?, self.value(last)?),
                None => {
                    let only = self.value(base)?;
                    (only, if item == base { only } else { self.greatest.max(only) })
                }
            };
            if last < first {
                return Err(self.wrong(&format!("{} runs backwards", quoted(base))));
            }
            restricted &= !(all && step == 1);
            for value in (first..=last).step_by(step) {
                set |= 1_u64 << value;
            }
        }
        Ok((set, restricted))
    }

    fn step(&self, text: &str) -> Result<usize, String> {
        match text.parse() {
            Ok(0) => Err(self.wrong("step 0 goes nowhere")),
            Ok(step) if is_digits(text) => Ok(step),
            _ => Err(self.wrong(&format!("{} is not a step", quoted(text)))),
        }
    }

    fn value(&self, text: &str) -> Result<u8, String> {
        if let Some(index) = self.names.iter().position(|name| name.eq_ignore_ascii_case(text)) {
            return Ok(u8::try_from(index).unwrap_or(u8::MAX).saturating_add(self.least));
        }
        if text.is_empty() {
            return Err(self.wrong("a value is missing"));
        }
        if !is_digits(text) {
            return Err(self.wrong(&format!("{} cannot be the {}", quoted(text), self.name)));
        }
        let value = text
            .parse()
            .ok()
            .filter(|value| (self.least..=self.greatest_written).contains(value));
        let shown = if text.len() < 4 { text.to_owned() } else { quoted(text) };
        value.ok_or_else(|| {
            self.wrong(&format!(
                "{} {shown} is out of range {}-{}",
                self.name, self.least, self.greatest_written
            ))
        })
    }

    fn wrong(&self, what: &str) -> String {
        format!("{what} in the {} field", self.place)
    }
}
