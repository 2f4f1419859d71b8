//! Namespaces: how closed they are, and what all in them may use together.

use super::container::{amounts, quantity};
use super::object::{Meta, Object, Pairs, Spec, objects};
use super::pod::PodTemplate;
use super::site::Site;
use crate::model::{Namespace, PodSecurityLevel};

objects! {
    /// What all in a namespace may use together.
    QuotaSpec<'p> {
        hard: Pairs<'p> = "hard",
    }

    /// What a container gets that says nothing.
    LimitsSpec<'p> {
        limits: Vec<Limit<'p>> = "limits",
    }

    /// What one kind of thing gets that says nothing.
    Limit<'p> {
        kind: &'static str = "type",
        limits: Pairs<'p> = "default",
        requests: Pairs<'p> = "defaultRequest",
    }
}

/// How much pods ask for beyond what is known to be safe.
pub(super) fn level(pods: &PodTemplate<'_>) -> PodSecurityLevel {
    let spec = &pods.spec;
    let containers = || spec.containers.iter().chain(&spec.init);
    let dangerous = spec.host_network
        || spec.host_pid
        || spec.host_ipc
        || spec.volumes.iter().any(|volume| volume.host.is_some())
        || containers().any(|container| {
            container.security.privileged
                || container.ports.iter().any(|port| port.host.is_some())
                || container
                    .security
                    .capabilities
                    .add
                    .iter()
                    .any(|right| !BASELINE.contains(&&**right))
        })
        || profile(spec.security.seccomp.as_ref()) == Some("Unconfined");
    if dangerous {
        return PodSecurityLevel::Privileged;
    }
    let safe = containers().all(|container| {
        let own = &container.security;
        own.escalation == Some(false)
            && own.capabilities.drop.iter().any(|right| right == "ALL")
            && own.capabilities.add.iter().all(|right| right == "NET_BIND_SERVICE")
            && own.non_root.or(spec.security.non_root) == Some(true)
            && own.user.or(spec.security.user) != Some(0)
            && profile(own.seccomp.as_ref().or(spec.security.seccomp.as_ref())).is_some_and(|kind| kind != "Unconfined")
    });
    if safe {
        PodSecurityLevel::Restricted
    } else {
        PodSecurityLevel::Baseline
    }
}

/// Rights of root that the standard for pods takes for harmless.
const BASELINE: &[&str] = &[
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];

fn profile(seccomp: Option<&super::container::Seccomp<'_>>) -> Option<&'static str> {
    seccomp.map(|seccomp| seccomp.kind)
}

/// What the document says of a namespace of an environment.
fn said<'p>(site: &Site<'p>, name: &str) -> Option<&'p Namespace> {
    let delivery = site.plan.delivery();
    let of_clusters = delivery.clusters.iter().flat_map(|clusters| {
        let named = site
            .platform
            .cluster
            .as_ref()
            .and_then(|cluster| clusters.named.iter().find(|(id, _)| id.as_str() == cluster));
        named
            .map(|(_, cluster)| &cluster.namespaces)
            .into_iter()
            .chain([&clusters.namespaces])
    });
    let of_tenants = delivery
        .gitops
        .iter()
        .flat_map(|gitops| gitops.tenants.values().map(|tenant| &tenant.namespaces));
    let fits = |space: &&'p Namespace| space.environment.as_ref().is_none_or(|environment| environment == site.id);
    of_clusters
        .chain(of_tenants)
        .filter_map(|namespaces| namespaces.iter().find(|(id, _)| id.as_str() == name).map(|(_, space)| space))
        .find(fits)
}

/// A namespace with what belongs to it.
pub(super) struct Space<'p> {
    pub(super) namespace: Object<'p, ()>,
    pub(super) quota: Option<Object<'p, Spec<QuotaSpec<'p>>>>,
    pub(super) limits: Option<Object<'p, Spec<LimitsSpec<'p>>>>,
    /// True when nothing in it is reached unless a policy says so; nothing when the document does not say.
    pub(super) closed: Option<bool>,
}

/// A namespace in which pods ask for at most this much.
pub(super) fn space<'p>(site: &Site<'p>, name: &'p str, level: PodSecurityLevel) -> Space<'p> {
    let said = said(site, name);
    let level = said.and_then(|said| said.pod_security).unwrap_or(level).word();
    let mut labels = Pairs::default();
    labels.set("pod-security.kubernetes.io/enforce", level);
    labels.set("pod-security.kubernetes.io/warn", "restricted");
    let meta = |own: &'static str| Meta {
        name: own.into(),
        namespace: Some(name.into()),
        ..Meta::default()
    };
    let hard = said.and_then(|said| said.quota.as_ref()).map(|quota| {
        let mut hard = Pairs::default();
        for (resource, amount) in amounts(quota).0 {
            let key = if resource.contains('/') || !matches!(&*resource, "cpu" | "memory") {
                format!("requests.{resource}")
            } else {
                hard.set(format!("limits.{resource}"), amount.clone());
                format!("requests.{resource}")
            };
            hard.set(key, amount);
        }
        if let Some(storage) = quota.storage {
            hard.set("requests.storage", quantity(storage));
        }
        if let Some(pods) = quota.pods {
            hard.set("pods", pods.to_string());
        }
        hard
    });
    let usual = said.filter(|said| said.default_limits.is_some() || said.default_requests.is_some());
    Space {
        namespace: Object {
            api: "v1",
            kind: "Namespace",
            meta: Meta {
                name: name.into(),
                labels: match said {
                    Some(said) => labels.with(&said.labels),
                    None => labels,
                },
                ..Meta::default()
            },
            body: (),
        },
        quota: hard.map(|hard| Object {
            api: "v1",
            kind: "ResourceQuota",
            meta: meta("quota"),
            body: Spec(QuotaSpec { hard }),
        }),
        limits: usual.map(|said| Object {
            api: "v1",
            kind: "LimitRange",
            meta: meta("defaults"),
            body: Spec(LimitsSpec {
                limits: vec![Limit {
                    kind: "Container",
                    limits: said.default_limits.as_ref().map(amounts).unwrap_or_default(),
                    requests: said.default_requests.as_ref().map(amounts).unwrap_or_default(),
                }],
            }),
        }),
        closed: said.and_then(|said| said.deny_by_default),
    }
}
