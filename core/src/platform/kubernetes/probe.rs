//! Probes: how the cluster finds out whether a container is well.

use super::object::{Text, Word, objects};
use crate::model::scalar::{Duration, Port};
use crate::model::{Probe, ProbeKind, Probes, Service};

objects! {
    /// A probe.
    ProbeSpec<'p> {
        http: Option<HttpGet<'p>> = "httpGet",
        tcp: Option<Socket<'p>> = "tcpSocket",
        grpc: Option<Grpc<'p>> = "grpc",
        exec: Option<Exec<'p>> = "exec",
        delay: Option<u64> = "initialDelaySeconds",
        every: Option<u64> = "periodSeconds",
        timeout: Option<u64> = "timeoutSeconds",
        successes: Option<u64> = "successThreshold",
        failures: Option<u64> = "failureThreshold",
    }

    /// A request over HTTP.
    HttpGet<'p> {
        path: Text<'p> = "path",
        port: Option<Word<'p>> = "port",
        scheme: Option<&'static str> = "scheme",
        headers: Vec<Pair<'p>> = "httpHeaders",
    }

    /// A name and its value.
    Pair<'p> {
        name: Text<'p> = "name",
        value: Text<'p> = "value",
    }

    /// A connection.
    Socket<'p> {
        port: Option<Word<'p>> = "port",
    }

    /// The health service of gRPC, which is found by number only.
    Grpc<'p> {
        port: Option<u64> = "port",
        service: Option<Text<'p>> = "service",
    }

    /// A command.
    Exec<'p> {
        command: Vec<Text<'p>> = "command",
    }
}

/// A port that a container listens on, by name and by number.
#[derive(Clone, Debug)]
pub(super) struct Listening<'p> {
    pub(super) name: Text<'p>,
    pub(super) number: u64,
}

/// The three questions a container is asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked<'p> {
    pub(super) startup: Option<ProbeSpec<'p>>,
    pub(super) readiness: Option<ProbeSpec<'p>>,
    pub(super) liveness: Option<ProbeSpec<'p>>,
}

impl<'p> Asked<'p> {
    /// The probes of a container; those that the service's paths tell when the document has none. `port` is the one that
    /// answers when a probe names none.
    pub(super) fn of(probes: Option<&'p Probes>, service: Option<&'p Service>, port: Option<&Listening<'p>>) -> Self {
        if let Some(probes) = probes {
            let probe = |probe: &'p Option<Probe>| probe.as_ref().map(|probe| spec(probe, port));
            return Self {
                startup: probe(&probes.startup),
                readiness: probe(&probes.readiness),
                liveness: probe(&probes.liveness),
            };
        }
        let get = |path: &'p String| ProbeSpec {
            http: Some(HttpGet {
                path: Text::from(path.as_str()),
                port: port.map(by_name),
                ..HttpGet::default()
            }),
            ..ProbeSpec::default()
        };
        let Some(service) = service.filter(|_| port.is_some()) else {
            return Self::default();
        };
        Self {
            startup: None,
            readiness: service.ready.as_ref().or(service.health.as_ref()).map(get),
            // Slower to give up than the question whether it may be asked, so that being busy is no reason to restart.
            liveness: service.health.as_ref().map(|path| ProbeSpec {
                failures: Some(6),
                ..get(path)
            }),
        }
    }
}

fn by_name<'p>(port: &Listening<'p>) -> Word<'p> {
    Word::Text(port.name.clone())
}

fn spec<'p>(probe: &'p Probe, port: Option<&Listening<'p>>) -> ProbeSpec<'p> {
    let seconds = |duration: Option<Duration>| duration.map(Duration::as_secs_up);
    let word = |own: Option<Port>| own.map(|own| Word::Number(own.number().into())).or_else(|| port.map(by_name));
    let mut spec = ProbeSpec {
        delay: seconds(probe.delay),
        every: seconds(probe.every),
        timeout: seconds(probe.timeout),
        successes: probe.successes.map(Into::into),
        failures: probe.failures.map(Into::into),
        ..ProbeSpec::default()
    };
    match &probe.kind {
        ProbeKind::Http(http) => {
            let header = |(name, value): (&'p String, &'p String)| Pair {
                name: Text::from(name.as_str()),
                value: Text::from(value.as_str()),
            };
            spec.http = Some(HttpGet {
                path: Text::from(http.path.as_str()),
                port: word(http.port),
                scheme: http.tls.then_some("HTTPS"),
                headers: http.headers.iter().map(header).collect(),
            });
        }
        ProbeKind::Tcp(tcp) => spec.tcp = Some(Socket { port: word(tcp.port) }),
        ProbeKind::Grpc(grpc) => {
            spec.grpc = Some(Grpc {
                port: grpc.port.map(|port| port.number().into()).or(port.map(|port| port.number)),
                service: grpc.service.as_deref().map(Text::from),
            });
        }
        ProbeKind::Command(command) => {
            spec.exec = Some(Exec {
                command: command.iter().map(|word| Text::from(word.as_str())).collect(),
            });
        }
    }
    spec
}
