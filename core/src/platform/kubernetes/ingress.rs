//! Ways in from outside: an ingress, or a route of the Gateway API where the traffic of the strategy goes through one.

use super::controller::strategy;
use super::object::{Always, Meta, Object, Pairs, Rest, Spec, Text, objects};
use super::pair::weighed;
use super::rollout::{Split, split};
use super::service::Address;
use super::site::Running;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{GatewayApi, Ingress, StrategyKind, Traffic};
use crate::render::{Feature, loss};

objects! {
    /// An ingress.
    IngressSpec<'p> {
        class: Option<Text<'p>> = "ingressClassName",
        tls: Vec<Tls<'p>> = "tls",
        rules: Vec<HostRule<'p>> = "rules",
        ..rest
    }

    /// The certificate it shows.
    Tls<'p> {
        hosts: Vec<Text<'p>> = "hosts",
        secret: Option<Text<'p>> = "secretName",
    }

    /// What is reached under one name.
    HostRule<'p> {
        host: Option<Text<'p>> = "host",
        http: Http<'p> = "http",
    }

    /// The paths of a name.
    Http<'p> {
        paths: Vec<PathRule<'p>> = "paths",
    }

    /// Where a path leads.
    PathRule<'p> {
        path: Text<'p> = "path",
        kind: &'static str = "pathType",
        backend: Backend<'p> = "backend",
    }

    /// An address.
    Backend<'p> {
        service: BackendService<'p> = "service",
    }

    /// An address and its port.
    BackendService<'p> {
        name: Text<'p> = "name",
        port: BackendPort<'p> = "port",
    }

    /// A port by its name.
    BackendPort<'p> {
        name: Text<'p> = "name",
    }

    /// A route of the Gateway API.
    RouteSpec<'p> {
        parents: Vec<Parent<'p>> = "parentRefs",
        hosts: Vec<Text<'p>> = "hostnames",
        rules: Vec<RouteRule<'p>> = "rules",
        ..rest
    }

    /// The gateway it hangs on.
    Parent<'p> {
        name: Text<'p> = "name",
        namespace: Option<Text<'p>> = "namespace",
    }

    /// Where requests lead.
    RouteRule<'p> {
        matches: Vec<Match<'p>> = "matches",
        backends: Vec<RouteBackend<'p>> = "backendRefs",
    }

    /// Which requests.
    Match<'p> {
        path: MatchPath<'p> = "path",
    }

    /// Which paths.
    MatchPath<'p> {
        kind: &'static str = "type",
        value: Text<'p> = "value",
    }

    /// An address and its port.
    RouteBackend<'p> {
        name: Text<'p> = "name",
        port: u64 = "port",
        weight: Option<Always<u64>> = "weight",
    }
}

/// A way in.
pub(super) enum Entrance<'p> {
    Ingress(Object<'p, Spec<IngressSpec<'p>>>),
    Route(Object<'p, Spec<RouteSpec<'p>>>),
}

/// The way in to a workload.
pub(super) fn entrance<'p>(running: &Running<'p>, addresses: &[Address<'p>], losses: &mut Vec<Diagnostic>) -> Option<Entrance<'p>> {
    let ingress = running.workload.ingress.as_ref()?;
    let port = match &ingress.to {
        Some(endpoint) => addresses.iter().find_map(|address| {
            let port = address.body.0.ports.iter().find(|port| port.name == endpoint.as_str())?;
            Some((address, port))
        }),
        None => addresses
            .iter()
            .find(|address| address.body.0.cluster_ip.is_none())
            .and_then(|address| Some((address, address.body.0.ports.first()?))),
    };
    let Some((address, port)) = port else {
        let message = format!("the way in to `{}` leads to no address", running.id);
        losses.push(
            loss(Feature::Workloads, Severity::Error, running.path().key("ingress"), message)
                .help("give the workload an endpoint with a port"),
        );
        return None;
    };
    if let Some(gateway) = gateway(running) {
        return Some(Entrance::Route(route(running, ingress, gateway, &address.meta, port.port)));
    }
    // What splits traffic by a second ingress wants this one to lead to the old version.
    let by_hand = weighed(running).map(|[old, _]| old);
    let old = by_hand.or_else(|| split(running).filter(Split::by_ingress)?.old);
    let behind = old.map_or_else(|| address.meta.name.clone(), Text::from);
    let paths = || Http {
        paths: paths(ingress)
            .map(|path| PathRule {
                path,
                kind: "Prefix",
                backend: Backend {
                    service: BackendService {
                        name: behind.clone(),
                        port: BackendPort { name: port.name.clone() },
                    },
                },
            })
            .collect(),
    };
    let hosts = || ingress.hosts.iter().map(|host| Text::from(host.as_str()));
    let secret = match (&ingress.tls_secret, &ingress.certificate) {
        (Some(secret), _) => Some(Text::from(secret.as_str())),
        (None, Some(certificate)) => Some(format!("{certificate}-tls").into()),
        (None, None) => None,
    };
    let rules: Vec<HostRule<'p>> = hosts()
        .map(|host| HostRule {
            host: Some(host),
            http: paths(),
        })
        .collect();
    let mut meta = running.meta(running.id.as_str());
    meta.annotations = annotations(ingress, secret.is_some());
    Some(Entrance::Ingress(Object {
        api: "networking.k8s.io/v1",
        kind: "Ingress",
        meta,
        body: Spec(IngressSpec {
            class: ingress.class.as_deref().map(Text::from),
            tls: secret
                .map(|secret| Tls {
                    hosts: hosts().collect(),
                    secret: Some(secret),
                })
                .into_iter()
                .collect(),
            rules: if rules.is_empty() {
                vec![HostRule { host: None, http: paths() }]
            } else {
                rules
            },
            rest: Rest::of(&ingress.extensions),
        }),
    }))
}

fn paths(ingress: &Ingress) -> impl Iterator<Item = Text<'_>> {
    let all = ingress.paths.is_empty().then_some(Text::from("/"));
    ingress.paths.iter().map(|path| Text::from(path.as_str())).chain(all)
}

/// What controllers are told in annotations, and the document's own.
fn annotations(ingress: &Ingress, tls: bool) -> Pairs<'_> {
    let mut pairs = Pairs::default();
    let redirects = ingress.redirect_to_tls.unwrap_or(tls);
    match ingress.class.as_deref() {
        // It redirects by itself where there is a certificate.
        Some("nginx") if redirects != tls => {
            let key = if redirects { "force-ssl-redirect" } else { "ssl-redirect" };
            pairs.set(format!("nginx.ingress.kubernetes.io/{key}"), redirects.to_string());
        }
        Some("traefik") if redirects => pairs.set("traefik.ingress.kubernetes.io/router.entrypoints", "websecure"),
        Some("alb") if redirects => {
            pairs.set("alb.ingress.kubernetes.io/listen-ports", "[{\"HTTP\": 80}, {\"HTTPS\": 443}]");
            pairs.set("alb.ingress.kubernetes.io/ssl-redirect", "443");
        }
        _ => {}
    }
    pairs.with(&ingress.annotations)
}

/// The gateway that the strategy of the environment shifts traffic with.
fn gateway<'p>(running: &Running<'p>) -> Option<&'p GatewayApi> {
    let traffic = match &strategy(running)?.kind {
        StrategyKind::Canary(canary) => canary.traffic.as_ref(),
        StrategyKind::Linear(linear) => linear.traffic.as_ref(),
        StrategyKind::Shadow(shadow) => shadow.traffic.as_ref(),
        StrategyKind::Ab(ab) => ab.traffic.as_ref(),
        _ => None,
    };
    match traffic {
        Some(Traffic::GatewayApi(gateway)) => Some(gateway),
        _ => None,
    }
}

fn route<'p>(
    running: &Running<'p>,
    ingress: &'p Ingress,
    gateway: &'p GatewayApi,
    address: &Meta<'p>,
    port: u64,
) -> Object<'p, Spec<RouteSpec<'p>>> {
    let backend = |name: Text<'p>, weight: Option<u64>| RouteBackend {
        name,
        port,
        weight: weight.map(Always),
    };
    let backends = match split(running) {
        Some(Split {
            old: Some(old),
            new: Some(new),
            ..
        }) => vec![backend(old.into(), Some(100)), backend(new.into(), Some(0))],
        _ => match weighed(running) {
            Some([old, new]) => vec![backend(old.into(), Some(100)), backend(new.into(), Some(0))],
            None => vec![backend(address.name.clone(), None)],
        },
    };
    let mut meta = running.meta(gateway.http_route.as_deref().unwrap_or(running.id.as_str()));
    meta.annotations = Pairs::default().with(&ingress.annotations);
    Object {
        api: "gateway.networking.k8s.io/v1",
        kind: "HTTPRoute",
        meta,
        body: Spec(RouteSpec {
            parents: gateway
                .gateway
                .as_deref()
                .map(|name| Parent {
                    name: name.into(),
                    namespace: gateway.namespace.as_deref().map(Text::from),
                })
                .into_iter()
                .collect(),
            hosts: ingress.hosts.iter().map(|host| Text::from(host.as_str())).collect(),
            rules: vec![RouteRule {
                matches: paths(ingress)
                    .map(|value| Match {
                        path: MatchPath { kind: "PathPrefix", value },
                    })
                    .collect(),
                backends,
            }],
            rest: Rest::of(&ingress.extensions),
        }),
    }
}
