//! What notices a bad release: the analysis of a strategy, and the alarms that start a rollback.

use super::Scene;
use crate::model::scalar::{Comparison, Condition, Duration, SignalName};
use crate::model::{Analysis, Rollback};

/// Time between measurements when nothing is said.
const MINUTE: u64 = 60_000;

/// Measurements that are counted, as Argo Rollouts counts them. Times are in milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Watch {
    /// What makes a measurement bad; any of these.
    pub tests: Vec<Test>,
    /// Time from the end of one measurement to the next; a single one is taken without it.
    pub every: Option<u64>,
    /// Time before the first one.
    pub delay: u64,
    /// How many are taken, when that is said.
    pub count: Option<u32>,
    /// How many may be bad.
    pub failures: u32,
    /// How far back each looks.
    pub lookback: u64,
    /// How long each takes.
    pub query: u64,
}

impl Watch {
    /// What a strategy says of its measurements. None when it names no condition.
    pub fn of(analysis: &Analysis, query: u64) -> Option<Self> {
        if analysis.conditions.is_empty() {
            return None;
        }
        let every = analysis.every.map(Duration::as_millis).filter(|every| *every > 0);
        Some(Self {
            tests: analysis
                .conditions
                .iter()
                .map(|condition| Test::must_hold(condition.clone()))
                .collect(),
            every,
            delay: analysis.delay.map_or(0, Duration::as_millis),
            count: analysis.count,
            failures: analysis.failures.unwrap_or(0),
            lookback: analysis.lookback.map(Duration::as_millis).or(every).unwrap_or(MINUTE),
            query,
        })
    }

    /// How many measurements are taken: without a number, one when nothing says how often, and else as many as there is time
    /// for.
    pub fn samples(&self) -> Option<u32> {
        match (self.count, self.every) {
            (Some(count), None) => Some(count.min(1)),
            (Some(count), Some(_)) => Some(count),
            (None, None) => Some(1),
            (None, Some(_)) => None,
        }
    }

    /// Time from the end of one measurement to the end of the next.
    pub fn period(&self) -> u64 {
        self.every.unwrap_or(MINUTE).saturating_add(self.query)
    }

    /// How long all of them take. None when they never end.
    pub fn length(&self) -> Option<u64> {
        let samples = self.samples()?;
        let between = self.period().saturating_mul(u64::from(samples.saturating_sub(1)));
        Some(self.delay.saturating_add(self.query).saturating_add(between))
    }

    /// The share of failed requests that makes a measurement bad, when one does: the least of its tests.
    pub fn limit(&self, scene: &Scene) -> Option<Limit> {
        least(&self.tests, scene)
    }
}

/// What starts a rollback, looked at in windows of equal length, one after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Alarm {
    /// What makes a window bad, each by itself.
    pub tests: Vec<Test>,
    /// How long a window is.
    pub period: u64,
    /// How long a person takes to decide; nothing when it starts by itself.
    pub decide: u64,
}

impl Alarm {
    /// What starts a rollback. None when it names no condition.
    pub fn of(rollback: &Rollback, decide: u64) -> Option<Self> {
        if rollback.when.is_empty() {
            return None;
        }
        Some(Self {
            tests: rollback.when.iter().map(|condition| Test::bad_when(condition.clone())).collect(),
            period: rollback.every.map(Duration::as_millis).filter(|every| *every > 0).unwrap_or(MINUTE),
            decide,
        })
    }

    /// The share of failed requests that makes a window bad, when one does.
    pub fn limit(&self, scene: &Scene) -> Option<Limit> {
        least(&self.tests, scene)
    }

    /// How many bad windows in a row a test asks for.
    pub fn windows(&self, test: &Test) -> u64 {
        test.sustained().div_ceil(self.period).max(1)
    }
}

fn least(tests: &[Test], scene: &Scene) -> Option<Limit> {
    let limits = tests.iter().filter_map(|test| test.limit(scene));
    limits.min_by(|one, other| one.share.total_cmp(&other.share).then(other.reached.cmp(&one.reached)))
}

/// A condition, and whether it is bad when it holds or when it does not.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// The condition.
    pub condition: Condition,
    /// True when it is bad that it holds.
    pub bad_when_true: bool,
}

/// A share of failed requests that is too many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// The share.
    pub share: f64,
    /// True when this very share is too many already.
    pub reached: bool,
}

impl Limit {
    /// True when a share is too many.
    pub fn is_passed_by(self, share: f64) -> bool {
        share > self.share + NEAR || (self.reached && share >= self.share - NEAR)
    }

    /// The least number of failures in so many requests that is too many.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of requests")]
    #[expect(clippy::cast_precision_loss, reason = "counts of requests are far below 2^53")]
    pub fn failures(self, requests: u64) -> u64 {
        let allowed = self.share * requests as f64;
        if self.reached {
            (allowed - NEAR).ceil().max(0.0) as u64
        } else {
            (allowed + NEAR).floor().max(0.0) as u64 + 1
        }
    }
}

/// What two shares may differ by and still be the same, after sums.
const NEAR: f64 = 1e-9;

/// What a condition says of the share of failed requests, or of answers' times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Asks {
    /// The share of requests that fail.
    Errors,
    /// The share of requests that do not.
    Successes,
    /// How long answers take, at most, in this part of all.
    Latency(f64),
    /// Something else, of which a rollout knows nothing.
    Other,
}

pub(super) fn asks(signal: &SignalName) -> Asks {
    match signal.as_str() {
        "error_rate" => Asks::Errors,
        "success_rate" | "availability" => Asks::Successes,
        _ if signal.root() == "latency" => {
            let digits = signal.detail().and_then(|detail| detail.strip_prefix('p'));
            match digits.and_then(|digits| format!("0.{digits}").parse().ok()) {
                Some(part) => Asks::Latency(part),
                None => Asks::Latency(0.5),
            }
        }
        _ => Asks::Other,
    }
}

impl Test {
    /// A condition that must hold.
    pub fn must_hold(condition: Condition) -> Self {
        Self {
            condition,
            bad_when_true: false,
        }
    }

    /// A condition that must not hold.
    pub fn bad_when(condition: Condition) -> Self {
        Self {
            condition,
            bad_when_true: true,
        }
    }

    /// How long it must be bad, in milliseconds.
    pub fn sustained(&self) -> u64 {
        self.condition.sustained.map_or(0, Duration::as_millis)
    }

    /// The share of failed requests that is too many, when the condition is about that.
    pub fn limit(&self, scene: &Scene) -> Option<Limit> {
        use Comparison as C;
        let asks = asks(&self.condition.signal);
        let usual = match asks {
            Asks::Errors => scene.baseline,
            Asks::Successes => 1.0 - scene.baseline,
            Asks::Latency(_) | Asks::Other => return None,
        };
        let value = self.condition.threshold.value(Some(usual))?;
        // What is bad, in terms of failures: more than a share, or that share already.
        let bad = if self.bad_when_true {
            self.condition.comparison
        } else {
            self.condition.comparison.negated()
        };
        let (share, reached) = match (asks, bad) {
            (Asks::Errors, C::Above) => (value, false),
            (Asks::Errors, C::AtLeast) => (value, true),
            (Asks::Successes, C::Below) => (1.0 - value, false),
            (Asks::Successes, C::AtMost) => (1.0 - value, true),
            _ => return None,
        };
        (0.0..=1.0).contains(&share).then_some(Limit { share, reached })
    }

    /// Whether a measurement is bad, given the share of failed requests it saw and the time that answers took. None when it
    /// saw nothing, or when a rollout does not know what is asked.
    pub fn is_bad(&self, scene: &Scene, errors: Option<f64>, latency: impl Fn(f64) -> Option<f64>) -> Option<bool> {
        match asks(&self.condition.signal) {
            Asks::Errors | Asks::Successes => Some(self.limit(scene)?.is_passed_by(errors?)),
            Asks::Latency(part) => {
                errors?;
                let holds = self.condition.holds(latency(part)?, scene.latency)?;
                Some(holds == self.bad_when_true)
            }
            Asks::Other => None,
        }
    }
}
