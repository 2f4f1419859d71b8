//! All objects of an environment, file by file.

use super::object::{Body, Object};
use super::pair::{self, pair};
use super::pod::Pods;
use super::rollout::{Rollout, Route, by_flagger, flagger, rollout, routes, split};
use super::secrets::{Sealed, all_sealed};
use super::site::{Running, Site};
use super::{account, backup, certificate, controller::Controller, disruption, events, ingress, namespace, network, scaling, service};
use crate::diagnostic::Diagnostic;
use crate::model::PodSecurityLevel;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What takes objects, one after the other.
pub(super) trait Sink {
    /// Begins a file.
    fn file(&mut self, name: &str);

    /// Adds an object to it.
    fn put<B: Body>(&mut self, object: &Object<'_, B>);
}

/// Adds objects, in order.
fn all<'o, 'p: 'o, B: Body + 'o>(sink: &mut impl Sink, objects: impl IntoIterator<Item = &'o Object<'p, B>>) {
    for object in objects {
        sink.put(object);
    }
}

/// Gives every object of an environment to a sink.
pub(super) fn write<'p>(site: &Site<'p>, sink: &mut impl Sink, losses: &mut Vec<Diagnostic>) {
    let running = site.running();
    let pods: Vec<Pods<'p>> = running.iter().map(|running| Pods::of(running, losses)).collect();
    let mut spaces: BTreeMap<&'p str, (PodSecurityLevel, &Running<'p>, bool)> = BTreeMap::new();
    for (running, pods) in running.iter().zip(&pods) {
        let Some(name) = running.namespace() else { continue };
        let level = namespace::level(&pods.template);
        let said = running.workload.network.as_ref();
        let closes = said.is_some_and(|said| said.ingress.is_some() && said.egress.is_some());
        let known = spaces.entry(name).or_insert((level, running, true));
        known.0 = known.0.min(level);
        known.2 &= closes;
    }
    if !spaces.is_empty() {
        sink.file("namespace");
    }
    for (name, (level, first, all_close)) in spaces {
        let space = namespace::space(site, name, level);
        sink.put(&space.namespace);
        all(sink, &space.quota);
        all(sink, &space.limits);
        // Where a workload does not say whom it talks to, closing the namespace would cut it off.
        if space.closed.unwrap_or(all_close) {
            sink.put(&network::closed(first));
        }
    }
    let schedules = backup::schedules(site, losses);
    if !schedules.is_empty() {
        sink.file("backup");
        all(sink, &schedules);
    }
    let asked: Vec<Sealed<'p>> = pods.iter().flat_map(|pods| pods.secrets.sealed().iter().cloned()).collect();
    let sealed = all_sealed(site, &asked, losses);
    if !sealed.is_empty() {
        sink.file("sealed-secrets");
        all(sink, &sealed);
    }
    for (running, pods) in running.iter().zip(pods) {
        sink.file(&file_of(running.id.as_str()));
        workload(running, pods, sink, losses);
    }
}

/// Files that are not about one workload.
const SHARED: [&str; 4] = ["namespace", "backup", "sealed-secrets", "kustomization"];

/// What the file of a workload is called. No id has a point in it.
fn file_of(id: &str) -> Cow<'_, str> {
    if SHARED.contains(&id) {
        format!("workload.{id}").into()
    } else {
        id.into()
    }
}

fn workload<'p>(running: &Running<'p>, pods: Pods<'p>, sink: &mut impl Sink, losses: &mut Vec<Diagnostic>) {
    all(sink, &account::account(running));
    let rights = account::rights(running);
    all(sink, &rights.role);
    all(sink, &rights.bindings);
    all(sink, &pods.volumes.settings);
    let mut secrets = pods.secrets;
    let scaled = events::scaled(running, &mut secrets, losses);
    for brought in secrets.objects(running, losses) {
        sink.put(&brought.store(running));
        sink.put(&brought.secret);
    }
    all(sink, &pods.volumes.claims);
    let pair = pair(running);
    let mut addresses = service::addresses(running, losses);
    if let Some(pair) = pair {
        pair::addressed(pair, &mut addresses);
        pair::told(running, losses);
    }
    let address = addresses.iter().find(|address| address.body.0.cluster_ip.is_none());
    match split(running) {
        None => match Controller::of(running, pods.template, pods.volumes.templates, losses) {
            Controller::Deployment(object) => match pair {
                Some(pair) => all(sink, &pair::deployments(pair, &object)),
                None => sink.put(&object),
            },
            Controller::StatefulSet(object) => sink.put(&object),
            Controller::DaemonSet(object) => sink.put(&object),
            Controller::Job(object) => sink.put(&object),
            Controller::CronJob(object) => sink.put(&object),
        },
        Some(split) => {
            let Rollout { object, templates } = rollout(running, &split, pods.template, address, losses);
            sink.put(&object);
            all(sink, &templates);
            for route in routes(running, &split, address) {
                match route {
                    Route::Address(object) => sink.put(&object),
                    Route::VirtualService(object) => sink.put(&object),
                    Route::DestinationRule(object) => sink.put(&object),
                }
            }
        }
    }
    // Flagger makes the addresses itself.
    if let Some(strategy) = by_flagger(running) {
        if let Some(told) = flagger(running, strategy, address, losses) {
            all(sink, &told.metrics);
            sink.put(&told.canary);
        }
        all(sink, addresses.iter().filter(|address| address.meta.name != running.id.as_str()));
    } else {
        all(sink, &addresses);
    }
    all(sink, &pair::sides(running, address));
    all(sink, &certificate::certificates(running));
    match ingress::entrance(running, &addresses, losses) {
        Some(ingress::Entrance::Ingress(object)) => {
            sink.put(&object);
            all(sink, &pair::second(running, &object));
        }
        Some(ingress::Entrance::Route(object)) => sink.put(&object),
        None => {}
    }
    match (pair, scaling::horizontal(running, losses)) {
        (Some(pair), Some(object)) => all(sink, &pair::horizontal(pair, &object)),
        (_, object) => all(sink, &object),
    }
    if let Some(scaled) = scaled {
        all(sink, &scaled.logins);
        sink.put(&scaled.object);
    }
    match (pair, scaling::vertical(running)) {
        (Some(pair), Some(object)) => all(sink, &pair::vertical(pair, &object)),
        (_, object) => all(sink, &object),
    }
    all(sink, &disruption::budget(running));
    all(sink, &network::policy(running));
}
