//! Deployments by the hooks that Azure has for them: machine by machine on machines that are resources of the environment,
//! and canaries of manifests. Other deployments go in one, by commands.

use super::body::Body;
use super::fresh::{Fresh, Place};
use super::wanted::{Connection, Out};
use super::words;
use crate::diagnostic::Severity;
use crate::foreign::Literal;
use crate::model::scalar::{Duration, Percent};
use crate::model::{
    Action, Canary, Data, Deploy, Kubernetes, KubernetesProvider, OperatingSystem, Platform, Rolling, Share, StrategyKind, Traffic, VmGroup,
};
use crate::platform::azure_pipelines::syntax::{self, Ends, Hook, Hooks};
use crate::platform::azure_pipelines::tasks;
use crate::render::{Feature, loss};
use crate::resolve::{Binding, JobView, StepPlace};
use std::fmt::Write as _;

/// A deployment by hooks.
pub(super) struct ByHooks {
    pub(super) strategy: syntax::Strategy,
    /// True when it runs on the machines of the environment.
    pub(super) machines: bool,
}

fn hook(steps: Vec<Data>) -> Option<Hook> {
    (!steps.is_empty()).then(|| Hook {
        steps: Some(steps),
        ..Hook::default()
    })
}

/// A text that a shell reads as one word.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._/:@-".contains(&byte))
}

impl<'p> Fresh<'p> {
    /// The hooks of a deployment, when Azure has them for what the document says.
    pub(super) fn by_hooks(&self, place: &Place<'_, 'p>, view: &JobView<'p>, body: &mut Body, out: &mut Out) -> Option<ByHooks> {
        let environment = view
            .environment
            .and_then(Binding::known)
            .and_then(|index| self.plan.environment(index))?;
        let mut deployments = view.job.steps.iter().filter_map(|step| match &step.action {
            Action::Deploy(deploy) => Some((step, deploy.as_ref())),
            _ => None,
        });
        let (step, deploy) = deployments.next()?;
        // Hooks run again and again, so nothing else may stand in the job.
        let alone = view.job.steps.iter().all(|step| {
            matches!(
                step.action,
                Action::Deploy(_) | Action::Fetch(_) | Action::Checkout(_) | Action::Verify(_)
            ) && step.when.is_none()
        });
        if !alone || deployments.next().is_some() || deploy.environment.is_some() || step.retry.is_some() || !deploy.with.is_empty() {
            return None;
        }
        let strategy = deploy.strategy.as_ref().or(environment.environment.strategy.as_ref())?;
        let strategy = self.plan.delivery().strategies.get(strategy)?;
        match (environment.environment.platform.as_ref()?, &strategy.kind) {
            (Platform::VmGroup(machines), StrategyKind::Rolling(rolling)) => {
                self.rolling(place, view, deploy, machines, rolling, body, out)
            }
            (Platform::Kubernetes(cluster), StrategyKind::Canary(canary)) if strategy.engine.is_none() => {
                self.canary(place, view, deploy, cluster, canary, body, out)
            }
            _ => None,
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what a deployment is made of")]
    fn rolling(
        &self,
        place: &Place<'_, 'p>,
        view: &JobView<'p>,
        deploy: &Deploy,
        machines: &VmGroup,
        rolling: &Rolling,
        body: &mut Body,
        out: &mut Out,
    ) -> Option<ByHooks> {
        let path = machines.path.as_ref().filter(|path| is_plain(path) && path.starts_with('/'))?;
        let unit = machines.unit.as_ref();
        let linux = !matches!(machines.os, Some(OperatingSystem::Windows));
        let fetched = view.job.steps.iter().all(|step| match &step.action {
            Action::Fetch(fetch) => fetch.path.is_none() && fetch.from.is_none(),
            _ => true,
        });
        if machines.playbook.is_some() || deploy.artifacts.is_empty() || unit.is_some_and(|unit| !is_plain(unit)) || !linux || !fetched {
            return None;
        }
        let restart = unit.map(|unit| format!("sudo systemctl restart {unit}\n")).unwrap_or_default();
        let mut copies = String::new();
        for artifact in &deploy.artifacts {
            let _ = writeln!(copies, "sudo cp -R \"$(Pipeline.Workspace)/{artifact}/.\" {path}");
        }
        let mut steps = Body::default();
        for artifact in &deploy.artifacts {
            steps.push(syntax::Step {
                download: Some(words::literal("current")),
                artifact: Some(Literal::Text(artifact.to_string())),
                display_name: Some(Literal::Text(format!("Download {artifact}"))),
                ..syntax::Step::default()
            });
        }
        steps.script(
            "Install the new version",
            &format!("set -eu\nsudo rm -rf {path}.before\nif [ -d {path} ]; then\n  sudo mv {path} {path}.before\nfi\nsudo mkdir -p {path}\n{copies}{restart}"),
        );
        let deployed = hook(std::mem::take(&mut steps.steps));
        // Each machine is asked by itself.
        let mut asks = String::new();
        for (_, service) in self.services(deploy) {
            if let (Some(port), Some(health)) = (
                service.port,
                service.ready.as_ref().or(service.health.as_ref()).filter(|path| is_plain(path)),
            ) {
                let _ = writeln!(
                    asks,
                    "curl --fail --silent --show-error --retry 30 --retry-delay 2 --retry-all-errors --output /dev/null http://localhost:{port}{health}"
                );
            }
        }
        if !asks.is_empty() {
            steps.script("Ask the machine", &format!("set -eu\n{asks}"));
        }
        if let Some(pause) = rolling.pause {
            steps.script("Pause before the next machines", &format!("sleep {}", pause.as_secs()));
        }
        let after = hook(std::mem::take(&mut steps.steps));
        steps.script(
            "Go back to the version before",
            &format!(
                "set -eu\nif [ -d {path}.before ]; then\n  sudo rm -rf {path}\n  sudo mv {path}.before {path}\n  {}\nfi",
                restart.trim_end()
            ),
        );
        let back = self.goes_back(view).then(|| hook(std::mem::take(&mut steps.steps))).flatten();
        self.verified(place, view, body, out);
        let end = hook(std::mem::take(&mut body.steps));
        let message = "the machines must be resources of the environment: each has Azure's agent, and the job runs on them";
        let at = self.plan.job_path(view.index).key("environment");
        out.files.lose(loss(Feature::Deployments, Severity::Info, at, message));
        let most = match rolling.batch.or(rolling.max_unavailable) {
            Some(Share::Count(0)) | None => words::number(1),
            Some(share) => Literal::plain(&share.to_string()),
        };
        Some(ByHooks {
            strategy: syntax::Strategy {
                rolling: Some(Hooks {
                    max_parallel: Some(most),
                    deploy: deployed,
                    post_route_traffic: after,
                    on: (back.is_some() || end.is_some()).then(|| Ends {
                        failure: back,
                        success: end,
                        ..Ends::default()
                    }),
                    ..Hooks::default()
                }),
                ..syntax::Strategy::default()
            },
            machines: true,
        })
    }

    #[expect(clippy::too_many_arguments, reason = "what a deployment is made of")]
    fn canary(
        &self,
        place: &Place<'_, 'p>,
        view: &JobView<'p>,
        deploy: &Deploy,
        cluster: &Kubernetes,
        canary: &Canary,
        body: &mut Body,
        out: &mut Out,
    ) -> Option<ByHooks> {
        let split = match &canary.traffic {
            None => "pod",
            Some(Traffic::Smi(_)) => "smi",
            Some(_) => return None,
        };
        if cluster.manifests.is_empty() || cluster.helm.is_some() || cluster.kustomize.is_some() || !deploy.artifacts.is_empty() {
            return None;
        }
        let increments: Vec<Data> = canary
            .steps
            .iter()
            .filter_map(|step| step.weight.filter(|weight| *weight < Percent::HUNDRED))
            .map(|weight| words::text(format!("{:.0}", weight.as_fraction() * 100.0)))
            .collect();
        if increments.is_empty() {
            return None;
        }
        let mut inputs = self.cluster(place, cluster, out);
        let manifests = cluster.manifests.iter().map(|path| self.say(place, path, body)).collect::<Vec<_>>();
        inputs.push((
            "manifests",
            if manifests.len() == 1 {
                manifests.concat()
            } else {
                manifests.join("\n") + "\n"
            },
        ));
        inputs.push(("strategy", "canary".to_owned()));
        inputs.push(("trafficSplitMethod", split.to_owned()));
        let images: Vec<String> = self.images(deploy).iter().map(|image| self.say(place, image, body)).collect();
        let task = |name: &str, action: &str, more: &[(&'static str, String)], body: &mut Body| {
            let mut all = vec![("action", action.to_owned())];
            all.extend(inputs.iter().cloned());
            all.extend(more.iter().cloned());
            if !images.is_empty() && action != "reject" {
                all.push((
                    "containers",
                    if images.len() == 1 {
                        images.concat()
                    } else {
                        images.join("\n") + "\n"
                    },
                ));
            }
            body.task(name, tasks::KUBERNETES_MANIFEST, all);
        };
        let source = |body: &mut Body| {
            body.push(syntax::Step {
                checkout: Some(words::literal("self")),
                fetch_depth: Some(words::number(1)),
                ..syntax::Step::default()
            });
        };
        let mut steps = Body::default();
        source(&mut steps);
        task(
            "Deploy the canary",
            "deploy",
            &[("percentage", "$(strategy.increment)".to_owned())],
            &mut steps,
        );
        let deployed = hook(std::mem::take(&mut steps.steps));
        let hold = canary.steps.iter().filter_map(|step| step.hold).max();
        self.verified(place, view, body, out);
        let checks = std::mem::take(&mut body.steps);
        let after = match (hold, checks.is_empty()) {
            (None, _) => hook(checks),
            (Some(hold), true) => {
                steps.task("Hold", tasks::DELAY, [("delayForMinutes", words::minutes(hold).to_string())]);
                hook(std::mem::take(&mut steps.steps)).map(|hook| Hook {
                    pool: Some(super::machine::server()),
                    ..hook
                })
            }
            (Some(hold), false) => {
                steps.script("Hold", &format!("sleep {}", hold.as_secs()));
                steps.steps.extend(checks);
                hook(std::mem::take(&mut steps.steps))
            }
        };
        source(&mut steps);
        task("Give up the canary", "reject", &[], &mut steps);
        let failure = hook(std::mem::take(&mut steps.steps));
        source(&mut steps);
        task("Promote the new version", "promote", &[], &mut steps);
        task("Take the canary away", "reject", &[], &mut steps);
        let success = hook(std::mem::take(&mut steps.steps));
        if canary.analysis.is_some() || canary.steps.iter().any(|step| step.analysis.is_some() || !step.gates.is_empty()) {
            let message = "the hooks hold at each step and measure nothing; put what must hold into a check of the job";
            let at = self.plan.job_path(view.index).key("steps");
            out.files.lose(loss(Feature::Analyses, Severity::Warning, at, message));
        }
        if canary.steps.iter().filter_map(|step| step.hold).any(|other| Some(other) != hold) {
            let message = format!("each step is held for {}, the longest of them", hold.unwrap_or(Duration::ZERO));
            let at = self.plan.job_path(view.index).key("steps");
            out.files.lose(loss(Feature::Canaries, Severity::Info, at, message));
        }
        Some(ByHooks {
            strategy: syntax::Strategy {
                canary: Some(Hooks {
                    increments: Some(Data::List(increments)),
                    deploy: deployed,
                    post_route_traffic: after,
                    on: Some(Ends {
                        failure,
                        success,
                        ..Ends::default()
                    }),
                    ..Hooks::default()
                }),
                ..syntax::Strategy::default()
            },
            machines: false,
        })
    }

    /// How a task reaches a cluster.
    fn cluster(&self, place: &Place<'_, 'p>, cluster: &Kubernetes, out: &mut Out) -> Vec<(&'static str, String)> {
        let mut inputs = match (&cluster.provider, &cluster.cluster, &cluster.resource_group) {
            (Some(KubernetesProvider::Aks), Some(name), Some(group)) => vec![
                ("connectionType", "azureResourceManager".to_owned()),
                ("azureSubscriptionConnection", self.connection(place, out, None)),
                ("azureResourceGroup", group.clone()),
                ("kubernetesCluster", name.clone()),
            ],
            (_, name, _) => {
                let name = name.clone().unwrap_or_else(|| format!("{}-cluster", self.plan.delivery().name));
                out.wanted.connections.insert(name.clone(), Connection::Cluster);
                vec![
                    ("connectionType", "kubernetesServiceConnection".to_owned()),
                    ("kubernetesServiceConnection", name),
                ]
            }
        };
        inputs.extend(cluster.namespace.clone().map(|namespace| ("namespace", namespace)));
        inputs
    }

    fn services(&self, deploy: &Deploy) -> impl Iterator<Item = (&'p crate::model::Id, &'p crate::model::Service)> {
        let services = &self.plan.delivery().services;
        services
            .iter()
            .filter(|(id, _)| deploy.services.is_empty() || deploy.services.iter().any(|named| named == *id))
    }

    /// The images that are deployed.
    fn images(&self, deploy: &Deploy) -> Vec<String> {
        if let Some(image) = &deploy.image {
            return vec![image.clone()];
        }
        let Some(version) = &deploy.version else { return Vec::new() };
        self.services(deploy)
            .filter_map(|(_, service)| service.image.as_ref())
            .map(|image| format!("{image}:{version}"))
            .collect()
    }

    /// True when the environment goes back by itself.
    fn goes_back(&self, view: &JobView<'p>) -> bool {
        let environment = view
            .environment
            .and_then(Binding::known)
            .and_then(|index| self.plan.environment(index));
        let rollback = environment.and_then(|view| view.environment.rollback.as_ref());
        let rollback = rollback.and_then(|id| self.plan.delivery().rollbacks.get(id));
        rollback.is_some_and(|rollback| rollback.automatic)
    }

    /// Adds the checks of the job's own steps.
    fn verified(&self, place: &Place<'_, 'p>, view: &JobView<'p>, body: &mut Body, out: &mut Out) {
        for (number, step) in view.job.steps.iter().enumerate() {
            if let Action::Verify(_) = &step.action {
                let at = StepPlace {
                    job: view.index,
                    step: u32::try_from(number).unwrap_or(u32::MAX),
                    inner: None,
                };
                self.step(place, view, at, step, body, out);
            }
        }
    }
}
