//! What is kept: backups and logs, by how long.

use super::hours::fires;
use super::ledger::{About, Draft, Ledger};
use super::store::blob;
use super::{Kind, Three, What};
use crate::model::scalar::{Decimal, Duration, Id, Per, Size};
use crate::model::{Backup, BackupMode, BackupStore, CostCategory, LogStream, MonitoringKind};
use crate::text::ModelPath;

/// Days in a month of 730 hours, as hours of which there are 24 in a day.
const HOURS: u32 = 730;

/// A unit of use by its name.
pub(super) fn unit(name: &str) -> Per {
    name.parse().unwrap_or(Per::Month)
}

/// How many times 2^30 bytes a size has.
pub(super) fn gigabytes(size: Size) -> Decimal {
    Decimal::from(size.bytes()).checked_div(1 << 30).unwrap_or_default()
}

/// Adds what is kept.
pub(super) fn add(ledger: &mut Ledger<'_>) {
    if let Some(recovery) = &ledger.delivery().recovery {
        let base = ModelPath::root().key("recovery").key("backups");
        for (id, backup) in &recovery.backups {
            self::backup(ledger, id, backup, &base.clone().key(id.as_str()));
        }
    }
    if let Some(observability) = &ledger.delivery().observability {
        let base = ModelPath::root().key("observability").key("logs");
        for (id, log) in &observability.logs {
            let provider = log.provider.as_ref().and_then(|provider| observability.providers.get(provider));
            self::log(
                ledger,
                id,
                log,
                provider.map(|provider| &provider.kind),
                &base.clone().key(id.as_str()),
            );
        }
    }
}

/// The meter of a backup's place, and whether the document says the size of what is in it elsewhere.
fn meter(ledger: &Ledger<'_>, store: &BackupStore) -> Option<&'static str> {
    use crate::model::{ObjectStoreProvider, Redundancy};
    Some(match store {
        BackupStore::AzureBlob(own) => blob(own.redundancy),
        BackupStore::S3(own) if own.endpoint.is_none() => match own.class.as_deref().map(str::to_ascii_lowercase).as_deref() {
            Some("standard_ia" | "standard-ia") => "aws.s3.standard-ia",
            Some("deep_archive" | "deep-archive") => "aws.s3.deep-archive",
            _ => "aws.s3.standard",
        },
        BackupStore::Gcs(_) => "gcp.storage",
        BackupStore::Vault(own) => match own.redundancy {
            Some(Redundancy::GeoRead | Redundancy::GeoZoneRead) => "azure.backup.ra-grs",
            Some(Redundancy::Geo | Redundancy::GeoZone) => "azure.backup.grs",
            _ => "azure.backup.lrs",
        },
        BackupStore::ObjectStore(declared) => {
            let stores = &ledger.delivery().infrastructure.as_ref()?.object_stores;
            let store = stores.get(&declared.store)?;
            // A store that says how much is in it is paid for there.
            match store.provider.filter(|_| store.size.is_none())? {
                ObjectStoreProvider::AzureBlob => blob(store.redundancy),
                ObjectStoreProvider::S3 => "aws.s3.standard",
                ObjectStoreProvider::Gcs => "gcp.storage",
                _ => return None,
            }
        }
        BackupStore::Snapshot(_) => "aws.ebs.snapshot",
        BackupStore::S3(_) | BackupStore::Managed(_) | BackupStore::FileSystem(_) => return None,
    })
}

fn backup(ledger: &mut Ledger<'_>, id: &Id, backup: &Backup, path: &ModelPath) {
    let Some(store) = backup.to.as_ref().map(|to| &to.kind) else {
        return;
    };
    let Some(meter) = meter(ledger, store) else { return };
    let about = if backup.tool.as_ref().is_some_and(|tool| tool.as_str() == "velero") {
        About::Cluster
    } else {
        About::Other
    };
    let Some(full) = full_size(ledger, backup) else {
        if !ledger.is_covered(meter, about, &backup.environments) {
            let why = format!("how large one backup of `{id}` is is not said; say its `size`, or the `storage` of what it is of");
            ledger.unknown(path.clone(), What::Amount, Some(meter), why);
        }
        return;
    };
    let Some(copies) = kept(backup) else {
        let why = format!("how many backups of `{id}` are kept is not said; say `schedule` and `keep`");
        ledger.unknown(path.clone(), What::Amount, Some(meter), why);
        return;
    };
    let later = copies
        .checked_sub(Decimal::ONE)
        .filter(|later| *later > Decimal::ZERO)
        .unwrap_or_default();
    let all = full.checked_mul(copies.max(Decimal::ONE));
    let quantity = match (backup.mode, backup.change) {
        (Some(BackupMode::Full), _) => all.map(Three::exact),
        (_, Some(change)) => {
            let rest = full
                .checked_mul(change.as_decimal())
                .and_then(|changed| changed.checked_div(100)?.checked_mul(later))
                .and_then(|rest| rest.checked_add(full));
            rest.map(Three::exact)
        }
        _ => {
            ledger.assume(format!(
                "what changes between backups of `{id}` is not said: between nothing and all of it is kept each time"
            ));
            let tenth = full.checked_div(10).and_then(|part| part.checked_mul(later)?.checked_add(full));
            all.zip(tenth).map(|(all, tenth)| Three {
                low: full,
                likely: tenth,
                high: all,
            })
        }
    };
    let Some(quantity) = quantity else { return };
    let to = backup.to.as_ref().and_then(|to| to.region.clone());
    let places = u64::try_from(backup.copies.len()).unwrap_or(u64::MAX).saturating_add(1);
    ledger.charge(Draft {
        category: CostCategory::Storage,
        region: to,
        environments: backup.environments.iter().cloned().collect(),
        about,
        ..Draft::new(
            path.clone(),
            format!("backups {id}"),
            meter,
            quantity.times(places).unwrap_or(quantity),
            unit("GB-month"),
        )
    });
}

/// How large one whole backup is: as it says, or as what it is of together.
fn full_size(ledger: &Ledger<'_>, backup: &Backup) -> Option<Decimal> {
    if let Some(size) = backup.size {
        return Some(gigabytes(size));
    }
    let infrastructure = ledger.delivery().infrastructure.as_ref()?;
    if backup.of.is_empty() {
        return None;
    }
    backup.of.iter().try_fold(Decimal::ZERO, |sum, id| {
        let database = infrastructure.databases.get(id).and_then(|database| database.storage);
        let store = infrastructure.object_stores.get(id).and_then(|store| store.size);
        sum.checked_add(gigabytes(database.or(store)?))
    })
}

/// How many backups there are at any time.
fn kept(backup: &Backup) -> Option<Decimal> {
    let keep = backup.keep.as_ref()?;
    let counted = [keep.last, keep.hourly, keep.daily, keep.weekly, keep.monthly, keep.yearly];
    let counted = counted.into_iter().flatten().fold(0_u32, u32::saturating_add);
    if counted > 0 {
        return Some(Decimal::from(counted));
    }
    let monthly = fires(&backup.schedule.as_ref()?.timing())?;
    let month = i64::from(HOURS) * 3_600_000;
    Decimal::from(keep.length?.as_millis()).checked_mul(monthly)?.checked_div(month)
}

/// The meters of a log: what is taken in, and what is kept beyond the days that are free.
fn meters(kind: &MonitoringKind) -> Option<(&'static str, Option<(&'static str, Duration)>)> {
    let days = Duration::from_days;
    Some(match kind {
        MonitoringKind::AzureMonitor(_) => ("azure.monitor.logs", Some(("azure.monitor.retention", days(31)))),
        MonitoringKind::CloudWatch(_) => ("aws.cloudwatch.logs", Some(("aws.cloudwatch.archive", Duration::ZERO))),
        MonitoringKind::Datadog(_) => ("datadog.logs", None),
        MonitoringKind::GoogleCloud(_) => ("gcp.logging", None),
        MonitoringKind::NewRelic(_) => ("new-relic.data", None),
        MonitoringKind::Dynatrace(_) => ("dynatrace.logs", None),
        _ => return None,
    })
}

fn log(ledger: &mut Ledger<'_>, id: &Id, log: &LogStream, kind: Option<&MonitoringKind>, path: &ModelPath) {
    let Some((taken_in, kept)) = kind.and_then(meters) else { return };
    let Some(daily) = log.daily else {
        if !ledger.is_covered(taken_in, About::Other, &log.environments) {
            let why = format!("how much the log `{id}` writes in a day is not said; say `daily`");
            ledger.unknown(path.clone(), What::Amount, Some(taken_in), why);
        }
        return;
    };
    // Services that charge for what is taken in count in thousands.
    let each = Decimal::from(daily.bytes()).checked_div(1_000_000_000).unwrap_or_default();
    let monthly = each.checked_mul(Decimal::from(HOURS)).and_then(|hours| hours.checked_div(24));
    let line = |name: String, meter: &str, quantity: Option<Decimal>, per: &str| Draft {
        category: CostCategory::Management,
        kind: Kind::Usage,
        region: log.region.clone(),
        environments: log.environments.iter().cloned().collect(),
        services: log.services.iter().cloned().collect(),
        ..Draft::new(path.clone(), name, meter, Three::exact(quantity.unwrap_or_default()), unit(per))
    };
    ledger.charge(line(format!("log {id}"), taken_in, monthly, "GB"));
    let Some((meter, free)) = kept else { return };
    let paid = log.keep.map(|keep| keep.saturating_sub(free)).filter(|paid| !paid.is_zero());
    let Some(paid) = paid else { return };
    let held = each
        .checked_mul(Decimal::from(paid.as_millis()))
        .and_then(|held| held.checked_div(86_400_000));
    ledger.charge(line(format!("log {id}, kept"), meter, held, "GB-month"));
}
