//! `ROL010`: a rollout that needs more room than there is.

use super::all::{Once, about, kind_path, settings};
use crate::model::scalar::{Cpu, Size};
use crate::model::{Map, Namespace, Platform, ResourceAmounts, Workload};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashMap;

rule! {
    /// While a rollout runs, both versions together need more than their namespace may use.
    ///
    /// Engines that split traffic keep all of the old version while the new one grows: up to twice as many instances. What the
    /// quota does not allow stays pending, and the rollout with it.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// workloads: { api: { replicas: 6, namespace: shop } }
    /// clusters: { namespaces: { shop: { quota: { pods: 10 } } } }
    /// environments: { prod: { tier: production, platform: { kubernetes: {} }, strategy: careful } }
    /// strategies: { careful: { canary: { traffic: { istio: {} }, steps: [ { weight: 20%, hold: 5m }, { weight: 100% } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// workloads: { api: { replicas: 6, namespace: shop } }
    /// clusters: { namespaces: { shop: { quota: { pods: 12 } } } }
    /// environments: { prod: { tier: production, platform: { kubernetes: {} }, strategy: careful } }
    /// strategies: { careful: { canary: { traffic: { istio: {} }, steps: [ { weight: 20%, hold: 5m }, { weight: 100% } ] } } }
    /// ```
    ///
    /// References: Argo Rollouts, "Canary" (dynamicStableScale); Kubernetes, "Resource Quotas".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let quotas = quotas(plan);
    if quotas.is_empty() {
        return;
    }
    let mut once = Once::default();
    for (subject, setting) in settings(plan).filter(|(_, setting)| setting.counted) {
        let Some((_, workload)) = subject.workload else { continue };
        let platform = subject.environment.and_then(|view| view.environment.platform.as_ref());
        let usual = match platform {
            Some(Platform::Kubernetes(cluster)) => cluster.namespace.as_deref(),
            _ => None,
        };
        let course = &setting.course;
        let legs = course.legs.iter().map(|leg| {
            // The old version shrinks only after the new one has taken over, unless it is told to.
            let old = if course.routed && !course.shrinks {
                course.replicas
            } else {
                leg.old
            };
            leg.new.saturating_add(old)
        });
        let surge = if course.routed {
            0
        } else {
            course.replicas.saturating_add(course.fences.surge)
        };
        let most = legs.max().unwrap_or(0).max(surge);
        // What does not even fit without a rollout is another rule's.
        for (path, quota) in workload
            .namespace
            .as_deref()
            .or(usual)
            .and_then(|name| quotas.get(name))
            .into_iter()
            .flatten()
        {
            let what = short(workload, most, quota).filter(|_| short(workload, course.replicas, quota).is_none());
            let place = kind_path(&subject);
            if let Some(what) = what.filter(|_| once.is_new(&place)) {
                found
                    .add(
                        place,
                        format!(
                            "{most} instances{} at once ask for more {what} than their namespace may use",
                            about(&subject)
                        ),
                    )
                    .on_key()
                    .help("raise the quota, or let the old version shrink with `shrink_stable: true`")
                    .related(path.clone(), "what it may use");
            }
        }
    }
}

/// What so many instances ask too much of.
fn short(workload: &Workload, instances: u32, quota: &ResourceAmounts) -> Option<&'static str> {
    let containers = workload.container.iter().chain(workload.sidecars.values());
    let requests = containers.filter_map(|container| container.resources.as_ref()?.requests.as_ref());
    let (mut cpu, mut memory) = (0_u64, 0_u64);
    for amounts in requests {
        cpu = cpu.saturating_add(amounts.cpu.map_or(0, Cpu::millicores));
        memory = memory.saturating_add(amounts.memory.map_or(0, Size::bytes));
    }
    let times = u64::from(instances);
    if quota.pods.is_some_and(|pods| instances > pods) {
        Some("pods")
    } else if quota.cpu.is_some_and(|quota| cpu.saturating_mul(times) > quota.millicores()) {
        Some("processor")
    } else if quota.memory.is_some_and(|quota| memory.saturating_mul(times) > quota.bytes()) {
        Some("memory")
    } else {
        None
    }
}

/// What namespaces may use, by name.
fn quotas(plan: &Plan) -> HashMap<&str, Vec<(ModelPath, &ResourceAmounts)>> {
    let mut list: HashMap<&str, Vec<(ModelPath, &ResourceAmounts)>> = HashMap::new();
    let Some(clusters) = &plan.delivery().clusters else { return list };
    let root = ModelPath::root().key("clusters");
    let named = clusters
        .named
        .iter()
        .map(|(id, cluster)| (root.clone().key("named").key(id.as_str()), &cluster.namespaces));
    let all: Vec<(ModelPath, &Map<Namespace>)> = std::iter::once((root.clone(), &clusters.namespaces)).chain(named).collect();
    for (path, namespaces) in all {
        for (name, namespace) in namespaces {
            if let Some(quota) = &namespace.quota {
                let path = path.clone().key("namespaces").key(name.as_str()).key("quota");
                list.entry(name.as_str()).or_default().push((path, quota));
            }
        }
    }
    list
}
