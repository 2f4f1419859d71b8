//! Waiting for people and for the calendar. It is told beside the time of machines and never added to it.

use crate::calendar::{due_days, due_minutes};
use crate::model::scalar::{CronCalendar, Duration, DurationRange, Timing};
use crate::model::{Gate, GateKind, Window};
use crate::text::ModelPath;

/// A wait for people or for the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// What is waited for: the key of a gate, or `manual` for a job that a person starts.
    pub kind: &'static str,
    /// The gate.
    pub place: ModelPath,
    /// The job or stage that waits.
    pub before: String,
    /// How long it usually takes: as the document says, or worked out from the calendar. None when nobody says it.
    pub usual: Option<DurationRange>,
    /// The longest it can take before it counts as not passed, or until the calendar allows it.
    pub longest: Option<Duration>,
    /// True when people are waited for, not the calendar.
    pub people: bool,
}

/// The wait that a gate is; none for gates that machines pass at once, and for those that only watch for a while.
pub(in crate::analysis) fn of_gate(gate: &Gate, place: impl FnOnce() -> ModelPath, before: &str) -> Option<Wait> {
    let (people, usual, longest) = match &gate.kind {
        // An emergency way in is not the ordinary way.
        GateKind::Approval(approval) if approval.emergency => return None,
        GateKind::Approval(_) | GateKind::Manual(_) | GateKind::ChangeTicket(_) => (true, gate.waits, gate.timeout),
        GateKind::Window(window) => {
            let opens = opening(window);
            let usual = gate.waits.or_else(|| {
                let (mean, longest) = opens?;
                DurationRange::three(Duration::ZERO, mean, longest).ok()
            });
            (false, usual, opens.map(|(_, longest)| longest))
        }
        GateKind::Quality(_) | GateKind::Bake(_) | GateKind::Budget(_) | GateKind::RollbackReady(_) | GateKind::Policy(_) => {
            (false, Some(gate.waits?), gate.timeout)
        }
    };
    Some(Wait {
        kind: gate.kind.key(),
        place: place(),
        before: before.to_owned(),
        usual,
        longest,
        people,
    })
}

/// The mean and the longest wait until a window is open, for a run that comes at any time; days on which it stays closed are
/// not counted. None for a window that never opens.
fn opening(window: &Window) -> Option<(Duration, Duration)> {
    let length = window.length.as_millis();
    match window.cron.timing() {
        Timing::Every(every) => {
            let closed = every.as_millis().saturating_sub(length);
            Some(gaps(&[closed], every.as_millis()))
        }
        Timing::Calendar(calendar) => {
            // Weeks repeat; where dates or months count, a leap year stands for all.
            let every_month = (1..=12).all(|month| calendar.months() >> month & 1 == 1);
            let weekly = !calendar.day_of_month_restricted() && every_month;
            let days = if weekly { 7 } else { 366 };
            let starts = starts(calendar, days);
            let whole = u64::from(days) * DAY;
            let first = *starts.first()?;
            let mut closed = Vec::new();
            let mut open_until = first;
            for start in starts.iter().copied().chain([first + whole]) {
                closed.extend(start.checked_sub(open_until).filter(|gap| *gap > 0));
                open_until = open_until.max(start.saturating_add(length));
            }
            Some(gaps(&closed, whole))
        }
    }
}

const MINUTE: u64 = 60_000;
const DAY: u64 = 24 * 60 * MINUTE;

/// When a schedule is due within so many days from Monday, 1 January 2024, in milliseconds.
fn starts(calendar: CronCalendar, days: u32) -> Vec<u64> {
    let minutes = due_minutes(calendar);
    let days = (0..u64::from(days)).zip(due_days(calendar));
    days.filter(|(_, due)| *due)
        .flat_map(|(day, _)| minutes.iter().map(move |minute| day * DAY + u64::from(*minute) * MINUTE))
        .collect()
}

/// The mean and the longest wait of someone who comes at any time of a whole with these closed parts.
fn gaps(closed: &[u64], whole: u64) -> (Duration, Duration) {
    let squares: u128 = closed.iter().map(|&gap| u128::from(gap) * u128::from(gap) / 2).sum();
    let mean = u64::try_from(squares / u128::from(whole.max(1))).unwrap_or(u64::MAX);
    let longest = closed.iter().copied().max().unwrap_or(0);
    // Whole minutes are as much as anybody can tell.
    (Duration::from_millis(mean / MINUTE * MINUTE), Duration::from_millis(longest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cron: &str, length: &str) -> Option<(String, String)> {
        let window = Window {
            cron: cron.parse().unwrap(),
            length: length.parse().unwrap(),
            zone: None,
            freeze: Vec::new(),
        };
        opening(&window).map(|(mean, longest)| (mean.to_string(), longest.to_string()))
    }

    fn told(mean: &str, longest: &str) -> (String, String) {
        (mean.into(), longest.into())
    }

    #[test]
    fn waits_for_windows_follow_from_the_calendar() {
        // Open from 20 to 23 on four evenings: three gaps of 21 hours and one of 93.
        assert_eq!(of("0 20 * * 1-4", "3h"), Some(told("29h40m", "93h")));
        assert_eq!(of("0 0 * * *", "24h"), Some(told("0s", "0s")));
        assert_eq!(of("0 9 * * *", "12h"), Some(told("3h", "12h")));
        assert_eq!(of("@every 2h", "1h"), Some(told("15m", "1h")));
        // The 31st comes seven times a year; from March to May it is closed for sixty days.
        assert_eq!(of("0 0 31 * *", "24h").map(|(_, longest)| longest), Some("60d".into()));
        assert_eq!(of("0 0 30 2 *", "1h"), None);
    }
}
