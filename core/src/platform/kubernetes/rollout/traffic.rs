//! What traffic is split by, as far as manifests say it: the addresses of both versions, and Istio's routes.

use super::engine::Split;
use crate::model::{Istio, Traffic};
use crate::platform::kubernetes::object::{Always, Meta, Object, Pairs, Spec, Text, objects};
use crate::platform::kubernetes::service::{Address, ServiceSpec};
use crate::platform::kubernetes::site::Running;

objects! {
    /// Routes of Istio.
    VirtualServiceSpec<'p> {
        hosts: Vec<Text<'p>> = "hosts",
        gateways: Vec<Text<'p>> = "gateways",
        http: Vec<HttpRoute<'p>> = "http",
    }

    /// A route.
    HttpRoute<'p> {
        name: Option<Text<'p>> = "name",
        route: Vec<Weighted<'p>> = "route",
    }

    /// A destination and its share.
    Weighted<'p> {
        to: Destination<'p> = "destination",
        weight: Option<Always<u64>> = "weight",
    }

    /// A destination.
    Destination<'p> {
        host: Text<'p> = "host",
        subset: Option<&'static str> = "subset",
    }

    /// Versions behind one address.
    DestinationRuleSpec<'p> {
        host: Text<'p> = "host",
        subsets: Vec<Subset<'p>> = "subsets",
    }

    /// One of them.
    Subset<'p> {
        name: &'static str = "name",
        labels: Pairs<'p> = "labels",
    }
}

/// The subset of the new version.
pub(super) const NEW: &str = "canary";
/// The subset of the old version.
pub(super) const OLD: &str = "stable";

/// An object by which traffic is split.
pub(in crate::platform::kubernetes) enum Route<'p> {
    Address(Address<'p>),
    VirtualService(Object<'p, Spec<VirtualServiceSpec<'p>>>),
    DestinationRule(Object<'p, Spec<DestinationRuleSpec<'p>>>),
}

/// An address beside another one, with the same ports.
pub(in crate::platform::kubernetes) fn beside<'p>(address: &Address<'p>, name: String) -> Address<'p> {
    let spec = &address.body.0;
    Object {
        api: "v1",
        kind: "Service",
        meta: Meta {
            name: name.into(),
            annotations: Pairs::default(),
            ..address.meta.clone()
        },
        body: Spec(ServiceSpec {
            selector: spec.selector.clone(),
            ports: spec.ports.clone(),
            ..ServiceSpec::default()
        }),
    }
}

/// The addresses of both versions, and what leads to them.
pub(in crate::platform::kubernetes) fn routes<'p>(
    running: &Running<'p>,
    split: &Split<'p>,
    address: Option<&Address<'p>>,
) -> Vec<Route<'p>> {
    let Some(address) = address else { return Vec::new() };
    let mut routes = Vec::new();
    // The engine tells versions apart by a label that it adds to these addresses.
    for name in split.old.iter().chain(&split.new) {
        routes.push(Route::Address(beside(address, name.clone())));
    }
    if let Some(Traffic::Istio(istio)) = split.traffic {
        routes.push(Route::VirtualService(virtual_service(running, split, istio, address)));
        if let Some(name) = &istio.destination_rule {
            let subset = |name| Subset {
                name,
                labels: running.selector(),
            };
            routes.push(Route::DestinationRule(Object {
                api: "networking.istio.io/v1",
                kind: "DestinationRule",
                meta: running.meta(name.as_str()),
                body: Spec(DestinationRuleSpec {
                    host: address.meta.name.clone(),
                    subsets: vec![subset(OLD), subset(NEW)],
                }),
            }));
        }
    }
    routes
}

fn virtual_service<'p>(
    running: &Running<'p>,
    split: &Split<'p>,
    istio: &'p Istio,
    address: &Address<'p>,
) -> Object<'p, Spec<VirtualServiceSpec<'p>>> {
    let subsets = istio.destination_rule.is_some();
    let to = |version: Option<&String>, subset: &'static str, weight: u64| Weighted {
        to: Destination {
            host: match version.filter(|_| !subsets) {
                Some(name) => name.clone().into(),
                None => address.meta.name.clone(),
            },
            subset: subsets.then_some(subset),
        },
        weight: Some(Always(weight)),
    };
    let route = || vec![to(split.old.as_ref(), OLD, 100), to(split.new.as_ref(), NEW, 0)];
    let texts = |words: &'p [String]| words.iter().map(|word| Text::from(word.as_str())).collect::<Vec<_>>();
    let mut hosts = texts(&istio.hosts);
    if hosts.is_empty() && !istio.gateways.is_empty() {
        hosts = running.workload.ingress.iter().flat_map(|ingress| texts(&ingress.hosts)).collect();
    }
    if hosts.is_empty() {
        hosts.push(address.meta.name.clone());
    }
    let named: Vec<HttpRoute<'p>> = istio
        .routes
        .iter()
        .map(|name| HttpRoute {
            name: Some(name.as_str().into()),
            route: route(),
        })
        .collect();
    Object {
        api: "networking.istio.io/v1",
        kind: "VirtualService",
        meta: running.meta(istio.virtual_service.as_deref().unwrap_or(running.id.as_str())),
        body: Spec(VirtualServiceSpec {
            hosts,
            gateways: texts(&istio.gateways),
            http: if named.is_empty() {
                vec![HttpRoute {
                    name: None,
                    route: route(),
                }]
            } else {
                named
            },
        }),
    }
}
