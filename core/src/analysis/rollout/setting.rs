//! What a rollout starts from: what the plan says of it, what the caller says instead, and what nobody says.

use super::{Alarm, Course, Engine, Fault, MONTH, Means, Scene, Subject, Sureness};
use crate::model::scalar::{Decimal, Duration, Percent, Rate};
use crate::model::{NormalDay, Platform, Rollback, Slo, SloKind, Tier, Workload};
use crate::plan::Plan;

/// What the caller says of a rollout, in place of the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// Instances there are.
    pub replicas: Option<u32>,
    /// Requests per second.
    pub requests: Option<f64>,
    /// The share of requests that fail although nothing is wrong.
    pub baseline: Option<f64>,
    /// The share of requests that must not fail.
    pub objective: Option<f64>,
    /// The time over which that is counted, in milliseconds.
    pub window: Option<u64>,
    /// How long an instance takes until it counts, in milliseconds.
    pub startup: Option<u64>,
    /// How long a measurement takes, in milliseconds.
    pub query: Option<u64>,
    /// What is wrong with the new version.
    pub fault: Option<Fault>,
    /// How sure comparisons are to be.
    pub sure: Sureness,
}

/// What a rollout starts from.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// What the engine is asked for.
    pub course: Course,
    /// What it happens in.
    pub scene: Scene,
    /// How sure comparisons are to be.
    pub sure: Sureness,
    /// True when someone says how many instances there are.
    pub counted: bool,
    /// What nobody says, and what was taken instead.
    pub assumed: Vec<String>,
}

/// How long an instance takes when nothing says so.
const STARTUP: u64 = 30_000;
/// What fails of a bad release when nothing tells what would be bad.
const BAD: f64 = 0.1;

impl Setting {
    /// What a rollout of a plan starts from.
    pub fn of(plan: &Plan, subject: &Subject<'_>, asked: &Asked) -> Self {
        let mut assumed = Vec::new();
        let workload = subject.workload.map(|(_, workload)| workload);
        let platform = subject.environment.and_then(|view| view.environment.platform.as_ref());
        let rollback = subject.rollback(plan).map(|(_, rollback)| rollback);
        let (_, strategy) = subject.strategy;
        let said = asked.replicas.or_else(|| replicas(subject, workload, platform));
        if said.is_none() {
            assumed.push(String::from("one instance, since nothing says how many there are"));
        }
        let startup = asked
            .startup
            .or(strategy.startup.map(Duration::as_millis))
            .or_else(|| startup(workload?));
        if startup.is_none() {
            assumed.push(format!("{} for an instance to start", Duration::from_millis(STARTUP)));
        }
        let means = Means {
            replicas: said.unwrap_or(1),
            startup: startup.unwrap_or(STARTUP),
            query: asked.query.unwrap_or(0),
            flip: rollback.and_then(|rollback| rollback.takes).map(|takes| takes.worst().as_millis()),
        };
        let alarm = rollback.and_then(|rollback| Alarm::of(rollback, decide(plan, rollback, &mut assumed)));
        let course = Course::of(strategy, Engine::of(strategy, platform), &means).alarmed(alarm);
        let mut scene = scene(plan, subject, asked, &mut assumed);
        if scene.fault.is_none() {
            scene.fault = Some(bad_release(&course, &scene, &mut assumed));
        }
        Self {
            course,
            scene,
            sure: asked.sure,
            counted: said.is_some(),
            assumed,
        }
    }

    /// The same when nothing is wrong.
    pub fn sound(&self) -> Scene {
        Scene {
            fault: None,
            ..self.scene.clone()
        }
    }
}

/// What someone says of the number of instances.
fn replicas(subject: &Subject<'_>, workload: Option<&Workload>, platform: Option<&Platform>) -> Option<u32> {
    let view = subject.environment;
    let own = view.zip(workload).and_then(|(view, workload)| workload.environments.get(view.id));
    let least = |scaling: &Option<crate::model::Scaling>| {
        let scaling = scaling.as_ref()?;
        scaling.horizontal.as_ref().and_then(|horizontal| horizontal.min)
    };
    let machines = || match platform? {
        Platform::VmGroup(group) => group
            .count
            .or_else(|| u32::try_from(group.hosts.len()).ok().filter(|count| *count > 0)),
        _ => None,
    };
    own.and_then(|own| own.replicas.or_else(|| least(&own.scaling)))
        .or_else(|| workload.and_then(|workload| workload.replicas.or_else(|| least(&workload.scaling))))
        .or_else(|| view.and_then(|view| view.environment.instances))
        .or_else(machines)
}

/// How long a new instance takes, as the workload says or its probe asks for.
fn startup(workload: &Workload) -> Option<u64> {
    if let Some(startup) = workload.startup {
        return Some(startup.worst().as_millis());
    }
    let probe = workload.container.as_ref()?.probes.as_ref()?.readiness.as_ref()?;
    let every = probe.every.map_or(10_000, Duration::as_millis);
    let answers = u64::from(probe.successes.unwrap_or(1));
    Some(
        probe
            .delay
            .map_or(0, Duration::as_millis)
            .saturating_add(every.saturating_mul(answers)),
    )
}

/// How long it takes at worst until someone has decided.
pub fn decide(plan: &Plan, rollback: &Rollback, assumed: &mut Vec<String>) -> u64 {
    if rollback.automatic {
        return 0;
    }
    if let Some(decide) = rollback.decide {
        return decide.worst().as_millis();
    }
    let on_call = plan.delivery().observability.as_ref().and_then(|seen| seen.on_call.as_ref());
    let times = on_call.map(|on_call| [on_call.acknowledge, on_call.decide]);
    let known: Vec<u64> = times.into_iter().flatten().flatten().map(Duration::as_millis).collect();
    if known.is_empty() {
        assumed.push(String::from(
            "no time for a person to decide, since nothing says how long that takes",
        ));
    }
    known.into_iter().fold(0, u64::saturating_add)
}

fn scene(plan: &Plan, subject: &Subject<'_>, asked: &Asked, assumed: &mut Vec<String>) -> Scene {
    let seen = plan.delivery().observability.as_ref();
    let normal: Option<&NormalDay> = seen.zip(subject.service).and_then(|(seen, (id, _))| seen.normal.get(id));
    let requests = asked.requests.or_else(|| normal?.requests.map(Rate::per_second));
    if requests.is_none() {
        assumed.push(String::from(
            "as many requests as every measurement needs, since nothing says how many there are",
        ));
    }
    let baseline = asked.baseline.or_else(|| normal?.error_rate.map(Percent::as_fraction));
    if baseline.is_none() {
        assumed.push(String::from("no failing requests on a normal day"));
    }
    let slo = slo(plan, subject);
    let promised = plan.delivery().objectives.as_ref().and_then(|objectives| objectives.availability);
    let objective = asked
        .objective
        .or(slo.map(|slo| slo.objective).or(promised).map(Percent::as_fraction));
    Scene {
        requests: requests.filter(|requests| requests.is_finite() && *requests >= 0.0),
        baseline: baseline.unwrap_or(0.0).clamp(0.0, 1.0),
        latency: normal.and_then(|normal| normal.latency_p95).map(Duration::as_secs_f64),
        fault: asked.fault,
        objective,
        window: asked
            .window
            .or(slo.and_then(|slo| slo.over).map(Duration::as_millis))
            .unwrap_or(MONTH),
        clustering: normal.and_then(|normal| normal.clustering).map_or(1.0, Decimal::to_f64),
    }
}

/// The service level that says how many requests may fail.
pub fn slo<'p>(plan: &'p Plan, subject: &Subject<'p>) -> Option<&'p Slo> {
    let slos = &plan.delivery().observability.as_ref()?.slos;
    let service = subject.service.map(|(id, _)| id);
    let fits = |(id, slo): &(&crate::model::Id, &Slo)| {
        let about = slo
            .service
            .as_ref()
            .or_else(|| plan.delivery().services.contains_key(*id).then_some(*id));
        let there = match subject.environment {
            Some(view) if slo.environments.is_empty() => view.environment.tier(view.id) == Some(Tier::Production),
            Some(view) => slo.environments.contains(view.id),
            None => true,
        };
        let counts = matches!(slo.kind, None | Some(SloKind::Availability));
        counts && there && about.is_none_or(|about| Some(about) == service)
    };
    slos.iter().find(fits).map(|(_, slo)| slo)
}

/// What a bad release is when nobody says: twice as many failures as the strictest limit allows.
fn bad_release(course: &Course, scene: &Scene, assumed: &mut Vec<String>) -> Fault {
    let watches = course
        .watch
        .iter()
        .map(|(_, watch)| watch)
        .chain(course.legs.iter().filter_map(|leg| leg.watch.as_ref()));
    let limits = watches
        .filter_map(|watch| watch.limit(scene))
        .chain(course.alarm.iter().filter_map(|alarm| alarm.limit(scene)));
    let strictest = limits.map(|limit| limit.share).filter(|share| *share > 0.0).min_by(f64::total_cmp);
    let error_rate = strictest.map_or(BAD, |share| (2.0 * share).min(1.0));
    let told = Percent::from_fraction(error_rate).unwrap_or_default();
    assumed.push(match strictest {
        Some(_) => format!("a bad release that fails {told} of its requests from the start, twice what is allowed"),
        None => format!("a bad release that fails {told} of its requests from the start"),
    });
    Fault {
        at: 0,
        error_rate,
        latency: None,
    }
}
