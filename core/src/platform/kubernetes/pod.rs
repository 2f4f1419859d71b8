//! Pods: containers together, where they run and what they may do there.

use super::container::{ContainerSpec, Making, MountSpec, Part, Seccomp, is_read_only, seccomp};
use super::object::{Always, Pairs, Rest, Text, objects};
use super::secrets::Secrets;
use super::site::Running;
use super::volume::{VolumeSpec, Volumes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::Duration;
use crate::model::{PodSecurity, Topology};
use crate::render::{Feature, loss};

objects! {
    /// A pod as its controller makes it.
    PodTemplate<'p> {
        meta: PodMeta<'p> = "metadata",
        spec: PodSpec<'p> = "spec",
    }

    /// What stands at the head of a pod, which has no name of its own.
    PodMeta<'p> {
        labels: Pairs<'p> = "labels",
        annotations: Pairs<'p> = "annotations",
    }

    /// A pod.
    PodSpec<'p> {
        account: Text<'p> = "serviceAccountName",
        token: Option<bool> = "automountServiceAccountToken",
        restart: Option<&'static str> = "restartPolicy",
        grace: Option<u64> = "terminationGracePeriodSeconds",
        priority: Option<Text<'p>> = "priorityClassName",
        host_network: bool = "hostNetwork",
        host_pid: bool = "hostPID",
        host_ipc: bool = "hostIPC",
        security: PodSecuritySpec<'p> = "securityContext",
        nodes: Pairs<'p> = "nodeSelector",
        tolerations: Vec<Toleration<'p>> = "tolerations",
        affinity: Option<Affinity<'p>> = "affinity",
        spread: Vec<SpreadSpec<'p>> = "topologySpreadConstraints",
        pull: Vec<PullSecret<'p>> = "imagePullSecrets",
        init: Vec<ContainerSpec<'p>> = "initContainers",
        containers: Vec<ContainerSpec<'p>> = "containers",
        volumes: Vec<VolumeSpec<'p>> = "volumes",
        ..rest
    }

    /// What all containers of a pod may do.
    PodSecuritySpec<'p> {
        non_root: Option<bool> = "runAsNonRoot",
        user: Option<u64> = "runAsUser",
        group: Option<u64> = "runAsGroup",
        fs_group: Option<u64> = "fsGroup",
        seccomp: Option<Seccomp<'p>> = "seccompProfile",
        ..rest
    }

    /// A mark on machines that is no reason to stay away.
    Toleration<'p> {
        key: Option<Text<'p>> = "key",
        operator: &'static str = "operator",
        value: Option<Text<'p>> = "value",
        effect: Option<Text<'p>> = "effect",
    }

    /// What pods want to be near or far from.
    Affinity<'p> {
        apart: Apart<'p> = "podAntiAffinity",
    }

    /// What pods must be far from.
    Apart<'p> {
        required: Vec<ApartTerm<'p>> = "requiredDuringSchedulingIgnoredDuringExecution",
    }

    /// Pods that must not share something.
    ApartTerm<'p> {
        over: &'static str = "topologyKey",
        pods: Selector<'p> = "labelSelector",
    }

    /// Pods by their labels.
    Selector<'p> {
        labels: Pairs<'p> = "matchLabels",
    }

    /// What pods are spread over.
    SpreadSpec<'p> {
        skew: u64 = "maxSkew",
        over: &'static str = "topologyKey",
        unless: &'static str = "whenUnsatisfiable",
        pods: Always<Selector<'p>> = "labelSelector",
    }

    /// A secret that images are pulled with.
    PullSecret<'p> {
        name: Text<'p> = "name",
    }
}

/// The pods of a workload, and what else has to be there for them.
pub(super) struct Pods<'p> {
    pub(super) template: PodTemplate<'p>,
    pub(super) volumes: Volumes<'p>,
    pub(super) secrets: Secrets<'p>,
}

impl<'p> Pods<'p> {
    /// The pods of a workload.
    pub(super) fn of(running: &Running<'p>, losses: &mut Vec<Diagnostic>) -> Self {
        let workload = running.workload;
        let mut secrets = Secrets::default();
        let mut volumes = Volumes::of(running, &mut secrets, losses);
        let mut making = Making {
            running,
            secrets: &mut secrets,
            losses,
        };
        let init = workload.init.iter().map(|(id, said)| (Part::Before(id), said)).collect::<Vec<_>>();
        let main = [(Part::Main, running.container())];
        let beside = workload.sidecars.iter().map(|(id, said)| (Part::Beside(id), said));
        let mut made = |(part, said)| {
            let mut container = making.container(part, said);
            // Most programs write something in passing.
            if is_read_only(said) && !container.mounts.iter().any(|mount| mount.path == "/tmp") {
                container.mounts.push(MountSpec {
                    name: volumes.scratch().into(),
                    path: "/tmp".into(),
                    ..MountSpec::default()
                });
            }
            container
        };
        let init: Vec<_> = init.into_iter().map(&mut made).collect();
        let containers: Vec<_> = main.into_iter().chain(beside).map(&mut made).collect();
        let security = workload.security.as_ref();
        let placement = workload.placement.as_ref();
        let copies = running.fewest() > 1 && !running.ends();
        let mut annotations = Pairs::default().with(&workload.annotations);
        if let Some(sum) = volumes.sum() {
            annotations.set("gatewright.dev/config", sum);
        }
        let spec = PodSpec {
            account: running.account().into(),
            token: Some(mounts_token(running)),
            restart: running.ends().then_some("Never"),
            grace: workload.grace.map(Duration::as_secs_up),
            priority: placement.and_then(|placement| placement.priority.as_deref()).map(Text::from),
            host_network: security.is_some_and(|security| security.host_network),
            host_pid: security.is_some_and(|security| security.host_pid),
            host_ipc: security.is_some_and(|security| security.host_ipc),
            security: pod_security(security),
            nodes: placement
                .map(|placement| Pairs::default().with(&placement.nodes))
                .unwrap_or_default(),
            tolerations: Self::tolerations(running, losses),
            affinity: placement.and_then(|placement| placement.apart).map(|apart| Affinity {
                apart: Apart {
                    required: vec![ApartTerm {
                        over: key(apart),
                        pods: Selector {
                            labels: running.selector(),
                        },
                    }],
                },
            }),
            spread: spread(running, copies),
            pull: workload
                .pull_secrets
                .iter()
                .map(|name| PullSecret {
                    name: name.as_str().into(),
                })
                .collect(),
            init,
            containers,
            volumes: std::mem::take(&mut volumes.specs),
            rest: Rest::of(&workload.extensions),
        };
        Self {
            template: PodTemplate {
                meta: PodMeta {
                    labels: running.pod_labels(),
                    annotations,
                },
                spec,
            },
            volumes,
            secrets,
        }
    }

    fn tolerations(running: &Running<'p>, losses: &mut Vec<Diagnostic>) -> Vec<Toleration<'p>> {
        let said = running.workload.placement.iter().flat_map(|placement| &placement.tolerate);
        let mut tolerations = Vec::new();
        for (number, mark) in said.enumerate() {
            let (rest, effect) = match mark.rsplit_once(':') {
                Some((rest, effect)) => (rest, Some(effect)),
                None => (mark.as_str(), None),
            };
            if effect.is_some_and(|effect| !matches!(effect, "NoSchedule" | "PreferNoSchedule" | "NoExecute")) {
                let path = running.path().key("placement").key("tolerate").index(number);
                let message = format!("`{mark}` ends with no effect that clusters know");
                losses.push(
                    loss(Feature::Workloads, Severity::Warning, path, message)
                        .help("write `key=value:NoSchedule`, `:PreferNoSchedule` or `:NoExecute`"),
                );
                continue;
            }
            let (key, value) = match rest.split_once('=') {
                Some((key, value)) => (key, Some(value)),
                None => (rest, None),
            };
            tolerations.push(Toleration {
                key: (!key.is_empty()).then_some(key.into()),
                operator: if value.is_some() { "Equal" } else { "Exists" },
                value: value.map(Text::from),
                effect: effect.map(Text::from),
            });
        }
        tolerations
    }
}

/// Whether pods get a token for the cluster: only those that may do something there.
pub(super) fn mounts_token(running: &Running<'_>) -> bool {
    running.workload.account.as_ref().is_some_and(|account| {
        account
            .mount_token
            .unwrap_or(!account.rules.is_empty() || !account.roles.is_empty())
    })
}

/// What all containers may do. What the document does not say is forbidden.
fn pod_security(said: Option<&PodSecurity>) -> PodSecuritySpec<'_> {
    let usual = || seccomp("RuntimeDefault");
    match said {
        None => PodSecuritySpec {
            non_root: Some(true),
            seccomp: Some(usual()),
            ..PodSecuritySpec::default()
        },
        Some(said) => PodSecuritySpec {
            non_root: Some(said.non_root.unwrap_or(said.user != Some(0))),
            user: said.user,
            group: said.group,
            fs_group: said.fs_group,
            seccomp: Some(said.seccomp.as_deref().map_or_else(usual, seccomp)),
            rest: Rest::of(&said.extensions),
        },
    }
}

/// What copies are spread over: as the document says, or else over zones and machines as well as can be.
fn spread<'p>(running: &Running<'p>, copies: bool) -> Vec<SpreadSpec<'p>> {
    let pods = || {
        Always(Selector {
            labels: running.selector(),
        })
    };
    match &running.workload.placement {
        Some(placement) if !placement.spread.is_empty() || placement.apart.is_some() => placement
            .spread
            .iter()
            .map(|spread| SpreadSpec {
                skew: spread.skew.unwrap_or(1).into(),
                over: key(spread.over),
                unless: if spread.required { "DoNotSchedule" } else { "ScheduleAnyway" },
                pods: pods(),
            })
            .collect(),
        _ if copies => [Topology::Zone, Topology::Node]
            .into_iter()
            .map(|over| SpreadSpec {
                skew: 1,
                over: key(over),
                unless: "ScheduleAnyway",
                pods: pods(),
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The label of machines that tells what they share.
const fn key(topology: Topology) -> &'static str {
    match topology {
        Topology::Node => "kubernetes.io/hostname",
        Topology::Zone => "topology.kubernetes.io/zone",
        Topology::Region => "topology.kubernetes.io/region",
    }
}
