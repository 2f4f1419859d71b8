//! What a GitOps engine brings to clusters.

use super::{GitOpsSync, Templating};
use crate::model::Entries;
use crate::model::macros::{record, words};
use crate::model::scalar::{Decimal, Id};
use crate::model::{Data, Extensions, Helm, Many};

record! {
    /// Something a GitOps engine brings to a cluster.
    pub struct GitOpsApplication : Default {
        of "a GitOps application";
        /// Tenant it belongs to.
        pub tenant: Option<Id>,
        /// Service it brings.
        pub service: Option<Id>,
        /// Environment it brings it to.
        pub environment: Option<Id>,
        /// Repository it comes from, one of `repositories`; the usual one when left out.
        pub repository: Option<Id>,
        /// Folder in the repository.
        pub path: Option<String>,
        /// Branch, tag or commit that is followed; the repository's when left out.
        pub revision: Option<String>,
        /// How its manifests are made.
        pub templating: Option<Templating>,
        /// Helm chart it comes from.
        pub helm: Option<Helm>,
        /// Values for the templates.
        pub values: Entries<String, Data>,
        /// Clusters it goes to, by name or pattern.
        pub clusters: Many<String>,
        /// Namespace it goes to.
        pub namespace: Option<String>,
        /// How it is synced, when not like the others.
        pub sync: Option<GitOpsSync>,
        /// Applications that must be well before it is synced.
        pub after: Many<Id>,
        /// Number that says when it is synced among others: the smallest first, negative ones too.
        pub wave: Option<Decimal>,
        /// Objects that have an order of their own.
        pub resources: Vec<SyncResource>,
        /// Differences that do not count, as paths in objects.
        pub ignore: Many<String>,
        /// How many versions the engine keeps to go back to.
        pub history: Option<u32>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// An object of an application that has an order of its own.
    pub struct SyncResource {
        of "an object of an application";
        /// Kind of object, as `group/kind`.
        pub kind: String,
        /// Its name.
        pub name: Option<String>,
        /// When it is made among others: the smallest first.
        pub wave: Option<Decimal>,
        /// At what moment of a sync it runs, when it is a job.
        pub hook: Option<SyncHook>,
        /// The kind it defines, when it is the definition of one, as `group/kind`. It must be there before the first
        /// object of that kind.
        pub defines: Option<String>,
        /// Objects that must be there before it, as `kind/name`.
        pub after: Many<String>,
    }
}

words! {
    /// A moment of a sync.
    pub enum SyncHook {
        of "a sync hook";
        /// Before everything.
        PreSync = "pre_sync",
        /// With everything.
        Sync = "sync",
        /// Once everything is well.
        PostSync = "post_sync",
        /// When it failed.
        SyncFail = "sync_fail",
        /// Before it is deleted.
        PreDelete = "pre_delete",
        /// After it was deleted.
        PostDelete = "post_delete",
    }
}
