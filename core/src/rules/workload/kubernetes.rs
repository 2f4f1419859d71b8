//! How many copies of workloads run, and which of them serve.

pub(super) use crate::rules::kubernetes::workloads;

use crate::model::{HorizontalScaling, Id, Scaling, Workload, WorkloadKind};
use crate::plan::Plan;
use crate::rules::tier::is_production;
use crate::text::ModelPath;

/// The route to a workload.
pub(super) fn path(id: &Id) -> ModelPath {
    ModelPath::root().key("workloads").key(id.as_str())
}

/// True for what goes on running, with as many copies as one wants.
pub(super) fn serves(workload: &Workload) -> bool {
    matches!(workload.kind, None | Some(WorkloadKind::Deployment | WorkloadKind::StatefulSet))
}

/// How many environments there are that users are on.
pub(super) fn productions(plan: &Plan) -> usize {
    plan.delivery()
        .environments
        .iter()
        .filter(|(id, own)| is_production(id, own))
        .count()
}

/// The fewest copies that run where users are, in so many environments; nothing for a workload of which nothing is said.
pub(super) fn fewest_copies(plan: &Plan, productions: usize, workload: &Workload) -> Option<u32> {
    let said = |replicas: Option<u32>, scaling: Option<&Scaling>| scaling.and_then(fewest).or(replicas);
    let base = said(workload.replicas, workload.scaling.as_ref());
    let live = |id: &Id| plan.delivery().environments.get(id).is_some_and(|own| is_production(id, own));
    let own: Vec<Option<u32>> = workload
        .environments
        .iter()
        .filter(|(id, _)| live(id))
        .map(|(_, own)| said(own.replicas, own.scaling.as_ref()).or(base))
        .collect();
    let everywhere = if own.len() < productions || productions == 0 {
        Some(base)
    } else {
        None
    };
    let least = own.into_iter().chain(everywhere).min().flatten();
    // One copy runs when nobody says how many, and something is said of what runs.
    least.or(workload.container.as_ref().map(|_| 1))
}

/// The fewest copies that scaling leaves.
pub(super) fn fewest(scaling: &Scaling) -> Option<u32> {
    let horizontal = scaling
        .horizontal
        .as_ref()
        .map(|horizontal: &HorizontalScaling| horizontal.min.unwrap_or(1));
    horizontal.or(scaling.events.as_ref().map(|events| events.min.unwrap_or(0)))
}
