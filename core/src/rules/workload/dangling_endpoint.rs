//! `K8S010`: an address behind which nobody is.

use super::kubernetes::{path, workloads};
use crate::model::{Entries, Id, Workload};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use std::collections::HashSet;

rule! {
    /// A selector, an endpoint or an ingress leads to nothing.
    ///
    /// A selector finds pods by their labels, an endpoint a port by its name, an ingress an endpoint. Where nothing is called
    /// so, the address is there and every request to it fails.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// workloads:
    ///   api: { labels: { app: api }, selector: { app: apis } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// workloads:
    ///   api: { labels: { app: api, tier: back }, selector: { app: api } }
    /// ```
    ///
    /// References: Kubernetes, "Labels and Selectors", "Service" (defining a Service) and "Debug Services".
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let pods = Pods::of(plan);
    for (id, workload) in workloads(plan) {
        if let Some((name, value)) = mismatch(&workload.selector, &workload.labels) {
            _ = found
                .add(
                    path(id).key("selector").key(name),
                    format!("`{id}` looks for pods with `{name}: {value}`, and its own do not have that"),
                )
                .help("give `labels` the same value, or look for what they have")
                .related(path(id).key("labels"), "what its pods have");
        }
        endpoints(id, workload, &pods, found);
        let Some(ingress) = &workload.ingress else { continue };
        if let Some(to) = ingress.to.as_ref().filter(|to| !workload.endpoints.contains_key(*to)) {
            _ = found
                .add(
                    path(id).key("ingress").key("to"),
                    format!("the ingress of `{id}` leads to `{to}`, and no endpoint is called so"),
                )
                .help(known(workload.endpoints.keys(), "declare it under `endpoints`"));
        }
    }
}

/// The labels that any pod has.
struct Pods<'p> {
    labels: HashSet<(&'p str, &'p str)>,
    /// True when some pods have labels that nobody says.
    silent: bool,
}

impl<'p> Pods<'p> {
    fn of(plan: &'p Plan) -> Self {
        let labels = workloads(plan).flat_map(|(_, workload)| &workload.labels);
        Self {
            labels: labels.map(|(name, value)| (name.as_str(), value.as_str())).collect(),
            silent: workloads(plan).any(|(_, workload)| workload.labels.is_empty()),
        }
    }
}

fn endpoints(id: &Id, workload: &Workload, pods: &Pods<'_>, found: &mut Findings) {
    for (name, endpoint) in &workload.endpoints {
        let at = || path(id).key("endpoints").key(name.as_str());
        let ports = workload
            .container
            .iter()
            .chain(workload.sidecars.values())
            .flat_map(|container| container.ports.keys());
        if let Some(to) = &endpoint.to {
            let ports: Vec<&Id> = ports.collect();
            if !ports.is_empty() && !ports.contains(&to) {
                _ = found
                    .add(
                        at().key("to"),
                        format!("the endpoint `{name}` of `{id}` leads to the port `{to}`, and no container has it"),
                    )
                    .help(known(ports.into_iter(), "declare it under `ports`"));
            }
        }
        // It may lead to the pods of another workload.
        let missing = |(name, value): (&String, &String)| !pods.labels.contains(&(name.as_str(), value.as_str()));
        if !pods.silent && endpoint.selector.iter().any(missing) {
            _ = found
                .add(
                    at().key("selector"),
                    format!("the endpoint `{name}` of `{id}` looks for labels that no pod has"),
                )
                .help("look for labels that the pods have")
                .related(path(id).key("labels"), "what its pods have");
        }
    }
}

/// The first label a selector asks for that is another one or not there; labels that are left out are made from the id.
fn mismatch<'s>(selector: &'s Entries<String, String>, labels: &Entries<String, String>) -> Option<(&'s str, &'s str)> {
    let wrong = |(name, value): &(&String, &String)| labels.get(*name).is_none_or(|own| own != *value);
    let (name, value) = selector.iter().filter(|_| !labels.is_empty()).find(wrong)?;
    Some((name, value))
}

fn known<'i>(names: impl Iterator<Item = &'i Id>, none: &str) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    if names.is_empty() {
        none.to_owned()
    } else {
        format!("name one of {}", names.join(", "))
    }
}
