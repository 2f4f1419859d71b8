//! `K8S002`: a copy that gets requests before it can answer them.

use super::kubernetes::{path, serves, workloads};
use crate::model::{Id, Probe, ProbeKind, Service, Workload};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// Nothing says when a copy is ready, or what makes it unready makes it restart too.
    ///
    /// Without a question whether it is ready, a copy gets requests as soon as its process runs, and a rollout goes on although
    /// the new version never answered. A path of the service (`ready` or `health`) is such a question. And a liveness probe
    /// that asks the same as the readiness probe of a service with others behind it restarts all copies when one of those is
    /// slow, just when they are needed.
    ///
    /// ```yaml bad
    /// services: { api: { port: 8080 } }
    /// workloads:
    ///   api: { container: { image: "ghcr.io/acme/api:1.4.2" } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: { port: 8080 } }
    /// workloads:
    ///   api: { container: { image: "ghcr.io/acme/api:1.4.2", probes: { readiness: { http: /ready }, liveness: { http: /alive } } } }
    /// ```
    ///
    /// References: Kubernetes, "Liveness, Readiness, and Startup Probes"; Google, Site Reliability Engineering, "Addressing
    /// Cascading Failures".
    Warning, Plan(check)
}

/// After how many bad answers a probe counts as failed when it does not say.
const FAILURES: u32 = 3;

fn check(plan: &Plan, found: &mut Findings) {
    for (id, workload) in workloads(plan).filter(|(_, workload)| serves(workload)) {
        let Some(container) = &workload.container else { continue };
        let service = service(plan, id, workload);
        let probes = container.probes.as_ref();
        let asked = probes.is_some_and(|probes| probes.readiness.is_some())
            || service.is_some_and(|service| service.ready.is_some() || service.health.is_some());
        let listens = !container.ports.is_empty() || !workload.endpoints.is_empty() || workload.ingress.is_some();
        if !asked && (listens || service.is_some_and(|service| service.port.is_some())) {
            let path = path(id).key("container");
            let path = if probes.is_some() { path.key("probes") } else { path };
            _ = found
                .add(path, format!("nothing says when a copy of `{id}` is ready for requests"))
                .on_key()
                .help("say `probes: { readiness: { http: … } }`, or `ready` of the service");
        }
        let Some((readiness, liveness)) = probes.and_then(|probes| Some((probes.readiness.as_ref()?, probes.liveness.as_ref()?))) else {
            continue;
        };
        let depends = service.is_some_and(|service| !service.needs.is_empty());
        if depends && asks_the_same(readiness, liveness) && failures(liveness) <= failures(readiness) {
            _ = found
                .add(
                    path(id).key("container").key("probes").key("liveness"),
                    format!("`{id}` is restarted by what makes it unready, so all copies restart when a service behind it is slow"),
                )
                .on_key()
                .help("let liveness ask whether the process itself is alive, or give it more `failures`")
                .related(path(id).key("container").key("probes").key("readiness"), "asks the same");
        }
    }
}

/// The service that a workload runs.
fn service<'p>(plan: &'p Plan, id: &Id, workload: &Workload) -> Option<&'p Service> {
    plan.delivery().services.get(workload.service.as_ref().unwrap_or(id))
}

fn asks_the_same(one: &Probe, other: &Probe) -> bool {
    match (&one.kind, &other.kind) {
        (ProbeKind::Http(one), ProbeKind::Http(other)) => one.path == other.path && one.port == other.port,
        (ProbeKind::Command(one), ProbeKind::Command(other)) => one == other,
        _ => false,
    }
}

fn failures(probe: &Probe) -> u32 {
    probe.failures.unwrap_or(FAILURES)
}
