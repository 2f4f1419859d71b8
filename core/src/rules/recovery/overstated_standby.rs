//! `DR008`: a standby that is said to be better than it is built.

use crate::model::{Recovery, RecoveryTier, StandbyMode, Writers};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// The kind of standby that is claimed is not the one that is built.
    ///
    /// Who hears "active-active" believes that nothing is lost and nobody notices. With one place that takes writes and a copy
    /// that lags behind, both are wrong, and they find out when it counts. Held against `recovery.tier` are the regions, their
    /// mode and capacity, replications and backups.
    ///
    /// ```yaml bad
    /// recovery:
    ///   tier: active_active
    ///   regions: { primary: westeurope, standby: northeurope, mode: passive }
    ///   replications: { orders: { to: northeurope, mode: asynchronous, writers: one } }
    /// ```
    ///
    /// ```yaml good
    /// recovery:
    ///   tier: pilot_light
    ///   regions: { primary: westeurope, standby: northeurope, mode: passive, capacity: 0% }
    ///   replications: { orders: { to: northeurope, mode: asynchronous, writers: one } }
    /// ```
    ///
    /// References: AWS, "Disaster Recovery of Workloads on AWS" (disaster recovery options in the cloud); AWS Well-Architected,
    /// REL13-BP02.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let Some(recovery) = &plan.delivery().recovery else { return };
    let Some(tier) = recovery.tier else { return };
    if let Some((what, key)) = contradiction(recovery, tier) {
        let root = ModelPath::root().key("recovery");
        let draft = found
            .add(root.clone().key("tier"), format!("`{}` is claimed, but {what}", word(tier)))
            .help("build what is claimed, or claim what is built");
        if let Some(key) = key {
            _ = draft.related(key.iter().fold(root, |path, key| path.key(*key)), "so it is built");
        }
    }
}

/// What is not as claimed, and where that stands.
fn contradiction(recovery: &Recovery, tier: RecoveryTier) -> Option<(&'static str, Option<&'static [&'static str]>)> {
    let regions = recovery.regions.as_ref();
    let standby = regions.is_some_and(|regions| !regions.standby.is_empty());
    let capacity = regions
        .and_then(|regions| regions.capacity)
        .map(crate::model::scalar::Percent::as_fraction);
    let mode = regions.and_then(|regions| regions.mode);
    let copied = !recovery.replications.is_empty();
    match tier {
        RecoveryTier::BackupAndRestore if recovery.backups.is_empty() => Some(("no backup is made", None)),
        RecoveryTier::BackupAndRestore => None,
        _ if regions.is_some() && !standby => Some(("there is no other region", Some(&["regions"]))),
        RecoveryTier::ActiveActive if mode == Some(StandbyMode::Passive) => {
            Some(("the other region takes no traffic", Some(&["regions", "mode"])))
        }
        RecoveryTier::ActiveActive if recovery.replications.values().any(|own| own.writers == Some(Writers::One)) => {
            Some(("one place takes all writes", Some(&["replications"])))
        }
        RecoveryTier::HotStandby if capacity.is_some_and(|capacity| capacity < 1.0) => {
            Some(("the other region runs in less than full size", Some(&["regions", "capacity"])))
        }
        RecoveryTier::WarmStandby if capacity.is_some_and(|capacity| capacity <= 0.0) => {
            Some(("nothing runs in the other region", Some(&["regions", "capacity"])))
        }
        _ if !copied && !recovery.backups.is_empty() => Some(("data gets there only by backups", Some(&["backups"]))),
        _ => None,
    }
}

const fn word(tier: RecoveryTier) -> &'static str {
    match tier {
        RecoveryTier::BackupAndRestore => "backup_and_restore",
        RecoveryTier::PilotLight => "pilot_light",
        RecoveryTier::WarmStandby => "warm_standby",
        RecoveryTier::HotStandby => "hot_standby",
        RecoveryTier::ActiveActive => "active_active",
    }
}
