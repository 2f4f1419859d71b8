//! How far apart the moments are at which a schedule is due.

use super::clock::{Clock, Moment};
use super::fires::Times;
use crate::model::scalar::{CronCalendar, Date, Duration};

/// The day that is looked on from when nobody says another. The library has no clock, and a schedule goes round in four
/// years at most.
pub const FROM: Date = match Date::new(2026, 1, 1) {
    Some(day) => day,
    None => unreachable!(),
};

const DAY: i64 = 24 * 60 * 60;
/// Four years with their leap day, and one day more to meet the first day again.
const FOUR_YEARS: i64 = 1461 * DAY + DAY;

/// How far apart the moments are at which a schedule is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// The longest time between two of them.
    pub longest: Duration,
    /// The two that are farthest apart, the first such pair.
    pub apart: (Moment, Moment),
    /// The shortest time between two of them.
    pub shortest: Duration,
    /// The usual time between two of them: the mean of a round.
    pub mean: Duration,
    /// True when a change of the clock leaves one out, so that the longest time is longer than the fields tell.
    pub skips: bool,
    /// True when a change of the clock brings one twice.
    pub doubles: bool,
}

/// How far apart the moments are at which a schedule is due by a clock, from some day on. None when it is never due, as on
/// the 30th of February.
///
/// Looked at is one round of the schedule: two days when it looks at hours and minutes only, eight when at days of the week,
/// else and where clocks are changed four years and a day, or eight over a year like 2100 that has no leap day.
pub fn rhythm(calendar: CronCalendar, clock: &Clock, from: Date) -> Option<Rhythm> {
    let begin = clock.midnight(from);
    let years = round(from);
    let change = clock.largest_change(begin, begin.saturating_add(years));
    let mut found = measure(calendar, clock, begin, if change == 0 { fixed(calendar, years) } else { years })?;
    if change > 0 {
        // The same fields by a clock that is never changed.
        let plain = measure(calendar, &Clock::utc(), begin, fixed(calendar, years))?;
        let change = Duration::from_secs(change.unsigned_abs().into());
        found.skips = found.longest > plain.longest.saturating_add(change);
        found.doubles = found.shortest.saturating_add(change) < plain.shortest;
    }
    Some(found)
}

/// How long a round of any schedule is.
fn round(from: Date) -> i64 {
    let leapless = |year: u16| year.is_multiple_of(100) && !year.is_multiple_of(400);
    let crosses = (from.year()..=from.year().saturating_add(8)).any(leapless);
    if crosses { 2 * FOUR_YEARS } else { FOUR_YEARS }
}

/// How long a round of a schedule is by a clock that is never changed.
fn fixed(calendar: CronCalendar, years: i64) -> i64 {
    let all_months = calendar.months() & 0x1ffe == 0x1ffe;
    match (calendar.day_of_month_restricted() || !all_months, calendar.day_of_week_restricted()) {
        (true, _) => years,
        (false, true) => 8 * DAY,
        (false, false) => 2 * DAY,
    }
}

/// Looks at a round from the first moment at which the schedule is due.
fn measure(calendar: CronCalendar, clock: &Clock, from: i64, round: i64) -> Option<Rhythm> {
    let times = Times::of(calendar);
    // What is due at all is due within eight years.
    let horizon = from.saturating_add(2 * FOUR_YEARS);
    let first = times
        .pieces(clock, from, horizon)
        .find_map(|(piece, due)| Some(piece.at(*due.first()?)))?;
    // What comes again after the round is not counted twice.
    let period = round - round.div_euclid(FOUR_YEARS).max(1) * DAY;
    // The end itself may be due too.
    let until = first.seconds.saturating_add(round).saturating_add(1);
    let whole_day = Spread::of(times.minutes());
    let mut gaps = Gaps::new(first.seconds.saturating_add(period));
    for (piece, due) in times.pieces(clock, first.seconds, until) {
        let (Some(begin), Some(end)) = (due.first(), due.last()) else {
            continue;
        };
        gaps.reach(piece.at(*begin));
        let spread = if times.is_whole(due) { whole_day } else { Spread::of(due) };
        gaps.within(spread.map(|spread| (spread, piece.at(spread.longest.0), piece.at(spread.longest.1))));
        let counted = due.partition_point(|minute| piece.at(*minute).seconds < gaps.counted_until);
        gaps.count += u64::try_from(counted).unwrap_or(u64::MAX);
        gaps.last = Some(piece.at(*end));
    }
    let longest = gaps.longest?;
    let length = |(from, until): (Moment, Moment)| until.seconds.abs_diff(from.seconds);
    Some(Rhythm {
        longest: Duration::from_secs(length(longest)),
        apart: longest,
        shortest: Duration::from_secs(gaps.shortest),
        mean: Duration::from_secs(period.unsigned_abs() / gaps.count.max(1)),
        skips: false,
        doubles: false,
    })
}

/// How far apart the times of one day are.
#[derive(Clone, Copy, Debug)]
struct Spread {
    /// The first two that are farthest apart.
    longest: (u16, u16),
    /// The shortest time between two, in minutes.
    shortest: u16,
}

impl Spread {
    /// None of fewer than two times.
    fn of(minutes: &[u16]) -> Option<Self> {
        let mut found: Option<Self> = None;
        for (one, next) in minutes.iter().zip(minutes.iter().skip(1)) {
            let gap = next - one;
            let known = found.get_or_insert(Self {
                longest: (*one, *next),
                shortest: gap,
            });
            if gap > known.longest.1 - known.longest.0 {
                known.longest = (*one, *next);
            }
            known.shortest = known.shortest.min(gap);
        }
        found
    }
}

/// The gaps that were seen.
struct Gaps {
    last: Option<Moment>,
    longest: Option<(Moment, Moment)>,
    shortest: u64,
    /// How many moments there were before one.
    count: u64,
    counted_until: i64,
}

impl Gaps {
    fn new(counted_until: i64) -> Self {
        Self {
            last: None,
            longest: None,
            shortest: u64::MAX,
            count: 0,
            counted_until,
        }
    }

    /// The gap from the last moment to one of a later piece.
    fn reach(&mut self, next: Moment) {
        if let Some(last) = self.last {
            self.see(last, next, next.seconds.abs_diff(last.seconds));
        }
    }

    /// The gaps within a piece.
    fn within(&mut self, spread: Option<(Spread, Moment, Moment)>) {
        if let Some((spread, from, until)) = spread {
            self.see(from, until, u64::from(spread.shortest) * 60);
        }
    }

    fn see(&mut self, from: Moment, until: Moment, shortest: u64) {
        let length = |(from, until): (Moment, Moment)| until.seconds - from.seconds;
        if self.longest.is_none_or(|known| length((from, until)) > length(known)) {
            self.longest = Some((from, until));
        }
        self.shortest = self.shortest.min(shortest);
    }
}
