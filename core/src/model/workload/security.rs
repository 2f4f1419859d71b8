//! What pods and containers may do, and who they are.

use crate::model::macros::record;
use crate::model::scalar::Id;
use crate::model::{Entries, Extensions, Many};

record! {
    /// What pods may do on their machine.
    pub struct PodSecurity : Default {
        of "a pod security";
        /// User number it runs as.
        pub user: Option<u64>,
        /// Group number it runs as.
        pub group: Option<u64>,
        /// Group number its volumes belong to.
        pub fs_group: Option<u64>,
        /// True when it is refused to run as root.
        pub non_root: Option<bool>,
        /// Profile of allowed system calls; `RuntimeDefault` is a good one.
        pub seccomp: Option<String>,
        /// True when it shares the network of its machine, and sees what passes there.
        pub host_network: bool,
        /// True when it sees the processes of its machine.
        pub host_pid: bool,
        /// True when it shares memory with processes of its machine.
        pub host_ipc: bool,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// What a container may do on its machine.
    pub struct ContainerSecurity : Default {
        of "a container security";
        /// True when it may do whatever root of the machine may: the shortest way out of a container.
        pub privileged: bool,
        /// False when a process in it can never gain rights it was not started with.
        pub escalation: Option<bool>,
        /// True when it cannot change its own files.
        pub read_only_root: Option<bool>,
        /// User number it runs as.
        pub user: Option<u64>,
        /// Group number it runs as.
        pub group: Option<u64>,
        /// True when it is refused to run as root.
        pub non_root: Option<bool>,
        /// Rights of root it is given, such as `NET_BIND_SERVICE`.
        pub add: Many<String>,
        /// Rights that are taken from it; `ALL` takes all.
        pub drop: Many<String>,
        /// Profile of allowed system calls.
        pub seccomp: Option<String>,
    }
}

record! {
    /// Who a workload is, to the cluster and to the cloud.
    pub struct ServiceAccount : Default {
        of "a service account";
        short name;
        /// Name of the account; the workload's id when left out. Sharing `default` gives every pod the same rights.
        pub name: Option<String>,
        /// False when it exists already.
        pub create: Option<bool>,
        /// Whether its token is put into every pod. Who needs no access to the cluster needs no token.
        pub mount_token: Option<bool>,
        /// The identity it has in the cloud, one of the declared ones.
        pub identity: Option<Id>,
        /// What it may do in the cluster.
        pub rules: Vec<ClusterRule>,
        /// Roles of the cluster it has, by name. `cluster-admin` may do everything.
        pub roles: Many<String>,
        /// True when rules and roles hold in all namespaces.
        pub cluster_wide: bool,
        /// Annotations of the account.
        pub annotations: Entries<String, String>,
    }
}

record! {
    /// What may be done with which objects of a cluster.
    pub struct ClusterRule : Default {
        of "a rule of the cluster";
        /// What may be done: `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`; `*` means everything.
        pub verbs: Many<String>,
        /// Kinds of objects, such as `pods`; `*` means all, secrets included.
        pub resources: Many<String>,
        /// Groups of the interface the kinds belong to; the core group when left out.
        pub groups: Many<String>,
        /// Single objects by name; all when left out.
        pub names: Many<String>,
    }
}
