//! How services are brought into an environment, platform by platform.

pub(super) mod app_service;
pub(super) mod cloud_run;
pub(super) mod ecs;
pub(super) mod kubernetes;

use super::duration::PATIENCE;
use super::poll::{Patience, http};
use super::{Recipe, Script, Site};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{BlueGreen, CheckKind, Deploy, Entries, HttpCheck, Platform, StrategyKind};
use crate::render::Feature;

/// The recipe of a deployment.
pub(super) fn recipe(site: Site<'_>, deploy: &Deploy) -> Option<Recipe> {
    let site = site.for_deployment(deploy);
    let Some(view) = site.environment else {
        return Some(site.impossible(
            Feature::Deployments,
            "Deploy",
            "nothing says where to deploy to",
            "name one of the declared environments in the job or the step",
        ));
    };
    let Some(platform) = &view.environment.platform else {
        let message = format!("the environment `{}` does not say what it runs on", view.id);
        return Some(site.impossible(Feature::Deployments, "Deploy", &message, "add `platform` to it"));
    };
    Some(match platform {
        Platform::Kubernetes(platform) => kubernetes::recipe(&site, deploy, platform),
        Platform::AzureAppService(platform) => app_service::recipe(&site, deploy, platform),
        Platform::AwsEcs(platform) => ecs::recipe(&site, deploy, platform),
        Platform::CloudRun(platform) => cloud_run::recipe(&site, deploy, platform),
        _ => return None,
    })
}

/// The feature a kind of strategy is.
fn feature(kind: &StrategyKind) -> Feature {
    match kind {
        StrategyKind::Recreate(_) => Feature::Recreates,
        StrategyKind::Rolling(_) => Feature::RollingUpdates,
        StrategyKind::BlueGreen(_) => Feature::BlueGreens,
        StrategyKind::Canary(_) => Feature::Canaries,
        StrategyKind::Linear(_) => Feature::LinearShifts,
        StrategyKind::Shadow(_) => Feature::Shadows,
        StrategyKind::Ab(_) => Feature::AbTests,
        StrategyKind::FeatureFlag(_) => Feature::FeatureFlags,
    }
}

/// The loss of a strategy that plain commands cannot carry out on a platform, and what is done instead.
fn not_as_said(site: &Site<'_>, deploy: &Deploy, instead: &str) -> Vec<Diagnostic> {
    let Some((id, strategy)) = site.strategy(deploy) else {
        return Vec::new();
    };
    let message = format!("the strategy `{id}` is not carried out by the commands: {instead}");
    vec![site.loss(feature(&strategy.kind), Severity::Warning, message)]
}

/// What the new version is asked before it gets traffic: as the strategy says, or whether the services are well.
fn questions(site: &Site<'_>, deploy: &Deploy) -> Vec<HttpCheck> {
    let said: Vec<HttpCheck> = match site.strategy(deploy).map(|(_, strategy)| &strategy.kind) {
        Some(StrategyKind::BlueGreen(BlueGreen { verify, .. })) => verify
            .iter()
            .filter_map(|check| match &check.kind {
                CheckKind::Http(check) if check.path.starts_with('/') => Some(check.clone()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    if !said.is_empty() {
        return said;
    }
    let mut paths: Vec<&String> = Vec::new();
    for (_, service) in site.services(deploy) {
        let path = service.ready.as_ref().or(service.health.as_ref());
        paths.extend(path.filter(|path| !paths.contains(path)));
    }
    let root = String::from("/");
    if paths.is_empty() {
        paths.push(&root);
    }
    let check = |path: &String| HttpCheck {
        path: path.clone(),
        status: None,
        contains: None,
        headers: Entries::new(),
    };
    paths.into_iter().map(check).collect()
}

/// Adds loops that ask `$address` each question until it is answered.
fn ask(script: &mut Script, questions: &[HttpCheck], who: &str) {
    let patience = Patience {
        within: Some(PATIENCE),
        ..Patience::default()
    };
    for question in questions {
        let path = script.part("HEALTH", &question.path);
        http(script, &format!("\"$address{path}\""), question);
        patience.until_holds(script, &format!("{who} did not answer {} as expected", question.path));
    }
}
