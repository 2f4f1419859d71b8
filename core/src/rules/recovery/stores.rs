//! Stores of production whose data is nowhere else, and what protects them.

use crate::model::{Backup, DataClass, Id, Many, Replication, Tier, VolumeKind, WorkloadKind};
use crate::plan::Plan;
use crate::text::ModelPath;

/// A store with data that cannot be made again.
pub(super) struct Store<'p> {
    pub(super) id: &'p Id,
    /// What it is, in a word.
    pub(super) kind: &'static str,
    pub(super) path: ModelPath,
    pub(super) region: Option<&'p str>,
    pub(super) account: Option<&'p str>,
    /// The environments it serves; all when empty.
    pub(super) environments: &'p [Id],
}

/// All such stores that serve production.
pub(super) fn stores(plan: &Plan) -> Vec<Store<'_>> {
    let delivery = plan.delivery();
    let mut list = Vec::new();
    let production =
        |environments: &Many<Id>| environments.is_empty() || environments.iter().any(|id| plan.tier(id) == Some(Tier::Production));
    let precious = |data: Option<DataClass>| !matches!(data, Some(DataClass::Synthetic));
    if let Some(infrastructure) = &delivery.infrastructure {
        let path = |group: &str, id: &Id| ModelPath::root().key("infrastructure").key(group).key(id.as_str());
        for (id, own) in &infrastructure.databases {
            if production(&own.environments) && precious(own.data) {
                list.push(Store {
                    id,
                    kind: "database",
                    path: path("databases", id),
                    region: own.region.as_deref(),
                    account: own.account.as_deref(),
                    environments: &own.environments,
                });
            }
        }
        for (id, own) in &infrastructure.caches {
            if own.holds_only_copy && production(&own.environments) && precious(own.data) {
                list.push(Store {
                    id,
                    kind: "cache",
                    path: path("caches", id),
                    region: own.region.as_deref(),
                    account: own.account.as_deref(),
                    environments: &own.environments,
                });
            }
        }
        for (id, own) in &infrastructure.object_stores {
            // What the store keeps of each object protects from mistakes as a backup does.
            let undone = own.versioned == Some(true) || own.soft_delete.is_some();
            if !own.rebuildable
                && !undone
                && production(&own.environments)
                && precious(own.data)
                && own.data != Some(DataClass::Public)
                && !holds_backups(plan, id)
            {
                list.push(Store {
                    id,
                    kind: "object store",
                    path: path("object_stores", id),
                    region: own.region.as_deref(),
                    account: own.account.as_deref(),
                    environments: &own.environments,
                });
            }
        }
    }
    for (id, workload) in &delivery.workloads {
        let keeps = workload.volumes.values().any(|volume| matches!(volume.kind, VolumeKind::Claim(_)));
        if workload.kind == Some(WorkloadKind::StatefulSet) && keeps {
            list.push(Store {
                id,
                kind: "workload",
                path: ModelPath::root().key("workloads").key(id.as_str()),
                region: None,
                account: None,
                environments: &[],
            });
        }
    }
    list
}

/// True for a store that backups are put into.
fn holds_backups(plan: &Plan, id: &Id) -> bool {
    use crate::model::BackupStore::ObjectStore;
    let backups = plan.delivery().recovery.iter().flat_map(|recovery| recovery.backups.values());
    let mut places = backups.flat_map(|backup| backup.to.iter().chain(backup.copies.values().map(|copy| &copy.to)));
    places.any(|place| matches!(&place.kind, ObjectStore(store) if store.store == *id))
}

/// The backups that are made of a store.
pub(super) fn backups_of<'p>(plan: &'p Plan, store: &Store<'p>) -> impl Iterator<Item = (&'p Id, &'p Backup)> {
    let id = store.id;
    let all = plan.delivery().recovery.iter().flat_map(|recovery| &recovery.backups);
    all.filter(move |(_, backup)| !backup.paused && (backup.of.is_empty() || backup.of.contains(id)))
}

/// The copies that are kept up to date of a store.
pub(super) fn replications_of<'p>(plan: &'p Plan, store: &Store<'p>) -> impl Iterator<Item = (&'p Id, &'p Replication)> {
    let id = store.id;
    let all = plan.delivery().recovery.iter().flat_map(|recovery| &recovery.replications);
    all.filter(move |(_, replication)| replication.of.is_empty() || replication.of.contains(id))
}

/// True when evidence shows that there are backups.
pub(super) fn is_shown(plan: &Plan) -> bool {
    let evidence = plan
        .delivery()
        .compliance
        .iter()
        .flat_map(|compliance| compliance.evidence.values());
    let mut shown = evidence.flat_map(|evidence| evidence.shows.iter());
    shown.any(|fact| *fact == crate::model::ComplianceFact::Backups)
}
