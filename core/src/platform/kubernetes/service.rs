//! Services of the cluster: the addresses that workloads are reached under.

use super::container::{listens, protocol};
use super::object::{Object, Pairs, Rest, Spec, Text, Word, objects};
use super::site::Running;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Endpoint, EndpointKind, Id, WorkloadKind};
use crate::render::{Feature, loss};

objects! {
    /// An address.
    ServiceSpec<'p> {
        kind: Option<&'static str> = "type",
        cluster_ip: Option<&'static str> = "clusterIP",
        selector: Pairs<'p> = "selector",
        ports: Vec<ServicePort<'p>> = "ports",
        sticky: Option<&'static str> = "sessionAffinity",
        from: Vec<Text<'p>> = "loadBalancerSourceRanges",
        ..rest
    }

    /// A port of an address.
    ServicePort<'p> {
        name: Text<'p> = "name",
        port: u64 = "port",
        target: Option<Word<'p>> = "targetPort",
        protocol: Option<&'static str> = "protocol",
    }
}

/// An address and the id of the endpoint that first named it.
pub(super) type Address<'p> = Object<'p, Spec<ServiceSpec<'p>>>;

/// The addresses of a workload: its endpoints, those of one name together; one for its ports when it names none.
pub(super) fn addresses<'p>(running: &Running<'p>, losses: &mut Vec<Diagnostic>) -> Vec<Address<'p>> {
    if running.ends() {
        return Vec::new();
    }
    let mut addresses: Vec<Address<'p>> = Vec::new();
    for (id, endpoint) in &running.workload.endpoints {
        let Some(port) = port(running, id, endpoint, losses) else {
            continue;
        };
        let name = name(running, endpoint);
        if let Some(known) = addresses.iter_mut().find(|known| known.meta.name == name) {
            known.body.0.ports.push(port);
            continue;
        }
        let mut meta = running.meta(name);
        meta.annotations = Pairs::default().with(&endpoint.annotations);
        addresses.push(Object {
            api: "v1",
            kind: "Service",
            meta,
            body: Spec(ServiceSpec {
                kind: match endpoint.kind {
                    Some(EndpointKind::NodePort) => Some("NodePort"),
                    Some(EndpointKind::LoadBalancer) => Some("LoadBalancer"),
                    Some(EndpointKind::Cluster | EndpointKind::Headless) | None => None,
                },
                cluster_ip: (endpoint.kind == Some(EndpointKind::Headless)).then_some("None"),
                selector: if endpoint.selector.is_empty() {
                    running.selector()
                } else {
                    Pairs::default().with(&endpoint.selector)
                },
                ports: vec![port],
                sticky: endpoint.sticky.then_some("ClientIP"),
                from: endpoint.from.iter().map(|range| range.to_string().into()).collect(),
                rest: Rest::of(&endpoint.extensions),
            }),
        });
    }
    if running.workload.endpoints.is_empty() {
        addresses.extend(usual(running));
    }
    let governing = governing(running);
    if running.kind() == WorkloadKind::StatefulSet && !addresses.iter().any(|address| address.meta.name == governing) {
        let ports = listens(running).into_iter().map(|port| ServicePort {
            name: port.name,
            port: port.port,
            protocol: port.protocol,
            target: None,
        });
        addresses.push(Object {
            api: "v1",
            kind: "Service",
            meta: running.meta(governing),
            body: Spec(ServiceSpec {
                cluster_ip: Some("None"),
                selector: running.selector(),
                ports: ports.collect(),
                ..ServiceSpec::default()
            }),
        });
    }
    addresses
}

/// The name of the address by which the copies of a workload find one another.
pub(super) fn governing(running: &Running<'_>) -> String {
    let headless = running
        .workload
        .endpoints
        .values()
        .find(|endpoint| endpoint.kind == Some(EndpointKind::Headless));
    match headless {
        Some(endpoint) => name(running, endpoint).to_owned(),
        None => format!("{}-headless", running.id),
    }
}

fn name<'p>(running: &Running<'p>, endpoint: &'p Endpoint) -> &'p str {
    endpoint.name.as_deref().unwrap_or(running.id.as_str())
}

/// The address of a workload that names none but listens.
fn usual<'p>(running: &Running<'p>) -> Option<Address<'p>> {
    let ports: Vec<ServicePort<'p>> = listens(running)
        .into_iter()
        .map(|port| ServicePort {
            target: Some(Word::Text(port.name.clone())),
            name: port.name,
            port: port.port,
            protocol: port.protocol,
        })
        .collect();
    (!ports.is_empty()).then(|| Object {
        api: "v1",
        kind: "Service",
        meta: running.meta(running.id.as_str()),
        body: Spec(ServiceSpec {
            selector: running.selector(),
            ports,
            ..ServiceSpec::default()
        }),
    })
}

/// The port of an endpoint, and the port of the container behind it.
fn port<'p>(running: &Running<'p>, id: &'p Id, endpoint: &'p Endpoint, losses: &mut Vec<Diagnostic>) -> Option<ServicePort<'p>> {
    let listens = listens(running);
    let behind = match &endpoint.to {
        Some(name) => listens.iter().find(|port| port.name == name.as_str()),
        None => listens.iter().find(|port| port.name == id.as_str()).or(match listens.as_slice() {
            [only] => Some(only),
            _ => None,
        }),
    };
    let number = endpoint.port.map(|port| u64::from(port.number())).or(behind.map(|port| port.port));
    let Some(number) = number else {
        let path = running.path().key("endpoints").key(id.as_str());
        let message = format!("nothing says which port the address `{id}` of `{}` has", running.id);
        losses.push(loss(Feature::Workloads, Severity::Error, path, message).help("add `port`"));
        return None;
    };
    Some(ServicePort {
        name: id.as_str().into(),
        port: number,
        target: behind.map(|port| Word::Text(port.name.clone())),
        protocol: endpoint.protocol.and_then(protocol),
    })
}
