//! How many hours of a month an environment is on, by its schedule.

use crate::calendar::{DAYS_OF_A_ROUND, due_days, due_minutes};
use crate::model::OffHours;
use crate::model::scalar::{Decimal, Timing};

/// Minutes of a day.
const MINUTES: u16 = 1440;

/// Hours of a month of 730 hours that an environment with such a schedule is on. It is taken day by day over 28 years;
/// changes of the clocks are passed over. None for schedules that count from when they were made (`@every`).
pub fn hours_on(schedule: &OffHours) -> Option<Decimal> {
    let (Timing::Calendar(off), Timing::Calendar(on)) = (schedule.off.timing(), schedule.on.timing()) else {
        return None;
    };
    let days = Days {
        off: due_minutes(off),
        on: due_minutes(on),
    };
    // Each kind of day is looked at once: which of both are due, and whether it began switched on.
    let mut known: [[Option<(u16, bool)>; 2]; 4] = [[None; 2]; 4];
    let (mut minutes, mut is_on) = (0_i64, true);
    // A first round tells how the days begin, the second one counts.
    for round in 0..2 {
        minutes = 0;
        for due in due_days(off).zip(due_days(on)).take(usize::from(DAYS_OF_A_ROUND)) {
            let kind = usize::from(due.0) + 2 * usize::from(due.1);
            let cell = known.get_mut(kind).and_then(|cells| cells.get_mut(usize::from(is_on)));
            let (on_for, ends_on) = match cell {
                Some(cell) => *cell.get_or_insert_with(|| days.day(due, is_on)),
                None => days.day(due, is_on),
            };
            minutes += i64::from(on_for);
            is_on = ends_on;
        }
        if round == 0 && minutes == i64::from(DAYS_OF_A_ROUND) * i64::from(MINUTES) {
            break;
        }
    }
    // Of so many minutes: 730 hours of a month are spread as these are.
    Decimal::from(minutes)
        .checked_mul(Decimal::from(730))?
        .checked_div(i64::from(DAYS_OF_A_ROUND) * i64::from(MINUTES))
}

/// The minutes of a day at which both are due.
struct Days {
    off: Vec<u16>,
    on: Vec<u16>,
}

impl Days {
    /// How long it is on in a day, and whether it ends switched on. Off and on at once is off, as it would not be written.
    fn day(&self, due: (bool, bool), begins_on: bool) -> (u16, bool) {
        let mut events: Vec<(u16, bool)> = Vec::new();
        if due.0 {
            events.extend(self.off.iter().map(|minute| (*minute, false)));
        }
        if due.1 {
            events.extend(self.on.iter().map(|minute| (*minute, true)));
        }
        events.sort_unstable_by_key(|(minute, on)| (*minute, !*on));
        let (mut is_on, mut since, mut sum) = (begins_on, 0, 0);
        for (minute, on) in events {
            if is_on {
                sum += minute - since;
            }
            (is_on, since) = (on, minute);
        }
        (sum + if is_on { MINUTES - since } else { 0 }, is_on)
    }
}

/// How often a schedule is due in a month of 730 hours, on average over 28 years.
pub(super) fn fires(timing: &Timing) -> Option<Decimal> {
    let calendar = match timing {
        Timing::Calendar(calendar) => calendar,
        Timing::Every(every) => {
            let month = Decimal::from(730_u64 * 3_600_000);
            return month.checked_div(i64::try_from(every.as_millis()).ok()?);
        }
    };
    let daily = i64::try_from(due_minutes(*calendar).len()).ok()?;
    let round = due_days(*calendar).take(usize::from(DAYS_OF_A_ROUND));
    let days = i64::try_from(round.filter(|due| *due).count()).ok()?;
    // A month has 730 / 24 of these days.
    Decimal::from(days.checked_mul(daily)?)
        .checked_mul(Decimal::from(730))?
        .checked_div(i64::from(DAYS_OF_A_ROUND) * 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(off: &str, on: &str) -> String {
        let schedule = OffHours {
            off: off.parse().unwrap(),
            on: on.parse().unwrap(),
            zone: None,
        };
        hours_on(&schedule).unwrap().rounded(2).unwrap().to_string()
    }

    #[test]
    fn nights_and_weekends_are_off() {
        // 11 hours on each day: 730 * 11 / 24.
        assert_eq!(hours("0 19 * * *", "0 8 * * *"), "334.58");
        // 11 hours on five of seven days.
        assert_eq!(hours("0 19 * * 1-5", "0 8 * * 1-5"), "238.99");
        // Off on Friday evening, on again on Monday morning: 107 of 168 hours.
        assert_eq!(hours("0 19 * * 5", "0 8 * * 1"), "464.94");
        // Never comes back.
        assert_eq!(hours("0 19 * * *", "0 8 31 2 *"), "0");
    }

    #[test]
    fn schedules_are_due_so_often() {
        let month = |cron: &str| {
            let cron: crate::model::scalar::Cron = cron.parse().unwrap();
            fires(&cron.timing()).unwrap().rounded(2).unwrap().to_string()
        };
        assert_eq!(month("0 2 * * *"), "30.42");
        assert_eq!(month("*/15 * * * *"), "2920");
        assert_eq!(month("0 0 1 * *"), "1");
        assert_eq!(month("@every 1h"), "730");
    }
}
