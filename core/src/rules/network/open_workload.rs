//! `NET005`: a workload that everything in its cluster can talk to.

use crate::model::{Id, Namespace, Platform, Workload};
use crate::plan::Plan;
use crate::rules::kubernetes::workloads;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashSet;

rule! {
    /// Everything in the cluster can talk to a workload, or its network policy is only words.
    ///
    /// Pods reach one another unless something forbids it, so whoever takes over one can try all. Say who may talk to a
    /// workload, or close its namespace (`deny_by_default`). Policies hold only in a cluster that obeys them.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// workloads:
    ///   api: { container: { image: "ghcr.io/acme/api:1.4.2" } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {}, web: {} }
    /// workloads:
    ///   api: { container: { image: "ghcr.io/acme/api:1.4.2" }, network: { ingress: [ { workloads: web } ] } }
    /// ```
    ///
    /// References: Kubernetes, "Network Policies" (default deny); CIS Kubernetes Benchmark 5.3.2; PCI DSS 1.2.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let closed = Closed::of(plan);
    let ignored = delivery
        .clusters
        .as_ref()
        .is_some_and(|clusters| clusters.network_policies == Some(false));
    for (id, workload) in workloads(plan) {
        let path = ModelPath::root().key("workloads").key(id.as_str());
        let limited = workload.network.as_ref().is_some_and(|network| network.ingress.is_some());
        if workload.network.is_some() && ignored {
            _ = found
                .add(
                    path.key("network"),
                    format!("the cluster does not obey the network policy of `{id}`"),
                )
                .on_key()
                .help("turn network policies on, and say `network_policies: true`")
                .related(ModelPath::root().key("clusters").key("network_policies"), "not obeyed");
        } else if !limited && workload.container.is_some() && !closed.holds(workload) && receives(plan, id, workload) {
            _ = found
                .add(path, format!("everything in the cluster can talk to `{id}`"))
                .on_key()
                .help("say `network: { ingress: … }`, or close its namespace with `deny_by_default: true`");
        }
    }
}

/// Namespaces in which nothing can be reached unless a policy says so.
struct Closed<'p> {
    names: HashSet<&'p str>,
    /// True when all namespaces of environments are.
    usual: bool,
}

impl<'p> Closed<'p> {
    fn of(plan: &'p Plan) -> Self {
        let delivery = plan.delivery();
        let closed = |(name, namespace): (&'p Id, &'p Namespace)| (namespace.deny_by_default == Some(true)).then_some(name.as_str());
        let names: HashSet<&str> = delivery
            .clusters
            .iter()
            .flat_map(|clusters| {
                clusters
                    .namespaces
                    .iter()
                    .chain(clusters.named.values().flat_map(|cluster| &cluster.namespaces))
            })
            .filter_map(closed)
            .collect();
        let mut used = delivery
            .environments
            .values()
            .filter_map(|environment| match &environment.platform {
                Some(Platform::Kubernetes(cluster)) => cluster.namespace.as_deref(),
                _ => None,
            })
            .peekable();
        let usual = used.peek().is_some() && used.all(|name| names.contains(name));
        Self { names, usual }
    }

    fn holds(&self, workload: &Workload) -> bool {
        workload.namespace.as_deref().map_or(self.usual, |name| self.names.contains(name))
    }
}

/// True for a workload that listens for others.
fn receives(plan: &Plan, id: &Id, workload: &Workload) -> bool {
    let service = plan.delivery().services.get(workload.service.as_ref().unwrap_or(id));
    workload.batch.is_none()
        && (service.is_some() || !workload.endpoints.is_empty() || workload.container.as_ref().is_some_and(|own| !own.ports.is_empty()))
}
