//! `K8S008`: a rollout that is given up while it is still going well.

use super::kubernetes::{path, serves, workloads};
use crate::model::scalar::{Duration, DurationRange};
use crate::model::{Id, Platform, RolloutEngine, Strategy, StrategyKind};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::BTreeMap;

rule! {
    /// A rollout counts as failed before a single copy can be ready.
    ///
    /// Kubernetes waits for progress: a copy that becomes ready and stays so. The clock starts anew with each, so the deadline
    /// must be longer than one copy takes from its start until it counts (`startup` and `min_ready`). With a shorter one every
    /// rollout fails, or every one in which the new copies start slowly; without one the deadline is ten minutes.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// environments: { prod: { tier: production, strategy: rolling, platform: { kubernetes: { cluster: main } } } }
    /// strategies: { rolling: { progress_deadline: 1m, rolling: { max_surge: 1, min_ready: 30s } } }
    /// workloads: { api: { replicas: 4, startup: 45s } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// environments: { prod: { tier: production, strategy: rolling, platform: { kubernetes: { cluster: main } } } }
    /// strategies: { rolling: { progress_deadline: 5m, rolling: { max_surge: 1, min_ready: 30s } } }
    /// workloads: { api: { replicas: 4, startup: 45s } }
    /// ```
    ///
    /// References: Kubernetes, "Deployments" (progress deadline seconds, failed deployment); Argo Rollouts, "Rollout
    /// Specification" (`progressDeadlineSeconds`); Flagger, `progressDeadlineSeconds`.
    Warning, Plan(check)
}

/// As Kubernetes, Argo Rollouts and Flagger take it when nothing is said.
const USUAL: Duration = Duration::from_minutes(10);

fn check(plan: &Plan, found: &mut Findings) {
    let strategies = used(plan);
    for (id, workload) in workloads(plan).filter(|(_, workload)| serves(workload)) {
        let own = workload.startup.map(DurationRange::worst);
        if strategies.is_empty() {
            if let Some(startup) = own.filter(|startup| *startup > USUAL) {
                slow(found, id, startup, None);
            }
            continue;
        }
        for (name, strategy) in &strategies {
            let Some(startup) = own.or(strategy.startup) else { continue };
            let counts = startup.saturating_add(min_ready(strategy));
            let at = ModelPath::root().key("strategies").key(name.as_str()).key("progress_deadline");
            match strategy.progress_deadline {
                Some(deadline) if deadline < counts => {
                    _ = found
                        .add(
                            at,
                            format!("`{name}` gives up after `{deadline}`, but a copy of `{id}` needs `{counts}` until it counts"),
                        )
                        .help(format!("wait longer than `{counts}`, with room for a slow start"))
                        .related(path(id), "what starts");
                }
                None if counts > USUAL => slow(found, id, counts, Some(name)),
                _ => {}
            }
        }
    }
}

fn slow(found: &mut Findings, id: &Id, counts: Duration, strategy: Option<&Id>) {
    let help = match strategy {
        Some(name) => format!("say `progress_deadline` in `{name}`, longer than `{counts}`"),
        None => format!("use a strategy with a `progress_deadline` longer than `{counts}`"),
    };
    _ = found
        .add(
            path(id),
            format!("a copy of `{id}` needs `{counts}` until it counts, but a rollout is given up after `{USUAL}`"),
        )
        .on_key()
        .help(help);
}

/// The strategies that bring workloads to clusters.
fn used(plan: &Plan) -> BTreeMap<&Id, &Strategy> {
    let strategies = &plan.delivery().strategies;
    let on_cluster = |strategy: &Strategy| {
        matches!(
            strategy.engine,
            None | Some(RolloutEngine::Native | RolloutEngine::ArgoRollouts | RolloutEngine::Flagger)
        )
    };
    let clusters = plan
        .environments()
        .filter(|view| matches!(view.environment.platform, Some(Platform::Kubernetes(_))));
    let named = clusters.filter_map(|view| strategies.get_key_value(view.environment.strategy.as_ref()?));
    named.filter(|(_, strategy)| on_cluster(strategy)).collect()
}

/// How long a copy must be ready before it counts.
fn min_ready(strategy: &Strategy) -> Duration {
    match &strategy.kind {
        StrategyKind::Rolling(rolling) => rolling.min_ready.unwrap_or_default(),
        _ => Duration::ZERO,
    }
}
