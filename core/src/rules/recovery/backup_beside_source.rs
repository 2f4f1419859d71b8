//! `DR005`: a backup that is lost with what it was made of.

use super::stores::{Store, backups_of, stores};
use crate::model::{Backup, BackupDestination, BackupStore, Id, Redundancy};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashSet;

rule! {
    /// All copies of a backup are in the account and the region of the original.
    ///
    /// A lost region, a closed account or an intruder with its keys takes both. Keep one copy in another region or another
    /// account, better in both; storage that copies itself to another region (`redundancy: geo`) counts. Where nothing is said of
    /// a place, it is that of the original.
    ///
    /// ```yaml bad
    /// environments: { prod: { tier: production } }
    /// infrastructure: { databases: { orders: { engine: postgres 17, environments: prod, region: westeurope } } }
    /// recovery: { backups: { nightly: { of: orders, schedule: "0 2 * * *", to: { azure_blob: { redundancy: zone } } } } }
    /// ```
    ///
    /// ```yaml good
    /// environments: { prod: { tier: production } }
    /// infrastructure: { databases: { orders: { engine: postgres 17, environments: prod, region: westeurope } } }
    /// recovery: { backups: { nightly: { of: orders, schedule: "0 2 * * *", to: { azure_blob: { redundancy: geo } } } } }
    /// ```
    ///
    /// References: AWS Well-Architected, REL09-BP02 and REL13-BP01; NIST SP 800-53, CP-9(3); CISA, "Data Backup Options" (3-2-1);
    /// ISO/IEC 27001 A.8.13.
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut told: HashSet<&Id> = HashSet::new();
    for store in stores(plan) {
        for (id, backup) in backups_of(plan, &store) {
            // Nothing is known of a backup without a place.
            if backup.to.is_none() || is_elsewhere(plan, &store, backup) || !told.insert(id) {
                continue;
            }
            _ = found
                .add(
                    ModelPath::root().key("recovery").key("backups").key(id.as_str()).key("to"),
                    format!(
                        "`{id}` is kept in the account and region of `{}`, so one event takes both",
                        store.id
                    ),
                )
                .on_key()
                .help("keep a copy in another region or account: say `region`, `account`, `redundancy: geo`, or add to `copies`")
                .related(store.path.clone(), "the original");
        }
    }
}

/// True when some copy is in another region or account than the original.
fn is_elsewhere(plan: &Plan, store: &Store<'_>, backup: &Backup) -> bool {
    let mut places = backup.to.iter().chain(backup.copies.values().map(|copy| &copy.to));
    places.any(|place| is_apart(plan, store, place))
}

fn is_apart(plan: &Plan, store: &Store<'_>, place: &BackupDestination) -> bool {
    let declared = match &place.kind {
        BackupStore::ObjectStore(own) => plan
            .delivery()
            .infrastructure
            .as_ref()
            .and_then(|infrastructure| infrastructure.object_stores.get(&own.store)),
        _ => None,
    };
    let region = place.region.as_deref().or(declared.and_then(|own| own.region.as_deref()));
    let account = place.account.as_deref().or(declared.and_then(|own| own.account.as_deref()));
    // What is said of one side only is said because it differs.
    let differs = |own: Option<&str>, original: Option<&str>| own.is_some_and(|own| original.is_none_or(|original| own != original));
    differs(region, region_of(plan, store))
        || differs(account, account_of(plan, store))
        || copies_itself(place, declared.and_then(|own| own.redundancy))
}

/// True for storage that copies itself to another region, or stands apart from the cloud.
fn copies_itself(place: &BackupDestination, declared: Option<Redundancy>) -> bool {
    let far = |redundancy: Option<Redundancy>| {
        matches!(
            redundancy,
            Some(Redundancy::Geo | Redundancy::GeoRead | Redundancy::GeoZone | Redundancy::GeoZoneRead)
        )
    };
    match &place.kind {
        BackupStore::AzureBlob(own) => far(own.redundancy),
        BackupStore::Vault(own) => far(own.redundancy),
        BackupStore::Managed(own) => far(own.redundancy),
        BackupStore::S3(own) => own.replica_region.is_some() || own.endpoint.is_some(),
        BackupStore::Gcs(own) => own.project.is_some(),
        BackupStore::ObjectStore(_) => far(declared),
        // A server of one's own is somewhere; a disk is not.
        BackupStore::FileSystem(own) => own.path.contains(':') || own.path.starts_with("//"),
        BackupStore::Snapshot(_) => false,
    }
}

fn region_of<'p>(plan: &'p Plan, store: &Store<'p>) -> Option<&'p str> {
    let delivery = plan.delivery();
    let environment = || {
        store
            .environments
            .iter()
            .find_map(|id| delivery.environments.get(id)?.region.as_deref())
    };
    let primary = || Some(delivery.recovery.as_ref()?.regions.as_ref()?.primary.as_str());
    store.region.or_else(environment).or_else(primary)
}

fn account_of<'p>(plan: &'p Plan, store: &Store<'p>) -> Option<&'p str> {
    let environment = || {
        let environments = &plan.delivery().environments;
        store.environments.iter().find_map(|id| environments.get(id)?.account.as_deref())
    };
    store.account.or_else(environment)
}
