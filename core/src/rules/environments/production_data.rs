//! `ENV005`: data of people where things are only tried.

use crate::model::{DataClass, Delivery, Id, Many};
use crate::plan::Plan;
use crate::rules::tier::{is_production, is_trial};
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashSet;

rule! {
    /// Production's data, or data about people, is where things are only tried, and is not masked.
    ///
    /// A test environment has fewer locks, more visitors and weaker logs, so what is copied there is as good as given away.
    /// Mask it on the way (`masked: true`) or make it up (`data: synthetic`).
    ///
    /// ```yaml bad
    /// environments:
    ///   staging: { tier: staging }
    /// infrastructure:
    ///   databases:
    ///     copy: { engine: postgres 16, environments: staging, data: production }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   staging: { tier: staging }
    /// infrastructure:
    ///   databases:
    ///     copy: { engine: postgres 16, environments: staging, data: production, masked: true }
    /// ```
    ///
    /// References: GDPR, Art. 25 and 32; PCI DSS 6.5.5; ISO/IEC 27001 A.8.11 and A.8.33; 45 CFR 164.308(a)(4).
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let mut told: HashSet<&Id> = HashSet::new();
    let mut masked: HashSet<&Id> = HashSet::new();
    if let Some(infrastructure) = &delivery.infrastructure {
        for (id, store) in &infrastructure.databases {
            if store.masked == Some(true) {
                masked.extend(&store.environments);
            } else if let Some(environment) = offends(delivery, store.data, &store.environments) {
                add(found, "databases", "database", id, environment, store.data, true);
                told.insert(environment);
            }
        }
        for (id, store) in &infrastructure.caches {
            if let Some(environment) = offends(delivery, store.data, &store.environments) {
                add(found, "caches", "cache", id, environment, store.data, false);
                told.insert(environment);
            }
        }
        for (id, store) in &infrastructure.object_stores {
            if let Some(environment) = offends(delivery, store.data, &store.environments) {
                add(found, "object_stores", "object store", id, environment, store.data, false);
                told.insert(environment);
            }
        }
    }
    for view in plan.environments() {
        let known = told.contains(view.id) || masked.contains(view.id);
        if let Some(data) = view
            .environment
            .data
            .filter(|data| is_real(*data) && !known && is_trial(view.id, view.environment))
        {
            _ = found
                .add(
                    plan.environment_path(view.index).key("data"),
                    format!("{} is in `{}`", words(data), view.id),
                )
                .help("mask it, or make it up: `data: synthetic`");
        }
    }
}

/// The first environment for trials that a store with such data serves; one that serves production too is told of otherwise.
fn offends<'d>(delivery: &'d Delivery, data: Option<DataClass>, environments: &'d Many<Id>) -> Option<&'d Id> {
    data.filter(|data| is_real(*data))?;
    let known = || environments.iter().filter_map(|name| delivery.environments.get_key_value(name));
    if known().any(|(id, environment)| is_production(id, environment)) {
        return None;
    }
    known().find(|(id, environment)| is_trial(id, environment)).map(|(id, _)| id)
}

const fn is_real(data: DataClass) -> bool {
    matches!(
        data,
        DataClass::Production | DataClass::Personal | DataClass::Health | DataClass::Cardholder
    )
}

const fn words(data: DataClass) -> &'static str {
    match data {
        DataClass::Personal => "data about people",
        DataClass::Health => "data about people's health",
        DataClass::Cardholder => "data of payment cards",
        _ => "production's data",
    }
}

fn add(found: &mut Findings, group: &'static str, word: &'static str, id: &Id, environment: &Id, data: Option<DataClass>, maskable: bool) {
    let help = if maskable {
        "mask it on the way and say `masked: true`, or make it up: `data: synthetic`"
    } else {
        "make it up: `data: synthetic`"
    };
    let path = ModelPath::root().key("infrastructure").key(group).key(id.as_str()).key("data");
    _ = found
        .add(
            path,
            format!("{} is in the {word} `{id}` of `{environment}`", data.map_or("", words)),
        )
        .help(help);
}
