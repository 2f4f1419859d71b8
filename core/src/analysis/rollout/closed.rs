//! A rollout by formulas: which weights hold from when to when, and which measurements are taken. It knows nothing of how
//! engines get there step by step.

use super::fence::Fences;
use super::{Course, Engine, Scene, Watch};

/// A time in which nothing changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plateau {
    /// The leg of the course.
    pub leg: usize,
    /// The step of the strategy it comes from.
    pub step: Option<usize>,
    /// From when, in milliseconds from the start.
    pub from: u64,
    /// Until when.
    pub to: u64,
    /// Share of traffic that was asked for, in percent.
    pub requested: f64,
    /// Share of traffic that the new version really gets, in percent.
    pub realised: f64,
    /// Share of requests that it gets copies of, in percent.
    pub mirror: f64,
    /// Instances of the new version that serve.
    pub new: u32,
    /// Instances of the old version that serve.
    pub old: u32,
}

/// A rollout in which nothing goes wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// What it is like, one after the other.
    pub plateaus: Vec<Plateau>,
    /// When each leg begins, and from when on its weight counts.
    pub legs: Vec<(u64, u64)>,
    /// When everything is new. None when that does not come by itself.
    pub promoted: Option<u64>,
}

/// A measurement that will be taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Planned {
    /// When it ends.
    pub at: u64,
    /// Requests it looks at; shares of seconds when nobody knows how many there are.
    pub requests: f64,
    /// The share of them that will fail.
    pub errors: f64,
}

/// More batches than this are told as one.
const BATCHES: u64 = 2_000;

impl Outline {
    /// The outline of a course.
    pub fn of(course: &Course) -> Self {
        let mut outline = Self {
            plateaus: Vec::new(),
            legs: Vec::new(),
            promoted: None,
        };
        let mut now = 0_u64;
        let mut last = (0, course.replicas);
        let mut weight = (0.0, 0.0);
        for (number, leg) in course.legs.iter().enumerate() {
            let begun = now;
            let plateau = |from: u64, to: u64, requested: f64, realised: f64, (new, old): (u32, u32)| Plateau {
                leg: number,
                step: leg.step,
                from,
                to,
                requested,
                realised,
                mirror: 0.0,
                new,
                old,
            };
            // Until the instances are there.
            if course.routed && course.engine != Engine::Flags {
                let wait = if leg.new > last.0 { course.startup } else { 0 };
                let to = now.saturating_add(wait).saturating_add(leg.before);
                outline.plateaus.push(Plateau {
                    mirror: weight.1,
                    ..plateau(now, to, leg.weight, weight.0, last)
                });
                now = to;
            } else if !course.routed {
                let batches = batches(course.fences, last, (leg.new, leg.old), course.replicas);
                for batch in 0..batches.min(BATCHES) {
                    let to = now.saturating_add(course.startup);
                    let there = course.between(last, (leg.new, leg.old), batch);
                    outline.plateaus.push(plateau(now, to, leg.weight, share(there), there));
                    now = to;
                }
                now = now.saturating_add(course.startup.saturating_mul(batches.saturating_sub(BATCHES)));
            }
            last = (leg.new, leg.old);
            let realised = if course.routed { leg.weight } else { share(last) };
            weight = (realised, leg.mirror);
            outline.legs.push((begun, now));
            let Some(watched) = leg.watch.as_ref().map_or(Some(0), Watch::length) else {
                return outline;
            };
            let to = now.saturating_add(leg.hold.max(watched));
            outline.plateaus.push(Plateau {
                mirror: leg.mirror,
                ..plateau(now, to, leg.weight, realised, last)
            });
            now = to;
        }
        if course.legs.last().is_some_and(|leg| leg.weight >= 100.0) {
            outline.promoted = Some(now);
        }
        outline.plateaus.retain(|plateau| plateau.to > plateau.from);
        outline
    }

    /// When it ends, or as far as it gets by itself.
    pub fn ends(&self) -> u64 {
        let last = self.plateaus.last().map_or(0, |plateau| plateau.to);
        self.promoted.unwrap_or(last)
    }

    /// The weight-minutes of the fault, as the milliseconds in which all requests would have failed: every plateau by its
    /// share, its length after the fault begins, and how much worse the new version is.
    pub fn lost(&self, scene: &Scene) -> f64 {
        let Some(fault) = scene.fault else { return 0.0 };
        let worse = fault.error_rate - scene.baseline;
        let parts = self.plateaus.iter().map(|plateau| {
            let from = plateau.from.max(fault.at);
            millis(plateau.to.saturating_sub(from)) * plateau.realised / 100.0
        });
        parts.sum::<f64>() * worse
    }

    /// The measurements of a watch from a time on, until another.
    pub fn samples(&self, watch: &Watch, from: u64, until: u64, scene: &Scene) -> Vec<Planned> {
        let most = watch.samples().unwrap_or(MEASURED).min(MEASURED);
        let first = from.saturating_add(watch.delay).saturating_add(watch.query);
        let times = (0..u64::from(most)).map(|number| first.saturating_add(watch.period().saturating_mul(number)));
        times
            .take_while(|at| *at <= until)
            .map(|at| self.planned(at, watch.lookback, scene, false))
            .collect()
    }

    /// What a look back from a time will show: of the new version, or of all requests.
    pub fn planned(&self, at: u64, lookback: u64, scene: &Scene, all: bool) -> Planned {
        let begin = at.saturating_sub(lookback);
        let fault = scene.fault.map_or(u64::MAX, |fault| fault.at);
        let (mut healthy, mut faulty) = (0.0, 0.0);
        let first = self.plateaus.partition_point(|plateau| plateau.to <= begin);
        let within = self.plateaus.iter().skip(first).take_while(|plateau| plateau.from < at);
        let after = self.ends();
        let last = (at > after && self.promoted.is_some()).then_some((after.max(begin), at, 100.0));
        let parts = within.map(|plateau| (plateau.from.max(begin), plateau.to.min(at), plateau.realised + plateau.mirror));
        for (from, to, share) in parts.chain(last) {
            let good = millis(to.min(fault).saturating_sub(from));
            let bad = millis(to.saturating_sub(from.max(fault)));
            healthy += good * share / 100.0;
            faulty += bad * share / 100.0;
        }
        let error_rate = scene.fault.map_or(scene.baseline, |fault| fault.error_rate);
        let mut seen = healthy + faulty;
        let mut failed = healthy * scene.baseline + faulty * error_rate;
        if all {
            let whole = millis(at - begin);
            failed += (whole - seen).max(0.0) * scene.baseline;
            seen = whole;
        }
        Planned {
            at,
            requests: seen / 1000.0 * scene.rate(),
            errors: if seen > 0.0 { failed / seen } else { 0.0 },
        }
    }
}

impl Course {
    /// Instances that serve after so many batches.
    fn between(&self, (new, old): (u32, u32), (new_wanted, old_wanted): (u32, u32), batches: u64) -> (u32, u32) {
        let Fences { surge, unavailable } = self.fences;
        let moved = u64::from(surge + unavailable) * batches;
        let moved = u32::try_from(moved).unwrap_or(u32::MAX);
        // What may be missing is stopped at once; after that, as much as became ready.
        let spare = (new + old).saturating_sub(self.replicas.saturating_sub(unavailable));
        let serves_new = new.saturating_add(moved).min(new_wanted.max(new));
        let serves_old = old.saturating_sub(spare.saturating_add(moved)).max(old_wanted.min(old));
        (serves_new, serves_old)
    }
}

/// Batches it takes to get from some instances to others.
fn batches(fences: Fences, (new, old): (u32, u32), (new_wanted, old_wanted): (u32, u32), replicas: u32) -> u64 {
    let room = (replicas + fences.surge).saturating_sub(new + old);
    let spare = (new + old).saturating_sub(replicas.saturating_sub(fences.unavailable));
    let more = new_wanted.saturating_sub(new);
    let fewer = old.saturating_sub(old_wanted);
    // The first batch has the room there is and what is stopped for it, all others what the fences leave.
    let first = room + spare.min(fewer);
    let rest = more.saturating_sub(first);
    if more == 0 {
        return 0;
    }
    1 + u64::from(rest.div_ceil((fences.surge + fences.unavailable).max(1)))
}

/// Measurements that are planned, at most.
const MEASURED: u32 = 1_000;

#[expect(clippy::cast_precision_loss, reason = "a rollout takes less than a hundred thousand years")]
pub(super) fn millis(time: u64) -> f64 {
    time as f64
}

/// The share of instances, in percent.
fn share((new, old): (u32, u32)) -> f64 {
    let all = f64::from(new) + f64::from(old);
    if all > 0.0 { 100.0 * f64::from(new) / all } else { 0.0 }
}
