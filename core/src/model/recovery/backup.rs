//! Copies of data made from time to time.

use super::BackupDestination;
use crate::model::macros::{record, words};
use crate::model::scalar::{Cron, Date, Duration, DurationRange, Id, Percent, Size, Zone};
use crate::model::{Entries, Extensions, Many, Map};

record! {
    /// A copy of data made from time to time. What was done since the last good one is lost with the original.
    pub struct Backup : Default {
        of "a backup";
        /// What makes it, such as `velero` or `pg-dump`.
        pub tool: Option<Id>,
        /// What is copied: databases, stores, workloads or clusters by id; everything when left out.
        pub of: Many<Id>,
        /// The environments it is made in; production when left out.
        pub environments: Many<Id>,
        /// When it starts. The longest time between two starts is work that can be lost.
        pub schedule: Option<Cron>,
        /// Time zone of the schedule; UTC when left out. Where clocks change, a run may be skipped.
        pub zone: Option<Zone>,
        /// How often changes are copied between two full backups, for restoring to any moment.
        pub log_every: Option<Duration>,
        /// How long it is kept: `30d`, or so many of each kind.
        pub keep: Option<BackupRetention>,
        /// How long one takes. It is only safe when it has ended, so this adds to the work that can be lost.
        pub takes: Option<DurationRange>,
        /// Where it is kept.
        pub to: Option<BackupDestination>,
        /// More places it is copied to afterwards.
        pub copies: Map<BackupCopy>,
        /// Which part of a cluster is copied; all of it when left out.
        pub scope: Option<BackupScope>,
        /// How much each run copies.
        pub mode: Option<BackupMode>,
        /// How well the parts of a copy fit together.
        pub consistency: Option<BackupConsistency>,
        /// Size of a full copy, for cost and for the time to restore.
        pub size: Option<Size>,
        /// Share of the data that changes between two runs, for the cost of keeping many.
        pub change: Option<Percent>,
        /// How many runs in a row may fail before someone acts; each makes the gap one run longer.
        pub tolerate_failures: Option<u32>,
        /// How it is brought back, and whether that was tried.
        pub restore: Option<Restore>,
        /// True while no backups are made.
        pub paused: bool,
        /// True when the first run waits for its time, instead of starting at once when one is due.
        pub skip_first: bool,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// How long backups are kept. The shortest time also says how late damage may be noticed and still be undone.
    pub struct BackupRetention : Default {
        of "a retention";
        short length;
        /// How long each is kept.
        pub length as "for": Option<Duration>,
        /// How many of the latest are kept, however old.
        pub last: Option<u32>,
        /// For how many hours one is kept.
        pub hourly: Option<u32>,
        /// For how many days one is kept.
        pub daily: Option<u32>,
        /// For how many weeks one is kept.
        pub weekly: Option<u32>,
        /// For how many months one is kept.
        pub monthly: Option<u32>,
        /// For how many years one is kept.
        pub yearly: Option<u32>,
    }
}

words! {
    /// How much each run of a backup copies.
    pub enum BackupMode {
        of "a backup mode";
        /// Everything.
        Full = "full",
        /// What changed since the last run.
        Incremental = "incremental",
        /// What changed since the last full run.
        Differential = "differential",
        /// The state of the disks, taken by the storage.
        Snapshot = "snapshot",
        /// All changes as they happen.
        Continuous = "continuous",
    }
}

words! {
    /// How well the parts of a copy fit together.
    pub enum BackupConsistency {
        of "a backup consistency";
        /// As after a power cut.
        Crash = "crash",
        /// The application was brought to rest first.
        Application = "application",
        /// The database guarantees it.
        Transaction = "transaction",
    }
}

record! {
    /// Which part of a cluster is copied.
    pub struct BackupScope : Default {
        of "a backup scope";
        /// Namespaces; all when left out.
        pub namespaces: Many<String>,
        /// Namespaces left out.
        pub exclude_namespaces: Many<String>,
        /// Kinds of objects; all when left out.
        pub resources: Many<String>,
        /// Kinds of objects left out.
        pub exclude_resources: Many<String>,
        /// Labels an object must have.
        pub labels: Entries<String, String>,
        /// False when disks are not copied, only the objects that describe them.
        pub volumes: Option<bool>,
        /// False when objects outside of namespaces are not copied.
        pub cluster_wide: Option<bool>,
    }
}

record! {
    /// A further copy of a backup.
    pub struct BackupCopy {
        of "a copy of a backup";
        /// Where it is kept.
        pub to: BackupDestination,
        /// How long after the backup it is complete.
        pub lag: Option<DurationRange>,
        /// How long it is kept; as long as the backup when left out.
        pub keep: Option<BackupRetention>,
    }
}

record! {
    /// How a backup is brought back.
    pub struct Restore : Default {
        of "a restore";
        short takes;
        /// How long it takes.
        pub takes: Option<DurationRange>,
        /// How much is restored in one second, for sizes that were not tried.
        pub per_second: Option<Size>,
        /// The day it was last tried. Numbers that were never measured count as guesses.
        pub tested: Option<Date>,
        /// True when the restored data was compared with the original.
        pub verified: bool,
    }
}
