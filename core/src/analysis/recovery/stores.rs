//! What holds data in production, and where.

use super::places::Location;
use crate::model::{Delivery, Id, Many, Map, ObjectStore, Redundancy, Tier};
use crate::plan::Plan;
use crate::text::ModelPath;
use std::collections::HashSet;

/// Something that holds data of production.
#[derive(Clone, Debug)]
pub struct Held<'p> {
    /// Its id; none when the document names nothing that holds data, and everything is meant.
    pub id: Option<&'p Id>,
    /// Where it is described.
    pub path: ModelPath,
    /// Where it is.
    pub(super) at: Location<'p>,
    /// How many data centres it is spread over by itself.
    pub(super) zones: u32,
    /// What an object store does for its data.
    pub(super) objects: Option<&'p ObjectStore>,
    /// True when it cannot be deleted by mistake.
    pub(super) protected: bool,
}

impl Held<'_> {
    /// What it is called.
    pub fn name(&self) -> &str {
        self.id.map_or("everything", Id::as_str)
    }

    /// True when a copy of it in another data centre takes over by itself.
    pub(super) fn spans_zones(&self) -> bool {
        use Redundancy::{Geo, GeoRead, GeoZone, GeoZoneRead, Zone};
        let redundancy = self.objects.and_then(|store| store.redundancy);
        self.zones > 1 || matches!(redundancy, Some(Zone | Geo | GeoRead | GeoZone | GeoZoneRead))
    }
}

/// What holds data of production: databases, object stores that cannot be made again, caches that hold the only copy, queues
/// that keep what they were given, and whatever else backups and replications name.
pub(super) fn held(plan: &Plan) -> Vec<Held<'_>> {
    let mut list = declared(plan);
    let mut known: HashSet<&Id> = list.iter().filter_map(|held| held.id).collect();
    let delivery = plan.delivery();
    // Stores that are of no account: what can be made again, and what is not production's.
    known.extend(store_ids(delivery));
    let Some(recovery) = &delivery.recovery else { return list };
    let primary = Location::primary(delivery);
    let other = |id, path| Held {
        id,
        path,
        at: primary,
        zones: 0,
        objects: None,
        protected: false,
    };
    let base = ModelPath::root().key("recovery");
    let backups = recovery.backups.iter().map(|(id, backup)| (id, "backups", &backup.of));
    let replications = recovery
        .replications
        .iter()
        .map(|(id, replication)| (id, "replications", &replication.of));
    for (id, kind, of) in backups.chain(replications) {
        for named in of.iter().filter(|named| known.insert(named)) {
            list.push(other(Some(named), base.clone().key(kind).key(id.as_str()).key("of")));
        }
    }
    if list.is_empty() && (!recovery.backups.is_empty() || !recovery.replications.is_empty()) {
        list.push(other(None, base));
    }
    list
}

fn declared(plan: &Plan) -> Vec<Held<'_>> {
    let delivery = plan.delivery();
    let Some(infrastructure) = &delivery.infrastructure else {
        return Vec::new();
    };
    let live = |environments: &Many<Id>| {
        environments.is_empty()
            || environments
                .iter()
                .any(|id| plan.tier(id).is_none_or(|tier| tier == Tier::Production))
    };
    let base = ModelPath::root().key("infrastructure");
    let mut list = Vec::new();
    let mut add = |kind: &str, id, at, zones: Option<u32>, objects, protected: Option<bool>| {
        list.push(Held {
            id: Some(id),
            path: base.clone().key(kind).key(Id::as_str(id)),
            at,
            zones: zones.unwrap_or(0),
            objects,
            protected: protected == Some(true),
        });
    };
    for (id, store) in infrastructure.databases.iter().filter(|(_, store)| live(&store.environments)) {
        let at = Location::of(delivery, store.region.as_deref(), store.account.as_deref(), &store.environments);
        let zones = store.copies.as_ref().and_then(|copies| copies.zones);
        add("databases", id, at, zones, None, store.deletion_protection);
    }
    let objects = infrastructure.object_stores.iter();
    for (id, store) in objects.filter(|(_, store)| live(&store.environments) && !store.rebuildable) {
        let at = Location::of(delivery, store.region.as_deref(), store.account.as_deref(), &store.environments);
        add("object_stores", id, at, None, Some(store), None);
    }
    let caches = infrastructure.caches.iter();
    for (id, store) in caches.filter(|(_, store)| live(&store.environments) && store.holds_only_copy) {
        let at = Location::of(delivery, store.region.as_deref(), store.account.as_deref(), &store.environments);
        let zones = store.copies.as_ref().and_then(|copies| copies.zones);
        add("caches", id, at, zones, None, None);
    }
    list
}

fn store_ids(delivery: &Delivery) -> impl Iterator<Item = &Id> {
    fn ids<V: 'static>(map: &Map<V>) -> impl Iterator<Item = &Id> {
        map.keys()
    }
    delivery.infrastructure.iter().flat_map(|all| {
        ids(&all.databases)
            .chain(ids(&all.object_stores))
            .chain(ids(&all.caches))
            .collect::<Vec<_>>()
    })
}
