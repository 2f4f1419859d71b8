//! Tests of alerts: for each, series that raise it and series that do not.

use super::file::{Alert, Check, Expected, Pairs, Series, Test};
use crate::model::scalar::Duration;

/// How often tests look.
pub(super) const MINUTE: &str = "1m";

/// How often tests of backups look.
pub(super) const TEN_MINUTES: &str = "10m";

/// An alert with its labels and words as they come out, for tests.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) alert: String,
    expected: (Pairs, Pairs),
}

impl Shown {
    /// How an alert comes out, given the labels of the series it looks at, its own labels and its words.
    pub(super) fn of(alert: &Alert, series: &Pairs, own: Pairs, words: Pairs) -> Self {
        let mut labels = series.clone();
        labels.extend(own);
        labels.sort_keys();
        Self {
            alert: alert.name.clone(),
            expected: (labels, words),
        }
    }

    /// That it is raised at a minute, or that it is not.
    pub(super) fn at(&self, minute: u64, raised: bool) -> Check {
        let (labels, annotations) = &self.expected;
        let expected = raised.then(|| Expected {
            exp_labels: labels.clone(),
            exp_annotations: annotations.clone(),
        });
        Check {
            eval_time: format!("{minute}m"),
            alertname: self.alert.clone(),
            exp_alerts: expected.into_iter().collect(),
        }
    }
}

/// A test: what is measured, and who is told of it when.
pub(super) fn test(name: String, input_series: Vec<Series>, checks: Vec<Check>) -> Test {
    Test {
        name,
        interval: MINUTE,
        input_series,
        checks,
    }
}

/// Whole minutes, the next more.
pub(super) fn whole_minutes(duration: Duration) -> u64 {
    duration.as_millis().div_ceil(60_000)
}
