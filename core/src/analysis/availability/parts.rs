//! What services stand on, and how often each of it is up.

use super::maths::copies;
use crate::model::scalar::Percent;
use crate::model::{Copies, Delivery, Exposure, Id, Workload};
use crate::plan::Plan;
use crate::text::ModelPath;
use std::collections::{HashMap, HashSet};

/// Something a service cannot do without.
#[derive(Clone, Debug)]
pub struct Part<'p> {
    /// Its id.
    pub id: &'p Id,
    /// The kind of thing, in words.
    pub kind: &'static str,
    /// The share of time it is up.
    pub share: f64,
    /// How many copies that counts, and how many must be up.
    pub copies: Option<(u32, u32)>,
    /// Where it is described.
    pub path: ModelPath,
}

/// What services stand on.
pub(super) struct Parts<'p> {
    delivery: &'p Delivery,
    /// Parts, told or not, by the service that uses them itself.
    used: HashMap<&'p Id, Vec<usize>>,
    list: Vec<(&'p Id, Option<Part<'p>>)>,
    /// Which service last met each part, so that none is met twice.
    met: Vec<Option<&'p Id>>,
}

impl<'p> Parts<'p> {
    pub(super) fn of(plan: &'p Plan) -> Self {
        let delivery = plan.delivery();
        let mut all = Self {
            delivery,
            used: HashMap::new(),
            list: Vec::new(),
            met: Vec::new(),
        };
        for (id, workload) in &delivery.workloads {
            let service = workload.service.as_ref().unwrap_or(id);
            all.add(id, "workload", "workloads", running(workload), [service]);
        }
        let Some(infrastructure) = &delivery.infrastructure else {
            return all;
        };
        for (id, one) in &infrastructure.databases {
            let up = store(one.availability, one.managed_by.as_deref(), one.copies.as_ref());
            all.add(id, "database", "infrastructure.databases", up, &one.used_by);
        }
        for (id, one) in &infrastructure.caches {
            let up = store(one.availability, one.managed_by.as_deref(), one.copies.as_ref());
            all.add(id, "cache", "infrastructure.caches", up, &one.used_by);
        }
        for (id, one) in &infrastructure.object_stores {
            let up = store(one.availability, Some(""), None);
            all.add(id, "object store", "infrastructure.object_stores", up, &one.used_by);
        }
        for (id, one) in &infrastructure.queues {
            let up = store(one.availability, one.managed_by.as_deref(), one.copies.as_ref());
            let users = one.written_by.iter().chain(&one.read_by);
            all.add(id, "queue", "infrastructure.queues", up, users);
        }
        for (id, one) in &infrastructure.load_balancers {
            let up = store(one.availability, one.managed_by.as_deref(), one.copies.as_ref());
            all.add(id, "load balancer", "infrastructure.load_balancers", up, &one.services);
        }
        for (id, one) in infrastructure.external.iter().filter(|(_, one)| !one.optional) {
            let up = store(one.availability, Some(""), None);
            all.add(id, "external service", "infrastructure.external", up, &one.used_by);
        }
        let public = |id: &&Id| {
            delivery
                .services
                .get(*id)
                .is_some_and(|service| service.exposure == Some(Exposure::Public))
        };
        let public: Vec<&Id> = delivery.services.keys().filter(public).collect();
        // Zones of names nobody says anything about are no part of the account.
        let zones = infrastructure.dns.iter();
        for (id, one) in zones.filter(|(_, one)| one.private != Some(true) && one.availability.is_some()) {
            let up = store(one.availability, Some(""), None);
            all.add(id, "zone of names", "infrastructure.dns", up, public.iter().copied());
        }
        all
    }

    fn add(
        &mut self,
        id: &'p Id,
        kind: &'static str,
        place: &str,
        up: Option<(f64, Option<(u32, u32)>)>,
        users: impl IntoIterator<Item = &'p Id>,
    ) {
        let number = self.list.len();
        let part = up.map(|(share, copies)| Part {
            id,
            kind,
            share,
            copies,
            path: place.split('.').fold(ModelPath::root(), ModelPath::key).key(id.as_str()),
        });
        self.list.push((id, part));
        self.met.push(None);
        for user in users {
            self.used.entry(user).or_default().push(number);
        }
    }

    /// What a service stands on, through the services it needs too, and what of it is not told. Each part once.
    pub(super) fn under(&mut self, service: &'p Id, left: &mut usize) -> (Vec<Part<'p>>, Vec<&'p Id>) {
        let (mut told, mut unknown) = (Vec::new(), Vec::new());
        let mut known: HashSet<&Id> = HashSet::from([service]);
        let mut open = vec![service];
        while let Some(next) = open.pop() {
            let parts = self.used.get(next).map(Vec::as_slice).unwrap_or_default();
            *left = left.saturating_sub(1 + parts.len());
            for number in parts {
                let (Some(met), Some((id, part))) = (self.met.get_mut(*number), self.list.get(*number)) else {
                    continue;
                };
                if met.replace(service) == Some(service) {
                    continue;
                }
                match part {
                    Some(part) => told.push(part.clone()),
                    None => unknown.push(*id),
                }
            }
            if let Some(own) = self.delivery.services.get(next) {
                open.extend(own.needs.iter().filter(|needed| known.insert(needed)));
            }
        }
        (told, unknown)
    }
}

/// How often a workload is up: so many copies of which so many must be.
fn running(workload: &Workload) -> Option<(f64, Option<(u32, u32)>)> {
    let single = workload.availability?.as_fraction();
    let scaled = workload.scaling.as_ref().and_then(|scaling| scaling.horizontal.as_ref());
    let count = scaled
        .map(|scaling| scaling.min.unwrap_or(1))
        .or(workload.replicas)
        .unwrap_or(1)
        .max(1);
    let needed = workload.needed.unwrap_or(1);
    let shared = workload.shared_fate.map_or(0.0, Percent::as_fraction);
    Some((copies(single, count, needed, shared), Some((count, needed))))
}

/// How often a store is up. What a cloud promises is of all copies together; on one's own machines it is of one.
fn store(availability: Option<Percent>, managed_by: Option<&str>, all: Option<&Copies>) -> Option<(f64, Option<(u32, u32)>)> {
    let single = availability?.as_fraction();
    let several = all.filter(|_| managed_by.is_none()).and_then(|all| Some((all, all.count?)));
    let Some((all, count)) = several else { return Some((single, None)) };
    let needed = all.needed.unwrap_or(1);
    let shared = all.shared_fate.map_or(0.0, Percent::as_fraction);
    Some((copies(single, count.max(1), needed, shared), Some((count, needed))))
}
