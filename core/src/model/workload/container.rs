//! A container of a workload, and what it is promised and allowed.

use super::{ContainerSecurity, Entries, Mount, Probes};
use crate::model::macros::{record, words};
use crate::model::scalar::{Cpu, Duration, Id, Port, Size};
use crate::model::{EnvValue, Extensions, Many, Map};

record! {
    /// A container of a workload.
    pub struct WorkloadContainer : Default {
        of "a container of a workload";
        /// Image with tag or digest; the service's image at the delivered version when left out. A tag that moves, such
        /// as `latest`, makes going back impossible.
        pub image: Option<String>,
        /// When the image is pulled.
        pub pull: Option<PullPolicy>,
        /// Program instead of the image's own.
        pub command: Many<String>,
        /// Arguments instead of the image's own.
        pub args: Vec<String>,
        /// Folder it starts in.
        pub dir: Option<String>,
        /// Variables it sees.
        pub env: Entries<String, EnvValue>,
        /// Objects of the cluster whose keys all become variables.
        pub env_from: Vec<EnvSource>,
        /// Ports it listens on, by name; the service's port when left out.
        pub ports: Map<ContainerPort>,
        /// What it is promised and allowed. Without it neither the scheduler nor the cost model can see it.
        pub resources: Option<Resources>,
        /// How one finds out whether it is well.
        pub probes: Option<Probes>,
        /// What it may do on its machine.
        pub security: Option<ContainerSecurity>,
        /// Where it sees which volume.
        pub mounts: Vec<Mount>,
        /// What it does before it is stopped.
        pub before_stop: Option<BeforeStop>,
        /// True for a container of `init` that goes on running beside the others.
        pub keeps_running: bool,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// When an image is pulled.
    pub enum PullPolicy {
        of "a pull policy";
        /// Each time a container starts.
        Always = "always",
        /// When the machine does not have it.
        IfNotPresent = "if_not_present",
        /// Never.
        Never = "never",
    }
}

record! {
    /// An object of the cluster whose keys all become variables.
    pub struct EnvSource : Default {
        of "a source of variables";
        /// Name of a config map.
        pub config_map: Option<String>,
        /// Name of a secret in the cluster.
        pub cluster_secret: Option<String>,
        /// What all names begin with.
        pub prefix: Option<String>,
        /// True when it need not be there.
        pub optional: bool,
    }
}

record! {
    /// A port a container listens on.
    pub struct ContainerPort {
        of "a port of a container";
        short port;
        /// Its number.
        pub port: Port,
        /// How it is spoken to; TCP when left out.
        pub protocol: Option<Protocol>,
        /// Port of the machine itself that leads to it. Only one copy fits on each machine then.
        pub host_port: Option<Port>,
    }
}

words! {
    /// How a port is spoken to.
    pub enum Protocol {
        of "a protocol";
        /// TCP.
        Tcp = "tcp",
        /// UDP.
        Udp = "udp",
        /// SCTP.
        Sctp = "sctp",
        /// ICMP, which has no ports.
        Icmp = "icmp",
        /// Any.
        Any = "any",
    }
}

record! {
    /// What a container is promised and allowed.
    pub struct Resources : Default {
        of "the resources";
        /// What it is promised; the scheduler keeps this much free, and it is paid for.
        pub requests: Option<ResourceAmounts>,
        /// What it may use at most. Above the memory limit it is killed, above the processor limit slowed down.
        pub limits: Option<ResourceAmounts>,
    }
}

record! {
    /// Amounts of processor, memory and the like.
    pub struct ResourceAmounts : Default {
        of "amounts of resources";
        /// Processors, such as `500m` for half of one.
        pub cpu: Option<Cpu>,
        /// Memory, such as `512Mi`.
        pub memory: Option<Size>,
        /// Space on the machine's own disk.
        pub disk: Option<Size>,
        /// Graphics processors.
        pub gpu: Option<u32>,
        /// Space on volumes, for quotas.
        pub storage: Option<Size>,
        /// Pods, for quotas.
        pub pods: Option<u32>,
        /// Other resources, in the platform's words.
        pub extensions: Extensions,
    }
}

record! {
    /// What a container does before it is stopped, so that no request is lost.
    pub struct BeforeStop : Default {
        of "a step before stopping";
        short wait;
        /// How long it waits, so that others notice.
        pub wait: Option<Duration>,
        /// Command it runs.
        pub command: Many<String>,
        /// Path it asks itself over HTTP.
        pub http: Option<String>,
        /// Port for that request, by its name in `ports`.
        pub port: Option<Id>,
    }
}
