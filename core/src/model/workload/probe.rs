//! How one finds out whether a container is well.

use crate::model::macros::{one_of, record};
use crate::model::scalar::{Duration, Port};
use crate::model::{Entries, Extensions, Many};

record! {
    /// How one finds out whether a container is well.
    pub struct Probes : Default {
        of "the probes";
        /// Whether it has started; the others wait for it.
        pub startup: Option<Probe>,
        /// Whether it may receive requests. Without it a new copy counts as ready at once, and a rollout proves nothing.
        pub readiness: Option<Probe>,
        /// Whether it must be restarted. It must not depend on other services, or all restart together.
        pub liveness: Option<Probe>,
    }
}

record! {
    /// A question asked again and again.
    pub struct Probe {
        of "a probe";
        /// How long after the start it is first asked.
        pub delay: Option<Duration>,
        /// How often it is asked; every 10 seconds when left out.
        pub every: Option<Duration>,
        /// How long an answer may take; one second when left out.
        pub timeout: Option<Duration>,
        /// After how many bad answers in a row it counts as failed; three when left out.
        pub failures: Option<u32>,
        /// After how many good answers in a row it counts as well again; one when left out.
        pub successes: Option<u32>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
        one_of kind: ProbeKind,
    }
}

impl Probe {
    /// A question of a kind, asked as usual.
    pub fn new(kind: impl Into<ProbeKind>) -> Self {
        Self {
            delay: None,
            every: None,
            timeout: None,
            failures: None,
            successes: None,
            extensions: Extensions::new(),
            kind: kind.into(),
        }
    }
}

one_of! {
    /// The ways to ask.
    pub enum ProbeKind {
        of "a probe";
        /// An HTTP request that must succeed.
        "http" => Http(HttpProbe),
        /// A TCP connection that must come about.
        "tcp" => Tcp(TcpProbe),
        /// The gRPC health service.
        "grpc" => Grpc(GrpcProbe),
        /// A command that must succeed, word by word.
        "command" => Command(Many<String>),
    }
}

record! {
    /// An HTTP request that must succeed.
    pub struct HttpProbe {
        of "an HTTP probe";
        short path;
        /// Path such as `/health`.
        pub path: String,
        /// Port; the container's only one when left out.
        pub port: Option<Port>,
        /// True when it is asked over TLS.
        pub tls: bool,
        /// Headers sent.
        pub headers: Entries<String, String>,
    }
}

impl HttpProbe {
    /// A request for a path.
    pub fn new(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            port: None,
            tls: false,
            headers: Entries::new(),
        }
    }
}

record! {
    /// A TCP connection that must come about.
    pub struct TcpProbe : Default {
        of "a TCP probe";
        short port;
        /// Port; the container's only one when left out.
        pub port: Option<Port>,
    }
}

record! {
    /// The gRPC health service.
    pub struct GrpcProbe : Default {
        of "a gRPC probe";
        short port;
        /// Port; the container's only one when left out.
        pub port: Option<Port>,
        /// Name of the service asked about.
        pub service: Option<String>,
    }
}
