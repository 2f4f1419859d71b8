//! Whether a schedule is ever due while something is open or switched on.

use super::clock::{Clock, Moment};
use super::fires::{Fires, fires};
use super::rhythm::FROM;
use crate::model::scalar::{Cron, CronCalendar, Duration, Zone};

const DAY: i64 = 24 * 60 * 60;

/// A schedule and the zone told beside it.
pub type Told<'c> = (&'c Cron, Option<&'c Zone>);

/// True when a schedule is due at least once while a window is open that opens by another schedule and stays open for so
/// long. None when that cannot be told: for `@every`, and in zones that nobody knows.
pub fn is_ever_open(starts: Told<'_>, opens: Told<'_>, length: Duration) -> Option<bool> {
    let days = days([starts, opens])?;
    let length = i64::try_from(length.as_secs()).unwrap_or(i64::MAX);
    // Windows that opened before the first start count too.
    let mut openings = due(opens, -days, days)?.peekable();
    let mut open: Option<Moment> = None;
    let met = due(starts, 0, days)?.any(|start| {
        while let Some(opening) = openings.next_if(|opening| opening.seconds <= start.seconds) {
            open = Some(opening);
        }
        open.is_some_and(|opening| start.seconds - opening.seconds < length)
    });
    Some(met)
}

/// True when a schedule is due at least once while something is switched on that others switch off and on. None when that
/// cannot be told.
pub fn is_ever_on(starts: Told<'_>, off: Told<'_>, on: Told<'_>) -> Option<bool> {
    let days = days([starts, off, on])?;
    let (mut offs, mut ons) = (due(off, -days, days)?.peekable(), due(on, -days, days)?.peekable());
    let (mut last_off, mut last_on): (Option<Moment>, Option<Moment>) = (None, None);
    let met = due(starts, 0, days)?.any(|start| {
        while let Some(moment) = offs.next_if(|moment| moment.seconds <= start.seconds) {
            last_off = Some(moment);
        }
        while let Some(moment) = ons.next_if(|moment| moment.seconds <= start.seconds) {
            last_on = Some(moment);
        }
        // At the same moment, on wins.
        last_off.is_none_or(|off| last_on.is_some_and(|on| on.seconds >= off.seconds))
    });
    Some(met)
}

/// How many days show all of some schedules together.
fn days<const N: usize>(schedules: [Told<'_>; N]) -> Option<i64> {
    let mut zones = schedules
        .iter()
        .map(|(cron, beside)| cron.zone().or(*beside).map_or("UTC", Zone::as_str));
    let first = zones.next();
    let same = zones.all(|zone| Some(zone) == first);
    let dated = |calendar: &CronCalendar| calendar.day_of_month_restricted() || calendar.months() & 0x1ffe != 0x1ffe;
    let calendars: Option<Vec<&CronCalendar>> = schedules.iter().map(|(cron, _)| cron.calendar()).collect();
    Some(match (calendars?.into_iter().any(dated), same) {
        (true, _) => 1462,
        // Clocks of two zones may be changed on different days.
        (false, false) => 366,
        (false, true) => 8,
    })
}

/// When a schedule is due, from so many days after the first that is looked at, and before another.
fn due((cron, beside): Told<'_>, from: i64, until: i64) -> Option<Fires> {
    let clock = Clock::by(cron, beside)?;
    let begin = Clock::utc().midnight(FROM);
    Some(fires(*cron.calendar()?, &clock, begin + from * DAY, begin + until * DAY))
}
