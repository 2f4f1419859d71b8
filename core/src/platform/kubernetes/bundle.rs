//! All objects of an environment, file by file.

use super::object::{Body, Object};
use super::pod::Pods;
use super::site::{Running, Site};
use super::{account, controller::Controller, disruption, ingress, namespace, network, scaling, service};
use crate::diagnostic::Diagnostic;
use crate::model::PodSecurityLevel;
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
    for (running, pods) in running.iter().zip(pods) {
        sink.file(running.id.as_str());
        workload(running, pods, sink, losses);
    }
}

fn workload<'p>(running: &Running<'p>, pods: Pods<'p>, sink: &mut impl Sink, losses: &mut Vec<Diagnostic>) {
    all(sink, &account::account(running));
    let rights = account::rights(running);
    all(sink, &rights.role);
    all(sink, &rights.bindings);
    all(sink, &pods.volumes.settings);
    for brought in pods.secrets.objects(running, losses) {
        sink.put(&brought.store(running));
        sink.put(&brought.secret);
    }
    all(sink, &pods.volumes.claims);
    match Controller::of(running, pods.template, pods.volumes.templates, losses) {
        Controller::Deployment(object) => sink.put(&object),
        Controller::StatefulSet(object) => sink.put(&object),
        Controller::DaemonSet(object) => sink.put(&object),
        Controller::Job(object) => sink.put(&object),
        Controller::CronJob(object) => sink.put(&object),
    }
    let addresses = service::addresses(running, losses);
    all(sink, &addresses);
    match ingress::entrance(running, &addresses, losses) {
        Some(ingress::Entrance::Ingress(object)) => sink.put(&object),
        Some(ingress::Entrance::Route(object)) => sink.put(&object),
        None => {}
    }
    all(sink, &scaling::horizontal(running, losses));
    all(sink, &scaling::vertical(running));
    all(sink, &disruption::budget(running));
    all(sink, &network::policy(running));
}
