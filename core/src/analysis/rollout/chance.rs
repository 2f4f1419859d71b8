//! How likely it is that a bad release is noticed, and that a good one is taken for one.

use super::{Alarm, Course, Engine, Limit, Outline, Planned, Scene, Watch};
use crate::numbers::{binomial_at_least, in_a_row, reached};

/// How likely it is that a release has been given up by a time: the time of each measurement, in order, with the
/// probability.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Noticing {
    /// The measurements of the analyses, with the chance that each is bad.
    pub samples: Vec<(Planned, f64)>,
    /// When something was looked at, and how likely it is that it had been noticed by then.
    pub by: Vec<(u64, f64)>,
}

/// Windows of an alarm that are looked at, at most.
const WINDOWS: u64 = 2_000;

impl Noticing {
    /// What the watch and the alarms of a course would notice in a scene. Several that look at the same requests are no
    /// surer together than the surest of them.
    pub fn of(course: &Course, outline: &Outline, scene: &Scene) -> Self {
        let mut noticing = Self::default();
        let ends = outline.ends();
        let mut lines: Vec<Vec<(u64, f64)>> = Vec::new();
        let watches = course.watch.iter().map(|(leg, watch)| {
            let from = outline.legs.get(*leg).map_or(0, |(begun, _)| *begun);
            // After the switch the analysis of a blue-green switch goes on.
            let after = if *leg > 0 {
                watch.length().or(course.keep_old).unwrap_or(0)
            } else {
                0
            };
            (watch, from, ends.saturating_add(after))
        });
        let inline = course.legs.iter().zip(&outline.legs).filter_map(|(leg, (_, at))| {
            let watch = leg.watch.as_ref()?;
            Some((watch, *at, watch.length().map_or(ends, |length| at.saturating_add(length))))
        });
        for (watch, from, until) in watches.chain(inline) {
            let samples = if course.engine == Engine::Flagger {
                looks(course, outline, watch, scene)
            } else {
                outline.samples(watch, from, until, scene)
            };
            let chances: Vec<f64> = samples.iter().map(|sample| watch.chance(sample, scene)).collect();
            let needed = needed(course.engine, watch);
            lines.push(samples.iter().map(|sample| sample.at).zip(reached(&chances, needed)).collect());
            noticing.samples.extend(samples.into_iter().zip(chances));
        }
        if let Some(alarm) = &course.alarm {
            let slowest = alarm.tests.iter().map(|test| alarm.windows(test)).max().unwrap_or(1);
            let windows = (ends / alarm.period + slowest + 1).min(WINDOWS);
            for test in &alarm.tests {
                let Some(limit) = test.limit(scene) else { continue };
                let seen: Vec<Planned> = (1..=windows)
                    .map(|window| outline.planned(alarm.period.saturating_mul(window), alarm.period, scene, true))
                    .collect();
                let chances: Vec<f64> = seen.iter().map(|window| limit.chance(window, scene)).collect();
                let needed = usize::try_from(alarm.windows(test)).unwrap_or(usize::MAX);
                lines.push(seen.iter().map(|window| window.at).zip(in_a_row(&chances, needed)).collect());
            }
        }
        noticing.samples.sort_by_key(|(sample, _)| sample.at);
        noticing.by = surest(&lines);
        noticing
    }

    /// How likely it is that it had been noticed by a time.
    pub fn until(&self, time: u64) -> f64 {
        let at = self.by.partition_point(|(at, _)| *at <= time);
        at.checked_sub(1).and_then(|at| self.by.get(at)).map_or(0.0, |(_, chance)| *chance)
    }

    /// The first time by which it is as likely as this.
    pub fn when(&self, chance: f64) -> Option<u64> {
        self.by.iter().find(|(_, reached)| *reached >= chance).map(|(at, _)| *at)
    }

    /// How likely it is in the end.
    pub fn at_last(&self) -> f64 {
        self.by.last().map_or(0.0, |(_, chance)| *chance)
    }
}

/// Bad measurements that give a release up: Flagger at the number it is told, all others beyond what they may bear.
pub(super) fn needed(engine: Engine, watch: &Watch) -> usize {
    let bears = watch.failures as usize;
    if engine == Engine::Flagger {
        bears.max(1)
    } else {
        bears.saturating_add(1)
    }
}

/// Flagger looks at the end of every weight, and once more for each time it stays there.
fn looks(course: &Course, outline: &Outline, watch: &Watch, scene: &Scene) -> Vec<Planned> {
    let weighted = course.legs.iter().zip(&outline.legs);
    let weighted = weighted.filter(|(leg, _)| leg.hold > 0 && (leg.weight > 0.0 || leg.mirror > 0.0));
    weighted
        .map(|(leg, (_, at))| outline.planned(at.saturating_add(leg.hold), watch.lookback, scene, false))
        .collect()
}

/// The surest of several lines at every time of any of them.
fn surest(lines: &[Vec<(u64, f64)>]) -> Vec<(u64, f64)> {
    let mut all: Vec<(u64, f64)> = lines.iter().flatten().copied().collect();
    all.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    let mut best = 0.0_f64;
    for (_, chance) in &mut all {
        best = best.max(*chance);
        *chance = best.clamp(0.0, 1.0);
    }
    all.dedup_by(|later, earlier| {
        let same = later.0 == earlier.0;
        if same {
            earlier.1 = later.1;
        }
        same
    });
    all
}

impl Watch {
    /// The chance that a measurement is bad.
    pub fn chance(&self, sample: &Planned, scene: &Scene) -> f64 {
        if sample.requests <= 0.0 {
            return 0.0;
        }
        let slow = self.tests.iter().any(|test| {
            let latency = |_: f64| match scene.fault {
                Some(fault) if fault.at < sample.at => fault.latency.or(scene.latency),
                _ => scene.latency,
            };
            test.limit(scene).is_none() && test.is_bad(scene, Some(0.0), latency) == Some(true)
        });
        if slow {
            return 1.0;
        }
        self.limit(scene).map_or(0.0, |limit| limit.chance(sample, scene))
    }
}

impl Limit {
    /// The chance that a measurement passes the limit: exactly, by the binomial distribution; sure or impossible when nobody
    /// knows how many requests there are.
    pub fn chance(self, sample: &Planned, scene: &Scene) -> f64 {
        if scene.requests.is_none() {
            return if sample.requests > 0.0 && self.is_passed_by(sample.errors) {
                1.0
            } else {
                0.0
            };
        }
        let requests = independent(sample.requests, scene);
        if requests == 0 {
            return 0.0;
        }
        binomial_at_least(requests, sample.errors, self.failures(requests))
    }
}

/// Requests that tell something each, of so many.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "such casts stop at the ends")]
pub(super) fn independent(requests: f64, scene: &Scene) -> u64 {
    ((requests / scene.clustering.max(1.0)) + 1e-6).floor() as u64
}

impl Alarm {
    /// The test that takes longest to be sure.
    pub fn slowest(&self) -> u64 {
        self.tests.iter().map(|test| self.windows(test)).max().unwrap_or(1)
    }
}
