//! `K8S001`: a container that nobody says the size of.

use super::kubernetes::{path, workloads};
use crate::model::{Delivery, Id, Namespace, ResourceAmounts, Workload, WorkloadContainer};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A container asks for no processor or memory, or has no limit of memory.
    ///
    /// The scheduler puts it on a machine as if it needed nothing, and the cost of it cannot be computed. When memory runs out
    /// there, whoever asked for nothing is killed first; and without a limit, one leak takes the machine's other containers
    /// with it. Amounts of a namespace count for what says nothing itself.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// workloads:
    ///   api: { container: { image: "ghcr.io/acme/api:1.4.2" } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// workloads:
    ///   api:
    ///     container:
    ///       image: ghcr.io/acme/api:1.4.2
    ///       resources: { requests: { cpu: 250m, memory: 256Mi }, limits: { memory: 512Mi } }
    /// ```
    ///
    /// References: Kubernetes, "Resource Management for Pods and Containers" and "Pod Quality of Service Classes"; NSA and CISA,
    /// Kubernetes Hardening Guide.
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for (id, workload) in workloads(plan) {
        let namespace = namespace(plan.delivery(), workload);
        if let Some(container) = &workload.container {
            held(id, None, container, path(id).key("container"), namespace, found);
        }
        for (name, container) in &workload.sidecars {
            held(
                id,
                Some(name),
                container,
                path(id).key("sidecars").key(name.as_str()),
                namespace,
                found,
            );
        }
    }
}

/// The namespace a workload says it runs in, when it is declared for all clusters.
fn namespace<'d>(delivery: &'d Delivery, workload: &Workload) -> Option<&'d Namespace> {
    delivery.clusters.as_ref()?.namespaces.get(workload.namespace.as_deref()?)
}

fn held(
    id: &Id,
    sidecar: Option<&Id>,
    container: &WorkloadContainer,
    path: ModelPath,
    namespace: Option<&Namespace>,
    found: &mut Findings,
) {
    let own = container.resources.as_ref();
    let requests = |has: fn(&ResourceAmounts) -> bool| {
        let own = own.and_then(|own| own.requests.as_ref());
        // What is limited is asked for too, when nobody says how much.
        own.is_some_and(has)
            || container.resources.as_ref().and_then(|own| own.limits.as_ref()).is_some_and(has)
            || namespace.and_then(|namespace| namespace.default_requests.as_ref()).is_some_and(has)
    };
    let limited = own
        .and_then(|own| own.limits.as_ref())
        .is_some_and(|limits| limits.memory.is_some())
        || namespace
            .and_then(|namespace| namespace.default_limits.as_ref())
            .is_some_and(|limits| limits.memory.is_some());
    let mut lacks = Vec::new();
    if !requests(|amounts| amounts.cpu.is_some()) {
        lacks.push("asks for no processor");
    }
    if !requests(|amounts| amounts.memory.is_some()) {
        lacks.push("asks for no memory");
    }
    if !limited {
        lacks.push("has no limit of memory");
    }
    if lacks.is_empty() {
        return;
    }
    let name = sidecar.map_or_else(|| format!("`{id}`"), |sidecar| format!("`{sidecar}` beside `{id}`"));
    let path = if own.is_some() { path.key("resources") } else { path };
    _ = found
        .add(path, format!("{name} {}", lacks.join(", ")))
        .on_key()
        .help("say `resources: { requests: { cpu, memory }, limits: { memory } }`");
}
