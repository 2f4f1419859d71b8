//! `K8S007`: copies that are killed while they still get requests.

use super::kubernetes::{path, serves, workloads};
use crate::model::scalar::Duration;
use crate::model::{Id, Workload};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashMap;

rule! {
    /// A copy is killed before it has finished its requests, or before the load balancer has stopped sending any.
    ///
    /// When a copy goes away, its `before_stop` runs first, and the load balancer drains meanwhile. Both must fit into its
    /// `grace`, which is 30 seconds when nobody says otherwise; what does not fit is lost with each deployment.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// workloads:
    ///   api: { grace: 20s, container: { before_stop: 30s } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// workloads:
    ///   api: { grace: 60s, container: { before_stop: 30s } }
    /// ```
    ///
    /// References: Kubernetes, "Pod Lifecycle" (termination of Pods) and "Container Lifecycle Hooks".
    Warning, Plan(check)
}

/// How long a copy gets when nobody says.
const USUAL: Duration = Duration::from_secs(30);

fn check(plan: &Plan, found: &mut Findings) {
    let drains = Drains::of(plan);
    for (id, workload) in workloads(plan).filter(|(_, workload)| serves(workload)) {
        let grace = workload.grace.unwrap_or(USUAL);
        let wait = workload
            .container
            .as_ref()
            .and_then(|container| container.before_stop.as_ref()?.wait);
        let at = || {
            let path = path(id);
            if workload.grace.is_some() { path.key("grace") } else { path }
        };
        if let Some(wait) = wait.filter(|wait| *wait >= grace) {
            _ = found
                .add(at(), format!("`{id}` gets {grace} to stop, and waits {wait} before it begins to"))
                .on_key()
                .help(format!("say a `grace` of more than {wait}"))
                .related(path(id).key("container").key("before_stop"), "waits here");
            continue;
        }
        if let Some((name, drain)) = drains.before(id, workload).filter(|(_, drain)| *drain > grace) {
            _ = found
                .add(
                    at(),
                    format!("`{id}` gets {grace} to stop, and `{name}` sends requests for up to {drain}"),
                )
                .on_key()
                .help(format!("say a `grace` of more than {drain}, or let it drain for less"))
                .related(
                    ModelPath::root()
                        .key("infrastructure")
                        .key("load_balancers")
                        .key(name.as_str())
                        .key("drain"),
                    "drains here",
                );
        }
    }
}

/// How long load balancers drain, by their own names and by the services behind them, the longest of each.
#[derive(Default)]
struct Drains<'p> {
    balancers: HashMap<&'p Id, (&'p Id, Duration)>,
    services: HashMap<&'p Id, (&'p Id, Duration)>,
}

impl<'p> Drains<'p> {
    fn of(plan: &'p Plan) -> Self {
        let mut drains = Self::default();
        let Some(infrastructure) = &plan.delivery().infrastructure else {
            return drains;
        };
        for (name, own) in &infrastructure.load_balancers {
            let Some(drain) = own.drain else { continue };
            drains.balancers.insert(name, (name, drain));
            for service in &own.services {
                let longest = drains.services.entry(service).or_insert((name, drain));
                if drain > longest.1 {
                    *longest = (name, drain);
                }
            }
        }
        drains
    }

    /// The longest that a load balancer in front of a workload drains.
    fn before(&self, id: &Id, workload: &Workload) -> Option<(&'p Id, Duration)> {
        let named = workload.ingress.as_ref().and_then(|ingress| ingress.load_balancer.as_ref());
        let named = named.and_then(|name| self.balancers.get(name));
        let served = self.services.get(workload.service.as_ref().unwrap_or(id));
        named.into_iter().chain(served).max_by_key(|(_, drain)| *drain).copied()
    }
}
