//! `K8S005`: copies that one machine may hold all of.

use super::kubernetes::{fewest_copies, path, productions, serves, workloads};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// One machine or one data centre may hold all copies of a workload.
    ///
    /// Copies help against the loss of a machine only when they are on several. Say over what they are spread, or what no
    /// two may share.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// workloads:
    ///   api: { replicas: 3, disruption: { max_unavailable: 1 } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// workloads:
    ///   api: { replicas: 3, disruption: { max_unavailable: 1 }, placement: { spread: [ zone ] } }
    /// ```
    ///
    /// References: Kubernetes, "Pod Topology Spread Constraints" and "Assigning Pods to Nodes" (anti-affinity).
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let productions = productions(plan);
    for (id, workload) in workloads(plan).filter(|(_, workload)| serves(workload)) {
        let spread = workload
            .placement
            .as_ref()
            .is_some_and(|placement| !placement.spread.is_empty() || placement.apart.is_some());
        let Some(copies) = fewest_copies(plan, productions, workload).filter(|copies| *copies > 1 && !spread) else {
            continue;
        };
        let path = path(id);
        let path = if workload.placement.is_some() {
            path.key("placement")
        } else {
            path
        };
        _ = found
            .add(path, format!("one machine may hold all {copies} copies of `{id}`"))
            .on_key()
            .help("say `placement: { spread: [ zone ] }`, or `apart: node`");
    }
}
