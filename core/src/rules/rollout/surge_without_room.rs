//! `ROL010`: a rollout that needs more room than there is.

use super::all::{Once, about, kind_path, settings};
use crate::model::Platform;
use crate::plan::Plan;
use crate::rules::quotas::{Quotas, short};
use crate::rules::{Findings, rule};

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
    let quotas = Quotas::of(plan);
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
        let namespace = workload.namespace.as_deref().or(usual);
        for (path, quota) in namespace.map(|name| quotas.of_namespace(name)).into_iter().flatten() {
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
