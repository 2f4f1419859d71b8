//! Those who share an engine and must not see one another.

use super::{AccessRole, Namespace, SyncWindow};
use crate::model::macros::record;
use crate::model::scalar::{Glob, Id};
use crate::model::{Extensions, Many, Map};

record! {
    /// One of those who share an engine and must not see one another.
    pub struct Tenant : Default {
        of "a tenant";
        /// Who it is, in a sentence.
        pub summary: Option<String>,
        /// Where its applications may go. What is not named here is closed to it.
        pub destinations: Vec<TenantDestination>,
        /// Who may do what with its applications.
        pub roles: Map<AccessRole>,
        /// Repositories its applications may come from, by address; the usual one when left out.
        pub repositories: Many<Glob>,
        /// Kinds of objects outside of namespaces it may make, as `group/kind`; none when left out.
        pub cluster_resources: Many<String>,
        /// Kinds of objects in namespaces it may make; all when left out.
        pub namespace_resources: Many<String>,
        /// Kinds of objects in namespaces it may not make.
        pub denied_resources: Many<String>,
        /// When its applications may be synced, and when not.
        pub windows: Vec<SyncWindow>,
        /// What its namespaces may use.
        pub namespaces: Map<Namespace>,
        /// True when objects in its namespaces that no application declares are reported.
        pub report_orphans: bool,
        /// Services it gets; all when left out.
        pub services: Many<Id>,
        /// Group that answers for it.
        pub owner: Option<Id>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// Where a tenant's applications may go.
    pub struct TenantDestination : Default {
        of "a destination of a tenant";
        /// Cluster, by name or pattern.
        pub cluster: Option<Glob>,
        /// Address of the cluster, when it is not known by name.
        pub server: Option<String>,
        /// Namespaces, by name or pattern.
        pub namespaces: Many<Glob>,
    }
}
