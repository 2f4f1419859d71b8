//! What holds for a job when its own record is silent: the values of its stage, its pipeline and the document.

use super::{EnvironmentIndex, Graph, JobView};
use crate::model::scalar::{Duration, DurationRange};
use crate::model::{Computed, Concurrency, Container, Defaults, EnvValue, Permissions, Runner};
use indexmap::IndexMap;

impl Graph {
    /// Where a job runs.
    pub fn runner_of<'g>(&'g self, job: &JobView<'g>) -> Option<&'g Computed<Runner>> {
        let stage = self.stage(job.stage)?.stage;
        let pipeline = self.pipeline(job.pipeline)?.1;
        job.job.runner.as_ref().or(stage.runner.as_ref()).or(pipeline.runner.as_ref())
    }

    /// The container a job's steps run in.
    pub fn container_of<'g>(&'g self, job: &JobView<'g>) -> Option<&'g Computed<Container>> {
        job.job.container.as_deref().or(self.pipeline(job.pipeline)?.1.container.as_deref())
    }

    /// After which a job is stopped.
    pub fn timeout_of<'g>(&'g self, job: &JobView<'g>) -> Option<&'g Computed<Duration>> {
        job.job.timeout.as_ref().or(self.pipeline(job.pipeline)?.1.timeout.as_ref())
    }

    /// How long a job takes: as it says, as its stage says, or as its steps say together when all of them do.
    pub fn lasts_of(&self, job: &JobView<'_>) -> Option<DurationRange> {
        if let Some(lasts) = job.job.lasts {
            return Some(lasts);
        }
        if let Some(lasts) = self.stage(job.stage)?.stage.lasts {
            return Some(lasts);
        }
        let mut sum: Option<(Duration, Duration, Duration)> = None;
        for step in &job.job.steps {
            let lasts = step.lasts?;
            let (best, likely, worst) = sum.unwrap_or_default();
            sum = Some((
                best.saturating_add(lasts.best()),
                likely.saturating_add(lasts.likely()),
                worst.saturating_add(lasts.worst()),
            ));
        }
        let (best, likely, worst) = sum?;
        DurationRange::three(best, likely, worst).ok()
    }

    /// Shell and folder of a job's steps: each from the nearest record that names it.
    pub fn defaults_of(&self, job: &JobView<'_>) -> Defaults {
        let pipeline = self.pipeline(job.pipeline).and_then(|(_, pipeline)| pipeline.defaults.as_ref());
        let own = job.job.defaults.as_ref();
        let nearest = |field: fn(&Defaults) -> Option<&String>| own.and_then(field).or_else(|| pipeline.and_then(field)).cloned();
        Defaults {
            shell: nearest(|defaults| defaults.shell.as_ref()),
            dir: nearest(|defaults| defaults.dir.as_ref()),
        }
    }

    /// What a job's token may do; `None` is the platform's default.
    pub fn permissions_of<'g>(&'g self, job: &JobView<'g>) -> Option<&'g Permissions> {
        job.job.permissions.as_ref().or(self.pipeline(job.pipeline)?.1.permissions.as_ref())
    }

    /// What a job may not run beside: its own group, then that of the environment it deploys to, then the pipeline's.
    pub fn concurrency_of<'g>(&'g self, job: &JobView<'g>) -> Option<&'g Concurrency> {
        let environment = job
            .environment
            .and_then(super::Binding::known)
            .and_then(|index| self.environment(index));
        let environment = environment.and_then(|view| view.environment.concurrency.as_ref());
        job.job
            .concurrency
            .as_ref()
            .or(environment)
            .or(self.pipeline(job.pipeline)?.1.concurrency.as_ref())
    }

    /// The variables a job's steps see, before their own: document, pipeline, stage, environment, job; a later one wins.
    pub fn env_of<'g>(&'g self, job: &JobView<'g>) -> IndexMap<&'g str, &'g EnvValue> {
        let environment: Option<EnvironmentIndex> = job.environment.and_then(super::Binding::known);
        let layers = [
            Some(&self.delivery().env),
            self.pipeline(job.pipeline).map(|(_, pipeline)| &pipeline.env),
            self.stage(job.stage).map(|stage| &stage.stage.env),
            environment
                .and_then(|index| self.environment(index))
                .map(|view| &view.environment.env),
            Some(&job.job.env),
        ];
        layers
            .into_iter()
            .flatten()
            .flatten()
            .map(|(name, value)| (name.as_str(), value))
            .collect()
    }
}
