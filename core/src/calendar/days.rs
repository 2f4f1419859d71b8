//! Days one after the other, for questions of how often a schedule is due and not when.

use crate::model::scalar::CronCalendar;
use jiff::civil::Date as Day;
use std::iter::successors;

/// Days in 28 years, after which dates and weekdays repeat together, leap days included.
pub const DAYS_OF_A_ROUND: u16 = 10_227;

/// Whether a schedule is due on each day from Monday, 1 January 2024, on.
pub fn due_days(calendar: CronCalendar) -> impl Iterator<Item = bool> {
    let days = successors(Some(Day::constant(2024, 1, 1)), |day| day.tomorrow().ok());
    days.map(move |day| is_due_on(calendar, day))
}

pub(super) fn is_due_on(calendar: CronCalendar, day: Day) -> bool {
    let weekday = day.weekday().to_sunday_zero_offset().cast_unsigned();
    calendar.is_due_on(day.month().cast_unsigned(), day.day().cast_unsigned(), weekday)
}

/// The minutes of such a day at which it is due.
pub fn due_minutes(calendar: CronCalendar) -> Vec<u16> {
    let hours = (0..24_u8).flat_map(|hour| (0..60_u8).map(move |minute| (hour, minute)));
    let due = hours.filter(|(hour, minute)| calendar.is_due_at(*hour, *minute));
    due.map(|(hour, minute)| u16::from(hour) * 60 + u16::from(minute)).collect()
}
