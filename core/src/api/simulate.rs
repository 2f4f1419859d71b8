//! Rollouts over the boundary: what a rollout will be like, and when a bad one is noticed.

use super::Request;
use crate::analysis::rollout::{Asked, Event, Facts, Fault, Moment, Notices, Outcome, Run, Sample, Step, Subject, Sureness, subjects};
use crate::error::Error;
use crate::model::scalar::{Duration, Percent, Rate};
use crate::plan::Plan;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which rollouts, and what is to be taken in place of what the plan says.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SimulateRequest {
    /// One of the strategies; all when left out.
    pub strategy: Option<String>,
    /// One of the environments; all when left out.
    pub environment: Option<String>,
    /// One of the services; all when left out.
    pub service: Option<String>,
    /// How many instances there are.
    pub replicas: Option<u32>,
    /// How many requests there are, such as `100/second`.
    pub requests: Option<Rate>,
    /// The share of requests that fail although nothing is wrong.
    pub error_rate: Option<Percent>,
    /// The share of requests that must not fail.
    pub objective: Option<Percent>,
    /// The time over which that is counted.
    pub over: Option<Duration>,
    /// How long an instance takes until it counts.
    pub startup: Option<Duration>,
    /// How long a measurement takes.
    pub query: Option<Duration>,
    /// What is wrong with the new version.
    pub fault: Option<FaultRequest>,
    /// The share of good releases that a comparison may take for bad ones; 5% when left out.
    pub alpha: Option<Percent>,
    /// The share of bad releases that a comparison is to find; 80% when left out.
    pub power: Option<Percent>,
    /// How many bad releases are drawn at random; none when left out.
    pub runs: u32,
    /// What the draws follow from.
    pub seed: u64,
}

/// What is wrong with the new version.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FaultRequest {
    /// When it begins, from the start of the rollout; at once when left out.
    #[serde(default)]
    pub at: Option<Duration>,
    /// The share of requests to the new version that fail from then on.
    pub error_rate: Percent,
    /// How long its answers take from then on.
    #[serde(default)]
    pub latency: Option<Duration>,
}

/// Draws that are made, at most.
const RUNS: u32 = 1_000_000;

impl Request for SimulateRequest {
    fn hold(&self) -> Result<(), Error> {
        if self.runs > RUNS {
            return Err(Error::argument(format!("`runs` is more than {RUNS}")));
        }
        if self.requests.is_some_and(|requests| requests.per_second() > 1e9) {
            return Err(Error::argument("`requests` is more than a billion a second"));
        }
        for (name, part) in [("alpha", self.alpha), ("power", self.power)] {
            if part.is_some_and(|part| part == Percent::ZERO || part == Percent::HUNDRED) {
                return Err(Error::argument(format!("`{name}` lies between 0% and 100%")));
            }
        }
        Ok(())
    }
}

impl SimulateRequest {
    fn asked(&self) -> Asked {
        let usual = Sureness::default();
        let millis = |duration: Option<Duration>| duration.map(Duration::as_millis);
        let share = |percent: Option<Percent>| percent.map(Percent::as_fraction);
        Asked {
            replicas: self.replicas,
            requests: self.requests.map(Rate::per_second),
            baseline: share(self.error_rate),
            objective: share(self.objective),
            window: millis(self.over),
            startup: millis(self.startup),
            query: millis(self.query),
            fault: self.fault.as_ref().map(|fault| Fault {
                at: fault.at.map_or(0, Duration::as_millis),
                error_rate: fault.error_rate.as_fraction(),
                latency: fault.latency.map(Duration::as_secs_f64),
            }),
            sure: Sureness {
                alpha: share(self.alpha).unwrap_or(usual.alpha),
                power: share(self.power).unwrap_or(usual.power),
            },
        }
    }

    /// The rollouts that are asked about, or which name is wrong.
    fn subjects<'p>(&self, plan: &'p Plan) -> Result<Vec<Subject<'p>>, Error> {
        let delivery = plan.delivery();
        let known = [
            (
                "strategy",
                &self.strategy,
                delivery.strategies.keys().any(|id| Some(id.as_str()) == self.strategy.as_deref()),
            ),
            (
                "environment",
                &self.environment,
                delivery
                    .environments
                    .keys()
                    .any(|id| Some(id.as_str()) == self.environment.as_deref()),
            ),
            (
                "service",
                &self.service,
                delivery.services.keys().any(|id| Some(id.as_str()) == self.service.as_deref()),
            ),
        ];
        for (kind, name, known) in known {
            if let Some(name) = name.as_ref().filter(|_| !known) {
                return Err(Error::argument(format!("the document has no {kind} `{name}`")));
            }
        }
        let wanted = |name: &Option<String>, id: Option<&str>| name.is_none() || name.as_deref() == id;
        let mut list = subjects(plan);
        list.retain(|subject| {
            wanted(&self.strategy, Some(subject.strategy.0.as_str()))
                && wanted(&self.environment, subject.environment.map(|view| view.id.as_str()))
                && wanted(&self.service, subject.service.map(|(id, _)| id.as_str()))
        });
        list.truncate(SHOWN);
        Ok(list)
    }
}

/// Rollouts that are told, at most.
const SHOWN: usize = 100;
/// Moments and measurements that are told of a run, at most.
const MOMENTS: usize = 500;

/// What rollouts will be like.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SimulationJson {
    /// The rollouts.
    pub rollouts: Vec<RolloutJson>,
    /// All of it as a text.
    pub text: String,
    /// All of it as Markdown.
    pub markdown: String,
}

/// What a rollout will be like. Times are in seconds, shares between 0 and 1, weights in percent.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RolloutJson {
    /// The strategy.
    pub strategy: String,
    /// The environment.
    pub environment: Option<String>,
    /// The service.
    pub service: Option<String>,
    /// Who carries it out.
    pub engine: String,
    /// Instances before and after.
    pub replicas: u32,
    /// How many more there may be meanwhile, where the share of instances is the share of traffic.
    pub surge: u32,
    /// How many may be missing.
    pub unavailable: u32,
    /// True when something splits traffic.
    pub routed: bool,
    /// What was taken where nobody says it.
    pub assumed: Vec<String>,
    /// When a good release has all traffic. None when that does not come by itself.
    pub promoted: Option<f64>,
    /// Step by step.
    pub steps: Vec<RolloutStepJson>,
    /// The share of requests that fail of a bad release.
    pub fault_error_rate: f64,
    /// Every way to notice it, with its worst case.
    pub notices: Vec<NoticeJson>,
    /// The worst case until something is done about it.
    pub detect_worst: Option<f64>,
    /// How long it takes to bring traffic back then.
    pub execute: f64,
    /// The worst case until users are rid of it.
    pub rollback_worst: Option<f64>,
    /// How likely it is that it was noticed, by when.
    pub caught: Vec<CaughtJson>,
    /// The same for the moment at which half of the traffic goes to it.
    pub caught_before_half: f64,
    /// The weight at which it is noticed as likely as not.
    pub weight_at_50: Option<f64>,
    /// The weight at which it is noticed in 95 of 100 cases.
    pub weight_at_95: Option<f64>,
    /// How likely it is that a good release is given up.
    pub false_abort: f64,
    /// The part of the error budget that a bad release spends until users are rid of it.
    pub budget_burned: Option<f64>,
    /// The same if nobody noticed it until it had all traffic.
    pub budget_burned_unnoticed: Option<f64>,
    /// A good release, step by step.
    pub good: RunJson,
    /// A bad one.
    pub bad: RunJson,
    /// What many bad ones came to.
    pub draws: Option<DrawsJson>,
}

/// A step of a rollout.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RolloutStepJson {
    /// The step of the strategy it comes from, from zero.
    pub step: Option<usize>,
    /// From when on its weight counts.
    pub from: f64,
    /// Until when.
    pub to: f64,
    /// The weight that was asked for.
    pub requested: f64,
    /// The weight that it really is.
    pub realised: f64,
    /// Instances of the new version.
    pub new: u32,
    /// Instances of the old version.
    pub old: u32,
    /// Requests of the new version.
    pub requests: Option<f64>,
    /// How likely it is that a bad release was noticed before.
    pub caught_before: f64,
    /// The smallest rise of the error rate that this step can see.
    pub smallest_regression: Option<f64>,
    /// The same by the normal distribution, whether it holds here or not.
    pub smallest_regression_normal: Option<f64>,
    /// The same by the binomial distribution.
    pub smallest_regression_exact: Option<f64>,
}

/// A way to notice a bad release.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NoticeJson {
    /// `analysis` of the strategy, or `conditions` of the rollback.
    pub by: &'static str,
    /// How long measurements take to show it.
    pub lag: f64,
    /// How long it takes until it counts, the lag included.
    pub detect: f64,
    /// The same for what is bad already when measuring begins.
    pub detect_from_start: Option<f64>,
    /// How long it takes until someone has decided.
    pub decide: f64,
}

/// How likely it is that a bad release was noticed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CaughtJson {
    /// By when.
    pub at: f64,
    /// How likely.
    pub chance: f64,
}

/// A rollout as it goes.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RunJson {
    /// How it ends: `promoted`, `rolled_back`, `held` or `unfinished`.
    pub outcome: &'static str,
    /// When.
    pub ended: f64,
    /// When all traffic went to the new version.
    pub promoted: Option<f64>,
    /// When it was noticed that something is wrong.
    pub noticed: Option<f64>,
    /// When all traffic was back after that.
    pub back: Option<f64>,
    /// The most instances at once.
    pub most_instances: u32,
    /// The fewest that served.
    pub fewest_serving: u32,
    /// Hours of instances beyond those there always are.
    pub extra_hours: f64,
    /// Requests lost: those that fail and would not have.
    pub lost: f64,
    /// What it was like from each change on.
    pub moments: Vec<MomentJson>,
    /// Measurements.
    pub samples: Vec<SampleJson>,
}

/// A moment at which something changed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MomentJson {
    /// When.
    pub at: f64,
    /// What happened.
    pub event: &'static str,
    /// The weight that is asked for.
    pub requested: f64,
    /// The weight that it really is.
    pub realised: f64,
    /// Instances of the new version.
    pub new: u32,
    /// Those of them that serve.
    pub new_ready: u32,
    /// Instances of the old version.
    pub old: u32,
    /// Those of them that serve.
    pub old_ready: u32,
    /// Requests of the new version so far.
    pub requests: f64,
    /// Requests lost so far.
    pub lost: f64,
    /// The part of the error budget spent so far.
    pub burned: Option<f64>,
}

/// A measurement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SampleJson {
    /// When.
    pub at: f64,
    /// Requests it looked at.
    pub requests: f64,
    /// The share of them that failed.
    pub error_rate: Option<f64>,
    /// Whether it counts as bad. None when nothing can be said.
    pub bad: Option<bool>,
}

/// What many bad releases came to.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DrawsJson {
    /// How many.
    pub runs: u32,
    /// The share that was caught before everything was new.
    pub caught: f64,
    /// Requests lost on average.
    pub mean_lost: f64,
    /// Requests lost in the middle one.
    pub median_lost: f64,
    /// Requests lost in all but the worst twentieth.
    pub p95_lost: f64,
}

/// As seconds.
#[expect(clippy::cast_precision_loss, reason = "a rollout takes less than a hundred thousand years")]
pub(super) fn seconds(millis: u64) -> f64 {
    millis as f64 / 1000.0
}

/// With as many digits as mean something.
pub(super) fn round(number: f64) -> f64 {
    let rounded = (number * 1e9).round() / 1e9;
    if rounded.is_finite() { rounded } else { number }
}

fn run(run: &Run, facts: &Facts<'_>) -> RunJson {
    let scene = &facts.setting.scene;
    let known = scene.requests.is_some();
    // Without a number of requests, a count of them says nothing.
    let count = |number: f64| if known { round(number) } else { 0.0 };
    let moment = |moment: &Moment| MomentJson {
        at: seconds(moment.at),
        event: event(moment.event),
        requested: moment.requested,
        realised: round(moment.realised),
        new: moment.new.0,
        new_ready: moment.new.1,
        old: moment.old.0,
        old_ready: moment.old.1,
        requests: count(moment.requests),
        lost: count(moment.lost),
        burned: scene.burned(moment.lost / scene.rate().max(1e-12) * 1000.0).map(round),
    };
    let sample = |sample: &Sample| SampleJson {
        at: seconds(sample.at),
        requests: count(sample.requests),
        error_rate: sample.errors.map(round),
        bad: sample.bad,
    };
    RunJson {
        outcome: match run.outcome {
            Outcome::Promoted => "promoted",
            Outcome::RolledBack => "rolled_back",
            Outcome::Held => "held",
            Outcome::Unfinished => "unfinished",
        },
        ended: seconds(run.ended),
        promoted: run.promoted.map(seconds),
        noticed: run.noticed.map(seconds),
        back: run.back.map(seconds),
        most_instances: run.most,
        fewest_serving: run.fewest,
        extra_hours: round(run.extra / 3600.0),
        lost: count(run.moments.last().map_or(0.0, |moment| moment.lost)),
        moments: run.moments.iter().take(MOMENTS).map(moment).collect(),
        samples: run.samples.iter().take(MOMENTS).map(sample).collect(),
    }
}

fn event(event: Event) -> &'static str {
    match event {
        Event::Start => "start",
        Event::Instances => "instances",
        Event::Weight(_) => "weight",
        Event::Fault => "fault",
        Event::Promoted => "promoted",
        Event::OldGone => "old_gone",
        Event::Failed => "analysis_failed",
        Event::Alarm => "conditions_hold",
        Event::Back => "back",
        Event::Waits => "waits",
    }
}

fn step(step: &Step) -> RolloutStepJson {
    let sight = step.sight;
    RolloutStepJson {
        step: step.step,
        from: seconds(step.from),
        to: seconds(step.to),
        requested: step.requested,
        realised: round(step.realised),
        new: step.instances.0,
        old: step.instances.1,
        requests: step.requests.map(round),
        caught_before: round(step.caught_before),
        smallest_regression: sight.and_then(|sight| sight.smallest()).map(round),
        smallest_regression_normal: sight.and_then(|sight| sight.normal).map(round),
        smallest_regression_exact: sight.and_then(|sight| sight.exact).map(round),
    }
}

impl RolloutJson {
    fn of(facts: &Facts<'_>) -> Self {
        let course = &facts.setting.course;
        let scene = &facts.setting.scene;
        let worst = facts.worst_case();
        let notice = |worst: &crate::analysis::rollout::Worst| NoticeJson {
            by: match worst.by {
                Notices::Analysis => "analysis",
                Notices::Alarm => "conditions",
            },
            lag: seconds(worst.lag),
            detect: seconds(worst.detect),
            detect_from_start: worst.from_start.map(seconds),
            decide: seconds(worst.decide),
        };
        let caught = |(at, chance): &(u64, f64)| CaughtJson {
            at: seconds(*at),
            chance: round(*chance),
        };
        Self {
            strategy: facts.subject.strategy.0.to_string(),
            environment: facts.subject.environment.map(|view| view.id.to_string()),
            service: facts.subject.service.map(|(id, _)| id.to_string()),
            engine: course.engine.words().to_owned(),
            replicas: course.replicas,
            surge: course.fences.surge,
            unavailable: course.fences.unavailable,
            routed: course.routed,
            assumed: facts.setting.assumed.clone(),
            promoted: facts.outline.promoted.map(seconds),
            steps: facts.steps.iter().map(step).collect(),
            fault_error_rate: scene.fault.map_or(0.0, |fault| round(fault.error_rate)),
            notices: facts.worst.iter().map(notice).collect(),
            detect_worst: worst.map(|(until, _)| seconds(until)),
            execute: seconds(facts.execute),
            rollback_worst: worst.map(|(_, all)| seconds(all)),
            caught: facts.noticing.by.iter().take(MOMENTS).map(caught).collect(),
            caught_before_half: round(facts.caught_before(50.0)),
            weight_at_50: facts.weight_when(0.5).map(round),
            weight_at_95: facts.weight_when(0.95).map(round),
            false_abort: round(facts.false_alarm),
            budget_burned: facts.burned().map(round),
            budget_burned_unnoticed: scene.burned(facts.outline.lost(scene)).map(round),
            good: run(&facts.good, facts),
            bad: run(&facts.bad, facts),
            draws: facts.draws.map(|draws| DrawsJson {
                runs: draws.runs,
                caught: round(draws.caught),
                mean_lost: round(draws.mean_lost),
                median_lost: round(draws.median_lost),
                p95_lost: round(draws.most_lost),
            }),
        }
    }
}

impl SimulationJson {
    /// Simulates the rollouts that are asked about.
    pub fn of(plan: &Plan, request: &SimulateRequest) -> Result<Self, Error> {
        let asked = request.asked();
        let subjects = request.subjects(plan)?;
        let facts = subjects
            .into_iter()
            .map(|subject| Facts::of(plan, subject, &asked).drawn(request.runs, request.seed));
        let facts: Vec<Facts<'_>> = facts.collect();
        let joined = |texts: Vec<String>| texts.join("\n");
        Ok(Self {
            text: joined(facts.iter().map(Facts::to_text).collect()),
            markdown: joined(facts.iter().map(Facts::to_markdown).collect()),
            rollouts: facts.iter().map(RolloutJson::of).collect(),
        })
    }
}

pub(super) fn simulate(plan: &Plan, request: &SimulateRequest) -> Result<SimulationJson, Error> {
    request.hold()?;
    SimulationJson::of(plan, request)
}
