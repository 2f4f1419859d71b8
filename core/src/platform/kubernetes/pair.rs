//! Two Deployments by the cluster's own means, and addresses that say which gets the traffic: blue and green, of which one is at
//! work, or the old version and the new one, each with a share.
//!
//! What belongs to one of the two has its name as a label, and so does an address that is turned from one to the other, so that a
//! pipeline can apply one half alone: applying all of it would turn the address back.

use super::controller::{DeploymentSpec, strategy};
use super::ingress::IngressSpec;
use super::object::{Object, Spec, Text};
use super::rollout;
use super::scaling::{HorizontalSpec, VerticalSpec};
use super::service::Address;
use super::site::Running;
use crate::analysis::rollout::fence::in_proportion;
use crate::analysis::rollout::{Pair, Shares};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::WorkloadKind;
use crate::model::scalar::Percent;
use crate::render::{Feature, loss};

/// The label that tells the two apart.
const SLOT: &str = "slot";
/// The two that take turns.
const COLOURS: [&str; 2] = ["blue", "green"];
/// The old version and the new one.
const VERSIONS: [&str; 2] = ["stable", "canary"];
/// The label of the address, which is neither.
const LIVE: &str = "live";

/// How a workload gets from one Deployment to another, without an engine.
pub(super) fn pair<'p>(running: &Running<'p>) -> Option<Pair<'p>> {
    let pair = Pair::of(strategy(running)?, running.site.platform)?;
    let follows_events = running.scaling().is_some_and(|scaling| scaling.events.is_some());
    (running.kind() == WorkloadKind::Deployment && !follows_events).then_some(pair)
}

/// The addresses of the old version and of the new one, where a way in has weights.
pub(super) fn weighed(running: &Running<'_>) -> Option<[String; 2]> {
    match pair(running)? {
        Pair::Canary(_, Shares::Route(_) | Shares::Ingress) => Some(VERSIONS.map(|version| format!("{}-{version}", running.id))),
        Pair::Switch | Pair::Canary(_, Shares::Copies) => None,
    }
}

/// What the two are called.
const fn slots(pair: Pair<'_>) -> [&'static str; 2] {
    match pair {
        Pair::Switch => COLOURS,
        Pair::Canary(..) => VERSIONS,
    }
}

/// An object for each of the two.
fn both<'p, B: Clone>(pair: Pair<'_>, object: &Object<'p, B>, change: impl Fn(&mut B, &'static str, &Text<'p>)) -> [Object<'p, B>; 2] {
    slots(pair).map(|slot| {
        let mut object = object.clone();
        object.meta.name = format!("{}-{slot}", object.meta.name).into();
        object.meta.labels.set(SLOT, slot);
        change(&mut object.body, slot, &object.meta.name);
        object
    })
}

/// The two Deployments. The new version has no copies until a pipeline gives it some.
pub(super) fn deployments<'p>(pair: Pair<'_>, one: &Object<'p, Spec<DeploymentSpec<'p>>>) -> [Object<'p, Spec<DeploymentSpec<'p>>>; 2] {
    let mut both = both(pair, one, |body, slot, _| {
        body.0.selector.labels.set(SLOT, slot);
        body.0.template.meta.labels.set(SLOT, slot);
    });
    if let (Pair::Canary(..), [_, new]) = (pair, &mut both) {
        new.body.0.replicas = Some(0);
    }
    both
}

/// What changes the number of copies: of both that take turns, or of the old version, in proportion to which the new one has its
/// own.
pub(super) fn horizontal<'p>(pair: Pair<'_>, one: &Object<'p, Spec<HorizontalSpec<'p>>>) -> Vec<Object<'p, Spec<HorizontalSpec<'p>>>> {
    let mut both = Vec::from(both(pair, one, |body, _, name| body.0.target.name.clone_from(name)));
    if let Pair::Canary(..) = pair {
        both.truncate(1);
    }
    both
}

/// What changes the size of copies of each.
pub(super) fn vertical<'p>(pair: Pair<'_>, one: &Object<'p, Spec<VerticalSpec<'p>>>) -> [Object<'p, Spec<VerticalSpec<'p>>>; 2] {
    both(pair, one, |body, _, name| body.0.target.name.clone_from(name))
}

/// Lets the addresses of a workload select the first of two that take turns; pipelines turn them from then on.
pub(super) fn addressed(pair: Pair<'_>, addresses: &mut [Address<'_>]) {
    for address in addresses.iter_mut().filter(|_| matches!(pair, Pair::Switch)) {
        address.meta.labels.set(SLOT, LIVE);
        address.body.0.selector.set(SLOT, COLOURS[0]);
    }
}

/// An address for each version, where a way in has weights.
pub(super) fn sides<'p>(running: &Running<'p>, address: Option<&Address<'p>>) -> Vec<Address<'p>> {
    let (Some(names), Some(address)) = (weighed(running), address) else {
        return Vec::new();
    };
    let side = |(name, slot): (String, &'static str)| {
        let mut side = rollout::beside(address, name);
        side.body.0.selector.set(SLOT, slot);
        side
    };
    names.into_iter().zip(VERSIONS).map(side).collect()
}

/// The second ingress, which leads to the new version and has no share yet.
pub(super) fn second<'p>(running: &Running<'p>, first: &Object<'p, Spec<IngressSpec<'p>>>) -> Option<Object<'p, Spec<IngressSpec<'p>>>> {
    let Some(Pair::Canary(_, Shares::Ingress)) = pair(running) else {
        return None;
    };
    let [_, new] = weighed(running)?;
    let mut second = first.clone();
    second.meta.name = new.clone().into();
    for (key, value) in [("canary", "true"), ("canary-weight", "0")] {
        second.meta.annotations.set(format!("nginx.ingress.kubernetes.io/{key}"), value);
    }
    for path in second.body.0.rules.iter_mut().flat_map(|rule| &mut rule.http.paths) {
        path.backend.service.name = new.clone().into();
    }
    Some(second)
}

/// What is told of shares that are not what the document says, since copies are whole.
pub(super) fn told(running: &Running<'_>, losses: &mut Vec<Diagnostic>) {
    let Some(Pair::Canary(canary, Shares::Copies)) = pair(running) else {
        return;
    };
    let copies = running.fewest();
    let shares: Vec<String> = canary
        .steps
        .iter()
        .filter_map(|step| {
            let said = step.weight.filter(|said| *said < Percent::HUNDRED)?;
            let new = in_proportion(copies, said.as_decimal().to_f64());
            let really = f64::from(new) * 100.0 / f64::from(copies.saturating_add(new).max(1));
            Some(format!("{said} becomes {really:.0}%"))
        })
        .collect();
    if shares.is_empty() {
        return;
    }
    let message = format!(
        "`{}` has {copies} copies of the old version, and whole copies share the traffic: {}",
        running.id,
        shares.join(", ")
    );
    losses.push(
        loss(Feature::Canaries, Severity::Warning, running.site.strategy_path(), message)
            .help("let `gateway_api` or `nginx` split the traffic, or have more copies"),
    );
}
