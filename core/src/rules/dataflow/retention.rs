//! How long after it was handed on something may be needed for production.

use super::deployments::Deployment;
use crate::model::scalar::{Duration, DurationRange};
use crate::model::{Action, Gate, GateKind, Method, Step, Window};
use crate::plan::Plan;
use crate::resolve::{JobView, Point, StepPlace};

/// How long, from the end of each point on, something is needed at most, and which deployment needs it last.
pub(super) struct Needed<'d, 'p>(Vec<Option<(u64, &'d Deployment<'p>)>>);

impl<'d, 'p> Needed<'d, 'p> {
    /// When these deploy it. The weights are those of the points.
    pub(super) fn by(plan: &Plan, weights: &[u64], last: &[&'d Deployment<'p>]) -> Self {
        let later = |one: Option<(u64, &'d Deployment<'p>)>, other: Option<(u64, &'d Deployment<'p>)>| match (one, other) {
            (Some(one), Some(other)) => Some(if other.0 > one.0 { other } else { one }),
            (one, other) => one.or(other),
        };
        // From the beginning of a point: what its deployments need themselves.
        let mut begun: Vec<Option<(u64, &Deployment<'_>)>> = vec![None; weights.len()];
        for one in last {
            if let Some(slot) = begun.get_mut(one.job.point as usize) {
                *slot = later(*slot, Some((way_back(plan, one), *one)));
            }
        }
        let mut done: Vec<Option<(u64, &Deployment<'_>)>> = vec![None; weights.len()];
        for &point in plan.order().iter().rev() {
            let after = plan
                .flow()
                .successors(point)
                .iter()
                .filter_map(|next| begun.get(*next as usize).copied())
                .fold(None, later);
            let (Some(slot), Some(start)) = (done.get_mut(point as usize), begun.get_mut(point as usize)) else {
                continue;
            };
            *slot = after;
            let weight = weights.get(point as usize).copied().unwrap_or(0);
            let own = *start;
            *start = later(own, after.map(|(time, by)| (time.saturating_add(weight), by)));
            *slot = later(after, own); // the job's own deployment, for what it hands on itself
        }
        Self(done)
    }

    /// How long after a step at a place, in milliseconds, and by whom.
    pub(super) fn of(&self, plan: &Plan, place: StepPlace) -> Option<(u64, &'d Deployment<'p>)> {
        let point = plan.job(place.job)?.point;
        self.0.get(point as usize).copied().flatten()
    }
}

/// How long a rollback may need what was deployed.
pub(super) fn way_back(plan: &Plan, deployment: &Deployment<'_>) -> u64 {
    let delivery = plan.delivery();
    let environment = deployment
        .environment
        .and_then(|name| name.literal())
        .and_then(|id| delivery.environments.get(id));
    let rollback = environment
        .and_then(|environment| environment.rollback.as_ref())
        .and_then(|id| delivery.rollbacks.get(id));
    let keep = rollback
        .filter(|rollback| matches!(rollback.method, Method::RedeployPrevious(_)))
        .and_then(|rollback| rollback.keep);
    keep.map_or(0, Duration::as_millis)
}

/// How long each point takes at worst, in milliseconds, as far as the document says.
pub(super) fn weights(plan: &Plan) -> Vec<u64> {
    plan.points().iter().map(|point| weight(plan, *point)).collect()
}

fn weight(plan: &Plan, point: Point) -> u64 {
    match point {
        Point::Job(job) => plan.job(job).map_or(0, |job| job_time(plan, job)),
        _ => plan.gate(point).map_or(0, gate_time),
    }
}

/// As the job, its stage or all of its steps say; else as long as those steps take that say so.
fn job_time(plan: &Plan, job: JobView<'_>) -> u64 {
    let worst = |range: DurationRange| range.worst().as_millis();
    let step = |step: &Step| match (&step.action, step.lasts) {
        (_, Some(range)) => worst(range),
        (Action::Wait(wait), None) => wait.length.as_millis(),
        _ => 0,
    };
    let steps = || job.job.steps.iter().map(step).fold(0, u64::saturating_add);
    plan.lasts_of(&job).map_or_else(steps, worst)
}

fn gate_time(gate: &Gate) -> u64 {
    let own = match &gate.kind {
        GateKind::Bake(bake) => bake.length,
        GateKind::Window(window) if gate.timeout.is_none() => opens_within(window),
        _ => Duration::ZERO,
    };
    own.max(gate.timeout.unwrap_or_default()).as_millis()
}

fn opens_within(window: &Window) -> Duration {
    let any_day = window
        .cron
        .calendar()
        .is_some_and(|calendar| !calendar.day_of_month_restricted() && !calendar.day_of_week_restricted());
    Duration::from_days(if any_day { 1 } else { 7 })
}
