//! How often a document uses each feature, and where first: one walk over the document.

use super::Feature;
use crate::model::{
    Action, Caller, Computed, Container, Delivery, Entries, EnvValue, Environment, Event, Extensions, Gate, Job, Permissions, Pipeline,
    Stage, Step, Strategy, StrategyKind, When,
};
use crate::text::ModelPath;

/// How often a feature is used, and where first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// How often.
    pub count: usize,
    /// Where first; the document itself when nowhere.
    pub first: ModelPath,
}

/// How often a document uses each feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uses(Vec<Use>);

impl Uses {
    /// Counts, in one walk.
    pub fn of(delivery: &Delivery) -> Self {
        let mut walk = Walk {
            uses: Feature::ALL.iter().map(|_| Use::default()).collect(),
            path: Vec::new(),
        };
        walk.delivery(delivery);
        Self(walk.uses)
    }

    /// How often a feature is used.
    pub fn count(&self, feature: Feature) -> usize {
        self.0.get(feature as usize).map_or(0, |used| used.count)
    }

    /// The features that are used, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Feature, &Use)> {
        Feature::ALL.iter().copied().zip(&self.0).filter(|(_, used)| used.count > 0)
    }
}

#[derive(Clone, Copy)]
enum At<'d> {
    Key(&'d str),
    Index(usize),
}

struct Walk<'d> {
    uses: Vec<Use>,
    path: Vec<At<'d>>,
}

impl<'d> Walk<'d> {
    /// Walks on below a key.
    fn at(&mut self, key: &'d str, walk: impl FnOnce(&mut Self)) {
        self.path.push(At::Key(key));
        walk(self);
        self.path.pop();
    }

    /// Walks on below each entry of a map.
    fn each<K: AsRef<str>, V>(&mut self, key: &'d str, map: &'d Entries<K, V>, mut walk: impl FnMut(&mut Self, &'d V)) {
        if map.is_empty() {
            return;
        }
        self.at(key, |this| {
            for (id, value) in map {
                this.at(id.as_ref(), |this| walk(this, value));
            }
        });
    }

    /// Walks on below each item of a list.
    fn all<V>(&mut self, key: &'d str, list: &'d [V], mut walk: impl FnMut(&mut Self, &'d V)) {
        if list.is_empty() {
            return;
        }
        self.at(key, |this| {
            for (position, value) in list.iter().enumerate() {
                this.path.push(At::Index(position));
                walk(this, value);
                this.path.pop();
            }
        });
    }

    /// Counts a feature used here.
    fn uses(&mut self, feature: Feature) {
        let Some(used) = self.uses.get_mut(feature as usize) else { return };
        if used.count == 0 {
            used.first = self.path.iter().fold(ModelPath::root(), |path, at| match at {
                At::Key(key) => path.key(*key),
                At::Index(position) => path.index(*position),
            });
        }
        used.count += 1;
    }

    /// Counts a feature used under a key, when it is.
    fn when(&mut self, used: bool, key: &'d str, feature: Feature) {
        if used {
            self.at(key, |this| this.uses(feature));
        }
    }

    /// Counts each entry of a map.
    fn count<K: AsRef<str>, V>(&mut self, key: &'d str, map: &'d Entries<K, V>, feature: Feature) {
        self.each(key, map, |this, _| this.uses(feature));
    }

    fn extensions(&mut self, extensions: &'d Extensions) {
        self.when(!extensions.is_empty(), "extensions", Feature::Extensions);
    }

    fn variables(&mut self, key: &'d str, env: &'d Entries<String, EnvValue>) {
        if env.is_empty() {
            return;
        }
        self.at(key, |this| {
            for (name, value) in env {
                this.at(name, |this| {
                    this.uses(Feature::Variables);
                    if matches!(value, EnvValue::Secret(_)) {
                        this.uses(Feature::Secrets);
                    }
                });
            }
        });
    }

    fn delivery(&mut self, delivery: &'d Delivery) {
        self.when(delivery.team.is_some(), "team", Feature::People);
        self.count("groups", &delivery.groups, Feature::People);
        self.when(delivery.objectives.is_some(), "objectives", Feature::Objectives);
        self.count("secret_stores", &delivery.secret_stores, Feature::SecretStores);
        self.count("secrets", &delivery.secrets, Feature::Secrets);
        self.variables("env", &delivery.env);
        self.each("services", &delivery.services, |this, service| {
            this.uses(Feature::Services);
            this.extensions(&service.extensions);
        });
        self.each("workloads", &delivery.workloads, |this, workload| {
            this.uses(Feature::Workloads);
            this.extensions(&workload.extensions);
        });
        self.each("environments", &delivery.environments, Self::environment);
        self.each("strategies", &delivery.strategies, Self::strategy);
        self.each("rollbacks", &delivery.rollbacks, |this, rollback| {
            this.uses(Feature::Rollbacks);
            this.extensions(&rollback.extensions);
        });
        self.each("migrations", &delivery.migrations, |this, migration| {
            this.uses(Feature::Migrations);
            this.all("gates", &migration.gates, Self::gate);
            this.extensions(&migration.extensions);
        });
        self.each("pipelines", &delivery.pipelines, Self::pipeline);
        self.when(delivery.recovery.is_some(), "recovery", Feature::Recovery);
        self.count("signals", &delivery.signals, Feature::Signals);
        self.when(delivery.observability.is_some(), "observability", Feature::Observability);
        self.when(delivery.costs.is_some(), "costs", Feature::Costs);
        self.when(delivery.compliance.is_some(), "compliance", Feature::Compliance);
        self.when(delivery.clusters.is_some(), "clusters", Feature::Clusters);
        self.when(delivery.gitops.is_some(), "gitops", Feature::GitOps);
        self.when(delivery.infrastructure.is_some(), "infrastructure", Feature::Infrastructure);
        self.all("waivers", &delivery.waivers, |this, _| this.uses(Feature::Waivers));
        self.extensions(&delivery.extensions);
    }

    fn environment(&mut self, environment: &'d Environment) {
        self.uses(Feature::Environments);
        let after = environment.after.as_ref().is_some_and(|after| !after.is_empty());
        self.when(after, "after", Feature::Promotion);
        self.when(environment.branches.is_some(), "branches", Feature::BranchLimits);
        self.when(environment.concurrency.is_some(), "concurrency", Feature::Concurrency);
        self.when(environment.schedule.is_some(), "schedule", Feature::OffHours);
        self.when(environment.lives.is_some(), "lives", Feature::ShortLived);
        self.all("gates", &environment.gates, Self::gate);
        self.variables("env", &environment.env);
        self.extensions(&environment.extensions);
    }

    fn strategy(&mut self, strategy: &'d Strategy) {
        self.all("gates", &strategy.gates, Self::gate);
        self.extensions(&strategy.extensions);
        let (feature, analysis) = match &strategy.kind {
            StrategyKind::Recreate(_) => (Feature::Recreates, false),
            StrategyKind::Rolling(_) => (Feature::RollingUpdates, false),
            StrategyKind::BlueGreen(it) => (Feature::BlueGreens, it.analysis.is_some()),
            StrategyKind::Canary(it) => {
                let steps = it.steps.iter().any(|step| step.analysis.is_some());
                (Feature::Canaries, it.analysis.is_some() || steps)
            }
            StrategyKind::Linear(it) => (Feature::LinearShifts, it.analysis.is_some()),
            StrategyKind::Shadow(it) => (Feature::Shadows, it.analysis.is_some()),
            StrategyKind::Ab(it) => (Feature::AbTests, it.analysis.is_some()),
            StrategyKind::FeatureFlag(it) => (Feature::FeatureFlags, it.analysis.is_some()),
        };
        self.at(strategy.kind.key(), |this| {
            this.uses(feature);
            this.when(analysis, "analysis", Feature::Analyses);
            let steps = match &strategy.kind {
                StrategyKind::Canary(it) => it.steps.as_slice(),
                StrategyKind::FeatureFlag(it) => it.steps.as_slice(),
                _ => &[],
            };
            this.all("steps", steps, |this, step| this.all("gates", &step.gates, Self::gate));
        });
    }

    fn gate(&mut self, gate: &'d Gate) {
        self.uses(Feature::of_gate(&gate.kind));
        self.when(gate.timeout.is_some(), "timeout", Feature::GateTimeouts);
        self.when(gate.waits.is_some(), "waits", Feature::Durations);
        self.extensions(&gate.extensions);
    }

    fn pipeline(&mut self, pipeline: &'d Pipeline) {
        self.uses(Feature::Pipelines);
        self.all("on", &pipeline.on, |this, trigger| {
            match &trigger.event {
                Event::Schedule(_) => this.uses(Feature::Schedules),
                Event::Call(called) if called.by == Some(Caller::Step) => this.uses(Feature::SharedSteps),
                Event::Call(_) => this.uses(Feature::ReusablePipelines),
                Event::Manual(manual) => {
                    this.uses(Feature::Triggers);
                    this.at("manual", |this| this.count("inputs", &manual.inputs, Feature::Inputs));
                }
                _ => this.uses(Feature::Triggers),
            }
            this.extensions(&trigger.extensions);
        });
        self.count("inputs", &pipeline.inputs, Feature::Inputs);
        self.count("secrets", &pipeline.secrets, Feature::Inputs);
        self.count("outputs", &pipeline.outputs, Feature::Outputs);
        self.when(pipeline.runner.is_some(), "runner", Feature::Runners);
        self.container(pipeline.container.as_deref());
        self.variables("env", &pipeline.env);
        self.when(pipeline.concurrency.is_some(), "concurrency", Feature::Concurrency);
        self.permissions(pipeline.permissions.as_ref());
        self.when(pipeline.timeout.is_some(), "timeout", Feature::Timeouts);
        self.each("stages", &pipeline.stages, Self::stage);
        self.extensions(&pipeline.extensions);
    }

    fn permissions(&mut self, permissions: Option<&'d Permissions>) {
        self.when(permissions.is_some(), "permissions", Feature::Permissions);
    }

    fn container(&mut self, container: Option<&'d Computed<Container>>) {
        let Some(container) = container else { return };
        self.at("container", |this| {
            this.uses(Feature::Containers);
            if let Computed::Literal(container) = container {
                this.container_values(container);
            }
        });
    }

    fn container_values(&mut self, container: &'d Container) {
        self.variables("env", &container.env);
        self.when(container.password.is_some(), "password", Feature::Secrets);
        self.extensions(&container.extensions);
    }

    fn condition(&mut self, when: Option<&'d When>) {
        let sometimes = when.is_some_and(|when| *when != When::Success);
        self.when(sometimes, "when", Feature::Conditions);
    }

    fn stage(&mut self, stage: &'d Stage) {
        self.uses(Feature::Stages);
        self.when(stage.after.is_some(), "after", Feature::Dependencies);
        self.condition(stage.when.as_ref());
        self.when(stage.lasts.is_some(), "lasts", Feature::Durations);
        self.all("gates", &stage.gates, Self::gate);
        self.when(stage.runner.is_some(), "runner", Feature::Runners);
        self.variables("env", &stage.env);
        self.each("jobs", &stage.jobs, Self::job);
        self.extensions(&stage.extensions);
    }

    fn job(&mut self, job: &'d Job) {
        self.uses(Feature::Jobs);
        self.when(job.after.is_some(), "after", Feature::Dependencies);
        self.condition(job.when.as_ref());
        self.all("gates", &job.gates, Self::gate);
        self.when(job.runner.is_some(), "runner", Feature::Runners);
        self.container(job.container.as_deref());
        self.each("services", &job.services, |this, container| {
            this.uses(Feature::ServiceContainers);
            this.container_values(container);
        });
        self.when(job.matrix.is_some(), "matrix", Feature::Matrices);
        self.when(job.lasts.is_some(), "lasts", Feature::Durations);
        self.when(job.flaky.is_some(), "flaky", Feature::Durations);
        self.when(job.timeout.is_some(), "timeout", Feature::Timeouts);
        self.when(job.retry.is_some(), "retry", Feature::Retries);
        self.when(job.continue_on_error.is_some(), "continue_on_error", Feature::AllowedFailures);
        self.when(job.concurrency.is_some(), "concurrency", Feature::Concurrency);
        self.permissions(job.permissions.as_ref());
        self.variables("env", &job.env);
        self.count("outputs", &job.outputs, Feature::Outputs);
        self.when(job.call.is_some(), "call", Feature::ReusablePipelines);
        self.all("steps", &job.steps, Self::step);
        self.extensions(&job.extensions);
    }

    fn step(&mut self, step: &'d Step) {
        let secret = match &step.action {
            Action::Checkout(it) => it.token.as_ref().map(|_| "token"),
            Action::Sign(it) => it.key.as_ref().map(|_| "key"),
            Action::Notify(it) => it.webhook.as_ref().map(|_| "webhook"),
            _ => None,
        };
        self.at(step.action.key(), |this| {
            this.uses(Feature::of_action(&step.action));
            if let Some(key) = secret {
                this.when(true, key, Feature::Secrets);
            }
            if let Action::Login(it) = &step.action
                && let Some((key, _)) = it.secrets().next()
            {
                this.at(it.key(), |this| this.when(true, key, Feature::Secrets));
            }
        });
        if let Action::Parallel(steps) = &step.action {
            self.all("parallel", steps, Self::step);
        }
        if let Action::BuildImage(build) = &step.action {
            self.at("build_image", |this| this.variables("args", &build.args));
        }
        self.condition(step.when.as_ref());
        self.variables("env", &step.env);
        self.when(step.lasts.is_some(), "lasts", Feature::Durations);
        self.when(step.timeout.is_some(), "timeout", Feature::Timeouts);
        self.when(step.retry.is_some(), "retry", Feature::Retries);
        self.when(step.continue_on_error.is_some(), "continue_on_error", Feature::AllowedFailures);
        self.when(step.reports.is_some(), "reports", Feature::Reports);
        self.extensions(&step.extensions);
    }
}
