//! `RBK002`: a way back to something that is gone by then.

use super::production::{Production, path, productions};
use crate::model::scalar::{Duration, Rate};
use crate::model::{Action, Id, Method, Platform, Rollback, StrategyKind};
use crate::plan::Plan;
use crate::resolve::Kinds;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A rollback goes back to something that is not kept that long, or that nothing makes.
    ///
    /// The way back needs the last good version: an image in a registry, an artifact, the old slot, a revision. What was thrown
    /// away meanwhile cannot be gone back to. Held against each other are the rollback's `keep` (or the usual time between two
    /// releases, by `team.deployments`) and how long registries, artifacts, the old side of a blue-green switch and old
    /// revisions are kept.
    ///
    /// ```yaml bad
    /// environments: { prod: { tier: production, strategy: slots, rollback: swap-back } }
    /// strategies: { slots: { blue_green: { switch: slot_swap, keep_old: 10m } } }
    /// rollbacks: { swap-back: { method: { slot_swap: {} }, keep: 1h } }
    /// ```
    ///
    /// ```yaml good
    /// environments: { prod: { tier: production, strategy: slots, rollback: swap-back } }
    /// strategies: { slots: { blue_green: { switch: slot_swap, keep_old: 2h } } }
    /// rollbacks: { swap-back: { method: { slot_swap: {} }, keep: 1h } }
    /// ```
    ///
    /// References: Kubernetes, "Deployments" (`revisionHistoryLimit`); Azure Container Registry, "Retention policy"; Amazon ECR,
    /// "Lifecycle policies"; Google SRE Workbook, "Canarying Releases".
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for production in productions(plan) {
        let Some((id, rollback)) = production.rollback else { continue };
        let mut tell = |at: ModelPath, message: String, help: &str| {
            let about = format!("`{id}` brings `{}` back", production.view.id);
            _ = found.add(at, message).help(help).related(path(id), about);
        };
        if rollback.keep_versions == Some(0) {
            tell(
                path(id).key("keep_versions"),
                format!("`{id}` goes back to a version, and none is kept"),
                "keep one version at least",
            );
        }
        match &rollback.method {
            Method::KubernetesUndo(_) | Method::ArgoRollback(_) => {
                history(plan, &mut tell);
                images(plan, rollback, &mut tell);
            }
            Method::SwarmRollback(_) => images(plan, rollback, &mut tell),
            Method::SlotSwap(_) | Method::TrafficShift(_) => old_side(plan, &production, rollback, &mut tell),
            Method::RedeployPrevious(redeploy) => {
                for artifact in &redeploy.artifacts {
                    artifact_kept(plan, artifact, rollback, path(id).key("method").key("redeploy_previous"), &mut tell);
                }
                images(plan, rollback, &mut tell);
            }
            Method::RestoreData(restore) => {
                let none = plan.delivery().recovery.as_ref().is_none_or(|recovery| recovery.backups.is_empty());
                if restore.backup.is_none() && none {
                    tell(
                        path(id).key("method"),
                        format!("`{id}` restores a backup, and none is made"),
                        "declare one under `recovery.backups`",
                    );
                }
            }
            Method::GitRevert(_) | Method::FlagOff(_) => {}
        }
    }
}

/// Told a place, what is wrong there, and what to do.
type Tell<'t> = dyn FnMut(ModelPath, String, &str) + 't;

/// How long something must be there to go back to, and why.
fn needed(plan: &Plan, rollback: &Rollback) -> Option<(Duration, &'static str)> {
    let deployments = plan.delivery().team.as_ref().and_then(|team| team.deployments);
    let between = || deployments.and_then(between).map(|time| (time, "passes between two releases"));
    rollback.keep.map(|keep| (keep, "is promised by the rollback")).or_else(between)
}

/// The usual time between two of so many.
fn between(rate: Rate) -> Option<Duration> {
    let hours = 1.0 / rate.per_hour();
    // A rate that is no number, or none at all, says nothing.
    let limit = 24.0 * 366.0;
    if !(hours.is_finite() && hours > 0.0 && hours < limit) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between nothing and a year")]
    let millis = (hours * 3_600_000.0) as u64;
    Some(Duration::from_millis(millis))
}

/// Old revisions of workloads.
fn history(plan: &Plan, tell: &mut Tell<'_>) {
    for (id, workload) in &plan.delivery().workloads {
        if workload.history == Some(0) {
            let at = ModelPath::root().key("workloads").key(id.as_str()).key("history");
            tell(
                at,
                format!("the cluster keeps no old version of `{id}` to go back to"),
                "keep some, such as `history: 10`",
            );
        }
    }
}

/// Registries that the images of services are taken from.
fn images(plan: &Plan, rollback: &Rollback, tell: &mut Tell<'_>) {
    let delivery = plan.delivery();
    let Some(infrastructure) = &delivery.infrastructure else { return };
    let needed = needed(plan, rollback);
    for (id, registry) in &infrastructure.registries {
        let Some(url) = registry.url.as_deref() else { continue };
        let url = url.split_once("://").map_or(url, |(_, rest)| rest);
        if !delivery
            .services
            .values()
            .any(|service| service.image.as_deref().is_some_and(|image| image.starts_with(url)))
        {
            continue;
        }
        let at = |key: &str| ModelPath::root().key("infrastructure").key("registries").key(id.as_str()).key(key);
        if registry.keep_versions.is_some_and(|kept| kept < 2) {
            tell(
                at("keep_versions"),
                format!("`{id}` keeps only the version that runs, so there is none to go back to"),
                "keep two versions at least",
            );
        }
        if let (Some(keep), Some((needed, why))) = (registry.keep, needed)
            && keep < needed
        {
            tell(
                at("keep"),
                format!("`{id}` keeps images for `{keep}`, but `{needed}` {why}"),
                "keep them longer than a version may be needed",
            );
        }
    }
}

/// The old side of a switch, and the slot that holds it.
fn old_side(plan: &Plan, production: &Production<'_>, rollback: &Rollback, tell: &mut Tell<'_>) {
    let environment = production.view.environment;
    if let (Method::SlotSwap(swap), Some(Platform::AzureAppService(platform))) = (&rollback.method, &environment.platform) {
        let at = plan.environment_path(production.view.index).key("platform");
        match &swap.slot {
            _ if platform.slots.is_empty() => {
                tell(
                    at,
                    format!("`{}` has no slot that holds the last version", production.view.id),
                    "declare the slot under `slots`",
                );
            }
            Some(slot) if !platform.slots.contains(slot) => {
                tell(
                    at,
                    format!("`{}` has no slot `{slot}` to swap back with", production.view.id),
                    "declare it under `slots`, or name another",
                );
            }
            _ => {}
        }
    }
    let Some(id) = &environment.strategy else { return };
    let strategy = plan.delivery().strategies.get(id);
    let Some(StrategyKind::BlueGreen(switch)) = strategy.map(|strategy| &strategy.kind) else {
        return;
    };
    let at = ModelPath::root()
        .key("strategies")
        .key(id.as_str())
        .key("blue_green")
        .key("keep_old");
    // Between two releases the old side is needed only as long as one watches.
    if let (Some(keep), Some(promised)) = (switch.keep_old, rollback.keep)
        && keep < promised
    {
        tell(
            at,
            format!("`{id}` keeps the old version for `{keep}`, but the rollback promises `{promised}`"),
            "keep the old version as long as the rollback promises",
        );
    }
}

/// An artifact that is deployed again.
fn artifact_kept(plan: &Plan, artifact: &Id, rollback: &Rollback, at: ModelPath, tell: &mut Tell<'_>) {
    let mut published = plan.steps_of(Kinds::PUBLISH).filter_map(|(_, place, step)| match &step.action {
        Action::Publish(publish) if publish.artifact.literal() == Some(artifact) => Some((place, publish)),
        _ => None,
    });
    let Some((place, publish)) = published.next() else {
        tell(
            at,
            format!("the rollback deploys `{artifact}` again, and nothing makes it"),
            "publish it in a pipeline, or name another",
        );
        return;
    };
    // What is in a registry, or published by several, is kept by the longest.
    if publish.registry.is_some() || published.next().is_some() {
        return;
    }
    if let (Some(keep), Some((needed, why))) = (publish.keep, needed(plan, rollback))
        && keep < needed
    {
        let at = plan.step_path(place).key("publish").key("keep");
        tell(
            at,
            format!("`{artifact}` is kept for `{keep}`, but `{needed}` {why}"),
            "keep it longer than a version may be needed",
        );
    }
}
