//! How a service runs: replicas, containers, scaling, and what it may do and reach.

mod batch;
mod container;
mod network;
mod probe;
mod scaling;
mod security;
mod volume;

pub use batch::*;
pub use container::*;
pub use network::*;
pub use probe::*;
pub use scaling::*;
pub use security::*;
pub use volume::*;

use super::macros::{record, words};
use super::scalar::{Duration, DurationRange, Id, Percent};
use super::{Entries, EnvValue, Extensions, Many, Map, Share};

record! {
    /// How a service runs on a cluster or container platform.
    pub struct Workload : Default {
        of "a workload";
        /// The service that runs; the one with the same id when left out.
        pub service: Option<Id>,
        /// What keeps it running.
        pub kind: Option<WorkloadKind>,
        /// Namespace it runs in; that of the environment when left out.
        pub namespace: Option<String>,
        /// How many copies run. With one, every restart is an outage; left out when something scales it.
        pub replicas: Option<u32>,
        /// How many copies it needs to serve everyone; one when left out.
        pub needed: Option<u32>,
        /// Share of time a single copy is up, for computing the availability of all together.
        pub availability: Option<Percent>,
        /// The part of failures that takes all copies at once.
        pub shared_fate: Option<Percent>,
        /// The container that does the work.
        pub container: Option<WorkloadContainer>,
        /// Containers beside it.
        pub sidecars: Map<WorkloadContainer>,
        /// Containers that run before it, one after the other.
        pub init: Map<WorkloadContainer>,
        /// What its containers can mount.
        pub volumes: Map<Volume>,
        /// What changes the number or size of its copies.
        pub scaling: Option<Scaling>,
        /// How many copies maintenance may take away at once.
        pub disruption: Option<Disruption>,
        /// Which machines its copies may share.
        pub placement: Option<Placement>,
        /// What its pods may do on their machine.
        pub security: Option<PodSecurity>,
        /// Who it is, to the cluster and to the cloud.
        pub account: Option<ServiceAccount>,
        /// Addresses it is reached under inside the cluster.
        pub endpoints: Map<Endpoint>,
        /// How it is reached from outside the cluster.
        pub ingress: Option<Ingress>,
        /// Who may talk to it, and to whom it may talk.
        pub network: Option<NetworkPolicy>,
        /// When and how often it runs, for work that ends.
        pub batch: Option<Batch>,
        /// How long a new copy takes until it can serve. With the number of batches it is the length of a rollout.
        pub startup: Option<DurationRange>,
        /// How long a copy gets to finish its work. Shorter than draining the load balancer, requests are lost.
        pub grace: Option<Duration>,
        /// How many old versions the cluster keeps to go back to.
        pub history: Option<u32>,
        /// Labels of its pods.
        pub labels: Entries<String, String>,
        /// Labels by which its pods are found; made from the id when left out. Pods without them are never counted.
        pub selector: Entries<String, String>,
        /// Annotations of its pods.
        pub annotations: Entries<String, String>,
        /// Secrets in the cluster that images are pulled with.
        pub pull_secrets: Many<String>,
        /// What is different in single environments.
        pub environments: Map<WorkloadOverride>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// What keeps a workload running.
    pub enum WorkloadKind {
        of "a kind of workload";
        /// Copies that are all alike.
        Deployment = "deployment",
        /// Copies with a name and a disk of their own.
        StatefulSet = "stateful_set",
        /// One copy on every machine.
        DaemonSet = "daemon_set",
        /// Work that ends.
        Job = "job",
        /// Work that ends, started by the clock.
        CronJob = "cron_job",
    }
}

record! {
    /// What is different about a workload in one environment.
    pub struct WorkloadOverride : Default {
        of "a workload in one environment";
        /// How many copies run there.
        pub replicas: Option<u32>,
        /// What its container is promised and allowed there.
        pub resources: Option<Resources>,
        /// What changes the number or size of its copies there.
        pub scaling: Option<Scaling>,
        /// Variables of its container there, beside those it has everywhere.
        pub env: Entries<String, EnvValue>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// How many copies maintenance may take away at once. Without it an upgrade of the machines may take all; with none
    /// to spare, the upgrade never ends.
    pub struct Disruption : Default {
        of "a disruption budget";
        /// How many must stay.
        pub min_available: Option<Share>,
        /// How many may be away.
        pub max_unavailable: Option<Share>,
    }
}

record! {
    /// Which machines the copies of a workload may share.
    pub struct Placement : Default {
        of "a placement";
        /// What copies are spread over. Without it one machine may hold them all.
        pub spread: Vec<Spread>,
        /// What no two copies may share.
        pub apart: Option<Topology>,
        /// Labels a machine must have.
        pub nodes: Entries<String, String>,
        /// Marks on machines that would keep others away, as `key=value:effect`.
        pub tolerate: Vec<String>,
        /// Class that decides who goes first when room is short.
        pub priority: Option<String>,
    }
}

record! {
    /// What copies are spread over.
    pub struct Spread {
        of "a spread";
        short over;
        /// Machines, zones or regions.
        pub over: Topology,
        /// By how many copies two of them may differ; one when left out.
        pub skew: Option<u32>,
        /// True when a copy that does not fit waits; otherwise it runs anywhere.
        pub required: bool,
    }
}

words! {
    /// What can fail together.
    pub enum Topology {
        of "a topology";
        /// A machine.
        Node = "node",
        /// A data centre.
        Zone = "zone",
        /// A region.
        Region = "region",
    }
}
