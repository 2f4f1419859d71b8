//! How long the way back takes at worst, from the first bad minute to the last good version.

use super::ground;
use crate::analysis::rollout::{Alarm, Asked, Course, Engine, Setting, Subject, decide, subjects};
use crate::graph::{Digraph, longest_path, named, topological_order};
use crate::model::scalar::{Duration, DurationRange};
use crate::model::{Action, Extensions, Id, Method, Rollback, RollbackStep, Rolling, Strategy, StrategyKind};
use crate::plan::Plan;
use crate::resolve::{EnvironmentView, Point};
use std::collections::HashMap;

/// How long the way back takes at worst, part by part, in milliseconds. None where nobody says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// Until it is noticed.
    pub detect: Option<u64>,
    /// Until someone has decided.
    pub decide: Option<u64>,
    /// Until the old version serves everyone.
    pub execute: Option<u64>,
    /// Until what else belongs to it is done.
    pub rest: u64,
    /// What nobody says, and what that means for the sum.
    pub unknown: Vec<String>,
}

impl Times {
    /// From the first bad minute until the old version serves everyone: at least this much, when something is unknown.
    pub fn total(&self) -> u64 {
        [self.detect, self.decide, self.execute]
            .into_iter()
            .flatten()
            .fold(0, u64::saturating_add)
    }

    /// True when nothing is missing.
    pub fn is_known(&self) -> bool {
        self.detect.is_some() && self.decide.is_some() && self.execute.is_some()
    }
}

/// A promise, and whether it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Where it is made: `rollbacks.x.within` or `objectives.recovery_time`.
    pub place: &'static str,
    /// What is promised, in milliseconds.
    pub within: u64,
    /// False when it takes longer at worst. None when that is not known.
    pub holds: Option<bool>,
}

/// A further part of a rollback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'p> {
    /// Its id.
    pub id: &'p Id,
    /// What the document says.
    pub step: &'p RollbackStep,
}

pub(super) fn promises(plan: &Plan, rollback: &Rollback, times: &Times) -> Vec<Promise> {
    let objective = plan.delivery().objectives.as_ref().and_then(|objectives| objectives.recovery_time);
    let said = [("within", rollback.within), ("recovery_time", objective)];
    let promise = |(place, within): (&'static str, Option<Duration>)| {
        let within = within?.as_millis();
        let holds = if times.total() > within {
            Some(false)
        } else {
            times.is_known().then_some(true)
        };
        Some(Promise { place, within, holds })
    };
    said.into_iter().filter_map(promise).collect()
}

/// The further parts of a rollback, each after those it waits for.
pub(super) fn parts(rollback: &Rollback) -> Vec<Part<'_>> {
    let graph = graph(rollback);
    let order = topological_order(&graph).unwrap_or_else(|_| (0_u32..).take(rollback.steps.len()).collect());
    let part = |number: u32| rollback.steps.get_index(number as usize).map(|(id, step)| Part { id, step });
    order.into_iter().filter_map(part).collect()
}

fn graph(rollback: &Rollback) -> Digraph {
    named(rollback.steps.iter().map(|(id, step)| (id, step.after.iter())))
}

/// How long the further parts take, those that wait for nothing side by side.
fn rest(rollback: &Rollback) -> u64 {
    let graph = graph(rollback);
    let weights: Vec<u64> = rollback.steps.values().map(|step| worst(step.takes).unwrap_or(0)).collect();
    match topological_order(&graph) {
        Ok(order) => longest_path(&graph, &order, &weights).total(),
        Err(_) => weights.into_iter().fold(0, u64::saturating_add),
    }
}

fn worst(range: Option<DurationRange>) -> Option<u64> {
    range.map(|range| range.worst().as_millis())
}

/// What all ways back of a plan need to know of it.
pub(super) struct Clock<'p> {
    plan: &'p Plan,
    subjects: HashMap<Option<&'p Id>, Vec<Subject<'p>>>,
    /// The longest that a job which deploys there lasts, and the longest way through the pipeline to its end.
    deploys: HashMap<&'p Id, (u64, u64)>,
}

impl<'p> Clock<'p> {
    pub(super) fn of(plan: &'p Plan) -> Self {
        let mut by_environment: HashMap<Option<&Id>, Vec<Subject<'_>>> = HashMap::new();
        for subject in subjects(plan) {
            let id = subject.environment.map(|view| view.id);
            by_environment.entry(id).or_default().push(subject);
        }
        let lasts = |point: &Point| match point {
            Point::Job(job) => plan.job(*job).and_then(|job| {
                let stage = plan.stage(job.stage).and_then(|stage| worst(stage.stage.lasts));
                worst(job.job.lasts).or(stage)
            }),
            _ => None,
        };
        let weights: Vec<u64> = plan.points().iter().map(|point| lasts(point).unwrap_or(0)).collect();
        let path = longest_path(plan.flow(), plan.order(), &weights);
        let mut deploys: HashMap<&Id, (u64, u64)> = HashMap::new();
        for job in plan.jobs().filter(|job| job.deploys) {
            let own = weights.get(job.point as usize).copied().unwrap_or(0);
            let Some(known) = lasts(&Point::Job(job.index)) else { continue };
            let end = path.start(job.point).saturating_add(own);
            for (_, step) in job.steps() {
                if let (Action::Deploy(_), Some(id)) = (&step.action, ground(plan, &job, &step.action)) {
                    let there = deploys.entry(id).or_default();
                    *there = (there.0.max(known), there.1.max(end));
                }
            }
        }
        Self {
            plan,
            subjects: by_environment,
            deploys,
        }
    }

    pub(super) fn of_environment(&self, view: EnvironmentView<'p>, rollback: &Rollback) -> Times {
        let mut unknown = Vec::new();
        let here: &[Subject<'p>] = self.subjects.get(&Some(view.id)).map_or(&[], Vec::as_slice);
        let settings: Vec<Setting> = here
            .iter()
            .map(|subject| Setting::of(self.plan, subject, &Asked::default()))
            .collect();
        let detect = match Alarm::of(rollback, 0) {
            Some(alarm) => Some(alarm.period.saturating_mul(alarm.slowest().saturating_add(1))),
            None => settings.iter().filter_map(|setting| at_worst(&setting.course)).max(),
        };
        if detect.is_none() {
            unknown.push(String::from(
                "how long it takes until a bad release is noticed, since nothing looks for one",
            ));
        }
        let mut assumed = Vec::new();
        let decide = decide(self.plan, rollback, &mut assumed);
        let decide = assumed.is_empty().then_some(decide);
        if decide.is_none() {
            unknown.push(String::from("how long a person takes to decide"));
        }
        let execute = worst(rollback.takes).or_else(|| self.execute(view, rollback, &settings));
        if execute.is_none() {
            unknown.push(format!("how long `{}` takes", rollback.method.key()));
        }
        Times {
            detect,
            decide,
            execute,
            rest: rest(rollback),
            unknown,
        }
    }

    /// How long a method takes that does not say it itself.
    fn execute(&self, view: EnvironmentView<'p>, rollback: &Rollback, settings: &[Setting]) -> Option<u64> {
        match &rollback.method {
            Method::RestoreData(_) => None,
            Method::GitRevert(_) => self.deploys.get(view.id).map(|(_, way)| *way),
            Method::RedeployPrevious(_) => self.deploys.get(view.id).map(|(job, _)| *job),
            Method::KubernetesUndo(_) | Method::SwarmRollback(_) => {
                let known = settings.iter().filter(|setting| setting.counted);
                let rolls = known.map(|setting| replaced(&setting.course));
                rolls.max()
            }
            Method::FlagOff(_) | Method::TrafficShift(_) | Method::ArgoRollback(_) | Method::SlotSwap(_) => {
                let flips = settings.iter().map(|setting| setting.course.execute(setting.course.replicas));
                flips.max()
            }
        }
    }
}

/// How long it takes at worst until the analysis of a strategy has seen enough.
fn at_worst(course: &Course) -> Option<u64> {
    let (_, watch) = course.watch.as_ref()?;
    let every = watch.every?;
    let bears = u64::from(watch.failures);
    let counted = if course.engine == Engine::Flagger {
        every.saturating_mul(bears.max(1))
    } else {
        let queries = watch.query.saturating_mul(bears.saturating_add(1));
        watch
            .delay
            .max(every)
            .saturating_add(every.saturating_mul(bears))
            .saturating_add(queries)
    };
    Some(watch.lookback.saturating_add(counted))
}

/// How long it takes to replace all instances once more.
fn replaced(course: &Course) -> u64 {
    let rolling = Strategy {
        summary: None,
        gates: Vec::new(),
        startup: None,
        drain: None,
        progress_deadline: None,
        engine: None,
        extensions: Extensions::new(),
        kind: StrategyKind::Rolling(Rolling::default()),
    };
    if !course.routed {
        return course.execute(course.replicas);
    }
    let means = crate::analysis::rollout::Means {
        replicas: course.replicas,
        startup: course.startup,
        ..Default::default()
    };
    let plain = Course::of(&rolling, Engine::Kubernetes, &means);
    plain.execute(plain.replicas)
}
