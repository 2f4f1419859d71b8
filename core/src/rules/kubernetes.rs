//! Which workloads run on Kubernetes.

use crate::model::{Id, Platform, Workload};
use crate::plan::Plan;

/// All workloads, when they run on Kubernetes: an environment says so, or none says otherwise.
pub(in crate::rules) fn workloads(plan: &Plan) -> impl Iterator<Item = (&Id, &Workload)> {
    let delivery = plan.delivery();
    let mut platforms = delivery
        .environments
        .values()
        .filter_map(|environment| environment.platform.as_ref())
        .peekable();
    let silent = platforms.peek().is_none();
    let there = silent || delivery.clusters.is_some() || platforms.any(|platform| matches!(platform, Platform::Kubernetes(_)));
    delivery.workloads.iter().filter(move |_| there)
}
