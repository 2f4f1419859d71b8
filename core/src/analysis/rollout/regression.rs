//! The smallest rise of the error rate that a comparison of two samples can be expected to show.

use super::Scene;
use super::chance::independent;
use crate::numbers::{binomial_at_least, binomial_needed, bisect, normal_quantile};

/// How sure a comparison is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sureness {
    /// The share of good releases that it may take for bad ones.
    pub alpha: f64,
    /// The share of bad releases that it is to find.
    pub power: f64,
}

impl Default for Sureness {
    fn default() -> Self {
        Self { alpha: 0.05, power: 0.8 }
    }
}

/// What a step of a rollout can see.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    /// Requests of the new version.
    pub new: f64,
    /// Requests of the old version meanwhile.
    pub old: f64,
    /// The smallest rise of the error rate it can see, by the normal distribution.
    pub normal: Option<f64>,
    /// The same by the binomial distribution of the new version alone, with the usual rate taken as known.
    pub exact: Option<f64>,
    /// True when there are too few errors for the normal distribution to say anything: fewer than five are expected.
    pub few: bool,
}

/// So many errors must be expected for the normal distribution to hold.
const ENOUGH: f64 = 5.0;

impl Sight {
    /// What so many requests of each version can see. None when there are none.
    pub fn of(new: f64, old: f64, scene: &Scene, sure: Sureness) -> Option<Self> {
        let base = scene.baseline;
        let (new, old) = (new / scene.clustering.max(1.0), old / scene.clustering.max(1.0));
        if new < 1.0 || !(0.0..1.0).contains(&base) {
            return None;
        }
        let few = new * base < ENOUGH || old * base < ENOUGH;
        Some(Self {
            new,
            old,
            normal: normal(new, old, base, sure),
            exact: exact(independent(new * scene.clustering.max(1.0), scene), base, sure),
            few,
        })
    }

    /// The smallest rise of the error rate, by the way that holds here.
    pub fn smallest(&self) -> Option<f64> {
        if self.few { self.exact } else { self.normal }
    }
}

/// The rate at which a one-sided test of two shares finds what it is to find.
fn normal(new: f64, old: f64, base: f64, sure: Sureness) -> Option<f64> {
    if old < 1.0 {
        return None;
    }
    let (false_alarm, found) = (normal_quantile(1.0 - sure.alpha), normal_quantile(sure.power));
    let seen = |rate: f64| {
        let mean = (rate * new + base * old) / (new + old);
        let same = (mean * (1.0 - mean) * (1.0 / new + 1.0 / old)).sqrt();
        let apart = (rate * (1.0 - rate) / new + base * (1.0 - base) / old).sqrt();
        rate - base >= false_alarm * same + found * apart
    };
    seen(1.0).then(|| bisect(base, 1.0, seen) - base)
}

/// The rate at which the number of errors is as large as it hardly ever is otherwise.
fn exact(requests: u64, base: f64, sure: Sureness) -> Option<f64> {
    let errors = binomial_needed(requests, base, sure.alpha);
    if requests == 0 || errors > requests {
        return None;
    }
    let rate = bisect(base, 1.0, |rate| binomial_at_least(requests, rate, errors) >= sure.power);
    Some((rate - base).max(0.0))
}
