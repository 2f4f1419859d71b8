//! Alerts on how fast an error budget is spent.

use super::share_of;
use crate::model::scalar::{Duration, Percent};
use crate::model::{AlertSeverity, BurnAlert};

/// An alert of the usual four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standard {
    /// How urgent it is.
    pub severity: AlertSeverity,
    /// The part of the budget that is spent when it is raised, in percent.
    pub spent: u32,
    /// The long window.
    pub long: Duration,
    /// The short window.
    pub short: Duration,
}

/// The usual four, from the Google SRE Workbook, "Alerting on SLOs", with the row of a day that its example rules have.
pub const STANDARD: [Standard; 4] = [
    Standard::new(AlertSeverity::Page, 2, Duration::from_hours(1), Duration::from_minutes(5)),
    Standard::new(AlertSeverity::Page, 5, Duration::from_hours(6), Duration::from_minutes(30)),
    Standard::new(AlertSeverity::Ticket, 10, Duration::from_days(1), Duration::from_hours(2)),
    Standard::new(AlertSeverity::Ticket, 10, Duration::from_days(3), Duration::from_hours(6)),
];

impl Standard {
    const fn new(severity: AlertSeverity, spent: u32, long: Duration, short: Duration) -> Self {
        Self {
            severity,
            spent,
            long,
            short,
        }
    }
}

/// An alert: both windows must show that the budget is spent so many times too fast.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Burn {
    /// How urgent it is.
    pub severity: AlertSeverity,
    /// How many times faster than allowed.
    pub rate: f64,
    /// The long window.
    pub long: Duration,
    /// The short window.
    pub short: Duration,
}

/// What is wrong with an alert.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Flaw {
    /// It needs more errors than there can be.
    Unreachable,
    /// The short window is no shorter than the long one.
    Windows,
    /// All of the budget, or more, is spent when it is raised.
    TooLate,
}

/// The usual alerts for a budget of so much time. Those that could never be raised, since the objective leaves so many errors,
/// are not among them.
pub fn standard(objective: Percent, window: Duration) -> Vec<Burn> {
    let alerts = STANDARD.iter().map(|row| Burn {
        severity: row.severity,
        rate: f64::from(row.spent) / 100.0 * window.as_secs_f64() / row.long.as_secs_f64(),
        long: row.long,
        short: row.short,
    });
    alerts.filter(|alert| alert.flaw(objective, window).is_none()).collect()
}

impl Burn {
    /// An alert of the document. The short window is a twelfth of the long one when nobody says.
    pub fn of(alert: &BurnAlert) -> Self {
        Self {
            severity: alert.severity,
            rate: alert.rate.to_f64(),
            long: alert.long,
            short: alert.short.unwrap_or(Duration::from_millis(alert.long.as_millis() / 12)),
        }
    }

    /// The share of bad requests above which both windows show it.
    pub fn threshold(&self, objective: Percent) -> f64 {
        self.rate * objective.complement().as_fraction()
    }

    /// The share of the budget that is spent when it is raised.
    pub fn spends(&self, window: Duration) -> f64 {
        self.rate * self.long.as_secs_f64() / window.as_secs_f64().max(f64::MIN_POSITIVE)
    }

    /// How long after its beginning a constant share of bad requests is noticed. None when it is too small for that.
    pub fn notices(&self, objective: Percent, errors: f64) -> Option<Duration> {
        let threshold = self.threshold(objective);
        (errors > threshold && errors > 0.0).then(|| Duration::from_millis(share_of(self.long, threshold / errors)))
    }

    /// How many requests must be bad within the long window.
    pub fn bad_requests(&self, objective: Percent, per_second: f64) -> f64 {
        (per_second * self.long.as_secs_f64() * self.threshold(objective)).floor() + 1.0
    }

    /// What is wrong with it.
    pub fn flaw(&self, objective: Percent, window: Duration) -> Option<Flaw> {
        // What differs only by the last digits of the computer's arithmetic does not differ.
        if self.threshold(objective) >= 1.0 - 1e-9 {
            Some(Flaw::Unreachable)
        } else if self.short >= self.long {
            Some(Flaw::Windows)
        } else if self.spends(window) >= 1.0 - 1e-9 {
            Some(Flaw::TooLate)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::service_levels::{WINDOW, budget};

    fn percent(text: &str) -> Percent {
        text.parse().unwrap()
    }

    /// V-BURN of the reference: 14.4, 6, 3 and 1 for 30 days.
    #[test]
    fn rates_of_the_reference() {
        let rates: Vec<String> = standard(percent("99.9%"), WINDOW)
            .iter()
            .map(|burn| format!("{:.1}", burn.rate))
            .collect();
        assert_eq!(rates, ["14.4", "6.0", "3.0", "1.0"]);
        let weeks: Vec<String> = standard(percent("99.9%"), Duration::from_days(28))
            .iter()
            .map(|burn| format!("{:.2}", burn.rate))
            .collect();
        assert_eq!(weeks, ["13.44", "5.60", "2.80", "0.93"]);
        // 14.4 times 10 % are more than all.
        assert_eq!(standard(percent("90%"), WINDOW).len(), 3);
    }

    #[test]
    fn budgets_of_the_reference() {
        let table = [
            ("99%", "7h12m"),
            ("99.5%", "3h36m"),
            ("99.9%", "43m12s"),
            ("99.95%", "21m36s"),
            ("99.99%", "4m19s200ms"),
            ("99.999%", "25s920ms"),
            ("100%", "0s"),
        ];
        for (objective, expected) in table {
            assert_eq!(budget(percent(objective), WINDOW).to_string(), expected, "{objective}");
        }
    }

    #[test]
    fn a_total_outage_is_noticed_within_a_minute() {
        let fast = standard(percent("99.9%"), WINDOW)[0];
        assert_eq!(fast.notices(percent("99.9%"), 1.0), Some(Duration::from_millis(51_840)));
        assert_eq!(fast.notices(percent("99.9%"), 0.0144), None);
        assert_eq!(fast.notices(percent("99.9%"), 0.0288), Some(Duration::from_minutes(30)));
        assert!((fast.spends(WINDOW) - 0.02).abs() < 1e-12);
    }

    #[test]
    fn few_requests_make_one_error_loud() {
        let fast = standard(percent("99.9%"), WINDOW)[0];
        // One a minute: 60 in the hour, of which 1.44 % is less than one.
        assert!((fast.bad_requests(percent("99.9%"), 1.0 / 60.0) - 1.0).abs() < 1e-9);
        assert!((fast.bad_requests(percent("99.9%"), 100.0) - 5185.0).abs() < 1e-9);
    }
}
