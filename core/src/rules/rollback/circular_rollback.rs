//! `RBK006`: a way back that needs what has failed.

use super::production::{Production, path, productions};
use crate::model::{Computed, Environment, Id, Method, Platform, Rollback, Runner};
use crate::plan::Plan;
use crate::resolve::PipelineIndex;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// The way back needs something that runs where the release failed: the registry, what measures, or the machines of the
    /// pipeline.
    ///
    /// When the release takes the cluster down, it takes those along, and there is no way back until somebody builds one. Keep
    /// what brings production back apart from production.
    ///
    /// ```yaml bad
    /// services: { api: { image: registry.shop.example/api } }
    /// environments: { prod: { tier: production, rollback: undo, platform: { kubernetes: { cluster: main } } } }
    /// rollbacks: { undo: { method: { kubernetes_undo: {} }, tested: 2026-11-02 } }
    /// infrastructure: { registries: { own: { kind: harbor, url: registry.shop.example, environment: prod } } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: { image: registry.shop.example/api } }
    /// environments:
    ///   prod: { tier: production, rollback: undo, platform: { kubernetes: { cluster: main } } }
    ///   tools: { tier: test, platform: { kubernetes: { cluster: tools } } }
    /// rollbacks: { undo: { method: { kubernetes_undo: {} }, tested: 2026-11-02 } }
    /// infrastructure: { registries: { own: { kind: harbor, url: registry.shop.example, environment: tools } } }
    /// ```
    ///
    /// References: Google SRE Book, "Addressing Cascading Failures"; AWS Well-Architected, REL11-BP04 (rely on the data plane, not
    /// the control plane, during recovery); NIST SP 800-34.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for production in productions(plan) {
        let Some((id, rollback)) = production.rollback else { continue };
        registries(plan, &production, rollback, id, found);
        provider(plan, &production, rollback, id, found);
        machines(plan, &production, rollback, id, found);
    }
}

/// True when something is in an environment, or in the cluster of that environment.
fn is_in(production: &Production<'_>, place: &Id) -> bool {
    let cluster = match &production.view.environment.platform {
        Some(Platform::Kubernetes(kubernetes)) => kubernetes.cluster.as_deref(),
        _ => None,
    };
    place == production.view.id || cluster == Some(place.as_str())
}

/// Registries that images are taken from once more.
fn registries(plan: &Plan, production: &Production<'_>, rollback: &Rollback, id: &Id, found: &mut Findings) {
    let delivery = plan.delivery();
    // A slot, or a version that still runs, needs no registry.
    let pulls = matches!(
        rollback.method,
        Method::KubernetesUndo(_) | Method::ArgoRollback(_) | Method::SwarmRollback(_) | Method::RedeployPrevious(_) | Method::GitRevert(_)
    );
    let Some(infrastructure) = delivery.infrastructure.as_ref().filter(|_| pulls) else {
        return;
    };
    for (name, registry) in &infrastructure.registries {
        let url = registry
            .url
            .as_deref()
            .map(|url| url.split_once("://").map_or(url, |(_, rest)| rest));
        let used = |url: &str| {
            delivery
                .services
                .values()
                .any(|service| service.image.as_deref().is_some_and(|image| image.starts_with(url)))
        };
        if !url.is_some_and(used) {
            continue;
        }
        let entry = |key: &str| {
            ModelPath::root()
                .key("infrastructure")
                .key("registries")
                .key(name.as_str())
                .key(key)
        };
        if registry.environment.as_ref().is_some_and(|place| is_in(production, place)) {
            tell(
                found,
                entry("environment"),
                production,
                id,
                &format!("takes images from `{name}`, which runs there"),
            );
        }
        let balancer = registry.load_balancer.as_ref().and_then(|id| infrastructure.load_balancers.get(id));
        let shared = balancer.is_some_and(|own| !own.services.is_empty() && own.environments.contains(production.view.id));
        if shared {
            tell(
                found,
                entry("load_balancer"),
                production,
                id,
                &format!("takes images from `{name}`, which is reached through its load balancer"),
            );
        }
    }
}

/// What says that it is time to go back.
fn provider(plan: &Plan, production: &Production<'_>, rollback: &Rollback, id: &Id, found: &mut Findings) {
    let named = rollback
        .provider
        .as_ref()
        .filter(|_| rollback.automatic && !rollback.when.is_empty());
    let Some(name) = named else { return };
    let providers = plan.delivery().observability.as_ref().map(|observability| &observability.providers);
    let place = providers.and_then(|providers| providers.get(name)?.environment.as_ref());
    if place.is_some_and(|place| is_in(production, place)) {
        tell(
            found,
            path(id).key("provider"),
            production,
            id,
            &format!("starts when `{name}` says so, which runs there"),
        );
    }
}

/// Machines of the pipeline that deploys again.
fn machines(plan: &Plan, production: &Production<'_>, rollback: &Rollback, id: &Id, found: &mut Findings) {
    let Method::RedeployPrevious(redeploy) = &rollback.method else {
        return;
    };
    let delivery = plan.delivery();
    let named = redeploy
        .pipeline
        .as_ref()
        .and_then(|id| delivery.pipelines.get_index_of(id))
        .map(PipelineIndex::at);
    let deploying = production.release.and_then(|place| plan.job(place.job)).map(|job| job.pipeline);
    let Some(pipeline) = named.or(deploying) else { return };
    let job = plan.jobs_of(pipeline).find(|job| {
        let labels: Vec<&str> = match plan.runner_of(job) {
            Some(Computed::Literal(Runner::SelfHosted(own))) => own.labels.iter().map(String::as_str).collect(),
            Some(Computed::Literal(Runner::Pool(pool))) => vec![pool.name.as_str()],
            _ => return false,
        };
        labels.iter().any(|label| runs_there(production.view.environment, label))
    });
    if let Some(job) = job {
        let what = format!(
            "is done by `{}` on machines that run there",
            crate::rules::names::job_name(plan, job.index)
        );
        tell(found, plan.job_path(job.index), production, id, &what);
    }
}

/// True when the label of a machine is the name of the environment's cluster.
fn runs_there(environment: &Environment, label: &str) -> bool {
    matches!(&environment.platform, Some(Platform::Kubernetes(kubernetes)) if kubernetes.cluster.as_deref() == Some(label))
}

fn tell(found: &mut Findings, at: ModelPath, production: &Production<'_>, id: &Id, what: &str) {
    _ = found
        .add(at, format!("`{id}` brings `{}` back, and {what}", production.view.id))
        .help("keep what brings production back somewhere that does not fail with it")
        .related(path(id), "the way back");
}
