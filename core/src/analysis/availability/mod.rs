//! How often services are up, given what they stand on: all that a service cannot do without must be up at once.

mod maths;
mod parts;

pub use maths::{copies, series};
pub use parts::Part;

use super::recovery::Recovery;
use crate::model::scalar::{Decimal, Duration, Percent, Period};
use crate::model::{Exposure, FailureMode, Id, SloKind};
use crate::plan::Plan;
use crate::text::ModelPath;
use parts::Parts;

/// How often a service is up at most.
#[derive(Clone, Debug)]
pub struct Composite<'p> {
    /// The service.
    pub service: &'p Id,
    /// The share of time it is up: that of all its parts together, as far as they are told.
    pub share: f64,
    /// What it stands on, the weakest first.
    pub parts: Vec<Part<'p>>,
    /// What it stands on of which nobody says how often it is up, by id; it is taken to be always up.
    pub unknown: Vec<&'p Id>,
    /// What is promised of it: the share, and where that stands.
    pub promised: Vec<(Percent, ModelPath)>,
}

impl Composite<'_> {
    /// How long it is down in so long.
    pub fn down_in(&self, time: Duration) -> Duration {
        Duration::from_secs(seconds((1.0 - self.share) * time.as_secs_f64()))
    }
}

/// Services are looked at until so many parts were gone through; a plan with more is no plan of one delivery.
const BUDGET: usize = 2_000_000;

/// How often each service is up of which something is promised, in the order of the document. The downtime of expected losses
/// counts too, for each the time to recover.
pub fn composites<'p>(plan: &'p Plan, recovery: &Recovery<'_>) -> Vec<Composite<'p>> {
    let delivery = plan.delivery();
    let downtime = lost_share(plan, recovery);
    let mut parts = Parts::of(plan);
    let mut left = BUDGET;
    let mut list = Vec::new();
    for service in delivery.services.keys() {
        let promised = promised(plan, service);
        if promised.is_empty() || left == 0 {
            continue;
        }
        let (mut under, unknown) = parts.under(service, &mut left);
        under.sort_by(|one, other| one.share.total_cmp(&other.share));
        let share = series(under.iter().map(|part| part.share)) * (1.0 - downtime);
        list.push(Composite {
            service,
            share,
            parts: under,
            unknown,
            promised,
        });
    }
    list
}

/// What is promised of a service: by the service levels about it, and by the objectives, which are about those that users
/// meet.
fn promised(plan: &Plan, service: &Id) -> Vec<(Percent, ModelPath)> {
    let delivery = plan.delivery();
    let mut list = Vec::new();
    let slos = delivery.observability.iter().flat_map(|observability| &observability.slos);
    for (id, slo) in slos {
        let about = slo.service.as_ref().unwrap_or(id);
        if about == service && matches!(slo.kind, None | Some(SloKind::Availability)) {
            let path = ModelPath::root().key("observability").key("slos").key(id.as_str());
            list.push((slo.objective, path.key("objective")));
        }
    }
    let objective = delivery.objectives.as_ref().and_then(|objectives| objectives.availability);
    let public = |id: &Id| {
        delivery
            .services
            .get(id)
            .is_some_and(|service| service.exposure == Some(Exposure::Public))
    };
    let none_public = || !delivery.services.keys().any(public);
    if let Some(objective) = objective.filter(|_| public(service) || none_public()) {
        list.push((objective, ModelPath::root().key("objectives").key("availability")));
    }
    list
}

/// The share of a year that expected losses take.
fn lost_share(plan: &Plan, recovery: &Recovery<'_>) -> f64 {
    let losses = plan.delivery().recovery.as_ref().and_then(|recovery| recovery.losses);
    let losses = losses.and_then(|rate| rate.over(Period::Year)).map_or(0.0, Decimal::to_f64);
    let way = recovery.after(FailureMode::RegionLoss).and_then(|outcome| outcome.way.time.worst());
    let year = Duration::from_days(365).as_secs_f64();
    (losses * way.map_or(0.0, Duration::as_secs_f64) / year).clamp(0.0, 1.0)
}

/// The nearest whole number of seconds.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "never negative, and no longer than the time asked about"
)]
fn seconds(number: f64) -> u64 {
    number.round().max(0.0) as u64
}
