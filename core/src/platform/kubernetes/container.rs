//! Containers: what they run, see, may do and are promised.

use super::object::{Pairs, Rest, Text, Word, objects};
use super::probe::{Asked, Exec, HttpGet, Listening, ProbeSpec};
use super::secrets::{KeyRef, Secrets};
use super::site::Running;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::Duration;
use crate::model::{
    BeforeStop, ContainerPort, ContainerSecurity, EnvValue, Id, Protocol, PullPolicy, ResourceAmounts, Resources, WorkloadContainer,
};
use crate::render::{Feature, loss};
use crate::text::ModelPath;

objects! {
    /// A container.
    ContainerSpec<'p> {
        name: Text<'p> = "name",
        image: Option<Text<'p>> = "image",
        pull: Option<&'static str> = "imagePullPolicy",
        restart: Option<&'static str> = "restartPolicy",
        command: Vec<Text<'p>> = "command",
        args: Vec<Text<'p>> = "args",
        dir: Option<Text<'p>> = "workingDir",
        ports: Vec<PortSpec<'p>> = "ports",
        env: Vec<EnvSpec<'p>> = "env",
        env_from: Vec<EnvFrom<'p>> = "envFrom",
        resources: ResourcesSpec<'p> = "resources",
        startup: Option<ProbeSpec<'p>> = "startupProbe",
        readiness: Option<ProbeSpec<'p>> = "readinessProbe",
        liveness: Option<ProbeSpec<'p>> = "livenessProbe",
        lifecycle: Option<Lifecycle<'p>> = "lifecycle",
        security: SecuritySpec<'p> = "securityContext",
        mounts: Vec<MountSpec<'p>> = "volumeMounts",
        ..rest
    }

    /// A port of a container.
    PortSpec<'p> {
        name: Text<'p> = "name",
        port: u64 = "containerPort",
        host: Option<u64> = "hostPort",
        protocol: Option<&'static str> = "protocol",
    }

    /// A variable.
    EnvSpec<'p> {
        name: Text<'p> = "name",
        value: Option<Text<'p>> = "value",
        from: Option<ValueFrom<'p>> = "valueFrom",
    }

    /// Where a variable comes from.
    ValueFrom<'p> {
        secret: KeyRef<'p> = "secretKeyRef",
    }

    /// An object whose keys all become variables.
    EnvFrom<'p> {
        prefix: Option<Text<'p>> = "prefix",
        config: Option<Optional<'p>> = "configMapRef",
        secret: Option<Optional<'p>> = "secretRef",
    }

    /// Something by its name, which may be missing.
    Optional<'p> {
        name: Text<'p> = "name",
        optional: bool = "optional",
    }

    /// What a container is promised and allowed.
    ResourcesSpec<'p> {
        requests: Pairs<'p> = "requests",
        limits: Pairs<'p> = "limits",
    }

    /// What happens before a container is stopped.
    Lifecycle<'p> {
        stop: Hook<'p> = "preStop",
    }

    /// What is done then.
    Hook<'p> {
        exec: Option<Exec<'p>> = "exec",
        http: Option<HttpGet<'p>> = "httpGet",
        sleep: Option<Sleep> = "sleep",
    }

    /// A wait.
    Sleep {
        seconds: u64 = "seconds",
    }

    /// What a container may do on its machine.
    SecuritySpec<'p> {
        privileged: bool = "privileged",
        escalation: Option<bool> = "allowPrivilegeEscalation",
        read_only: Option<bool> = "readOnlyRootFilesystem",
        non_root: Option<bool> = "runAsNonRoot",
        user: Option<u64> = "runAsUser",
        group: Option<u64> = "runAsGroup",
        capabilities: Capabilities<'p> = "capabilities",
        seccomp: Option<Seccomp<'p>> = "seccompProfile",
    }

    /// Rights of root.
    Capabilities<'p> {
        add: Vec<Text<'p>> = "add",
        drop: Vec<Text<'p>> = "drop",
    }

    /// System calls that are allowed.
    Seccomp<'p> {
        kind: &'static str = "type",
        profile: Option<Text<'p>> = "localhostProfile",
    }

    /// Where a container sees a volume.
    MountSpec<'p> {
        name: Text<'p> = "name",
        path: Text<'p> = "mountPath",
        sub_path: Option<Text<'p>> = "subPath",
        read_only: bool = "readOnly",
    }
}

/// The part a container plays in its pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'p> {
    /// It does the work, with the ports, paths and image of the service.
    Main,
    /// It stands beside.
    Beside(&'p Id),
    /// It runs before.
    Before(&'p Id),
}

/// A container in the making.
pub(super) struct Making<'r, 'p> {
    pub(super) running: &'r Running<'p>,
    pub(super) secrets: &'r mut Secrets<'p>,
    pub(super) losses: &'r mut Vec<Diagnostic>,
}

impl<'p> Making<'_, 'p> {
    /// A container of the pod.
    pub(super) fn container(&mut self, part: Part<'p>, said: &'p WorkloadContainer) -> ContainerSpec<'p> {
        let main = part == Part::Main;
        let running = *self.running;
        let service = running.service.map(|(_, service)| service).filter(|_| main);
        let ports = ports(&running, part, said);
        let first = ports.first().map(|port| Listening {
            name: port.name.clone(),
            number: port.port,
        });
        let asked = Asked::of(said.probes.as_ref(), service, first.as_ref());
        let resources = if main { running.resources() } else { said.resources.as_ref() };
        let path = match part {
            Part::Main => running.path().key("container"),
            Part::Beside(id) => running.path().key("sidecars").key(id.as_str()),
            Part::Before(id) => running.path().key("init").key(id.as_str()),
        };
        let words = |words: &'p [String]| words.iter().map(|word| Text::from(word.as_str())).collect();
        ContainerSpec {
            name: match part {
                Part::Main => running.id.as_str().into(),
                Part::Beside(id) | Part::Before(id) => id.as_str().into(),
            },
            image: self.image(part, said, &path),
            pull: said.pull.map(|policy| match policy {
                PullPolicy::Always => "Always",
                PullPolicy::IfNotPresent => "IfNotPresent",
                PullPolicy::Never => "Never",
            }),
            restart: (said.keeps_running && matches!(part, Part::Before(_))).then_some("Always"),
            command: words(&said.command),
            args: words(&said.args),
            dir: said.dir.as_deref().map(Text::from),
            ports,
            env: self.env(main, said, &path),
            env_from: said.env_from.iter().map(env_from).collect(),
            resources: resources.map(resources_spec).unwrap_or_default(),
            startup: asked.startup,
            readiness: asked.readiness,
            liveness: asked.liveness,
            lifecycle: said.before_stop.as_ref().map(|stop| lifecycle(stop, first.as_ref())),
            security: security(said.security.as_ref()),
            mounts: said
                .mounts
                .iter()
                .map(|mount| MountSpec {
                    name: mount.volume.as_str().into(),
                    path: mount.path.as_str().into(),
                    sub_path: mount.sub_path.as_deref().map(Text::from),
                    read_only: mount.read_only,
                })
                .collect(),
            rest: Rest::of(&said.extensions),
        }
    }

    /// The image: its own, or that of the service at the version that is delivered.
    fn image(&mut self, part: Part<'p>, said: &'p WorkloadContainer, path: &ModelPath) -> Option<Text<'p>> {
        if let Some(image) = &said.image {
            return Some(image.as_str().into());
        }
        let service = self.running.service.filter(|_| part == Part::Main);
        let Some(image) = service.and_then(|(_, service)| service.image.as_deref()) else {
            let message = format!("nothing says which image `{}` runs", self.running.id);
            self.losses.push(
                loss(Feature::Workloads, Severity::Error, path.clone(), message).help("add `image` to the service or to the container"),
            );
            return None;
        };
        let Some(version) = self.running.site.version else {
            return Some(image.into());
        };
        let sign = if version.starts_with("sha256:") { '@' } else { ':' };
        Some(format!("{image}{sign}{version}").into())
    }

    /// The variables: those of the environment, of the container, and of the container there; the last one counts.
    fn env(&mut self, main: bool, said: &'p WorkloadContainer, path: &ModelPath) -> Vec<EnvSpec<'p>> {
        let running = *self.running;
        let environment = main.then_some(&running.site.environment.env);
        let own = running.own().filter(|_| main).map(|own| &own.env);
        let mut env: Vec<EnvSpec<'p>> = Vec::new();
        let mut places = std::collections::HashMap::new();
        for (name, value) in environment.into_iter().chain([&said.env]).chain(own).flatten() {
            let (mut text, mut from) = (None, None);
            match value {
                EnvValue::Empty => text = Some(Text::from("")),
                EnvValue::Text(written) if written.contains("${{") => {
                    let message = format!("`{name}` is computed by a pipeline, and a cluster computes nothing");
                    self.losses.push(
                        loss(Feature::Variables, Severity::Warning, path.clone(), message)
                            .help("give it a value here, or let the pipeline set it when it deploys"),
                    );
                    continue;
                }
                EnvValue::Text(written) => text = Some(Text::from(written.as_str())),
                EnvValue::Secret(reference) => {
                    from = Some(ValueFrom {
                        secret: self.secrets.key(&running, name, reference),
                    });
                }
            }
            let spec = EnvSpec {
                name: name.as_str().into(),
                value: text,
                from,
            };
            match places.get(name).and_then(|place: &usize| env.get_mut(*place)) {
                Some(known) => *known = spec,
                None => {
                    places.insert(name, env.len());
                    env.push(spec);
                }
            }
        }
        env
    }
}

/// The ports of a container; that of the service when the one that does the work names none.
fn ports<'p>(running: &Running<'p>, part: Part<'p>, said: &'p WorkloadContainer) -> Vec<PortSpec<'p>> {
    let own = said.ports.iter().map(|(name, port)| port_spec(name.as_str(), port));
    let mut ports: Vec<PortSpec<'p>> = own.collect();
    let service = running.service.filter(|_| part == Part::Main && ports.is_empty());
    if let Some(port) = service.and_then(|(_, service)| service.port) {
        ports.push(PortSpec {
            name: "http".into(),
            port: port.number().into(),
            ..PortSpec::default()
        });
    }
    ports
}

fn port_spec<'p>(name: &'p str, port: &ContainerPort) -> PortSpec<'p> {
    PortSpec {
        name: name.into(),
        port: port.port.number().into(),
        host: port.host_port.map(|port| port.number().into()),
        protocol: port.protocol.and_then(protocol),
    }
}

/// How a port is spoken to, unless it is the usual way.
pub(super) fn protocol(protocol: Protocol) -> Option<&'static str> {
    match protocol {
        Protocol::Udp => Some("UDP"),
        Protocol::Sctp => Some("SCTP"),
        Protocol::Tcp | Protocol::Icmp | Protocol::Any => None,
    }
}

/// What the main container of a workload listens on.
pub(super) fn listens<'p>(running: &Running<'p>) -> Vec<PortSpec<'p>> {
    ports(running, Part::Main, running.container())
}

fn env_from<'p>(source: &'p crate::model::EnvSource) -> EnvFrom<'p> {
    let named = |name: &'p Option<String>| {
        name.as_deref().map(|name| Optional {
            name: name.into(),
            optional: source.optional,
        })
    };
    EnvFrom {
        prefix: source.prefix.as_deref().map(Text::from),
        config: named(&source.config_map),
        secret: named(&source.cluster_secret),
    }
}

fn resources_spec(resources: &Resources) -> ResourcesSpec<'_> {
    ResourcesSpec {
        requests: resources.requests.as_ref().map(amounts).unwrap_or_default(),
        limits: resources.limits.as_ref().map(amounts).unwrap_or_default(),
    }
}

/// Amounts in the cluster's words.
pub(super) fn amounts(amounts: &ResourceAmounts) -> Pairs<'_> {
    let mut pairs = Pairs::default();
    if let Some(cpu) = amounts.cpu {
        pairs.set("cpu", cpu.to_string());
    }
    if let Some(memory) = amounts.memory {
        pairs.set("memory", quantity(memory));
    }
    if let Some(disk) = amounts.disk {
        pairs.set("ephemeral-storage", quantity(disk));
    }
    if let Some(gpu) = amounts.gpu {
        pairs.set("nvidia.com/gpu", gpu.to_string());
    }
    for (name, value) in Rest::of(&amounts.extensions).0.into_iter().flatten() {
        if let Some(word) = value.as_word() {
            pairs.set(name.as_str(), word);
        }
    }
    pairs
}

/// A size as the cluster writes it: without the `B` of decimal units.
pub(super) fn quantity(size: crate::model::scalar::Size) -> String {
    let text = size.to_string();
    match text.strip_suffix('B') {
        Some(decimal) => decimal.to_owned(),
        None => text,
    }
}

fn lifecycle<'p>(stop: &'p BeforeStop, first: Option<&Listening<'p>>) -> Lifecycle<'p> {
    let port = match &stop.port {
        Some(name) => Some(Word::Text(name.as_str().into())),
        None => first.map(|port| Word::Text(port.name.clone())),
    };
    let seconds = stop.wait.map(Duration::as_secs_up);
    let hook = if let Some(path) = &stop.http {
        Hook {
            http: Some(HttpGet {
                path: path.as_str().into(),
                port,
                ..HttpGet::default()
            }),
            ..Hook::default()
        }
    } else if stop.command.is_empty() {
        Hook {
            sleep: seconds.map(|seconds| Sleep { seconds }),
            ..Hook::default()
        }
    } else {
        Hook {
            exec: Some(Exec {
                command: stop.command.iter().map(|word| Text::from(word.as_str())).collect(),
            }),
            ..Hook::default()
        }
    };
    Lifecycle { stop: hook }
}

/// What a container may do. What the document does not say is forbidden.
fn security(said: Option<&ContainerSecurity>) -> SecuritySpec<'_> {
    let Some(said) = said else {
        return SecuritySpec {
            escalation: Some(false),
            read_only: Some(true),
            capabilities: Capabilities {
                drop: vec!["ALL".into()],
                ..Capabilities::default()
            },
            ..SecuritySpec::default()
        };
    };
    let texts = |words: &'_ [String]| words.iter().map(|word| Text::from(word.clone())).collect::<Vec<_>>();
    // A privileged container has every right, and the cluster refuses to take some away from it.
    let dropped = if said.drop.is_empty() && !said.privileged {
        vec!["ALL".into()]
    } else {
        texts(&said.drop)
    };
    SecuritySpec {
        privileged: said.privileged,
        escalation: if said.privileged {
            said.escalation
        } else {
            Some(said.escalation.unwrap_or(false))
        },
        read_only: Some(said.read_only_root.unwrap_or(!said.privileged)),
        non_root: said.non_root,
        user: said.user,
        group: said.group,
        capabilities: Capabilities {
            add: texts(&said.add),
            drop: dropped,
        },
        seccomp: said.seccomp.as_deref().map(seccomp),
    }
}

/// A profile of allowed system calls; what is no known word is a file on the machine.
pub(super) fn seccomp(name: &str) -> Seccomp<'_> {
    match name {
        "RuntimeDefault" | "runtime/default" => Seccomp {
            kind: "RuntimeDefault",
            profile: None,
        },
        "Unconfined" | "unconfined" => Seccomp {
            kind: "Unconfined",
            profile: None,
        },
        file => Seccomp {
            kind: "Localhost",
            profile: Some(file.strip_prefix("localhost/").unwrap_or(file).into()),
        },
    }
}

/// True when a container cannot change its own files, and needs a place for what it writes in passing.
pub(super) fn is_read_only(said: &WorkloadContainer) -> bool {
    match &said.security {
        Some(security) => security.read_only_root.unwrap_or(!security.privileged),
        None => true,
    }
}
