//! The Kubernetes clusters delivered to.

use crate::model::macros::{record, words};
use crate::model::scalar::{Cidr, Id, Percent, Price};
use crate::model::{Entries, Extensions, KubernetesProvider, Many, Map, ResourceAmounts, Share};

record! {
    /// The Kubernetes clusters delivered to: so many alike, or each by name.
    pub struct Clusters : Default {
        of "the clusters";
        /// How many there are.
        pub count: Option<u32>,
        /// How they are called, such as `client-{a..z}-prod`; what stands in braces counts up or is listed.
        pub names: Many<String>,
        /// Those that differ from the others, by name.
        pub named: Map<Cluster>,
        /// Who runs them.
        pub platform: Option<KubernetesProvider>,
        /// Cloud region they are in.
        pub region: Option<String>,
        /// Kubernetes version. Old ones cost more and get no repairs.
        pub version: Option<String>,
        /// How long the cloud keeps the version alive.
        pub support: Option<ClusterSupport>,
        /// What the cloud promises and charges for the control plane.
        pub tier: Option<ClusterTier>,
        /// Machines of each.
        pub nodes: Option<NodePool>,
        /// More kinds of machines of each.
        pub pools: Map<NodePool>,
        /// Namespaces of each, and what they may use.
        pub namespaces: Map<Namespace>,
        /// Who reaches the control plane.
        pub control_plane: Option<ControlPlane>,
        /// Whether network policies are obeyed; without that they are only words.
        pub network_policies: Option<bool>,
        /// Whether the cluster lets in only images with a valid signature.
        pub verify_images: Option<bool>,
        /// Network they are in, one of the declared ones.
        pub network: Option<Id>,
        /// Cloud account they are in.
        pub account: Option<String>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// A cluster that differs from the others.
    pub struct Cluster : Default {
        of "a cluster";
        /// Address of its control plane.
        pub server: Option<String>,
        /// Who runs it.
        pub platform: Option<KubernetesProvider>,
        /// Cloud region it is in.
        pub region: Option<String>,
        /// Kubernetes version.
        pub version: Option<String>,
        /// How long the cloud keeps the version alive.
        pub support: Option<ClusterSupport>,
        /// What the cloud promises and charges for the control plane.
        pub tier: Option<ClusterTier>,
        /// Its machines.
        pub nodes: Option<NodePool>,
        /// More kinds of machines.
        pub pools: Map<NodePool>,
        /// Its namespaces, and what they may use.
        pub namespaces: Map<Namespace>,
        /// Who reaches the control plane.
        pub control_plane: Option<ControlPlane>,
        /// Environment it belongs to.
        pub environment: Option<Id>,
        /// Tenant it belongs to.
        pub tenant: Option<Id>,
        /// Cluster it takes over from when that is lost.
        pub standby_of: Option<Id>,
        /// Network it is in, one of the declared ones.
        pub network: Option<Id>,
        /// Cloud account it is in.
        pub account: Option<String>,
        /// Labels the engine chooses clusters by.
        pub labels: Entries<String, String>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// How long a cloud keeps a version alive.
    pub enum ClusterSupport {
        of "a support of a cluster";
        /// As long as usual.
        Standard = "standard",
        /// Longer, for several times the price.
        Extended = "extended",
        /// Longest, where the cloud promises it.
        LongTerm = "long_term",
        /// No longer.
        Ended = "ended",
    }
}

words! {
    /// What a cloud promises for a control plane.
    pub enum ClusterTier {
        of "a tier of a cluster";
        /// Nothing.
        Free = "free",
        /// A share of time it is up.
        Standard = "standard",
        /// That, and long support.
        Premium = "premium",
    }
}

record! {
    /// Machines of a cluster that are all alike.
    pub struct NodePool : Default {
        of "a node pool";
        short count;
        /// How many there are.
        pub count: Option<u32>,
        /// Never fewer than this, when they come and go.
        pub min: Option<u32>,
        /// Never more than this, when they come and go. Together with the size it is the room there is.
        pub max: Option<u32>,
        /// Size, such as `Standard_D4s_v5` or `m7i.large`.
        pub size: Option<String>,
        /// What one of them has room for, when the size is not known.
        pub capacity: Option<ResourceAmounts>,
        /// What one of them costs, when the price book does not know.
        pub price: Option<Price>,
        /// True when the cloud may take them away at any time.
        pub spot: bool,
        /// How many data centres they are spread over.
        pub zones: Option<u32>,
        /// Operating system, such as `azure-linux`.
        pub image: Option<String>,
        /// Labels of the machines.
        pub labels: Entries<String, String>,
        /// Marks that keep others away, as `key=value:effect`.
        pub taints: Many<String>,
        /// How much an upgrade may add at once.
        pub surge: Option<Share>,
    }
}

record! {
    /// A namespace, and what it may use.
    pub struct Namespace : Default {
        of "a namespace";
        /// What all of it may use together. Scaling and rollouts stop there.
        pub quota: Option<ResourceAmounts>,
        /// What a container is promised that says nothing.
        pub default_requests: Option<ResourceAmounts>,
        /// What a container may use that says nothing.
        pub default_limits: Option<ResourceAmounts>,
        /// What pods in it may do on their machines.
        pub pod_security: Option<PodSecurityLevel>,
        /// True when nothing in it may be reached unless a network policy says so.
        pub deny_by_default: Option<bool>,
        /// Environment it belongs to.
        pub environment: Option<Id>,
        /// Labels.
        pub labels: Entries<String, String>,
    }
}

words! {
    /// What pods may do on their machines, as Kubernetes grades it.
    pub enum PodSecurityLevel {
        of "a level of pod security";
        /// Everything.
        Privileged = "privileged",
        /// Nothing that is known to be dangerous.
        Baseline = "baseline",
        /// Only what is known to be safe.
        Restricted = "restricted",
    }
}

record! {
    /// Who reaches the control plane of a cluster.
    pub struct ControlPlane : Default {
        of "a control plane";
        /// True when it can be reached from the internet.
        pub public: Option<bool>,
        /// Addresses it may be reached from.
        pub from: Many<Cidr>,
        /// Whether it writes down who did what.
        pub audit_log: Option<bool>,
        /// Whether secrets in it are encrypted with a key of one's own.
        pub encrypted_secrets: Option<bool>,
        /// Whether accounts made in the cluster itself can log in, beside those of the company.
        pub local_accounts: Option<bool>,
        /// People and groups who may do everything in it.
        pub admins: Many<String>,
        /// Share of time the cloud promises it is up.
        pub availability: Option<Percent>,
    }
}
