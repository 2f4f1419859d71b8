//! Numbers that rules from outside ask for, and what every release must have.

use crate::model::macros::record;
use crate::model::scalar::{Duration, Id};
use crate::model::{DataClass, Many, ScanKind};

record! {
    /// Regions that some kinds of data may be in.
    pub struct Residency : Default {
        of "a residency";
        /// The kinds of data.
        pub data: Many<DataClass>,
        /// The regions.
        pub regions: Many<String>,
    }
}

record! {
    /// For how long things must be kept at least.
    pub struct MinimumRetention : Default {
        of "the retention";
        /// Logs.
        pub logs: Option<Duration>,
        /// Logs, so that they can be searched at once.
        pub logs_online: Option<Duration>,
        /// Logs of who did what.
        pub audit: Option<Duration>,
        /// Backups.
        pub backups: Option<Duration>,
        /// Released software.
        pub artifacts: Option<Duration>,
        /// Records of changes and approvals.
        pub records: Option<Duration>,
    }
}

record! {
    /// After how long something must be replaced.
    pub struct MaximumAge : Default {
        of "the rotation";
        /// Secrets.
        pub secrets: Option<Duration>,
        /// Keys that data is encrypted with.
        pub keys: Option<Duration>,
        /// Certificates.
        pub certificates: Option<Duration>,
        /// Long-lived keys of identities.
        pub credentials: Option<Duration>,
    }
}

record! {
    /// How lately things must have been tried.
    pub struct TestAge : Default {
        of "the age of tests";
        /// Going back to the last version.
        pub rollback: Option<Duration>,
        /// Restoring a backup.
        pub restore: Option<Duration>,
        /// Failing over.
        pub failover: Option<Duration>,
        /// Alerts.
        pub alerts: Option<Duration>,
    }
}

record! {
    /// How fast weaknesses must be repaired once they are known.
    pub struct RepairTime : Default {
        of "the repair times";
        /// Critical ones.
        pub critical: Option<Duration>,
        /// High ones.
        pub high: Option<Duration>,
        /// Medium ones.
        pub medium: Option<Duration>,
        /// Low ones.
        pub low: Option<Duration>,
    }
}

record! {
    /// What every release to production must have.
    pub struct ReleaseRequirements : Default {
        of "the requirements of a release";
        /// Scans that must have passed.
        pub scans: Many<ScanKind>,
        /// How many people must approve it.
        pub approvals: Option<u32>,
        /// SLSA build level it must reach, 1 to 3.
        pub slsa_build: Option<u16>,
        /// True when it must come with a list of its components.
        pub sbom: Option<bool>,
        /// True when it must be signed, and the signature verified.
        pub signature: Option<bool>,
        /// True when it must have a change record.
        pub change_record: Option<bool>,
        /// True when it must have passed tests of the very thing that is released.
        pub tests: Option<bool>,
        /// True when there must be a way back.
        pub rollback: Option<bool>,
        /// True when public services must stand behind a firewall for applications.
        pub application_firewall: Option<bool>,
        /// The environments it holds for; production when left out.
        pub environments: Many<Id>,
    }
}
