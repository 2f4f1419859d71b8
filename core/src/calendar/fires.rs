//! The moments at which a schedule is due, one after the other.

use super::clock::{Clock, Moment, Stretch};
use super::days::{due_minutes, is_due_on};
use crate::model::scalar::CronCalendar;
use jiff::civil::Date as Day;
use std::vec::IntoIter;

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;

/// A day, or what of it lies between two changes of the clock.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Where the day would begin if the clock had not been changed in it, in seconds since 1970.
    midnight: i64,
    /// How far the clock is ahead of UTC.
    ahead: i32,
    /// The first minute of the day in it, and the first that is not.
    minutes: (u16, u16),
    /// The day.
    day: Day,
}

/// Pieces of days, in order.
#[derive(Clone, Debug)]
struct Pieces {
    stretches: IntoIter<Stretch>,
    /// The stretch at hand and the seconds since 1970 at which its next piece begins.
    open: Option<(Stretch, i64)>,
}

impl Iterator for Pieces {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            let (stretch, begin) = match self.open.take() {
                Some(open) => open,
                None => {
                    let stretch = self.stretches.next()?;
                    (stretch, stretch.from)
                }
            };
            if begin >= stretch.until {
                continue;
            }
            let ahead = i64::from(stretch.ahead);
            let local = begin + ahead;
            let number = local.div_euclid(DAY);
            let midnight = number * DAY - ahead;
            let end = stretch.until.min(midnight + DAY);
            self.open = Some((stretch, end));
            // Seconds within a minute belong to the minute before; a schedule is due at its beginning only.
            let minute = |at: i64| u16::try_from((at - midnight + MINUTE - 1).div_euclid(MINUTE)).unwrap_or(0);
            let day = Day::constant(1970, 1, 1)
                .checked_add(jiff::Span::new().try_days(number).ok()?)
                .ok()?;
            return Some(Piece {
                midnight,
                ahead: stretch.ahead,
                minutes: (minute(begin), minute(end)),
                day,
            });
        }
    }
}

/// The minutes of a day at which a schedule is due, and the days on which it is.
#[derive(Clone, Debug)]
pub(super) struct Times {
    calendar: CronCalendar,
    minutes: Vec<u16>,
}

impl Times {
    pub(super) fn of(calendar: CronCalendar) -> Self {
        Self {
            calendar,
            minutes: due_minutes(calendar),
        }
    }

    /// The minutes of a piece of a day at which the schedule is due.
    fn within(&self, piece: &Piece) -> &[u16] {
        if !is_due_on(self.calendar, piece.day) {
            return &[];
        }
        let (first, end) = piece.minutes;
        let before = self.minutes.partition_point(|minute| *minute < first);
        let until = self.minutes.partition_point(|minute| *minute < end);
        self.minutes.get(before..until).unwrap_or_default()
    }

    /// True when all times of a day lie in the piece.
    pub(super) fn is_whole(&self, due: &[u16]) -> bool {
        due.len() == self.minutes.len()
    }

    /// The pieces of days from one moment to another, each with the minutes at which the schedule is due.
    pub(super) fn pieces(&self, clock: &Clock, from: i64, until: i64) -> impl Iterator<Item = (Piece, &[u16])> {
        let pieces = pieces(clock, from, until);
        pieces.map(|piece| (piece, self.within(&piece)))
    }

    /// All minutes of a day at which the schedule is due.
    pub(super) fn minutes(&self) -> &[u16] {
        &self.minutes
    }
}

fn pieces(clock: &Clock, from: i64, until: i64) -> Pieces {
    Pieces {
        stretches: clock.stretches(from, until).into_iter(),
        open: None,
    }
}

impl Piece {
    /// The moment of a minute of the day.
    pub(super) fn at(&self, minute: u16) -> Moment {
        Moment {
            seconds: self.midnight + i64::from(minute) * MINUTE,
            ahead: self.ahead,
        }
    }
}

/// The moments at which a schedule is due.
#[derive(Clone, Debug)]
pub struct Fires {
    times: Times,
    pieces: Pieces,
    open: Option<Piece>,
    /// How many of the open piece were given.
    given: usize,
}

/// The moments at which a schedule is due by a clock, from one moment on and before another, both in seconds since 1970.
pub fn fires(calendar: CronCalendar, clock: &Clock, from: i64, until: i64) -> Fires {
    Fires {
        times: Times::of(calendar),
        pieces: pieces(clock, from, until),
        open: None,
        given: 0,
    }
}

impl Iterator for Fires {
    type Item = Moment;

    fn next(&mut self) -> Option<Moment> {
        loop {
            if let Some(piece) = &self.open
                && let Some(minute) = self.times.within(piece).get(self.given)
            {
                self.given += 1;
                return Some(piece.at(*minute));
            }
            self.given = 0;
            self.open = Some(self.pieces.next()?);
        }
    }
}
