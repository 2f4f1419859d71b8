//! `OBS001`: a service for everyone without a service level.

use crate::model::{Exposure, Id, Service};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashSet;

rule! {
    /// A service that users see has no service level, although the document says how it is watched.
    ///
    /// Without a service level nobody can say what a bad release is: how many errors are too many, and when to go back. Found for
    /// public services where `observability` describes anything; the service level of a service that it needs stands for it.
    ///
    /// ```yaml bad
    /// services: { api: { exposure: public } }
    /// observability: { providers: { prometheus: { prometheus: {} } } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: { exposure: public } }
    /// observability: { providers: { prometheus: { prometheus: {} } }, slos: { api: { objective: 99.9% } } }
    /// ```
    ///
    /// References: Google SRE Book, "Service Level Objectives"; Google SRE Workbook, "Implementing SLOs".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let Some(observability) = &delivery.observability else { return };
    let covered: HashSet<&Id> = observability
        .slos
        .iter()
        .map(|(id, slo)| slo.service.as_ref().unwrap_or(id))
        .collect();
    let has = |id: &Id, service: &Service| covered.contains(id) || service.needs.iter().any(|needed| covered.contains(needed));
    for (id, service) in &delivery.services {
        if service.exposure == Some(Exposure::Public) && !has(id, service) {
            _ = found
                .add(
                    ModelPath::root().key("services").key(id.as_str()),
                    format!("users see `{id}`, and nothing says how well it must do"),
                )
                .on_key()
                .help(format!(
                    "declare a service level under `observability.slos`, such as `{id}: {{ objective: 99.9% }}`"
                ));
        }
    }
}
