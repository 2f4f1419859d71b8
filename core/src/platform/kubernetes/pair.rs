//! Blue and green by the cluster's own means: two Deployments, of which one is at work, and the address that says which.
//!
//! What belongs to one of the two has its colour as a label, and the address has one too, so that a pipeline can apply the
//! idle half alone: applying all of it would turn the address back.

use super::controller::{DeploymentSpec, strategy};
use super::object::{Object, Spec, Text};
use super::scaling::{HorizontalSpec, VerticalSpec};
use super::service::Address;
use super::site::Running;
use crate::analysis::rollout;
use crate::model::WorkloadKind;

/// The label that tells the two apart.
const SLOT: &str = "slot";
/// The two.
const SLOTS: [&str; 2] = ["blue", "green"];
/// The label of the address, which is neither.
const LIVE: &str = "live";

/// True when a workload is switched from one Deployment to another, without an engine.
pub(super) fn is_pair(running: &Running<'_>) -> bool {
    let turned = strategy(running).is_some_and(|strategy| rollout::is_pair(strategy, running.site.platform));
    let follows_events = running.scaling().is_some_and(|scaling| scaling.events.is_some());
    turned && running.kind() == WorkloadKind::Deployment && !follows_events
}

/// An object for each of the two.
fn both<'p, B: Clone>(object: &Object<'p, B>, change: impl Fn(&mut B, &'static str, &Text<'p>)) -> [Object<'p, B>; 2] {
    SLOTS.map(|slot| {
        let mut object = object.clone();
        object.meta.name = format!("{}-{slot}", object.meta.name).into();
        object.meta.labels.set(SLOT, slot);
        change(&mut object.body, slot, &object.meta.name);
        object
    })
}

/// The two Deployments.
pub(super) fn deployments<'p>(one: &Object<'p, Spec<DeploymentSpec<'p>>>) -> [Object<'p, Spec<DeploymentSpec<'p>>>; 2] {
    both(one, |body, slot, _| {
        body.0.selector.labels.set(SLOT, slot);
        body.0.template.meta.labels.set(SLOT, slot);
    })
}

/// What changes the number of copies of each.
pub(super) fn horizontal<'p>(one: &Object<'p, Spec<HorizontalSpec<'p>>>) -> [Object<'p, Spec<HorizontalSpec<'p>>>; 2] {
    both(one, |body, _, name| body.0.target.name.clone_from(name))
}

/// What changes the size of copies of each.
pub(super) fn vertical<'p>(one: &Object<'p, Spec<VerticalSpec<'p>>>) -> [Object<'p, Spec<VerticalSpec<'p>>>; 2] {
    both(one, |body, _, name| body.0.target.name.clone_from(name))
}

/// Lets the addresses of a workload select the first of the two; pipelines turn them from then on.
pub(super) fn addressed(addresses: &mut [Address<'_>]) {
    for address in addresses {
        address.meta.labels.set(SLOT, LIVE);
        address.body.0.selector.set(SLOT, SLOTS[0]);
    }
}
