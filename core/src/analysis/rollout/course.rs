//! What a strategy asks of its engine, as numbers: one leg after the other.

use super::fence::{Fences, beside, fences, in_proportion, nearest, part_up};
use super::{Alarm, Engine, Watch};
use crate::model::scalar::{Duration, Percent};
use crate::model::{Analysis, BlueGreen, Canary, CanaryStep, GateKind, Rolling, Share, Strategy, StrategyKind};

/// What a strategy asks of its engine. Times are in milliseconds, weights in percent.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Who carries it out.
    pub engine: Engine,
    /// Instances there are before and after.
    pub replicas: u32,
    /// How many more or fewer there may be meanwhile, where that is limited.
    pub fences: Fences,
    /// True when something splits traffic; otherwise the share of instances is the share of traffic.
    pub routed: bool,
    /// How long an instance takes until it counts.
    pub startup: u64,
    /// How long it takes to give traffic back to a version that still runs.
    pub flip: u64,
    /// True when the old version shrinks as the new one grows.
    pub shrinks: bool,
    /// What is asked for, in order.
    pub legs: Vec<Leg>,
    /// What is watched from a leg on, by its number.
    pub watch: Option<(usize, Watch)>,
    /// What starts a rollback.
    pub alarm: Option<Alarm>,
    /// How long the old version is kept after all traffic has left it. None when it stays.
    pub keep_old: Option<u64>,
    /// How long the new version is kept after it was given up. None when it stays.
    pub keep_failed: Option<u64>,
}

/// One thing that is asked of an engine: so much traffic for the new version, for so long.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leg {
    /// Share of traffic for the new version, in percent.
    pub weight: f64,
    /// Share of requests that it gets copies of, in percent.
    pub mirror: f64,
    /// Instances of the new version.
    pub new: u32,
    /// Instances of the old version.
    pub old: u32,
    /// Time that passes before the weight counts, once the instances are there.
    pub before: u64,
    /// How long to stay.
    pub hold: u64,
    /// What must have ended before the next leg.
    pub watch: Option<Watch>,
    /// True when a person or another gate is waited for.
    pub gated: bool,
    /// The step of the strategy it comes from.
    pub step: Option<usize>,
}

/// What must be known beside the strategy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Means {
    /// Instances there are.
    pub replicas: u32,
    /// How long an instance takes until it is ready.
    pub startup: u64,
    /// How long a measurement takes.
    pub query: u64,
    /// How long it takes to give traffic back, when that is known.
    pub flip: Option<u64>,
}

/// As many instances are told apart at most.
pub(super) const MOST: u32 = 1_000_000;
/// What an engine needs to set a weight, unless something is known: some seconds until all routers have heard of it.
const FLIP: u64 = 5_000;
/// How long Argo Rollouts keeps what gets no more traffic.
const ARGO_KEEPS: u64 = 30_000;
/// How often Flagger looks, unless told.
const FLAGGER_LOOKS: u64 = 60_000;

impl Course {
    /// What a strategy asks of an engine.
    pub fn of(strategy: &Strategy, engine: Engine, means: &Means) -> Self {
        let means = &Means {
            replicas: means.replicas.min(MOST),
            ..means.clone()
        };
        let mut course = Self {
            engine,
            replicas: means.replicas,
            fences: fences(means.replicas, None, None),
            routed: !matches!(engine, Engine::Kubernetes | Engine::ArgoPods | Engine::Machines | Engine::Flags),
            startup: means.startup,
            flip: means.flip.unwrap_or(FLIP),
            shrinks: engine == Engine::Revisions,
            legs: Vec::new(),
            watch: None,
            alarm: None,
            keep_old: match engine {
                Engine::ArgoTraffic | Engine::ArgoPods => Some(ARGO_KEEPS),
                Engine::Slots | Engine::Revisions => None,
                _ => Some(0),
            },
            keep_failed: match engine {
                Engine::ArgoTraffic => Some(ARGO_KEEPS),
                Engine::Slots | Engine::Revisions => None,
                _ => Some(0),
            },
        };
        match &strategy.kind {
            StrategyKind::Recreate(_) => course.recreate(),
            StrategyKind::Rolling(rolling) => course.rolling(rolling),
            StrategyKind::BlueGreen(blue_green) => course.blue_green(blue_green, means),
            StrategyKind::Canary(canary) => course.canary(canary, means),
            StrategyKind::Linear(linear) => {
                course.watched(0, linear.analysis.as_ref(), means);
                let every = linear.every.as_millis();
                course.climb(linear_steps(linear.step).map(|weight| (weight, every)));
            }
            StrategyKind::Shadow(shadow) => {
                course.routed = true;
                course.watched(0, shadow.analysis.as_ref(), means);
                let mirror = percent(shadow.mirror);
                let (new, old) = course.instances(mirror.max(f64::MIN_POSITIVE));
                course.legs.push(Leg {
                    mirror,
                    new,
                    old,
                    hold: shadow.length.as_millis(),
                    ..Leg::default()
                });
            }
            StrategyKind::Ab(test) => {
                course.routed = true;
                course.watched(0, test.analysis.as_ref(), means);
                // Without a share nobody knows how many users have the header; half of them is the most it can teach.
                let weight = test.share.map_or(50.0, percent);
                course.climb([(weight, test.length.as_millis())]);
            }
            StrategyKind::FeatureFlag(flag) => {
                course.routed = true;
                course.watched(0, flag.analysis.as_ref(), means);
                course.steps(&flag.steps, means);
            }
        }
        course.finish(means);
        course
    }

    /// The same, with what starts a rollback.
    pub fn alarmed(mut self, alarm: Option<Alarm>) -> Self {
        self.alarm = alarm;
        self
    }

    /// True when traffic can go back at once, since all of the old version still runs while the new one is tried.
    pub fn flips(&self) -> bool {
        self.routed && !self.shrinks
    }

    /// Instances of both versions for a weight.
    fn instances(&self, weight: f64) -> (u32, u32) {
        let n = self.replicas;
        match self.engine {
            Engine::Kubernetes | Engine::Machines => (in_proportion(n, weight), n - in_proportion(n, weight).min(n)),
            Engine::ArgoPods => nearest(n, weight, self.fences.surge),
            Engine::ArgoTraffic | Engine::Pipeline | Engine::Slots => {
                let new = in_proportion(n, weight);
                (new, if self.shrinks { in_proportion(n, 100.0 - weight) } else { n })
            }
            Engine::Revisions => (in_proportion(n, weight), in_proportion(n, 100.0 - weight)),
            Engine::CloudDeploy => (beside(n, weight), n),
            Engine::Flagger | Engine::CodeDeploy | Engine::Ecs => (n, n),
            Engine::Flags => (n, 0),
        }
    }

    fn recreate(&mut self) {
        self.routed = false;
        self.fences = Fences {
            surge: 0,
            unavailable: self.replicas,
        };
        self.legs.push(self.full());
    }

    fn rolling(&mut self, rolling: &Rolling) {
        let n = self.replicas;
        self.routed = false;
        self.fences = match (self.engine, rolling.batch) {
            (Engine::Kubernetes | Engine::ArgoPods | Engine::ArgoTraffic | Engine::Flagger, None) => {
                fences(n, rolling.max_surge, rolling.max_unavailable)
            }
            // Amazon ECS keeps all tasks and may start as many again.
            (Engine::Ecs, None) => {
                let surge = rolling.max_surge.unwrap_or(Share::Count(n));
                fences(n, Some(surge), Some(rolling.max_unavailable.unwrap_or(Share::Count(0))))
            }
            (_, batch) => {
                let batch = batch.or(rolling.max_unavailable).unwrap_or(Share::Count(1));
                let count = match batch {
                    Share::Count(count) => count,
                    Share::Percent(part) => part_up(n, part),
                };
                fences(n, Some(rolling.max_surge.unwrap_or(Share::Count(0))), Some(Share::Count(count)))
            }
        };
        let more = [rolling.min_ready, rolling.pause];
        let more = more.into_iter().flatten().map(Duration::as_millis);
        self.startup = more.fold(self.startup, u64::saturating_add);
        self.legs.push(self.full());
    }

    fn blue_green(&mut self, said: &BlueGreen, means: &Means) {
        let n = self.replicas;
        self.routed = true;
        self.shrinks = false;
        let preview = match said.preview {
            Some(Share::Count(count)) => count.min(n),
            Some(Share::Percent(part)) => part_up(n, part),
            None => n,
        };
        self.legs.push(Leg {
            new: preview,
            old: n,
            gated: said.automatic == Some(false),
            ..Leg::default()
        });
        self.legs.push(Leg {
            weight: 100.0,
            new: n,
            old: n,
            ..Leg::default()
        });
        self.watched(1, said.analysis.as_ref(), means);
        if let Some(keep) = said.keep_old {
            self.keep_old = Some(keep.as_millis());
        }
    }

    fn canary(&mut self, canary: &Canary, means: &Means) {
        if matches!(self.engine, Engine::ArgoPods | Engine::Kubernetes | Engine::Machines) {
            self.fences = fences(self.replicas, canary.max_surge, canary.max_unavailable);
        }
        // Without a router, steps of a pipeline and Cloud Deploy on a cluster change the number of instances only.
        if matches!(self.engine, Engine::Pipeline | Engine::CloudDeploy) {
            self.routed = canary.traffic.is_some();
        }
        self.shrinks |= canary.shrink_stable == Some(true);
        if let Some(keep) = canary.keep_failed {
            // Nothing at all means to Argo Rollouts that it stays.
            let stays = self.engine == Engine::ArgoTraffic && keep.is_zero();
            self.keep_failed = (!stays).then(|| keep.as_millis());
        }
        self.watched(0, canary.analysis.as_ref(), means);
        self.steps(&canary.steps, means);
    }

    /// What is watched from a leg on.
    fn watched(&mut self, leg: usize, analysis: Option<&Analysis>, means: &Means) {
        self.watch = analysis
            .and_then(|analysis| Watch::of(analysis, means.query))
            .map(|watch| (leg, watch));
        if self.engine == Engine::Flagger
            && let Some((_, watch)) = &mut self.watch
        {
            watch.every = watch.every.or(Some(FLAGGER_LOOKS));
            watch.failures = watch.failures.max(1);
            watch.delay = 0;
            watch.count = None;
        }
    }

    /// How long Flagger stays at a weight: until it looks again.
    fn beat(&self) -> Option<u64> {
        let looks = self.watch.as_ref().and_then(|(_, watch)| watch.every);
        (self.engine == Engine::Flagger).then(|| looks.unwrap_or(FLAGGER_LOOKS))
    }

    fn climb(&mut self, weights: impl IntoIterator<Item = (f64, u64)>) {
        for (number, (weight, hold)) in weights.into_iter().enumerate() {
            let (new, old) = self.instances(weight);
            let hold = if weight >= 100.0 { 0 } else { hold };
            let leg = Leg {
                weight,
                new,
                old,
                hold: self.beat().unwrap_or(hold),
                step: Some(number),
                ..Leg::default()
            };
            self.legs.push(leg);
        }
    }

    fn steps(&mut self, steps: &[CanaryStep], means: &Means) {
        let mut weight = 0.0;
        // Instances that a step asked for without a weight stay as they are until a step asks for others.
        let mut kept: Option<Share> = None;
        for (number, step) in steps.iter().enumerate() {
            if let Some(said) = step.weight {
                weight = percent(said);
            } else if step.replicas.is_some() {
                kept = step.replicas;
            }
            let (mut new, old) = self.instances(weight);
            if self.engine == Engine::ArgoTraffic
                && let Some(share) = step.replicas.or(kept)
            {
                new = match share {
                    Share::Count(count) => count.min(MOST),
                    Share::Percent(part) => part_up(self.replicas, part),
                };
            }
            let bakes = step.gates.iter().filter_map(|gate| match &gate.kind {
                GateKind::Bake(bake) => Some(bake.length.as_millis()),
                _ => None,
            });
            let hold = bakes.fold(step.hold.map_or(0, Duration::as_millis), u64::saturating_add);
            let leg = Leg {
                weight,
                new,
                old,
                hold: self.beat().unwrap_or(hold),
                watch: step.analysis.as_ref().and_then(|analysis| Watch::of(analysis, means.query)),
                gated: step.gates.iter().any(|gate| !matches!(gate.kind, GateKind::Bake(_))),
                step: Some(number),
                ..Leg::default()
            };
            self.legs.push(leg);
        }
    }

    /// Everything new.
    fn full(&self) -> Leg {
        Leg {
            weight: 100.0,
            new: self.replicas,
            ..Leg::default()
        }
    }

    /// Adds what engines do by themselves after the last step.
    fn finish(&mut self, means: &Means) {
        let promotes = self.engine == Engine::Flagger && self.legs.iter().any(|leg| leg.weight < 100.0 || leg.mirror > 0.0);
        if promotes {
            // Flagger brings the new version to the old one's place, a few instances at a time, before it lets go of the canary.
            let Fences { surge, unavailable } = self.fences;
            let batches = u64::from(self.replicas.div_ceil((surge + unavailable).max(1)));
            let leg = Leg {
                old: self.replicas,
                before: batches.saturating_mul(means.startup),
                ..self.full()
            };
            self.legs.push(leg);
        } else if self.engine.finishes() && self.legs.last().is_none_or(|leg| leg.weight < 100.0) {
            let (new, old) = self.instances(100.0);
            let leg = Leg { new, old, ..self.full() };
            self.legs.push(leg);
        }
    }
}

/// A share in percent.
fn percent(share: Percent) -> f64 {
    share.as_decimal().to_f64()
}

/// The weights of equal steps, up to all.
fn linear_steps(step: Percent) -> impl Iterator<Item = f64> {
    // A step of less than a hundredth of a percent would take ten thousand of them.
    let step = percent(step).max(0.01);
    let mut next = 1_u32;
    std::iter::from_fn(move || {
        let weight = step * f64::from(next);
        let before = step * f64::from(next - 1);
        next += 1;
        (before < 100.0).then(|| weight.min(100.0))
    })
}
