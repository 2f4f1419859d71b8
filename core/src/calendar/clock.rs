//! `Clock`: what clocks of a time zone show, and when they are changed.

use crate::model::scalar::{Cron, Date, Zone};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, civil};
use std::fmt;

/// The clock of a time zone, by data that comes with the library.
#[derive(Clone, Debug)]
pub struct Clock {
    zone: TimeZone,
}

/// A point in time, and what the clock is ahead of UTC then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment {
    /// Seconds since the first of January 1970, UTC.
    pub seconds: i64,
    /// How far the clock is ahead of UTC, in seconds.
    pub ahead: i32,
}

/// A stretch of time in which a clock is not changed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// Where it begins, in seconds since 1970.
    pub(super) from: i64,
    /// Where it ends.
    pub(super) until: i64,
    /// How far the clock is ahead of UTC in it.
    pub(super) ahead: i32,
}

impl Clock {
    /// The clock of a zone. None when there is no such zone.
    pub fn of(zone: &Zone) -> Option<Self> {
        let zone = TimeZoneDatabase::bundled().get(zone.as_str()).ok()?;
        Some(Self { zone })
    }

    /// The clock a schedule goes by: its own zone, the one told beside it, or else UTC. None when there is no such zone.
    pub fn by(cron: &Cron, beside: Option<&Zone>) -> Option<Self> {
        cron.zone().or(beside).map_or_else(|| Some(Self::utc()), Self::of)
    }

    /// Coordinated universal time, which is never changed.
    pub fn utc() -> Self {
        Self { zone: TimeZone::UTC }
    }

    /// The seconds since 1970 at which a day begins.
    pub(super) fn midnight(&self, day: Date) -> i64 {
        let day = civil_date(day).at(0, 0, 0, 0);
        // Where midnight is jumped over, the day begins with what comes after.
        self.zone.to_timestamp(day).map_or(i64::MAX, Timestamp::as_second)
    }

    /// Time from one moment to another in stretches without a change.
    pub(super) fn stretches(&self, from: i64, until: i64) -> Vec<Stretch> {
        let (first, end) = (timestamp(from), timestamp(until));
        let mut list = Vec::new();
        let mut begin = first.as_second();
        let mut ahead = self.zone.to_offset(first).seconds();
        // Between two changes of the law the same offset may be told again; a stretch may end there too.
        for change in self.zone.following(first) {
            let at = change.timestamp();
            if at >= end {
                break;
            }
            list.push(Stretch {
                from: begin,
                until: at.as_second(),
                ahead,
            });
            begin = at.as_second();
            ahead = change.offset().seconds();
        }
        list.push(Stretch {
            from: begin,
            until: end.as_second(),
            ahead,
        });
        list
    }

    /// By how much the clock is changed at most, in seconds.
    pub(super) fn largest_change(&self, from: i64, until: i64) -> i32 {
        let stretches = self.stretches(from, until);
        let changes = stretches.iter().zip(stretches.iter().skip(1));
        changes
            .map(|(one, next)| one.ahead.abs_diff(next.ahead))
            .max()
            .unwrap_or(0)
            .cast_signed()
    }
}

/// A day as the calendar of the zones has it.
pub(super) fn civil_date(day: Date) -> civil::Date {
    let year = day.year().cast_signed();
    civil::Date::new(year, day.month().cast_signed(), day.day().cast_signed()).unwrap_or(civil::Date::MAX)
}

/// A moment as the calendar of the zones has it; the first or last it knows when it is beyond those.
fn timestamp(seconds: i64) -> Timestamp {
    let limit = if seconds < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_second(seconds).unwrap_or(limit)
}

impl fmt::Display for Moment {
    /// What the clock shows: `2026-03-29 02:30 +01:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = timestamp(self.seconds.saturating_add(self.ahead.into()))
            .to_zoned(TimeZone::UTC)
            .datetime();
        let (sign, ahead) = (if self.ahead < 0 { '-' } else { '+' }, self.ahead.unsigned_abs() / 60);
        write!(
            f,
            "{} {:02}:{:02} {sign}{:02}:{:02}",
            local.date(),
            local.hour(),
            local.minute(),
            ahead / 60,
            ahead % 60
        )
    }
}
