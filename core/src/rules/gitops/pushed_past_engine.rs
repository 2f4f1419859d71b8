//! `GOP002`: a pipeline that changes what the engine looks after.

use super::targets::targets;
use crate::model::{Action, Id, Step};
use crate::plan::Plan;
use crate::resolve::{EnvironmentIndex, StepPlace};
use crate::rules::names::job_name;
use crate::rules::tier::changes;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashSet;

rule! {
    /// A pipeline deploys into an environment that a GitOps engine looks after.
    ///
    /// The engine makes the cluster like the repository again, and takes the deployment back at some moment; until then,
    /// nobody can tell from the repository what runs. Let the pipeline change the repository, and the engine do the rest.
    ///
    /// ```yaml bad
    /// environments:
    ///   dev: { tier: development, platform: { kubernetes: { cluster: trials, namespace: shop } } }
    /// gitops:
    ///   engine: flux
    ///   repository: { url: "https://git.acme.example/manifests.git" }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       ship: { jobs: { api: { environment: dev, steps: [ { run: kubectl apply -f deploy } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   dev: { tier: development, platform: { kubernetes: { cluster: trials, namespace: shop } } }
    /// gitops:
    ///   engine: flux
    ///   repository: { url: "https://git.acme.example/manifests.git" }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       ship: { jobs: { api: { environment: dev, steps: [ { run: ./bump.sh && git push } ] } } }
    /// ```
    ///
    /// References: OpenGitOps Principles 1.0 (continuously reconciled); Argo CD, "Automatic Self-Healing"; Flux, "FAQ" (kubectl
    /// edits).
    Error, Plan(check)
}

/// Commands that change a cluster.
const COMMANDS: &[&str] = &[
    "kubectl apply",
    "kubectl create",
    "kubectl delete",
    "kubectl patch",
    "kubectl replace",
    "kubectl rollout restart",
    "kubectl rollout undo",
    "kubectl scale",
    "kubectl set",
    "helm install",
    "helm upgrade",
    "helm uninstall",
    "helm rollback",
    "helmfile apply",
    "helmfile sync",
    "skaffold run",
    "skaffold deploy",
    "oc apply",
];

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let Some(gitops) = &delivery.gitops else { return };
    let managed: HashSet<&Id> = targets(delivery, gitops).iter().map(|target| target.environment.0).collect();
    for job in plan.jobs() {
        let Some(view) = changes(plan, &job).and_then(|index: EnvironmentIndex| plan.environment(index)) else {
            continue;
        };
        if !managed.contains(view.id) {
            continue;
        }
        let direct = job.steps().find_map(|(place, step)| Some((place, changes_cluster(step)?)));
        let Some((place, what)): Option<(StepPlace, &str)> = direct else {
            continue;
        };
        _ = found
            .add(
                plan.step_path(place),
                format!(
                    "`{}` {what} `{}`, which the engine makes like its repository",
                    job_name(plan, job.index),
                    view.id
                ),
            )
            .help("let the pipeline change the repository of manifests instead")
            .related(ModelPath::root().key("gitops"), "the engine");
    }
}

/// How a step changes a cluster.
fn changes_cluster(step: &Step) -> Option<&'static str> {
    match &step.action {
        Action::Deploy(_) => Some("deploys to"),
        Action::Run(script) if script.contains("--dry-run") => None,
        Action::Run(script) => {
            let changes = |line: &str| COMMANDS.iter().any(|command| starts_a_command(line, command));
            script.lines().any(changes).then_some("changes")
        }
        _ => None,
    }
}

/// True when a line runs a command: it begins with it, or comes to it after another one.
fn starts_a_command(line: &str, command: &str) -> bool {
    line.split(['|', ';', '&', '('])
        .map(str::trim_start)
        .any(|part| part.starts_with(command))
}
