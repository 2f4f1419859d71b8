//! What a failover needs although it is lost with the region.

use super::places::same_region;
use crate::model::{Delivery, FailoverStep, FailureMode, Id, SecretStoreKind};
use crate::plan::Plan;
use crate::text::ModelPath;
use std::collections::{HashMap, HashSet};

/// A step of the failover that needs something in the lost region.
#[derive(Clone, Debug)]
pub struct Stranded<'p> {
    /// The step.
    pub step: &'p Id,
    /// What it needs.
    pub needs: &'p Id,
    /// The kind of thing, in words.
    pub kind: &'static str,
    /// Where the step names it.
    pub path: ModelPath,
    /// Where it is described.
    pub place: ModelPath,
}

/// Steps of the failover, and of procedures for the loss of a region, that need what is in the primary region and nowhere
/// else. What an earlier step brings back is not needed from there.
pub(super) fn stranded(plan: &Plan) -> Vec<Stranded<'_>> {
    let delivery = plan.delivery();
    let Some(recovery) = &delivery.recovery else { return Vec::new() };
    let Some(primary) = recovery.regions.as_ref().map(|regions| regions.primary.as_str()) else {
        return Vec::new();
    };
    let base = ModelPath::root().key("recovery");
    let against = |mode: &FailureMode| *mode == FailureMode::RegionLoss;
    let mut steps: Vec<(&Id, &FailoverStep, ModelPath)> = Vec::new();
    let place = base.clone().key("failover");
    steps.extend(
        recovery
            .failover
            .iter()
            .map(|(id, step)| (id, step, place.clone().key(id.as_str()))),
    );
    for (name, procedure) in recovery
        .procedures
        .iter()
        .filter(|(_, procedure)| procedure.against.iter().any(against))
    {
        let place = base.clone().key("procedures").key(name.as_str()).key("steps");
        steps.extend(procedure.steps.iter().map(|(id, step)| (id, step, place.clone().key(id.as_str()))));
    }
    if steps.iter().all(|(_, step, _)| step.needs.is_empty()) {
        return Vec::new();
    }
    let mut saved = copied(plan, primary);
    for (_, step, _) in &steps {
        let backups = step.restores.iter().filter_map(|id| recovery.backups.get(id));
        saved.extend(backups.flat_map(|backup| backup.of.iter()));
    }
    let lost = in_region(delivery, primary);
    let mut found = Vec::new();
    for (id, step, path) in steps {
        for (number, needs) in step.needs.iter().enumerate() {
            if saved.contains(needs) {
                continue;
            }
            if let Some((kind, place)) = lost.get(needs) {
                let path = path.clone().key("needs");
                found.push(Stranded {
                    step: id,
                    needs,
                    kind,
                    path: if step.needs.len() > 1 { path.index(number) } else { path },
                    place: place.clone(),
                });
            }
        }
    }
    found
}

/// What is kept up to date in another region, and takes over there.
fn copied<'p>(plan: &'p Plan, primary: &str) -> HashSet<&'p Id> {
    let replications = plan.delivery().recovery.iter().flat_map(|recovery| recovery.replications.values());
    let elsewhere = replications.filter(|replication| replication.to.iter().any(|to| !same_region(to, primary)));
    elsewhere.flat_map(|replication| replication.of.iter()).collect()
}

/// What is in a region and nowhere else, by id.
fn in_region<'p>(delivery: &'p Delivery, primary: &str) -> HashMap<&'p Id, (&'static str, ModelPath)> {
    let mut lost = HashMap::new();
    let here = |region: Option<&String>, copies: &[String]| {
        let elsewhere = copies.iter().any(|copy| !same_region(copy, primary));
        !elsewhere && region.is_some_and(|region| same_region(region, primary))
    };
    let mut add = |id, kind, path: ModelPath, gone: bool| {
        if gone {
            lost.insert(id, (kind, path.key(Id::as_str(id))));
        }
    };
    let root = ModelPath::root;
    for (id, store) in &delivery.secret_stores {
        let region = match &store.kind {
            SecretStoreKind::AwsSecretsManager(manager) => manager.region.as_ref(),
            _ => None,
        };
        add(id, "secret store", root().key("secret_stores"), here(region, &[]));
    }
    for (id, environment) in &delivery.environments {
        add(
            id,
            "environment",
            root().key("environments"),
            here(environment.region.as_ref(), &[]),
        );
    }
    for (id, provider) in delivery.observability.iter().flat_map(|all| &all.providers) {
        let place = root().key("observability").key("providers");
        add(id, "monitoring provider", place, here(provider.region.as_ref(), &[]));
    }
    let Some(all) = &delivery.infrastructure else { return lost };
    let base = || root().key("infrastructure");
    for (id, one) in &all.registries {
        add(id, "registry", base().key("registries"), here(one.region.as_ref(), &one.replicas));
    }
    for (id, one) in &all.identities {
        add(id, "identity", base().key("identities"), here(one.region.as_ref(), &[]));
    }
    for (id, one) in &all.external {
        add(id, "external service", base().key("external"), here(one.region.as_ref(), &[]));
    }
    for (id, one) in &all.keys {
        add(id, "key", base().key("keys"), here(one.region.as_ref(), &one.replicas));
    }
    for (id, one) in &all.databases {
        add(id, "database", base().key("databases"), here(one.region.as_ref(), &[]));
    }
    for (id, one) in &all.object_stores {
        use crate::model::Redundancy::{Geo, GeoRead, GeoZone, GeoZoneRead};
        let copied = matches!(one.redundancy, Some(Geo | GeoRead | GeoZone | GeoZoneRead));
        add(
            id,
            "object store",
            base().key("object_stores"),
            here(one.region.as_ref(), &[]) && !copied,
        );
    }
    for (id, one) in &all.caches {
        add(id, "cache", base().key("caches"), here(one.region.as_ref(), &[]));
    }
    for (id, one) in &all.queues {
        add(id, "queue", base().key("queues"), here(one.region.as_ref(), &[]));
    }
    for (id, one) in &all.load_balancers {
        add(id, "load balancer", base().key("load_balancers"), here(one.region.as_ref(), &[]));
    }
    lost
}
