//! What alarms are about: which services are in which environments, and what these are called in names and labels.

use super::alarm::Alarm;
use crate::model::{Action, Computed, Id, Tier};
use crate::plan::Plan;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// Some ids in order, which many alarms share.
pub(super) type Ids<'p> = Rc<[&'p Id]>;

/// The services that are deployed to an environment.
#[derive(Debug)]
enum There {
    /// All there are.
    All,
    /// These.
    Some(BTreeSet<usize>),
}

/// Which services are where. Every list is made once, so that alarms without number do not each have their own.
pub(super) struct Places<'p> {
    plan: &'p Plan,
    all: Ids<'p>,
    production: Ids<'p>,
    deployed: HashMap<&'p Id, There>,
    rolled_back: HashMap<&'p Id, Ids<'p>>,
    brought_in: HashMap<&'p Id, Ids<'p>>,
}

impl<'p> Places<'p> {
    /// Looks at every deployment once.
    pub(super) fn of(plan: &'p Plan) -> Self {
        let delivery = plan.delivery();
        let mut deployed: HashMap<&Id, There> = HashMap::new();
        let mut brought_in: HashMap<&Id, Vec<&Id>> = HashMap::new();
        let mut rolled_back: HashMap<&Id, Vec<&Id>> = HashMap::new();
        for (id, environment) in &delivery.environments {
            if let Some(rollback) = &environment.rollback {
                rolled_back.entry(rollback).or_default().push(id);
            }
            if let Some(strategy) = &environment.strategy {
                brought_in.entry(strategy).or_default().push(id);
            }
        }
        for view in plan.jobs() {
            let own = view.job.environment.as_ref().and_then(|environment| environment.name.literal());
            for (_, step) in view.steps() {
                let Action::Deploy(deploy) = &step.action else { continue };
                let Some(environment) = deploy.environment.as_ref().and_then(Computed::literal).or(own) else {
                    continue;
                };
                if let Some(strategy) = &deploy.strategy {
                    brought_in.entry(strategy).or_default().push(environment);
                }
                let there = deployed.entry(environment).or_insert_with(|| There::Some(BTreeSet::new()));
                match there {
                    There::Some(known) if !deploy.services.is_empty() => {
                        known.extend(deploy.services.iter().filter_map(|id| delivery.services.get_index_of(id)));
                    }
                    there => *there = There::All,
                }
            }
        }
        let once = |lists: HashMap<&'p Id, Vec<&'p Id>>| -> HashMap<&'p Id, Ids<'p>> {
            let sorted = lists.into_iter().map(|(id, list)| {
                let list: BTreeSet<usize> = list.into_iter().filter_map(|id| delivery.environments.get_index_of(id)).collect();
                let list = list.into_iter().filter_map(|number| delivery.environments.get_index(number));
                (id, list.map(|(id, _)| id).collect())
            });
            sorted.collect()
        };
        let production = delivery.environments.keys().filter(|id| plan.tier(id) == Some(Tier::Production));
        Self {
            plan,
            all: delivery.services.keys().collect(),
            production: production.collect(),
            deployed,
            rolled_back: once(rolled_back),
            brought_in: once(brought_in),
        }
    }

    /// A service of the document.
    pub(super) fn service(&self, id: &Id) -> Option<&'p Id> {
        self.plan.delivery().services.get_key_value(id).map(|(id, _)| id)
    }

    /// The services in some environments; all when nothing says which.
    pub(super) fn services(&self, environments: &[&'p Id]) -> Ids<'p> {
        let mut found = BTreeSet::new();
        for there in environments.iter().filter_map(|id| self.deployed.get(id)) {
            match there {
                There::All => return Rc::clone(&self.all),
                There::Some(services) => found.extend(services.iter().copied()),
            }
        }
        if found.is_empty() {
            return Rc::clone(&self.all);
        }
        let services = &self.plan.delivery().services;
        found
            .into_iter()
            .filter_map(|number| services.get_index(number))
            .map(|(id, _)| id)
            .collect()
    }

    /// The environments that are named; production when none is.
    pub(super) fn these(&self, named: &'p [Id]) -> Ids<'p> {
        if named.is_empty() {
            Rc::clone(&self.production)
        } else {
            named.iter().collect()
        }
    }

    /// The environments that a rollback is for.
    pub(super) fn rolled_back_by(&self, rollback: &Id) -> Ids<'p> {
        self.rolled_back.get(rollback).cloned().unwrap_or_default()
    }

    /// The environments that a strategy brings releases to.
    pub(super) fn brought_in_by(&self, strategy: &Id) -> Ids<'p> {
        self.brought_in.get(strategy).cloned().unwrap_or_default()
    }
}

/// Who answers for an alarm: who is said to, or who looks after the services it is about.
pub(super) fn owners_of<'p>(plan: &'p Plan, alarm: &Alarm<'p>) -> Vec<&'p str> {
    if let Some(owner) = alarm.owner {
        return vec![owner];
    }
    let services = alarm.services.iter().filter_map(|id| plan.delivery().services.get(*id));
    services.filter_map(|service| service.owner.as_ref()).map(Id::as_str).collect()
}

/// Everyone who answers for some alarm, and who is on call; each once, in order.
pub(super) fn owners<'p>(plan: &'p Plan, alarms: &[Alarm<'p>]) -> Vec<&'p str> {
    let duty = plan.delivery().observability.as_ref();
    let duty = duty.and_then(|observability| observability.on_call.as_ref()?.group.as_ref());
    let mut known = HashSet::new();
    let all = alarms.iter().flat_map(|alarm| owners_of(plan, alarm)).chain(duty.map(Id::as_str));
    all.filter(|owner| known.insert(*owner)).collect()
}

/// Names that are given once only.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashSet<String>,
    last: HashMap<String, usize>,
}

impl Names {
    /// The name, or the first with a number behind it that is free.
    pub(super) fn once(&mut self, name: &str) -> String {
        let mut wanted = name.to_owned();
        let number = self.last.entry(name.to_owned()).or_insert(1);
        while !self.taken.insert(wanted.clone()) {
            *number += 1;
            wanted = format!("{name}{number}");
        }
        wanted
    }
}

/// A name in one word with large letters: `abort-and-revert` is `AbortAndRevert`.
pub(super) fn camel(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .flat_map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
                .collect::<Vec<_>>()
        })
        .collect()
}
