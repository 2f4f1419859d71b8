//! What is done against losing data or a region: backups, replication, failover and drills.

mod backup;
mod destination;
mod replication;

pub use backup::*;
pub use destination::*;
pub use replication::*;

use super::macros::{record, words};
use super::scalar::{Date, Duration, DurationRange, Id, Percent, Rate};
use super::{Check, Extensions, Many, Map, Step};

record! {
    /// What is done against losing data or a region. How much work can be lost (RPO) and how long recovery takes (RTO)
    /// are computed from it and held against the objectives.
    pub struct Recovery : Default {
        of "the recovery";
        /// The kind of standby that is claimed; held against what is built.
        pub tier: Option<RecoveryTier>,
        /// Copies of data made from time to time.
        pub backups: Map<Backup>,
        /// Copies of data kept up to date all the time.
        pub replications: Map<Replication>,
        /// Stores that must be restored to the same moment to make sense together.
        pub consistent: Map<ConsistentStores>,
        /// Where production runs, and where it would run instead.
        pub regions: Option<Regions>,
        /// How long until someone or something notices the loss.
        pub detect: Option<DurationRange>,
        /// How long until someone decides to fail over.
        pub declare: Option<DurationRange>,
        /// What is done when a region is lost: a step waits for those it names in `after`.
        pub failover: Map<FailoverStep>,
        /// How long it takes to be sure that everything works again.
        pub validate: Option<DurationRange>,
        /// Ways to recover from other losses than that of a region.
        pub procedures: Map<RecoveryProcedure>,
        /// Trials of all this. What was never tried counts as unproved.
        pub drills: Map<Drill>,
        /// How often such a loss is expected, such as `1/year`; adds the time to recover to the downtime of a year.
        pub losses: Option<Rate>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// Kinds of standby, from cheap and slow to dear and fast.
    pub enum RecoveryTier {
        of "a recovery tier";
        /// Nothing runs elsewhere; it is built again from code and backups.
        BackupAndRestore = "backup_and_restore",
        /// Data is copied all the time, machines are off.
        PilotLight = "pilot_light",
        /// Everything runs elsewhere, scaled down.
        WarmStandby = "warm_standby",
        /// Everything runs elsewhere in full size, without traffic.
        HotStandby = "hot_standby",
        /// Several regions take traffic all the time.
        ActiveActive = "active_active",
    }
}

words! {
    /// What can be lost.
    pub enum FailureMode {
        of "a failure mode";
        /// One data centre.
        ZoneLoss = "zone_loss",
        /// A whole region.
        RegionLoss = "region_loss",
        /// Data is wrong, and the wrong data is copied everywhere.
        Corruption = "corruption",
        /// Data is deleted by mistake.
        Deletion = "deletion",
        /// Data and whatever can be reached from it is encrypted by an intruder.
        Ransomware = "ransomware",
    }
}

record! {
    /// Where production runs, and where it would run instead.
    pub struct Regions {
        of "the regions";
        /// Where it runs, such as `westus2`.
        pub primary: String,
        /// Where it would run instead.
        pub standby: Many<String>,
        /// What the standby does meanwhile.
        pub mode: Option<StandbyMode>,
        /// Share of the primary's capacity that runs in the standby all the time; `0%` when everything there is off.
        pub capacity: Option<Percent>,
        /// Cloud account of the standby, when it is another one.
        pub standby_account: Option<String>,
        /// How many data centres of the primary region are used.
        pub zones: Option<u32>,
        /// How long names are remembered by clients. Until then some still go to the lost region.
        pub dns_ttl: Option<Duration>,
    }
}

impl Regions {
    /// A primary region, without a standby.
    pub fn new(primary: impl Into<String>) -> Self {
        Self {
            primary: primary.into(),
            standby: Many::default(),
            mode: None,
            capacity: None,
            standby_account: None,
            zones: None,
            dns_ttl: None,
        }
    }
}

words! {
    /// What a standby region does while it is not needed.
    pub enum StandbyMode {
        of "a mode of the standby region";
        /// Takes no traffic.
        Passive = "passive",
        /// Takes traffic all the time.
        Active = "active",
    }
}

record! {
    /// A way to recover from a loss.
    pub struct RecoveryProcedure : Default {
        of "a recovery procedure";
        /// What it does, in a sentence.
        pub summary: Option<String>,
        /// What it helps against.
        pub against: Many<FailureMode>,
        /// What it brings back, by id; everything when left out.
        pub of: Many<Id>,
        /// How long until someone or something notices the loss.
        pub detect: Option<DurationRange>,
        /// How long until someone decides.
        pub declare: Option<DurationRange>,
        /// What is done: a step waits for those it names in `after`.
        pub steps: Map<FailoverStep>,
        /// How long it takes to be sure that everything works again.
        pub validate: Option<DurationRange>,
    }
}

record! {
    /// A part of a failover. The longest chain of steps is the time to recover.
    pub struct FailoverStep : Default {
        of "a failover step";
        /// What is done, in words.
        pub summary: Option<String>,
        /// What kind of work it is.
        pub does: Option<RecoveryAction>,
        /// Steps it waits for; none when left out.
        pub after: Many<Id>,
        /// How long it takes. Left out for a restore, it is computed from size and speed.
        pub takes: Option<DurationRange>,
        /// Backups that are brought back.
        pub restores: Many<Id>,
        /// Replications whose copy takes over.
        pub promotes: Many<Id>,
        /// What it cannot do without, by id: secret stores, registries, pipelines, identities, external services. What is
        /// in the lost region is lost with it.
        pub needs: Many<Id>,
        /// Groups or people who do it. One person does one step at a time.
        pub by: Many<String>,
        /// True when a person does it.
        pub manual: bool,
        /// How it is done, when a machine can.
        pub steps: Vec<Step>,
        /// What must hold before it counts as done.
        pub verify: Vec<Check>,
        /// Address of the instructions.
        pub runbook: Option<String>,
    }
}

words! {
    /// Kinds of work in a failover.
    pub enum RecoveryAction {
        of "a recovery action";
        /// Machines and networks are made.
        Provision = "provision",
        /// Data is brought back from a backup.
        Restore = "restore",
        /// Changes since the backup are applied again.
        Replay = "replay",
        /// A copy takes over.
        Promote = "promote",
        /// What is off is started.
        Start = "start",
        /// What is small is made large.
        Scale = "scale",
        /// Settings and secrets are put in place.
        Configure = "configure",
        /// Software is delivered again.
        Deploy = "deploy",
        /// Traffic is sent to the other place.
        SwitchTraffic = "switch_traffic",
        /// It is tried whether it works.
        Verify = "verify",
        /// People are told.
        Notify = "notify",
    }
}

record! {
    /// A trial of a recovery.
    pub struct Drill : Default {
        of "a drill";
        /// What is tried.
        pub kind: Option<DrillKind>,
        /// Backups, procedures, rollbacks or environments that are tried, by id; all when left out.
        pub of: Many<Id>,
        /// How often it must be done; older results count as none.
        pub every: Option<Duration>,
        /// The day it was last done.
        pub last: Option<Date>,
        /// Whether it succeeded then.
        pub passed: Option<bool>,
        /// How long recovery took then.
        pub took: Option<Duration>,
        /// How much work was lost then, in time.
        pub lost: Option<Duration>,
        /// Where it is done; production when left out.
        pub environment: Option<Id>,
        /// Who is responsible.
        pub owner: Option<String>,
        /// Address of the report.
        pub report: Option<String>,
    }
}

words! {
    /// Kinds of drills.
    pub enum DrillKind {
        of "a kind of drill";
        /// A backup is restored somewhere else.
        Restore = "restore",
        /// Production moves to the standby.
        Failover = "failover",
        /// A release is taken back.
        Rollback = "rollback",
        /// Something is broken on purpose.
        Chaos = "chaos",
        /// People talk it through.
        Tabletop = "tabletop",
    }
}
