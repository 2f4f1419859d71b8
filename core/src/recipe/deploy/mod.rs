//! How services are brought into an environment, platform by platform.

pub(super) mod app_service;
pub(super) mod canary;
pub(super) mod cloud_run;
pub(super) mod container_apps;
pub(super) mod docker;
pub(super) mod ecs;
pub(super) mod kubernetes;
pub(super) mod lambda;
pub(super) mod machines;
pub(super) mod static_site;

use super::duration::PATIENCE;
use super::poll::{Patience, http};
use super::{Recipe, Script, Site};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Duration, Percent};
use crate::model::{BlueGreen, CanaryStep, CheckKind, Deploy, Entries, HttpCheck, Method, Platform, StrategyKind};
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
    let mut recipe = match platform {
        Platform::Kubernetes(platform) => kubernetes::recipe(&site, deploy, platform),
        Platform::AzureAppService(platform) => app_service::recipe(&site, deploy, platform),
        Platform::AwsEcs(platform) => ecs::recipe(&site, deploy, platform),
        Platform::CloudRun(platform) => cloud_run::recipe(&site, deploy, platform),
        Platform::AzureContainerApps(platform) => container_apps::recipe(&site, deploy, platform),
        Platform::AwsLambda(platform) => lambda::recipe(&site, deploy, platform),
        Platform::VmGroup(platform) => machines::recipe(&site, deploy, platform),
        Platform::DockerSwarm(platform) => docker::swarm(&site, deploy, platform),
        Platform::Compose(platform) => docker::compose(&site, deploy, platform),
        Platform::StaticSite(platform) => static_site::recipe(&site, deploy, platform)?,
    };
    if needs_note(&site) {
        let mut script = Script::new();
        site.remembering(&mut script);
        script.lines("touch \"$before/begun\"");
        recipe.acts.insert(0, script.act("Note that the deployment begins"));
    }
    Some(recipe)
}

/// Whether the way back has parts that cannot tell by themselves that a deployment began.
fn needs_note(site: &Site<'_>) -> bool {
    site.rollback().is_some_and(|(_, rollback)| {
        let elsewhere = matches!(rollback.method, Method::GitRevert(_) | Method::FlagOff(_) | Method::RestoreData(_));
        rollback.automatic && (elsewhere || !rollback.steps.is_empty())
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

/// The steps of a linear shift.
fn linear_steps(step: Percent, every: Duration) -> Vec<CanaryStep> {
    let size = percent(step).max(1);
    (1..100)
        .map(|number| number * size)
        .take_while(|weight| *weight < 100)
        .map(|weight| CanaryStep {
            weight: Percent::of(weight),
            hold: Some(every),
            ..CanaryStep::default()
        })
        .collect()
}

/// A share in whole percent, which is all that most commands take.
fn percent(share: Percent) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
    let percent = (share.as_fraction() * 100.0).round() as u32;
    percent
}

/// The loss of what a strategy watches at its steps, where commands only wait.
fn unwatched(site: &Site<'_>, deploy: &Deploy) -> Option<Diagnostic> {
    let (_, strategy) = site.strategy(deploy)?;
    let watches = match &strategy.kind {
        StrategyKind::Canary(canary) => {
            canary.analysis.is_some() || canary.steps.iter().any(|step| step.analysis.is_some() || !step.gates.is_empty())
        }
        StrategyKind::Linear(linear) => linear.analysis.is_some(),
        StrategyKind::BlueGreen(switch) => switch.analysis.is_some(),
        _ => false,
    };
    let message = "the commands wait at each step and measure nothing; put what must hold into a gate or a check after it";
    watches.then(|| site.loss(Feature::Analyses, Severity::Warning, message))
}
