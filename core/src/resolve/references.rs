//! Binds every name outside the flow: environments, services, strategies, signals, stores, artifacts, pipelines.

mod strategies;

use super::{Artifact, ArtifactIndex, Binding, Graph, JobIndex, PipelineIndex, StepPlace, Unresolved, is_built_in, step_calls};
use crate::diagnostic::nearest;
use crate::model::scalar::{Condition, Id, SignalName};
use crate::model::{
    Action, CallSecrets, Check, CheckKind, Computed, Delivery, Entries, EnvValue, Event, Gate, GateKind, Job, Many, Map, Method, Rollback,
    SecretReference, SecretStoreKind, Step,
};
use crate::text::ModelPath;
use std::collections::HashMap;

/// Names that get a "did you mean"; looking for more would cost more than it tells.
const SUGGESTIONS: usize = 200;

/// Binds what the flow did not.
pub(super) fn bind(graph: &mut Graph, delivery: &Delivery) {
    let mut binder = Binder {
        delivery,
        found: std::mem::take(&mut graph.unresolved),
        step_calls: Vec::new(),
    };
    binder.document();
    let mut artifacts = Artifacts::default();
    for position in 0..graph.jobs.len() {
        let index = JobIndex::at(position);
        let (calls, deploys) = binder.job(graph, index, &mut artifacts);
        if let Some(node) = graph.jobs.get_mut(position) {
            node.calls = calls;
            node.deploys = deploys;
        }
    }
    graph.step_calls = std::mem::take(&mut binder.step_calls);
    step_calls::hand_on_deployments(graph);
    binder.untaken(graph, &artifacts);
    graph.artifacts = artifacts.list;
    graph.unresolved = binder.found;
}

struct Binder<'d> {
    delivery: &'d Delivery,
    found: Vec<Unresolved>,
    step_calls: Vec<(StepPlace, PipelineIndex)>,
}

/// Artifacts by pipeline and name, in order of first mention.
#[derive(Default)]
struct Artifacts {
    list: Vec<Artifact>,
    names: HashMap<(PipelineIndex, Id), ArtifactIndex>,
    /// Pipelines that hand on an artifact whose name is computed.
    computed: Vec<PipelineIndex>,
}

impl Artifacts {
    fn entry(&mut self, pipeline: PipelineIndex, name: &Id) -> Option<&mut Artifact> {
        let index = *self.names.entry((pipeline, name.clone())).or_insert_with(|| {
            self.list.push(Artifact {
                pipeline,
                name: name.clone(),
                producers: Vec::new(),
                consumers: Vec::new(),
            });
            ArtifactIndex::at(self.list.len() - 1)
        });
        self.list.get_mut(index.position())
    }
}

impl Binder<'_> {
    fn miss<'c>(
        &mut self,
        path: ModelPath,
        what: &'static str,
        name: &str,
        declared: &'static str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) {
        let meant = if self.found.len() < SUGGESTIONS {
            nearest(name, candidates).map(str::to_owned)
        } else {
            None
        };
        self.found.push(Unresolved {
            path,
            what,
            name: name.to_owned(),
            meant,
            declared,
        });
    }

    fn known<V>(&mut self, map: &Map<V>, name: &Id, what: &'static str, declared: &'static str, path: impl FnOnce() -> ModelPath) {
        if !map.contains_key(name) {
            self.miss(path(), what, name, declared, map.keys().map(Id::as_str));
        }
    }

    fn each_known<V>(&mut self, map: &Map<V>, names: &Many<Id>, what: &'static str, declared: &'static str, path: impl Fn() -> ModelPath) {
        for (number, name) in names.iter().enumerate() {
            self.known(map, name, what, declared, || {
                if names.len() > 1 { path().index(number) } else { path() }
            });
        }
    }

    /// Everything but jobs.
    fn document(&mut self) {
        let delivery = self.delivery;
        let root = ModelPath::root;
        self.env(&delivery.env, &|| root().key("env"));
        for (id, store) in &delivery.secret_stores {
            self.each_known(&delivery.environments, &store.environments, "environment", "environments", || {
                root().key("secret_stores").key(id.as_str()).key("environments")
            });
            let sealed = match &store.kind {
                SecretStoreKind::Kubernetes(secrets) => secrets.sealed.as_slice(),
                _ => &[],
            };
            for (number, sealed) in sealed.iter().enumerate() {
                self.known(&delivery.environments, &sealed.environment, "environment", "environments", || {
                    let store = root().key("secret_stores").key(id.as_str()).key("kubernetes");
                    store.key("sealed").index(number).key("environment")
                });
            }
        }
        for (id, secret) in &delivery.secrets {
            let path = || root().key("secrets").key(id.as_str());
            if let Some(store) = &secret.store {
                self.known(&delivery.secret_stores, store, "secret store", "secret_stores", || {
                    path().key("store")
                });
            }
            self.each_known(&delivery.environments, &secret.environments, "environment", "environments", || {
                path().key("environments")
            });
        }
        for (id, service) in &delivery.services {
            let path = || root().key("services").key(id.as_str());
            self.each_known(&delivery.services, &service.needs, "service", "services", || path().key("needs"));
            if let Some(owner) = &service.owner {
                self.known(&delivery.groups, owner, "group", "groups", || path().key("owner"));
            }
        }
        for (id, environment) in &delivery.environments {
            let path = || root().key("environments").key(id.as_str());
            if let Some(after) = &environment.after {
                self.each_known(&delivery.environments, after, "environment", "environments", || path().key("after"));
            }
            if let Some(strategy) = &environment.strategy {
                self.known(&delivery.strategies, strategy, "strategy", "strategies", || path().key("strategy"));
            }
            if let Some(rollback) = &environment.rollback {
                self.known(&delivery.rollbacks, rollback, "rollback", "rollbacks", || path().key("rollback"));
            }
            self.env(&environment.env, &|| path().key("env"));
            self.gates(&environment.gates, &|| path().key("gates"));
        }
        for (id, strategy) in &delivery.strategies {
            self.strategy(strategy, &|| root().key("strategies").key(id.as_str()));
        }
        for (id, rollback) in &delivery.rollbacks {
            self.rollback(rollback, &|| root().key("rollbacks").key(id.as_str()));
        }
        for (id, pipeline) in &delivery.pipelines {
            let path = || root().key("pipelines").key(id.as_str());
            self.env(&pipeline.env, &|| path().key("env"));
            for (number, trigger) in pipeline.on.iter().enumerate() {
                if let Event::Pipeline(end) = &trigger.event {
                    self.pipelines_by_name(&end.pipelines, &|| path().key("on").index(number).key("pipeline"));
                }
            }
            for (id, stage) in &pipeline.stages {
                let path = || path().key("stages").key(id.as_str());
                self.env(&stage.env, &|| path().key("env"));
                self.gates(&stage.gates, &|| path().key("gates"));
            }
        }
        self.recovery();
    }

    /// Pipelines elsewhere are named as they show themselves; only what could be an id of ours is held to be one.
    fn pipelines_by_name(&mut self, names: &Many<String>, path: &dyn Fn() -> ModelPath) {
        let delivery = self.delivery;
        for name in names {
            let shown = delivery.pipelines.values().any(|pipeline| pipeline.name.as_deref() == Some(name));
            if let (Ok(id), false) = (name.parse::<Id>(), shown) {
                let candidates: Vec<&str> = delivery.pipelines.keys().map(Id::as_str).collect();
                if !delivery.pipelines.contains_key(&id) && nearest(name, candidates.iter().copied()).is_some() {
                    self.miss(path(), "pipeline", name, "pipelines", candidates);
                }
            }
        }
    }

    fn recovery(&mut self) {
        let Some(recovery) = &self.delivery.recovery else { return };
        for (id, step) in &recovery.failover {
            let path = || ModelPath::root().key("recovery").key("failover").key(id.as_str()).key("after");
            self.each_known(&recovery.failover, &step.after, "failover step", "recovery.failover", path);
        }
        for (name, procedure) in &recovery.procedures {
            let base = || ModelPath::root().key("recovery").key("procedures").key(name.as_str()).key("steps");
            for (id, step) in &procedure.steps {
                let path = || base().key(id.as_str()).key("after");
                self.each_known(&procedure.steps, &step.after, "step", "the procedure's steps", path);
            }
        }
    }

    fn env(&mut self, env: &Entries<String, EnvValue>, path: &dyn Fn() -> ModelPath) {
        for (name, value) in env {
            if let EnvValue::Secret(secret) = value {
                self.secret(secret, &|| path().key(name.as_str()));
            }
        }
    }

    fn secret(&mut self, secret: &SecretReference, path: &dyn Fn() -> ModelPath) {
        let stores = &self.delivery.secret_stores;
        match &secret.store {
            Some(store) => self.known(stores, store, "secret store", "secret_stores", || path().key("store")),
            // Without any store declared, the CI's own is meant.
            None if stores.len() > 1 => {
                let declared: Option<Id> = secret.secret.as_str().parse().ok();
                let placed = declared
                    .and_then(|id| self.delivery.secrets.get(&id))
                    .is_some_and(|secret| secret.store.is_some());
                if !placed {
                    self.miss(
                        path(),
                        "secret store (there are several, and none is named)",
                        secret.secret.as_str(),
                        "secret_stores",
                        [],
                    );
                }
            }
            None => {}
        }
    }

    fn conditions(&mut self, conditions: &[Condition], path: &dyn Fn() -> ModelPath) {
        for (number, condition) in conditions.iter().enumerate() {
            let signal = &condition.signal;
            let own = &self.delivery.signals;
            if !is_built_in(signal) && !own.contains_key(signal) && !own.contains_key(signal.root()) {
                let own = own.keys().map(SignalName::as_str);
                let candidates: Vec<&str> = super::BUILT_IN_SIGNALS
                    .iter()
                    .map(|name| name.trim_end_matches('.'))
                    .chain(own)
                    .collect();
                self.miss(path().index(number), "signal", signal.as_str(), "signals", candidates);
            }
        }
    }

    fn gates(&mut self, gates: &[Gate], path: &dyn Fn() -> ModelPath) {
        for (number, gate) in gates.iter().enumerate() {
            let path = || path().index(number).key(gate.kind.key());
            match &gate.kind {
                GateKind::Quality(quality) => self.conditions(&quality.conditions, &|| path().key("conditions")),
                GateKind::Bake(bake) => self.conditions(&bake.conditions, &|| path().key("conditions")),
                GateKind::Budget(budget) => {
                    if let Some(slo) = &budget.slo {
                        let none = Map::new();
                        let slos = self
                            .delivery
                            .observability
                            .as_ref()
                            .map_or(&none, |observability| &observability.slos);
                        self.known(slos, slo, "service level", "observability.slos", || path().key("slo"));
                    }
                }
                _ => {}
            }
        }
    }

    fn checks(&mut self, checks: &[Check], path: &dyn Fn() -> ModelPath) {
        for (number, check) in checks.iter().enumerate() {
            self.check(&check.kind, &|| path().index(number));
        }
    }

    fn check(&mut self, kind: &CheckKind, path: &dyn Fn() -> ModelPath) {
        match kind {
            CheckKind::Conditions(conditions) => self.conditions(conditions, &|| path().key("conditions")),
            CheckKind::Pipeline(pipeline) => self.known(&self.delivery.pipelines, pipeline, "pipeline", "pipelines", || {
                path().key("pipeline")
            }),
            CheckKind::Http(_) | CheckKind::Command(_) => {}
        }
    }

    fn rollback(&mut self, rollback: &Rollback, path: &dyn Fn() -> ModelPath) {
        self.conditions(&rollback.when, &|| path().key("when"));
        for (id, step) in &rollback.steps {
            self.each_known(&rollback.steps, &step.after, "rollback step", "the rollback's steps", || {
                path().key("steps").key(id.as_str()).key("after")
            });
        }
        match &rollback.method {
            Method::RedeployPrevious(redeploy) => {
                if let Some(pipeline) = &redeploy.pipeline {
                    self.known(&self.delivery.pipelines, pipeline, "pipeline", "pipelines", || {
                        path().key("method").key("redeploy_previous").key("pipeline")
                    });
                }
            }
            Method::RestoreData(restore) => {
                if let Some(backup) = &restore.backup {
                    let none = Map::new();
                    let backups = self.delivery.recovery.as_ref().map_or(&none, |recovery| &recovery.backups);
                    self.known(backups, backup, "backup", "recovery.backups", || {
                        path().key("method").key("restore_data")
                    });
                }
            }
            _ => {}
        }
    }

    /// The pipeline a job calls, and whether it deploys.
    fn job(&mut self, graph: &Graph, index: JobIndex, artifacts: &mut Artifacts) -> (Option<Binding<PipelineIndex>>, bool) {
        let Some(view) = graph.job(index) else { return (None, false) };
        let job: &Job = view.job;
        let path = || graph.job_path(index);
        if let (Some(environment), Some(Binding::Nothing)) = (&job.environment, view.environment)
            && let Computed::Literal(name) = &environment.name
        {
            let long = environment.url.is_some() || environment.action.is_some();
            let place = || {
                if long {
                    path().key("environment").key("name")
                } else {
                    path().key("environment")
                }
            };
            self.known(&self.delivery.environments, name, "environment", "environments", place);
        }
        self.env(&job.env, &|| path().key("env"));
        self.gates(&job.gates, &|| path().key("gates"));
        for (id, container) in &job.services {
            self.env(&container.env, &|| path().key("services").key(id.as_str()).key("env"));
        }
        if let Some(Computed::Literal(container)) = job.container.as_deref() {
            self.env(&container.env, &|| path().key("container").key("env"));
        }
        let mut deploys = false;
        for (number, step) in job.steps.iter().enumerate() {
            let place = StepPlace {
                job: index,
                step: u32::try_from(number).unwrap_or(u32::MAX),
                inner: None,
            };
            deploys |= self.step(graph, view.pipeline, step, place, artifacts);
        }
        let calls = job.call.as_ref().map(|call| {
            if let Some(CallSecrets::Each(secrets)) = &call.secrets {
                self.env(secrets, &|| path().key("call").key("secrets"));
            }
            self.call(&call.pipeline, || {
                if call.with.is_empty() && call.secrets.is_none() {
                    path().key("call")
                } else {
                    path().key("call").key("pipeline")
                }
            })
        });
        (calls, deploys)
    }

    /// A word that could be an id is one of ours; anything else is as the platform writes it.
    fn call(&mut self, name: &str, path: impl FnOnce() -> ModelPath) -> Binding<PipelineIndex> {
        let Ok(id) = name.parse::<Id>() else { return Binding::Computed };
        if let Some(position) = self.delivery.pipelines.get_index_of(&id) {
            Binding::To(PipelineIndex::at(position))
        } else {
            self.known(&self.delivery.pipelines, &id, "pipeline", "pipelines", path);
            Binding::Nothing
        }
    }

    /// Binds the names in a step; true when it deploys.
    fn step(&mut self, graph: &Graph, pipeline: PipelineIndex, step: &Step, place: StepPlace, artifacts: &mut Artifacts) -> bool {
        let delivery = self.delivery;
        let path = || graph.step_path(place);
        self.env(&step.env, &|| path().key("env"));
        match &step.action {
            Action::Parallel(steps) => {
                let mut deploys = false;
                for (number, inner) in steps.iter().enumerate() {
                    // Deeper ones are told by the outermost; nobody nests them twice.
                    let inner_place = StepPlace {
                        inner: place.inner.or(u32::try_from(number).ok()),
                        ..place
                    };
                    deploys |= self.step(graph, pipeline, inner, inner_place, artifacts);
                }
                return deploys;
            }
            Action::Login(login) => {
                for (key, secret) in login.secrets() {
                    self.secret(secret, &|| path().key("login").key("registry").key(key));
                }
            }
            Action::Call(call) => {
                let short = call.with.is_empty() && call.secrets.is_none();
                let path = || {
                    if short {
                        path().key("call")
                    } else {
                        path().key("call").key("pipeline")
                    }
                };
                match call.pipeline.parse::<Id>().ok().and_then(|id| delivery.pipelines.get_index_of(&id)) {
                    Some(position) => self.step_calls.push((place, PipelineIndex::at(position))),
                    None => self.miss(
                        path(),
                        "pipeline",
                        &call.pipeline,
                        "pipelines",
                        delivery.pipelines.keys().map(Id::as_str),
                    ),
                }
            }
            Action::Publish(publish) => match &publish.artifact {
                Computed::Literal(name) => artifacts
                    .entry(pipeline, name)
                    .into_iter()
                    .for_each(|artifact| artifact.producers.push(place)),
                Computed::Expression(_) if artifacts.computed.last() != Some(&pipeline) => artifacts.computed.push(pipeline),
                Computed::Expression(_) => {}
            },
            Action::Fetch(fetch) => {
                if let (Computed::Literal(name), None) = (&fetch.artifact, &fetch.from) {
                    artifacts
                        .entry(pipeline, name)
                        .into_iter()
                        .for_each(|artifact| artifact.consumers.push(place));
                }
            }
            Action::Sbom(sbom) => {
                if let Some(name) = &sbom.artifact {
                    artifacts
                        .entry(pipeline, name)
                        .into_iter()
                        .for_each(|artifact| artifact.producers.push(place));
                }
            }
            Action::Sign(sign) => {
                if let Some(name) = &sign.artifact {
                    artifacts
                        .entry(pipeline, name)
                        .into_iter()
                        .for_each(|artifact| artifact.consumers.push(place));
                }
            }
            Action::Attest(attest) => {
                if let Some(name) = &attest.artifact {
                    artifacts
                        .entry(pipeline, name)
                        .into_iter()
                        .for_each(|artifact| artifact.consumers.push(place));
                }
            }
            Action::BuildImage(build) => {
                if let Some(service) = &build.service {
                    self.known(&delivery.services, service, "service", "services", || {
                        path().key("build_image").key("service")
                    });
                }
            }
            Action::Migrate(migrate) => {
                let short = !migrate.undo && !migrate.dry_run;
                let place = || {
                    if short {
                        path().key("migrate")
                    } else {
                        path().key("migrate").key("migration")
                    }
                };
                self.known(&delivery.migrations, &migrate.migration, "migration", "migrations", place);
            }
            Action::Deploy(deploy) => {
                let path = || path().key("deploy");
                self.each_known(&delivery.services, &deploy.services, "service", "services", || {
                    path().key("services")
                });
                if let Some(strategy) = &deploy.strategy {
                    self.known(&delivery.strategies, strategy, "strategy", "strategies", || path().key("strategy"));
                }
                if let Some(Computed::Literal(environment)) = &deploy.environment {
                    self.known(&delivery.environments, environment, "environment", "environments", || {
                        path().key("environment")
                    });
                }
                for name in &deploy.artifacts {
                    artifacts
                        .entry(pipeline, name)
                        .into_iter()
                        .for_each(|artifact| artifact.consumers.push(place));
                }
                return true;
            }
            Action::Verify(verify) => self.check(&verify.kind, &|| path().key("verify")),
            Action::Scan(scan) => self.conditions(&scan.fail_on, &|| path().key("scan").key("fail_on")),
            Action::Wait(wait) => self.conditions(&wait.until, &|| path().key("wait").key("until")),
            _ => {}
        }
        false
    }

    /// Artifacts that are taken although nobody in the pipeline hands them on.
    fn untaken(&mut self, graph: &Graph, artifacts: &Artifacts) {
        // What is handed on may come from outside: from a caller, from a called pipeline, or under a computed name.
        let by_steps = step_calls::callers(graph);
        let open: Vec<bool> = graph
            .pipelines()
            .map(|(index, _, pipeline)| {
                let called = pipeline.on.is_empty() || pipeline.on.iter().any(|on| matches!(on.event, Event::Call(_)));
                called
                    || by_steps.contains(&index)
                    || artifacts.computed.contains(&index)
                    || graph.jobs_of(index).any(|job| job.job.call.is_some())
            })
            .collect();
        for artifact in &artifacts.list {
            if !artifact.producers.is_empty() || open.get(artifact.pipeline.position()) == Some(&true) {
                continue;
            }
            let handed_on = artifacts
                .list
                .iter()
                .filter(|other| other.pipeline == artifact.pipeline && !other.producers.is_empty());
            let names: Vec<&str> = if self.found.len() < SUGGESTIONS {
                handed_on.map(|other| other.name.as_str()).take(1000).collect()
            } else {
                Vec::new()
            };
            for place in &artifact.consumers {
                let path = graph.step_path(*place);
                let path = match graph.step(*place).map(|step| &step.action) {
                    Some(Action::Fetch(fetch)) if fetch.path.is_none() => path.key("fetch"),
                    Some(Action::Fetch(_)) => path.key("fetch").key("artifact"),
                    Some(Action::Deploy(_)) => path.key("deploy").key("artifacts"),
                    _ => path,
                };
                self.miss(
                    path,
                    "artifact",
                    &artifact.name,
                    "the pipeline's `publish` steps",
                    names.iter().copied(),
                );
            }
        }
    }
}
