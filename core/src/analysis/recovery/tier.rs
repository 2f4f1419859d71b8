//! Whether what is built is the kind of standby that is claimed.

use super::Outcome;
use super::loss::Loss;
use crate::model::scalar::Percent;
use crate::model::{FailureMode, RecoveryTier, StandbyMode, Writers};
use crate::plan::Plan;

/// The kind of standby that is claimed, and what speaks against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierFacts {
    /// The claim.
    pub claimed: RecoveryTier,
    /// What is not there that belongs to it.
    pub missing: Vec<&'static str>,
}

/// Holds the claim against the structure, by the four strategies of AWS Well-Architected, REL13-BP02.
pub(super) fn facts(plan: &Plan, outcomes: &[Outcome<'_>]) -> Option<TierFacts> {
    use RecoveryTier::{ActiveActive, BackupAndRestore, HotStandby, PilotLight, WarmStandby};
    let delivery = plan.delivery();
    let recovery = delivery.recovery.as_ref()?;
    let claimed = recovery.tier?;
    let regions = recovery.regions.as_ref();
    let standby = regions.is_some_and(|regions| !regions.standby.is_empty());
    let running = regions.and_then(|regions| regions.capacity).map(Percent::as_fraction);
    let mode = regions.and_then(|regions| regions.mode);
    let region = outcomes.iter().find(|outcome| outcome.mode == FailureMode::RegionLoss);
    let survives = region.is_some_and(|outcome| outcome.loss() != Loss::All);
    let live = !recovery.replications.is_empty();
    let code = delivery.infrastructure.as_ref().is_some_and(|all| !all.code.is_empty());
    let mut missing = Vec::new();
    let mut must = |holds: bool, what: &'static str| {
        if !holds {
            missing.push(what);
        }
    };
    if claimed == BackupAndRestore {
        must(survives, "no backup survives the loss of the region");
        must(code, "no code makes the infrastructure again");
    } else {
        must(standby, "there is no standby region");
        must(live, "no data is kept up to date in another place");
        must(survives, "no copy of the data survives the loss of the region");
    }
    match claimed {
        BackupAndRestore | PilotLight => {}
        WarmStandby => must(running.is_none_or(|share| share > 0.0), "nothing runs in the standby region"),
        HotStandby => must(
            running.is_none_or(|share| share >= 1.0),
            "less runs in the standby region than in the primary one",
        ),
        ActiveActive => {
            must(mode == Some(StandbyMode::Active), "the standby region takes no traffic");
            let all = |writers: Option<Writers>| writers == Some(Writers::All);
            let several = recovery.replications.values().all(|replication| all(replication.writers));
            must(several, "writes are taken in one place only");
            let settled = |conflicts: &Option<String>| conflicts.is_some();
            let writers = recovery.replications.values().filter(|replication| all(replication.writers));
            must(
                writers.into_iter().all(|replication| settled(&replication.conflicts)),
                "nobody says what happens when two places change the same thing",
            );
        }
    }
    Some(TierFacts { claimed, missing })
}
