//! What runs in a standby region while it is not needed.

use super::host::is_production;
use super::ledger::{About, Draft, Ledger};
use super::{Kind, Three, What};
use crate::model::scalar::Percent;
use crate::model::{Recovery, RecoveryTier, StandbyMode, Tier};
use crate::text::{ModelPath, Segment};

/// The share of production that runs in each standby region all the time. None when nobody says.
fn share(recovery: &Recovery) -> Option<Percent> {
    let regions = recovery.regions.as_ref()?;
    regions.capacity.or(match (recovery.tier, regions.mode) {
        (Some(RecoveryTier::BackupAndRestore | RecoveryTier::PilotLight), _) => Some(Percent::ZERO),
        (Some(RecoveryTier::HotStandby | RecoveryTier::ActiveActive), _) | (None, Some(StandbyMode::Active)) => Some(Percent::HUNDRED),
        (Some(RecoveryTier::WarmStandby) | None, _) => None,
    })
}

/// Adds the standby: what production runs on, once more for each standby region, as much of it as runs there.
pub(super) fn add(ledger: &mut Ledger<'_>) {
    let delivery = ledger.delivery();
    let Some(recovery) = &delivery.recovery else { return };
    let Some(regions) = recovery.regions.as_ref().filter(|regions| !regions.standby.is_empty()) else {
        return;
    };
    // A standby that is an environment of its own, or a cluster, is counted there.
    let own = delivery
        .environments
        .iter()
        .any(|(id, environment)| environment.tier(id) == Some(Tier::Recovery));
    let clusters = delivery
        .clusters
        .as_ref()
        .is_some_and(|all| all.named.values().any(|one| one.standby_of.is_some()));
    if own || clusters {
        return;
    }
    let path = ModelPath::root().key("recovery").key("regions");
    let Some(share) = share(recovery) else {
        let covered = ledger.is_covered("standby", About::Cluster, &[]) || ledger.is_covered("standby", About::Host, &[]);
        if !covered {
            let why = "how much of production runs in the standby all the time is not said; say `capacity`, `0%` when everything is off";
            ledger.unknown(path, What::Amount, None, why);
        }
        return;
    };
    if share == Percent::ZERO {
        return;
    }
    let production = |line: &&super::Line| {
        let mut environments = line.environments.iter().filter_map(|id| delivery.environments.get_key_value(id));
        let hosts = line
            .path
            .segments()
            .first()
            .is_some_and(|segment| matches!(segment, Segment::Key(key) if key == "environments"));
        line.kind == Kind::Fixed && (line.clusters || (hosts && environments.all(|(id, environment)| is_production(id, environment))))
    };
    let lines: Vec<super::Line> = ledger.lines.iter().filter(production).cloned().collect();
    for region in &regions.standby {
        for line in &lines {
            let (Some(meter), Some(per)) = (&line.meter, &line.price.per) else {
                continue;
            };
            let quantity = line.quantity.times(share.as_decimal()).and_then(|all| all.over(100));
            let draft = Draft {
                region: Some(region.clone()),
                category: line.category,
                environments: line.environments.clone(),
                ..Draft::new(
                    path.clone(),
                    format!("standby in {region}: {}", line.name),
                    meter.as_str(),
                    quantity.unwrap_or(Three::ZERO),
                    per.clone(),
                )
            };
            ledger.charge(draft);
        }
    }
}
