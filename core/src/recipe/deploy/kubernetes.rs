//! Kubernetes: manifests, Kustomize or Helm, and waiting until the cluster has done it.

use super::canary;
use super::not_as_said;
use crate::analysis::rollout::Pair;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::Duration;
use crate::model::{Canary, Data, Deploy, Helm, Kubernetes, Method, RolloutEngine, Strategy, StrategyKind};
use crate::recipe::duration::{PATIENCE, seconds};
use crate::recipe::image::{Image, images};
use crate::recipe::kubernetes::{Access, each, named, numbered, rollouts, workloads};
use crate::recipe::tool::{ARGO_ROLLOUTS, HELM, JQ, KUSTOMIZE};
use crate::recipe::{Act, Need, Recipe, Script, Site, by_workload};
use crate::render::Feature;

/// Who replaces the old version by the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::recipe) enum Engine {
    /// The cluster itself.
    Cluster,
    /// Argo Rollouts.
    Argo,
    /// Flagger.
    Flagger,
    /// The commands themselves, from one of two Deployments to the other.
    Pair,
    /// The commands themselves, share by share.
    Canary,
}

/// Who replaces the old version in an environment, as its strategy says. A canary or blue-green switch without an engine
/// is left to Argo Rollouts, since the cluster itself knows neither.
pub(in crate::recipe) fn engine(site: &Site<'_>, deploy: &Deploy, platform: &Kubernetes) -> Engine {
    let Some((_, strategy)) = site.strategy(deploy) else {
        return Engine::Cluster;
    };
    let gradual = matches!(
        strategy.kind,
        StrategyKind::Canary(_) | StrategyKind::BlueGreen(_) | StrategyKind::Linear(_)
    );
    match strategy.engine {
        Some(RolloutEngine::ArgoRollouts) => Engine::Argo,
        Some(RolloutEngine::Flagger) => Engine::Flagger,
        None if gradual => Engine::Argo,
        _ => match Pair::of(strategy, platform) {
            Some(Pair::Switch) => Engine::Pair,
            Some(Pair::Canary(..)) => Engine::Canary,
            None => Engine::Cluster,
        },
    }
}

/// The two Deployments between which commands move the traffic.
pub(in crate::recipe) fn pair<'p>(site: &Site<'p>, deploy: &Deploy, platform: &Kubernetes) -> Option<(&'p Strategy, Pair<'p>)> {
    let (_, strategy) = site.strategy(deploy)?;
    Some((strategy, Pair::of(strategy, platform)?))
}

pub(super) fn recipe(site: &Site<'_>, deploy: &Deploy, platform: &Kubernetes) -> Recipe {
    let access = match Access::of(site, platform) {
        Ok(access) => access,
        Err(impossible) => return *impossible,
    };
    let images = images(site, deploy);
    let engine = engine(site, deploy, platform);
    let mut needs = access.needs.clone();
    let mut acts: Vec<Act> = access.connect.iter().cloned().collect();
    if let Some((strategy, Pair::Canary(canary, shares))) = pair(site, deploy, platform) {
        let beside = canary::Beside {
            site,
            deploy,
            platform,
            access: &access,
            images: &images,
            strategy,
            canary,
            shares,
        };
        return beside.recipe(needs, acts).losing(losses(site, deploy, platform, engine));
    }
    acts.push(remember(site, deploy, platform, &access));
    if let Some(helm) = &platform.helm {
        needs.extend([Need::Tool(&HELM), Need::Tool(&JQ)]);
        acts.push(install_chart(site, deploy, helm, &access, &images));
    } else if !platform.manifests.is_empty() || platform.kustomize.is_some() {
        needs.push(Need::Tool(&KUSTOMIZE));
        acts.push(apply(site, deploy, platform, engine, &access, &images));
    } else if images.is_empty() {
        return site.impossible(
            Feature::Deployments,
            "Deploy",
            "there are neither manifests nor an image to deploy",
            "give the platform `manifests`, `kustomize` or `helm`, or the deployment an `image` or `version`",
        );
    } else {
        acts.push(set_images(site, deploy, engine, &access, &images));
    }
    if engine == Engine::Pair {
        acts.extend(wait(site, deploy, engine, &access));
        acts.push(switch(site, deploy, &access));
        return Recipe::of(needs, acts).losing(losses(site, deploy, platform, engine));
    }
    // Helm waits by itself for what the cluster replaces.
    if platform.helm.is_none() || engine != Engine::Cluster {
        acts.extend(wait(site, deploy, engine, &access));
    }
    if engine == Engine::Argo {
        needs.push(Need::Tool(&ARGO_ROLLOUTS));
    }
    Recipe::of(needs, acts).losing(losses(site, deploy, platform, engine))
}

fn losses(site: &Site<'_>, deploy: &Deploy, platform: &Kubernetes, engine: Engine) -> Vec<Diagnostic> {
    let mut losses = site.ignored(Feature::Deployments, &deploy.with, &[]);
    let gradual = site
        .strategy(deploy)
        .is_some_and(|(_, strategy)| !matches!(strategy.kind, StrategyKind::Rolling(_) | StrategyKind::Recreate(_)));
    if platform.helm.is_some() && !images(site, deploy).is_empty() {
        let message = "the chart gets its image by the values `image.repository` and `image.tag`, as charts usually do; of several \
                       workloads, each under its name";
        losses.push(site.loss(Feature::Deployments, Severity::Info, message));
    }
    match engine {
        Engine::Pair => losses.push(site.loss(
            Feature::BlueGreens,
            Severity::Info,
            "before the switch only the readiness of the new copies is asked; the old ones run on until the next deployment",
        )),
        Engine::Canary => losses.extend(canary::losses(site, deploy, platform)),
        Engine::Cluster if gradual => losses.extend(not_as_said(
            site,
            deploy,
            "the cluster replaces pods as the manifests say; name `argo_rollouts` or `flagger` as its engine",
        )),
        _ => {}
    }
    losses
}

/// Writes down which revision runs, so that one can go back to it.
fn remember(site: &Site<'_>, deploy: &Deploy, platform: &Kubernetes, access: &Access<'_>) -> Act {
    let mut script = access.script();
    site.remembering(&mut script);
    if let Some(helm) = &platform.helm {
        let options = access.helm_options(&mut script);
        let release = release(site, helm);
        let release = script.part("RELEASE", &release);
        script.lines(&format!(
            "helm list --filter \"^{release}\\$\"{options} --output json > \"$before/helm.json\"
             jq --raw-output '.[0].revision // empty' \"$before/helm.json\" > \"$before/helm\""
        ));
        return script.act("Remember what runs");
    }
    let options = access.options(&mut script);
    let back = site.rollback().map(|(_, rollback)| &rollback.method);
    if engine(site, deploy, platform) == Engine::Pair {
        let services: Vec<String> = rollouts(site, deploy).iter().map(|name| format!("service/{name}")).collect();
        write_down(&mut script, &services, &options, "{.spec.selector.slot}");
    } else if engine(site, deploy, platform) == Engine::Argo {
        let said = match back {
            Some(Method::ArgoRollback(back)) => back.rollouts.0.as_slice(),
            _ => &[],
        };
        let rollouts: Vec<String> = named(said, rollouts(site, deploy), "")
            .iter()
            .map(|name| format!("rollouts.argoproj.io/{name}"))
            .collect();
        write_down(
            &mut script,
            &rollouts,
            &options,
            "{.metadata.annotations.rollout\\.argoproj\\.io/revision}",
        );
    } else {
        let said = match back {
            Some(Method::KubernetesUndo(back)) => back.workloads.0.as_slice(),
            _ => &[],
        };
        let (numbered, others) = numbered(&named(said, workloads(site, deploy), "deployment/"));
        write_down(
            &mut script,
            &numbered,
            &options,
            "{.metadata.annotations.deployment\\.kubernetes\\.io/revision}",
        );
        write_down(&mut script, &others, &options, "{.metadata.generation}");
    }
    script.act("Remember what runs")
}

/// Writes down a field of each object; nothing when there is no such object yet.
fn write_down(script: &mut Script, objects: &[String], options: &str, field: &str) {
    each(script, objects, |script, object, file| {
        script.command(&format!(
            "kubectl get {object}{options} --ignore-not-found\n--output 'jsonpath={field}'\n> {file}"
        ));
    });
}

/// Builds the manifests with the images in them into the file `$rendered`.
pub(super) fn build(script: &mut Script, platform: &Kubernetes, images: &[(&crate::model::Id, Image)]) {
    let overlay = match &platform.kustomize {
        Some(folder) => script.word("KUSTOMIZE", folder),
        None => {
            script.lines("overlay=\"$(mktemp -d)\"");
            for manifests in &platform.manifests {
                let manifests = script.word("MANIFESTS", manifests);
                script.lines(&format!("cp -R {manifests} \"$overlay\""));
            }
            script.lines("(cd \"$overlay\" && kustomize create --autodetect --recursive)");
            String::from("\"$overlay\"")
        }
    };
    for (_, image) in images {
        let name = script.part("NAME", &image.name);
        let reference = script.part("IMAGE", &image.reference);
        script.lines(&format!("(cd {overlay} && kustomize edit set image \"{name}={reference}\")"));
    }
    script.lines(&format!("rendered=\"$(mktemp)\"\nkustomize build {overlay} > \"$rendered\""));
    for (_, image) in images {
        let reference = script.part("IMAGE", &image.reference);
        script.lines(&format!(
            "if ! grep -q -F \"image: {reference}\" \"$rendered\"; then
               echo \"no container of the manifests has the image {reference}\" >&2
               exit 1
             fi"
        ));
    }
}

/// Puts the images into a copy of the manifests and applies it.
fn apply(
    site: &Site<'_>,
    deploy: &Deploy,
    platform: &Kubernetes,
    engine: Engine,
    access: &Access<'_>,
    images: &[(&crate::model::Id, Image)],
) -> Act {
    let mut script = access.script();
    let options = access.options(&mut script);
    build(&mut script, platform, images);
    if engine != Engine::Pair {
        script.lines(&format!("kubectl apply{options} --filename \"$rendered\""));
        return script.act("Apply the manifests");
    }
    // What is at work and the address stay as they are; the first time there is neither.
    script.lines(&format!(
        "before=\"{}\"
         kubectl apply{options} --selector '!slot' --filename \"$rendered\"",
        site.memory()
    ));
    each(&mut script, &rollouts(site, deploy), |script, object, file| {
        script.lines(&idle(object, file));
        script.lines(&format!(
            "only=\"slot=$slot\"
             if [ ! -s {file} ]; then
               only='slot in (blue, live)'
             fi
             kubectl apply{options} --selector \"app.kubernetes.io/name=$name,$only\" --filename \"$rendered\""
        ));
    });
    script.act("Apply what is not at work")
}

/// Puts the name of a service and the colour of the Deployment that is not at work into variables, by what was written down.
fn idle(object: &str, file: &str) -> String {
    format!("name={object}\nslot=blue\nif [ \"$(cat {file})\" = blue ]; then\n  slot=green\nfi")
}

/// Turns the addresses to the Deployments that were idle.
fn switch(site: &Site<'_>, deploy: &Deploy, access: &Access<'_>) -> Act {
    let mut script = access.script();
    let options = access.options(&mut script);
    script.lines(&format!("before=\"{}\"", site.memory()));
    each(&mut script, &rollouts(site, deploy), |script, object, file| {
        script.lines(&idle(object, file));
        script.lines(&turn(&options));
    });
    script.act("Switch to the new version")
}

/// Turns the address `$name` to the Deployment whose colour is in `$slot`.
pub(in crate::recipe) fn turn(options: &str) -> String {
    format!(
        "kubectl patch service \"$name\"{options} --type merge --patch \"{{\\\"spec\\\":{{\\\"selector\\\":{{\\\"slot\\\":\\\"$slot\\\"}}}}}}\""
    )
}

/// The name of a release: its own, or that of the delivery.
pub(in crate::recipe) fn release(site: &Site<'_>, helm: &Helm) -> String {
    helm.release.clone().unwrap_or_else(|| site.plan.delivery().name.to_string())
}

fn install_chart(site: &Site<'_>, deploy: &Deploy, helm: &Helm, access: &Access<'_>, images: &[(&crate::model::Id, Image)]) -> Act {
    let mut script = access.script();
    let options = access.helm_options(&mut script);
    let name = script.word("RELEASE", &release(site, helm));
    let chart = script.word("CHART", &helm.chart);
    let mut command = format!(
        "helm upgrade {name} {chart}\n--install\n{}\n",
        options.trim().replace(" --", "\n--")
    );
    if let Some(repository) = &helm.repository {
        command.push_str(&format!("--repo {}\n", script.word("REPOSITORY", repository)));
    }
    if let Some(version) = &helm.version {
        command.push_str(&format!("--version {}\n", script.word("CHART_VERSION", version)));
    }
    for values in &helm.values {
        command.push_str(&format!("--values {}\n", script.word("VALUES", values)));
    }
    for (key, value) in &helm.set {
        let option = match value {
            Data::List(_) | Data::Map(_) | Data::Number(_) | Data::Bool(_) | Data::Null => "--set-json",
            Data::Text(_) => "--set-literal",
        };
        let json = serde_json::to_string(value).unwrap_or_default();
        let value = if option == "--set-json" {
            json.as_str()
        } else {
            value.as_word().unwrap_or_default()
        };
        command.push_str(&format!(
            "{option} \"{}={}\"\n",
            script.part("KEY", key),
            script.part("VALUE", value)
        ));
    }
    // A chart of one's own has the values of each workload under its name where there are several.
    let named = images.len() > 1 || helm.repository.is_none() && by_workload(site.plan);
    for (service, image) in images {
        let workload = site.workload(service).map_or(*service, |(id, _)| id);
        let under = if named {
            format!("{workload}.image")
        } else {
            String::from("image")
        };
        let tag = image.version();
        let key = if tag.starts_with('@') { "digest" } else { "tag" };
        let tag = script.part("TAG", tag.trim_start_matches([':', '@']));
        let repository = script.part("IMAGE", &image.name);
        command.push_str(&format!(
            "--set-literal \"{under}.repository={repository}\"\n--set-literal \"{under}.{key}={tag}\"\n"
        ));
    }
    command.push_str(&format!("--wait\n--timeout {}s", seconds(patience(site, deploy))));
    script.command(&command);
    script.act("Install the chart")
}

/// Gives running workloads their new images.
fn set_images(site: &Site<'_>, deploy: &Deploy, engine: Engine, access: &Access<'_>, images: &[(&crate::model::Id, Image)]) -> Act {
    let mut script = access.script();
    let options = access.options(&mut script);
    let (command, names) = match engine {
        Engine::Argo => ("kubectl argo rollouts set image", rollouts(site, deploy)),
        _ => ("kubectl set image", workloads(site, deploy)),
    };
    if engine == Engine::Pair {
        script.lines(&format!("before=\"{}\"", site.memory()));
        for (service, image) in images {
            let container = site.workload(service).map_or(*service, |(id, _)| id);
            let reference = script.part("IMAGE", &image.reference);
            script.lines(&idle(container.as_str(), &format!("\"$before/{container}\"")));
            script.command(&format!(
                "kubectl set image \"deployment/$name-$slot\" \"{container}={reference}\"\n{}",
                options.trim()
            ));
        }
        return script.act("Set the image of what is not at work");
    }
    for (service, image) in images {
        let container = site.workload(service).map_or(*service, |(id, _)| id);
        let suffix = format!("/{container}");
        let Some(object) = names.iter().find(|name| name.ends_with(&suffix) || **name == **container) else {
            continue;
        };
        let reference = script.part("IMAGE", &image.reference);
        script.command(&format!("{command} {object} \"{container}={reference}\"\n{}", options.trim()));
    }
    script.act("Set the image")
}

/// How long the cluster gets: as the strategy says, with all its pauses.
pub(super) fn patience(site: &Site<'_>, deploy: &Deploy) -> Duration {
    let Some((_, strategy)) = site.strategy(deploy) else {
        return PATIENCE;
    };
    let base = strategy.progress_deadline.unwrap_or(PATIENCE);
    match &strategy.kind {
        StrategyKind::Canary(Canary { steps, .. }) => steps.iter().filter_map(|step| step.hold).fold(base, Duration::saturating_add),
        StrategyKind::Linear(linear) => {
            let step = linear.step.as_fraction().max(0.01);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 100")]
            let steps = (1.0 / step).ceil() as u64;
            base.saturating_add(linear.every.saturating_mul(steps))
        }
        _ => base,
    }
}

/// Waits until the cluster has done it, and shows what happened when it has not.
fn wait(site: &Site<'_>, deploy: &Deploy, engine: Engine, access: &Access<'_>) -> Option<Act> {
    let mut script = access.script();
    let options = access.options(&mut script);
    let timeout = seconds(patience(site, deploy));
    let names = match engine {
        Engine::Cluster => workloads(site, deploy),
        Engine::Argo | Engine::Flagger | Engine::Pair | Engine::Canary => rollouts(site, deploy),
    };
    if engine == Engine::Pair {
        script.lines(&format!("before=\"{}\"", site.memory()));
    }
    if names.is_empty() {
        return None;
    }
    each(&mut script, &names, |script, object, file| {
        if engine == Engine::Pair {
            script.lines(&idle(object, file));
        }
        let status = match engine {
            Engine::Pair | Engine::Canary => format!("kubectl rollout status \"deployment/$name-$slot\"{options} --timeout {timeout}s"),
            Engine::Cluster => format!("kubectl rollout status {object}{options} --timeout {timeout}s"),
            Engine::Argo => format!("kubectl argo rollouts status {object}{options} --timeout {timeout}s"),
            Engine::Flagger => format!("kubectl wait canary/{object}{options} --for condition=promoted --timeout {timeout}s"),
        };
        script.lines(&format!(
            "if ! {status}; then
               kubectl get events{options} --sort-by .lastTimestamp | tail -n 20
               exit 1
             fi"
        ));
    });
    Some(script.act("Wait until it runs"))
}
