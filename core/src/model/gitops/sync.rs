//! How clusters are made like the repository.

use crate::model::macros::{record, words};
use crate::model::scalar::{Cron, Decimal, Duration, Glob, Zone};
use crate::model::{Extensions, Gate, Many};

record! {
    /// How clusters are made like the repository.
    pub struct GitOpsSync : Default {
        of "a sync";
        /// True when it happens by itself once the repository changes.
        pub automated: bool,
        /// True when what is gone from the repository is deleted from the cluster.
        pub prune: bool,
        /// True when changes made by hand in the cluster are taken back.
        pub self_heal: bool,
        /// True when even an empty repository is obeyed, and everything deleted.
        pub allow_empty: Option<bool>,
        /// When it is tried again.
        pub retry: Option<SyncRetry>,
        /// How often the repository is looked at; 3 minutes when left out. It adds to the lead time.
        pub every: Option<Duration>,
        /// True when the repository tells the engine about changes at once.
        pub webhook: Option<bool>,
        /// When it may happen, and when not.
        pub windows: Vec<SyncWindow>,
        /// What must be passed before a change reaches the followed revision.
        pub gates: Vec<Gate>,
        /// How long it may take until everything is well.
        pub timeout: Option<Duration>,
        /// True when namespaces are made that are missing.
        pub create_namespace: Option<bool>,
        /// True when the cluster itself works out what to change.
        pub server_side: Option<bool>,
        /// True when deleting waits until all else is well.
        pub prune_last: Option<bool>,
        /// More options, as the engine writes them.
        pub options: Many<String>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// When a failed sync is tried again.
    pub struct SyncRetry : Default {
        of "a sync retry";
        short limit;
        /// How often.
        pub limit: Option<u32>,
        /// How long to wait the first time.
        pub backoff: Option<Duration>,
        /// How many times longer to wait each further time.
        pub factor: Option<Decimal>,
        /// The longest wait.
        pub max: Option<Duration>,
    }
}

record! {
    /// When syncs may happen, or may not.
    pub struct SyncWindow {
        of "a sync window";
        /// Whether it opens or closes.
        pub kind: SyncWindowKind,
        /// When it begins.
        pub schedule: Cron,
        /// How long it lasts.
        pub length as "for": Duration,
        /// Time zone of the schedule; UTC when left out.
        pub zone: Option<Zone>,
        /// Applications it is about; all when left out.
        pub applications: Many<Glob>,
        /// Namespaces it is about; all when left out.
        pub namespaces: Many<Glob>,
        /// Clusters it is about; all when left out.
        pub clusters: Many<Glob>,
        /// True when people may sync by hand even so.
        pub manual: bool,
    }
}

words! {
    /// Whether a window lets syncs happen.
    pub enum SyncWindowKind {
        of "a kind of sync window";
        /// Only then.
        Allow = "allow",
        /// Not then.
        Deny = "deny",
    }
}
