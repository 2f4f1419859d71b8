//! The way back to the last good version, after a deployment failed.

mod elsewhere;
mod kubernetes;
mod parts;

use super::deploy::{app_service, cloud_run, container_apps, docker, ecs, lambda, machines, static_site};
use super::site::steps;
use super::{Act, Recipe, RunWhen, Script, Site};
use crate::diagnostic::Severity;
use crate::model::{Action, Deploy, Method, Platform, Rollback};
use crate::render::Feature;

/// The way back of a job that deploys, as acts that run after a failure. None when its environment has none.
pub(super) fn recipe(site: &Site<'_>) -> Option<Recipe> {
    let deploy = steps(&site.job.job.steps).find_map(|step| match &step.action {
        Action::Deploy(deploy) => Some(deploy.as_ref()),
        _ => None,
    })?;
    let site = site.clone().for_deployment(deploy);
    let view = site.environment?;
    let (id, rollback) = site.rollback()?;
    if !rollback.automatic {
        return Some(by_hand(&site, id, rollback));
    }
    let mut recipe = match &view.environment.platform {
        Some(platform) => by_method(&site, deploy, platform, &rollback.method),
        None => impossible(&site, "nothing says what the environment runs on"),
    };
    parts::add(&site, id, rollback, &mut recipe);
    for act in &mut recipe.acts {
        act.run = RunWhen::AfterFailure;
    }
    recipe.acts.push(forget(&site));
    Some(recipe)
}

/// Says who decides, since nobody else will.
fn by_hand(site: &Site<'_>, id: &str, rollback: &Rollback) -> Recipe {
    let mut script = Script::new();
    let who = if rollback.decided_by.is_empty() {
        String::from("a person decides")
    } else {
        format!("{} decide", rollback.decided_by.join(", "))
    };
    let summary = rollback.summary.as_ref().map(|summary| format!(": {summary}")).unwrap_or_default();
    let message = script.message(&format!("{who} whether the rollback `{id}` starts{summary}"));
    script.lines(&format!("echo {message}"));
    let loss = site.loss(
        Feature::Rollbacks,
        Severity::Info,
        format!("the rollback `{id}` starts by a person; the commands only say so"),
    );
    Recipe::of(
        Vec::new(),
        vec![script.act("Say who decides about the way back").run(RunWhen::AfterFailure)],
    )
    .losing([loss])
}

fn by_method(site: &Site<'_>, deploy: &Deploy, platform: &Platform, method: &Method) -> Recipe {
    match (platform, method) {
        (Platform::Kubernetes(cluster), Method::KubernetesUndo(undo)) => kubernetes::undo(site, deploy, cluster, undo),
        (Platform::Kubernetes(cluster), Method::ArgoRollback(back)) => kubernetes::argo(site, deploy, cluster, back),
        (Platform::Kubernetes(cluster), Method::RedeployPrevious(_)) => {
            kubernetes::undo(site, deploy, cluster, &crate::model::KubernetesUndo::default())
        }
        (Platform::AzureAppService(app), Method::SlotSwap(_) | Method::TrafficShift(_)) => {
            let app = app_service::App::of(site, app);
            let slot = match method {
                Method::SlotSwap(swap) => swap.slot.as_deref(),
                _ => None,
            };
            Recipe::of(app.needs(), vec![app.swap_back(slot)])
        }
        (Platform::AwsEcs(service), Method::RedeployPrevious(_) | Method::TrafficShift(_)) => {
            let service = ecs::Service::of(site, service);
            Recipe::of(service.needs(), vec![service.back()])
        }
        (Platform::CloudRun(service), Method::TrafficShift(_) | Method::RedeployPrevious(_)) => {
            let service = cloud_run::Service::of(site, service);
            Recipe::of(service.needs(), vec![service.shift_back(target(method))])
        }
        (Platform::AzureContainerApps(app), Method::TrafficShift(_) | Method::RedeployPrevious(_)) => {
            let app = container_apps::App::of(site, app);
            Recipe::of(app.needs(), vec![app.back(target(method))])
        }
        (Platform::AwsLambda(function), Method::TrafficShift(_) | Method::RedeployPrevious(_)) => {
            let function = lambda::Function::of(site, function);
            match function.back(target(method)) {
                Some(act) => Recipe::of(function.needs(), vec![act]),
                None => impossible(site, "without an `alias` the function has no version to go back to"),
            }
        }
        (Platform::VmGroup(group), Method::RedeployPrevious(_) | Method::TrafficShift(_)) => match machines::Machines::of(site, group) {
            Ok(machines) => machines
                .back()
                .unwrap_or_else(|| impossible(site, "a playbook knows its way back itself")),
            Err(refused) => *refused,
        },
        (Platform::DockerSwarm(swarm), Method::SwarmRollback(back)) => docker::swarm_back(site, swarm, &back.services),
        (Platform::DockerSwarm(swarm), Method::RedeployPrevious(_)) => docker::swarm_back(site, swarm, &[]),
        (Platform::Compose(compose), Method::RedeployPrevious(_)) => docker::compose_back(site, deploy, compose)
            .unwrap_or_else(|| impossible(site, "without an image of the deployment nothing says what ran before")),
        (Platform::StaticSite(pages), Method::RedeployPrevious(_) | Method::TrafficShift(_)) => {
            static_site::back(site, pages).unwrap_or_else(|| impossible(site, "what was served before is not kept"))
        }
        (_, Method::GitRevert(revert)) => elsewhere::revert(site, revert),
        (_, Method::FlagOff(flag)) => elsewhere::flag_off(site, flag),
        (_, Method::RestoreData(restore)) => elsewhere::restore(site, restore),
        _ => impossible(site, &format!("`{}` is no way back on `{}`", method.key(), platform.key())),
    }
}

/// What traffic goes back to, when the document says.
fn target(method: &Method) -> Option<&str> {
    match method {
        Method::TrafficShift(shift) => shift.to.as_deref(),
        _ => None,
    }
}

fn impossible(site: &Site<'_>, message: &str) -> Recipe {
    site.impossible(Feature::Rollbacks, "Go back", message, "choose a method that the platform knows")
}

/// Forgets what was remembered, so that a later run on the same machine does not go back to it.
fn forget(site: &Site<'_>) -> Act {
    let mut script = Script::new();
    script.lines(&format!("rm -rf \"{}\"", site.memory()));
    script.act("Forget what ran before").run(RunWhen::Always)
}
