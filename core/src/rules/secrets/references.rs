//! Where secrets are referred to, and who sees them there.

use crate::model::{
    Action, CiSecrets, Computed, Container, Delivery, Entries, EnvValue, Id, Secret, SecretReference, SecretStore, SecretStoreKind,
};
use crate::plan::Plan;
use crate::resolve::{Binding, EnvironmentIndex, JobIndex, JobView, PipelineIndex, StageIndex};
use crate::text::ModelPath;
use std::collections::HashMap;

/// Who sees a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Seen {
    /// Every job of every pipeline.
    Everywhere,
    /// Whatever runs in an environment.
    Environment(EnvironmentIndex),
    /// Every job of a pipeline.
    Pipeline(PipelineIndex),
    /// Every job of a stage.
    Stage(StageIndex),
    /// One job.
    Job(JobIndex),
}

/// A place that refers to a secret.
pub(super) struct Use<'p> {
    pub(super) path: ModelPath,
    pub(super) reference: &'p SecretReference,
    pub(super) seen: Seen,
}

/// All variables and parameters that refer to secrets, in pipelines, environments and workloads.
pub(super) fn uses(plan: &Plan) -> Vec<Use<'_>> {
    let delivery = plan.delivery();
    let root = ModelPath::root;
    let mut list = Uses(Vec::new());
    list.env(&delivery.env, Seen::Everywhere, || root().key("env"));
    for view in plan.environments() {
        list.env(&view.environment.env, Seen::Environment(view.index), || {
            plan.environment_path(view.index).key("env")
        });
    }
    for (id, workload) in &delivery.workloads {
        for (name, own) in &workload.environments {
            if let Some(position) = delivery.environments.get_index_of(name) {
                list.env(&own.env, Seen::Environment(EnvironmentIndex::at(position)), || {
                    root()
                        .key("workloads")
                        .key(id.as_str())
                        .key("environments")
                        .key(name.as_str())
                        .key("env")
                });
            }
        }
    }
    for (index, _, pipeline) in plan.pipelines() {
        list.env(&pipeline.env, Seen::Pipeline(index), || plan.pipeline_path(index).key("env"));
    }
    for stage in plan.stages() {
        list.env(&stage.stage.env, Seen::Stage(stage.index), || {
            plan.stage_path(stage.index).key("env")
        });
    }
    for job in plan.jobs() {
        list.job(plan, &job);
    }
    list.0
}

struct Uses<'p>(Vec<Use<'p>>);

impl<'p> Uses<'p> {
    fn add(&mut self, reference: &'p SecretReference, seen: Seen, path: impl FnOnce() -> ModelPath) {
        self.0.push(Use {
            path: path(),
            reference,
            seen,
        });
    }

    fn env(&mut self, env: &'p Entries<String, EnvValue>, seen: Seen, path: impl Fn() -> ModelPath) {
        for (name, value) in env {
            if let EnvValue::Secret(reference) = value {
                self.add(reference, seen, || path().key(name.as_str()));
            }
        }
    }

    fn container(&mut self, container: &'p Container, seen: Seen, path: impl Fn() -> ModelPath) {
        self.env(&container.env, seen, || path().key("env"));
        if let Some(password) = &container.password {
            self.add(password, seen, || path().key("password"));
        }
    }

    fn job(&mut self, plan: &Plan, view: &JobView<'p>) {
        let seen = Seen::Job(view.index);
        let path = || plan.job_path(view.index);
        self.env(&view.job.env, seen, || path().key("env"));
        if let Some(Computed::Literal(container)) = view.job.container.as_deref() {
            self.container(container, seen, || path().key("container"));
        }
        for (name, container) in &view.job.services {
            self.container(container, seen, || path().key("services").key(name.as_str()));
        }
        for (place, step) in view.steps() {
            let path = || plan.step_path(place);
            self.env(&step.env, seen, || path().key("env"));
            match &step.action {
                Action::Checkout(checkout) => {
                    if let Some(token) = &checkout.token {
                        self.add(token, seen, || path().key("checkout").key("token"));
                    }
                }
                Action::BuildImage(build) => self.env(&build.args, seen, || path().key("build_image").key("args")),
                Action::Login(login) => {
                    for (key, secret) in login.secrets() {
                        self.add(secret, seen, || path().key("login").key("registry").key(key));
                    }
                }
                Action::Sign(sign) => {
                    if let Some(key) = &sign.key {
                        self.add(key, seen, || path().key("sign").key("key"));
                    }
                }
                _ => {}
            }
        }
    }
}

/// The environment that whoever sees a secret works in, where there is one and it is known.
pub(super) fn environment_of(plan: &Plan, seen: Seen) -> Option<EnvironmentIndex> {
    match seen {
        Seen::Environment(index) => Some(index),
        Seen::Job(job) => plan.job(job)?.environment.and_then(Binding::known),
        Seen::Everywhere | Seen::Pipeline(_) | Seen::Stage(_) => None,
    }
}

/// The store a reference means: the one it names, or the only one.
pub(super) fn store_of<'d>(delivery: &'d Delivery, named: Option<&Id>) -> Option<(&'d Id, &'d SecretStore)> {
    match named {
        Some(id) => delivery.secret_stores.get_key_value(id),
        None => delivery.secret_stores.first().filter(|_| delivery.secret_stores.len() == 1),
    }
}

/// True for a store that has one value for a name, wherever it is asked from. The CI's own secrets and those of clusters
/// have another one in each environment.
pub(super) fn is_one_for_all(store: &SecretStore) -> bool {
    match &store.kind {
        SecretStoreKind::Ci(CiSecrets { scope }) => matches!(scope.as_deref(), Some("repository" | "organization" | "project" | "group")),
        SecretStoreKind::Kubernetes(_) => false,
        _ => true,
    }
}

/// What the document declares about secrets, by the name in the store.
pub(super) fn declared(delivery: &Delivery) -> HashMap<&str, (&Id, &Secret)> {
    delivery
        .secrets
        .iter()
        .map(|(id, secret)| (secret.name.as_ref().map_or(id.as_str(), |name| name.as_str()), (id, secret)))
        .collect()
}
