//! Where a step works: its job, the environment, the services, and where artifacts lie.

use super::{Recipe, Script};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Action, Computed, Deploy, Entries, Id, Rollback, Service, Step, Strategy, Workload};
use crate::plan::Plan;
use crate::render::{Feature, loss};
use crate::resolve::{EnvironmentView, JobIndex, JobView};
use crate::text::ModelPath;

/// A step's surroundings.
#[derive(Clone, Debug)]
pub(super) struct Site<'p> {
    pub(super) plan: &'p Plan,
    pub(super) job: JobView<'p>,
    pub(super) environment: Option<EnvironmentView<'p>>,
    pub(super) path: ModelPath,
}

impl<'p> Site<'p> {
    /// The surroundings of a step of a job.
    pub(super) fn of(plan: &'p Plan, job: JobIndex, path: ModelPath) -> Option<Self> {
        let job = plan.job(job)?;
        let environment = job.environment.and_then(|binding| plan.environment(binding.known()?));
        Some(Self {
            plan,
            job,
            environment,
            path,
        })
    }

    /// The same for a deployment, which may name another environment.
    pub(super) fn for_deployment(mut self, deploy: &Deploy) -> Self {
        if let Some(named) = &deploy.environment {
            self.environment = match named {
                Computed::Literal(id) => self.plan.environments().find(|view| view.id == id),
                Computed::Expression(_) => None,
            };
        }
        self
    }

    /// The services that a deployment brings, all when it names none.
    pub(super) fn services(&self, deploy: &Deploy) -> Vec<(&'p Id, &'p Service)> {
        let all = &self.plan.delivery().services;
        all.iter()
            .filter(|(id, _)| deploy.services.is_empty() || deploy.services.iter().any(|named| named == *id))
            .collect()
    }

    /// How a service runs.
    pub(super) fn workload(&self, service: &Id) -> Option<(&'p Id, &'p Workload)> {
        let workloads = &self.plan.delivery().workloads;
        workloads
            .iter()
            .find(|(id, workload)| workload.service.as_ref().unwrap_or(id) == service)
    }

    /// How new versions are brought in.
    pub(super) fn strategy(&self, deploy: &Deploy) -> Option<(&'p Id, &'p Strategy)> {
        let named = self.environment.and_then(|view| view.environment.strategy.as_ref());
        self.plan.delivery().strategies.get_key_value(deploy.strategy.as_ref().or(named)?)
    }

    /// The way back of the environment.
    pub(super) fn rollback(&self) -> Option<(&'p Id, &'p Rollback)> {
        let named = self.environment?.environment.rollback.as_ref()?;
        self.plan.delivery().rollbacks.get_key_value(named)
    }

    /// The folder, as a shell writes it, in which acts remember what was there before.
    pub(super) fn memory(&self) -> String {
        let environment = self.environment.map_or("none", |view| view.id.as_str());
        format!("$HOME/.gatewright/{}/{environment}", self.plan.delivery().name)
    }

    /// Makes the folder in which acts remember, and names it `$before`.
    pub(super) fn remembering(&self, script: &mut Script) {
        script.lines(&format!("before=\"{}\"\nmkdir -p \"$before\"", self.memory()));
    }

    /// The folder in which an artifact lies: where the job fetches it to, or where a step of this job made it. One that is
    /// fetched without a folder lies in a folder of its name.
    pub(super) fn artifact(&self, artifact: &Id) -> String {
        let is_it = |named: &Computed<Id>| named.literal() == Some(artifact);
        for step in steps(&self.job.job.steps) {
            match &step.action {
                Action::Fetch(fetch) if is_it(&fetch.artifact) => return fetch.path.clone().unwrap_or_else(|| artifact.to_string()),
                Action::Publish(publish) if is_it(&publish.artifact) => {
                    if let [one] = publish.path.0.as_slice() {
                        return one.clone();
                    }
                }
                _ => {}
            }
        }
        artifact.to_string()
    }

    /// Something that is not carried, or only in part.
    pub(super) fn loss(&self, feature: Feature, severity: Severity, message: impl Into<String>) -> Diagnostic {
        loss(feature, severity, self.path.clone(), message)
    }

    /// A recipe that cannot be: it is told as a loss, and its one act fails and says why.
    pub(super) fn impossible(&self, feature: Feature, name: &str, message: &str, help: &str) -> Recipe {
        let mut script = Script::new();
        script.fail(&format!("{message}: {help}"));
        Recipe::of(Vec::new(), vec![script.act(name)]).losing([self.loss(feature, Severity::Error, message).help(help)])
    }

    /// Losses for parameters that no command has a place for.
    pub(super) fn ignored<V>(&self, feature: Feature, with: &Entries<String, V>, known: &[&str]) -> Vec<Diagnostic> {
        with.keys()
            .filter(|key| !known.contains(&key.as_str()))
            .map(|key| {
                let path = self.path.clone().key("with").key(key.as_str());
                loss(
                    feature,
                    Severity::Warning,
                    path,
                    format!("the parameter `{key}` has no place in the commands"),
                )
            })
            .collect()
    }
}

/// Steps, and those that run side by side inside of them.
pub(super) fn steps(steps: &[Step]) -> impl Iterator<Item = &Step> {
    steps.iter().flat_map(|step| match &step.action {
        Action::Parallel(inner) => inner.as_slice(),
        _ => std::slice::from_ref(step),
    })
}
