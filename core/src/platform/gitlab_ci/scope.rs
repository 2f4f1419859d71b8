//! What is known of a pipeline while its jobs are read or written: the names of jobs, environments and files.

use super::give::own_name;
use crate::foreign::extension;
use crate::model::{Action, Entries, EnvValue, Id, JobName};
use crate::plan::Plan;
use crate::render::Index;
use crate::resolve::PipelineIndex;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Names of one pipeline, both ways.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// The stage and id of each job, by its name in the file.
    pub(super) jobs: HashMap<String, (Id, Id)>,
    /// The name of each job in the file.
    pub(super) names: HashMap<(Id, Id), String>,
    /// The name of each stage in the file.
    pub(super) stages: HashMap<Id, String>,
    /// The environment of each name.
    pub(super) environments: HashMap<String, Id>,
    /// The name of each environment.
    pub(super) environment_names: HashMap<Id, String>,
    /// What an environment is for, as the file says.
    pub(super) tiers: HashMap<Id, &'static str>,
    /// The files of all pipelines.
    pub(super) files: Rc<Files>,
    /// The job that hands on each artifact.
    pub(super) publishers: HashMap<Id, String>,
    /// Jobs whose files later ones get, in order of their stages.
    pub(super) published: Vec<(usize, String)>,
    /// The position of each job's stage.
    pub(super) levels: HashMap<String, usize>,
    /// True when jobs start without the source.
    pub(super) bare: bool,
    /// Variables that the file sets for all jobs.
    pub(super) variables: Entries<String, EnvValue>,
    /// Variables that jobs leave for later ones, with the jobs that do.
    pub(super) outputs: HashMap<String, Vec<String>>,
    /// Jobs that wait for themselves in a circle.
    pub(super) circular: HashSet<String>,
}

/// The files of the pipelines of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Files {
    /// The pipeline of each file.
    pub(super) pipelines: HashMap<String, Id>,
    /// The file of each pipeline.
    pub(super) paths: HashMap<Id, String>,
}

impl Files {
    /// Adds a pipeline with its file.
    pub(super) fn add(&mut self, path: String, id: &Id) {
        self.pipelines.insert(path.clone(), id.clone());
        self.paths.insert(id.clone(), path);
    }
}

impl Scope {
    /// Adds a job.
    pub(super) fn job(&mut self, name: &str, stage: &Id, job: &Id) {
        self.jobs.insert(name.to_owned(), (stage.clone(), job.clone()));
        self.names.insert((stage.clone(), job.clone()), name.to_owned());
    }

    /// Adds an environment.
    pub(super) fn environment(&mut self, name: &str, id: &Id) {
        self.environments.insert(name.to_owned(), id.clone());
        self.environment_names.insert(id.clone(), name.to_owned());
    }

    /// A job as another one of the given stage names it.
    pub(super) fn as_seen_from(&self, stage: &Id, name: &str) -> Option<JobName> {
        let (of, job) = self.jobs.get(name)?;
        Some(JobName {
            stage: (of != stage).then(|| of.clone()),
            job: job.clone(),
        })
    }

    /// The name in the file of a job that one of the given stage names.
    pub(super) fn name(&self, stage: &Id, job: &JobName) -> Option<&str> {
        let stage = job.stage.as_ref().unwrap_or(stage);
        self.names.get(&(stage.clone(), job.job.clone())).map(String::as_str)
    }
}

impl Scope {
    /// The names of a pipeline of a plan.
    pub(super) fn of_plan(plan: &Plan, index: PipelineIndex, files: Rc<Files>) -> Self {
        let mut scope = Self { files, ..Self::default() };
        for (id, environment) in &plan.delivery().environments {
            let name = own_name(&environment.extensions).unwrap_or(id.as_str());
            scope.environment(name, id);
        }
        for view in plan.stages_of(index) {
            let name = own_name(&view.stage.extensions).unwrap_or(view.id.as_str());
            scope.stages.insert(view.id.clone(), name.to_owned());
        }
        let stages: Vec<_> = plan.stages_of(index).map(|stage| stage.index).collect();
        let adopted = plan
            .pipeline(index)
            .is_some_and(|(_, pipeline)| extension(&pipeline.extensions, super::EXTENSION).text("adopted").is_some());
        let jobs = Index::new(plan, index, own_name, if adopted { |_| false } else { super::syntax::is_reserved });
        for view in plan.jobs_of(index) {
            let Some(stage) = plan.stage(view.stage) else { continue };
            let name = jobs.name(view.index).to_owned();
            let level = stages.iter().position(|index| *index == view.stage).unwrap_or_default();
            let publishes = view.job.steps.iter().find_map(|step| match &step.action {
                Action::Publish(publish) => publish.artifact.literal(),
                _ => None,
            });
            if let Some(artifact) = publishes {
                scope.publishers.insert(artifact.clone(), name.clone());
                scope.published.push((level, name.clone()));
            }
            scope.levels.insert(name.clone(), level);
            // Needs that were written and are not in the model could not be said there.
            if view.job.after.is_none() && extension(&view.job.extensions, super::EXTENSION).get("needs").is_some() {
                scope.circular.insert(name.clone());
            }
            scope.job(&name, stage.id, view.id);
        }
        scope.published.sort();
        scope.variables = plan.pipeline(index).map(|(_, pipeline)| pipeline.env.clone()).unwrap_or_default();
        let strategy = plan.pipeline(index).and_then(|(_, pipeline)| pipeline.env.get("GIT_STRATEGY"));
        scope.bare = matches!(strategy, Some(EnvValue::Text(strategy)) if strategy == "none" || strategy == "empty");
        scope
    }
}
