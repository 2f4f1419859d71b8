//! Whether a condition holds in measurements, and for how long it has not.

use super::samples::{Point, Samples, Series, Version};
use crate::model::scalar::{Condition, Duration};

/// What measurements say of a condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The condition.
    pub condition: Condition,
    /// What was found.
    pub found: Found,
    /// Measurements that say something.
    pub points: usize,
    /// Those that are bad.
    pub bad: usize,
    /// When the first of them was, in seconds.
    pub first_bad: Option<f64>,
    /// How long it was bad without a break at most, in seconds.
    pub longest: f64,
    /// The last value.
    pub last: Option<f64>,
    /// What it was held against, where that depends on the old version.
    pub baseline: Option<f64>,
}

/// What was found of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Found {
    /// It is as it should be.
    Good,
    /// It is bad now, but not for long or often enough.
    Doubtful,
    /// It was bad for long or often enough.
    Bad,
    /// There are no measurements of the signal.
    NoSignal,
    /// There are none of the old version, with which it is compared.
    NoBaseline,
}

/// How often and how long something may be bad.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bearing {
    /// True when it is bad that the condition holds.
    pub(super) bad_when_true: bool,
    /// How many bad measurements there may be.
    pub(super) failures: usize,
}

/// Holds a condition against measurements.
pub(super) fn hold(condition: &Condition, samples: &Samples, bearing: Bearing) -> Judged {
    let signal = condition.signal.as_str();
    let mut judged = Judged {
        condition: condition.clone(),
        found: Found::NoSignal,
        points: 0,
        bad: 0,
        first_bad: None,
        longest: 0.0,
        last: None,
        baseline: None,
    };
    let Some(series) = samples.of(signal, Version::New) else {
        return judged;
    };
    let needs = condition.threshold.needs_baseline();
    let baseline = Baseline::of(samples.of(signal, Version::Old));
    if needs && baseline.is_none() {
        if series.points.iter().any(|point| point.value.is_some()) {
            judged.found = Found::NoBaseline;
        }
        return judged;
    }
    let sustained = condition.sustained.map_or(0.0, Duration::as_secs_f64);
    let mut run: Option<(f64, f64)> = None;
    let mut bad_now = false;
    let mut enough = false;
    let mut old = baseline.as_ref().map(Baseline::reader);
    for Point { at, value } in &series.points {
        let usual = old.as_mut().and_then(|old| old(*at));
        let said = value.and_then(|value| condition.holds(value, usual));
        let Some(holds) = said else {
            // A gap is no proof, neither of good nor of bad.
            run = None;
            continue;
        };
        judged.points += 1;
        judged.last = *value;
        judged.baseline = usual.filter(|_| needs);
        bad_now = holds == bearing.bad_when_true;
        if !bad_now {
            run = None;
            continue;
        }
        judged.bad += 1;
        judged.first_bad = judged.first_bad.or(Some(*at));
        // Measurements further apart than that say nothing of the time between them.
        let (from, _) = run
            .filter(|(_, last)| sustained <= 0.0 || at - last <= sustained)
            .unwrap_or((*at, *at));
        run = Some((from, *at));
        judged.longest = judged.longest.max(at - from);
        enough |= sustained > 0.0 && at - from >= sustained;
    }
    let often = sustained <= 0.0 && judged.bad > bearing.failures;
    judged.found = match judged.points {
        0 => Found::NoSignal,
        _ if enough || often => Found::Bad,
        _ if bad_now => Found::Doubtful,
        _ => Found::Good,
    };
    judged
}

/// How the old version does, as time goes on.
struct Baseline<'s> {
    points: Vec<&'s Point>,
    mean: f64,
}

impl<'s> Baseline<'s> {
    fn of(series: Option<&'s Series>) -> Option<Self> {
        let points: Vec<&Point> = series?.points.iter().filter(|point| point.value.is_some()).collect();
        #[expect(clippy::cast_precision_loss, reason = "at most a million points")]
        let count = points.len() as f64;
        let sum: f64 = points.iter().filter_map(|point| point.value).sum();
        (!points.is_empty()).then(|| Self { mean: sum / count, points })
    }

    /// Reads on: the last value at or before a time, and the mean of all before the first.
    fn reader(&self) -> impl FnMut(f64) -> Option<f64> + use<'_, 's> {
        let mut next = self.points.iter().peekable();
        let mut last = self.mean;
        move |at| {
            while let Some(point) = next.next_if(|point| point.at <= at) {
                last = point.value.unwrap_or(last);
            }
            Some(last)
        }
    }
}
