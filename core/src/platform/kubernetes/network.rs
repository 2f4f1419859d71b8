//! Network policies: who may talk to a workload and to whom it may talk.

use super::container::protocol;
use super::object::{Always, Object, Pairs, Spec, Text, objects};
use super::pod::Selector;
use super::site::Running;
use crate::model::scalar::Port;
use crate::model::{NetworkPeer, Protocol};

objects! {
    /// A network policy.
    PolicySpec<'p> {
        pods: Always<Selector<'p>> = "podSelector",
        kinds: Vec<&'static str> = "policyTypes",
        ingress: Vec<IngressRule<'p>> = "ingress",
        egress: Vec<EgressRule<'p>> = "egress",
    }

    /// Who may talk to pods.
    IngressRule<'p> {
        from: Vec<Peer<'p>> = "from",
        ports: Vec<PolicyPort> = "ports",
    }

    /// To whom pods may talk.
    EgressRule<'p> {
        to: Vec<Peer<'p>> = "to",
        ports: Vec<PolicyPort> = "ports",
    }

    /// Who is at the other end.
    Peer<'p> {
        addresses: Option<Addresses> = "ipBlock",
        namespaces: Option<NamespaceSelector<'p>> = "namespaceSelector",
        pods: Option<Selector<'p>> = "podSelector",
    }

    /// Namespaces by their labels.
    NamespaceSelector<'p> {
        labels: Pairs<'p> = "matchLabels",
        among: Vec<Among<'p>> = "matchExpressions",
    }

    /// A label with one of several values.
    Among<'p> {
        key: &'static str = "key",
        operator: &'static str = "operator",
        values: Vec<Text<'p>> = "values",
    }

    /// Addresses outside the cluster.
    Addresses {
        range: String = "cidr",
        except: Vec<String> = "except",
    }

    /// A port.
    PolicyPort {
        protocol: Option<&'static str> = "protocol",
        port: Option<u64> = "port",
    }
}

impl super::object::Absent for String {
    fn is_absent(&self) -> bool {
        false
    }
}

/// A network policy.
pub(super) type Policy<'p> = Object<'p, Spec<PolicySpec<'p>>>;

/// The policy of a workload, when the document says whom it may talk to.
pub(super) fn policy<'p>(running: &Running<'p>) -> Option<Policy<'p>> {
    let said = running.workload.network.as_ref()?;
    let mut kinds = Vec::new();
    let mut spec = PolicySpec {
        pods: Always(Selector {
            labels: running.selector(),
        }),
        ..PolicySpec::default()
    };
    if let Some(from) = &said.ingress {
        kinds.push("Ingress");
        spec.ingress = from
            .iter()
            .map(|peer| IngressRule {
                from: peers(running, peer),
                ports: ports(peer),
            })
            .collect();
    }
    if let Some(to) = &said.egress {
        kinds.push("Egress");
        spec.egress = to
            .iter()
            .map(|peer| EgressRule {
                to: peers(running, peer),
                ports: ports(peer),
            })
            .collect();
        // Nobody is found by name without the cluster's own name service.
        spec.egress.push(names());
    }
    spec.kinds = kinds;
    Some(Object {
        api: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        meta: running.meta(running.id.as_str()),
        body: Spec(spec),
    })
}

/// The policy by which a namespace is closed to what no other policy allows.
pub(super) fn closed<'p>(running: &Running<'p>) -> Policy<'p> {
    let mut meta = running.meta("default-deny");
    meta.labels = Pairs::default();
    Object {
        api: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        meta,
        body: Spec(PolicySpec {
            kinds: vec!["Ingress", "Egress"],
            ..PolicySpec::default()
        }),
    }
}

/// The way to the cluster's name service.
fn names<'p>() -> EgressRule<'p> {
    let port = |protocol: &'static str| PolicyPort {
        protocol: Some(protocol),
        port: Some(53),
    };
    EgressRule {
        to: vec![Peer {
            namespaces: Some(NamespaceSelector {
                labels: Pairs(vec![(NAME.into(), "kube-system".into())]),
                ..NamespaceSelector::default()
            }),
            ..Peer::default()
        }],
        ports: vec![port("UDP"), port("TCP")],
    }
}

/// The label that every namespace has, with its name.
const NAME: &str = "kubernetes.io/metadata.name";

/// Who is at the other end of what the document names together. An empty list means everyone.
fn peers<'p>(running: &Running<'p>, peer: &'p NetworkPeer) -> Vec<Peer<'p>> {
    let mut peers: Vec<Peer<'p>> = Vec::new();
    let namespaces = namespaces(&peer.namespaces);
    for id in &peer.workloads {
        let all = &running.site.plan.delivery().workloads;
        let workload = all.get(id);
        let labels = match workload.map(|workload| &workload.selector).filter(|selector| !selector.is_empty()) {
            Some(selector) => Pairs::default().with(selector),
            None => Pairs(vec![("app.kubernetes.io/name".into(), id.as_str().into())]),
        };
        let elsewhere = workload.and_then(|workload| workload.namespace.as_deref());
        let own = elsewhere
            .filter(|space| Some(*space) != running.namespace())
            .map(|space| NamespaceSelector {
                labels: Pairs(vec![(NAME.into(), space.into())]),
                ..NamespaceSelector::default()
            });
        peers.push(Peer {
            namespaces: namespaces.clone().or(own),
            pods: Some(Selector {
                labels: labels.with(&peer.labels),
            }),
            ..Peer::default()
        });
    }
    if peer.workloads.is_empty() && (!peer.namespaces.is_empty() || !peer.labels.is_empty()) {
        peers.push(Peer {
            namespaces,
            pods: (!peer.labels.is_empty()).then(|| Selector {
                labels: Pairs::default().with(&peer.labels),
            }),
            ..Peer::default()
        });
    }
    peers.extend(peer.addresses.iter().map(|range| {
        let inside = peer
            .except
            .iter()
            .filter(|except| range.contains(except.network()) && except.prefix() > range.prefix());
        Peer {
            addresses: Some(Addresses {
                range: range.to_string(),
                except: inside.map(ToString::to_string).collect(),
            }),
            ..Peer::default()
        }
    }));
    peers
}

fn namespaces(names: &[String]) -> Option<NamespaceSelector<'_>> {
    match names {
        [] => None,
        [one] => Some(NamespaceSelector {
            labels: Pairs(vec![(NAME.into(), one.as_str().into())]),
            ..NamespaceSelector::default()
        }),
        many => Some(NamespaceSelector {
            among: vec![Among {
                key: NAME,
                operator: "In",
                values: many.iter().map(|name| Text::from(name.as_str())).collect(),
            }],
            ..NamespaceSelector::default()
        }),
    }
}

fn ports(peer: &NetworkPeer) -> Vec<PolicyPort> {
    if peer.protocol == Some(Protocol::Any) {
        return Vec::new();
    }
    let port = |port: &Port| PolicyPort {
        protocol: peer.protocol.and_then(protocol),
        port: Some(port.number().into()),
    };
    peer.ports.iter().map(port).collect()
}
