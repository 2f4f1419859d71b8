//! How long it takes at worst until a bad release is noticed, and until users are rid of it.

use super::closed::millis;
use super::{Course, Engine, Limit, Scene, Watch};

/// What notices a bad release, and how long that takes at worst, from the moment it is bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notices {
    /// The analysis of the strategy.
    Analysis,
    /// The conditions of the rollback.
    Alarm,
}

/// The worst case of one way to notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worst {
    /// What notices it.
    pub by: Notices,
    /// Time until measurements show it.
    pub lag: u64,
    /// Time until it counts as bad, with the lag.
    pub detect: u64,
    /// The same for what is bad already when measuring begins. None when it takes too few measurements for that.
    pub from_start: Option<u64>,
    /// Time until someone has decided.
    pub decide: u64,
}

impl Worst {
    /// Time until something is done about it.
    pub fn until_action(self) -> u64 {
        self.detect.saturating_add(self.decide)
    }
}

/// How long a look back takes to show a share of errors: the part of it that must be bad.
fn lag(lookback: u64, limit: Option<Limit>, errors: f64) -> Option<u64> {
    let Some(limit) = limit else { return Some(lookback) };
    if !limit.is_passed_by(errors) {
        return None;
    }
    let part = if errors > 0.0 { (limit.share / errors).min(1.0) } else { 0.0 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a time")]
    let lag = (millis(lookback) * part - 1e-6).ceil().max(0.0) as u64;
    Some(lag)
}

impl Watch {
    /// How long it takes at worst to notice such a share of errors that begins at any time. None when it is not noticed.
    pub fn worst(&self, engine: Engine, scene: &Scene, errors: f64) -> Option<Worst> {
        let lag = lag(self.lookback, self.limit(scene), errors)?;
        let every = self.every?;
        let bears = u64::from(self.failures);
        let counted = if engine == Engine::Flagger {
            every.saturating_mul(bears.max(1))
        } else {
            let first = self.delay.max(every);
            let queries = self.query.saturating_mul(bears.saturating_add(1));
            first.saturating_add(every.saturating_mul(bears)).saturating_add(queries)
        };
        Some(Worst {
            by: Notices::Analysis,
            lag,
            detect: lag.saturating_add(counted),
            from_start: self.from_the_start(engine, scene, errors),
            decide: 0,
        })
    }

    /// The same for what is there when measuring begins.
    pub fn from_the_start(&self, engine: Engine, scene: &Scene, errors: f64) -> Option<u64> {
        let lag = lag(self.lookback, self.limit(scene), errors)?;
        let bears = u64::from(self.failures);
        if engine == Engine::Flagger {
            return Some(self.period().saturating_mul(bears.max(1)).saturating_add(lag));
        }
        if bears > 0 && self.every.is_none() {
            return None;
        }
        let between = self.every.unwrap_or(0).saturating_mul(bears);
        let queries = self.query.saturating_mul(bears.saturating_add(1));
        Some(self.delay.saturating_add(between).saturating_add(queries).saturating_add(lag))
    }
}

impl Course {
    /// Every way to notice such a share of errors, with its worst case.
    pub fn worst(&self, scene: &Scene, errors: f64) -> Vec<Worst> {
        let watch = self.watch.iter().filter_map(|(_, watch)| watch.worst(self.engine, scene, errors));
        let alarm = self.alarm.iter().filter_map(|alarm| {
            let tests = alarm.tests.iter().filter_map(|test| {
                let limit = test.limit(scene)?;
                let lag = lag(alarm.period, Some(limit), errors)?;
                let windows = alarm.period.saturating_mul(alarm.windows(test));
                Some((lag, lag.saturating_add(windows)))
            });
            let (lag, detect) = tests.min_by_key(|(_, detect)| *detect)?;
            Some(Worst {
                by: Notices::Alarm,
                lag,
                detect,
                from_start: Some(detect),
                decide: alarm.decide,
            })
        });
        watch.chain(alarm).collect()
    }

    /// How long it takes to bring all traffic back, once that was decided, when so many instances are new.
    pub fn execute(&self, new: u32) -> u64 {
        let (surge, unavailable) = (self.fences.surge, self.fences.unavailable);
        match self.engine {
            // It acts when it looks the next time.
            Engine::Flagger => {
                let looks = self.watch.as_ref().and_then(|(_, watch)| watch.every).unwrap_or(0);
                looks.saturating_add(self.flip)
            }
            Engine::Flags => self.flip,
            _ if self.flips() => self.flip,
            _ if self.routed => self.flip.max(self.startup),
            _ => {
                let batches = u64::from(new.div_ceil((surge + unavailable).max(1)));
                self.startup.saturating_mul(batches).max(self.flip)
            }
        }
    }
}
