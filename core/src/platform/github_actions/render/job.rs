//! A job of a plan -> a job of a workflow.

use super::workflow::{Workflow, over};
use crate::foreign::{Literal, Syntax, extension, put_comments};
use crate::model::{Call, CallSecrets, Computed, Data, JobEnvironment, Matrix};
use crate::platform::github_actions::syntax::{self, Values};
use crate::platform::github_actions::words::{
    give_concurrency, give_container, give_count, give_defaults, give_env, give_flag, give_permissions, give_runner, give_timeout, give_when,
};
use crate::platform::github_actions::EXTENSION;
use crate::render::FileSet;
use crate::resolve::{Binding, JobIndex, JobView, StageIndex};
use crate::text::ModelPath;

impl<'p> Workflow<'p> {
    pub(super) fn job(&mut self, view: &JobView<'p>, name: &str, files: &mut FileSet) -> Data {
        let job = view.job;
        let own = extension(&job.extensions, EXTENSION);
        let at = ModelPath::root().key("jobs").key(name);
        let stage = self.plan.stage(view.stage).map(|stage| stage.stage);
        let when = job.when.as_ref().or_else(|| stage.and_then(|stage| stage.when.as_ref()));
        let calls = job.call.is_some();
        let runner = self.plan.runner_of(view).map(give_runner);
        let timeout = if self.adopted { job.timeout.as_ref() } else { self.plan.timeout_of(view) };
        let concurrency = if self.adopted { job.concurrency.as_ref() } else { self.held(view) };
        let mut written = syntax::Job {
            name: job.name.clone().map(Literal::Text),
            needs: Some(syntax::OneOrMany(self.needs(view))).filter(|needs| !needs.0.is_empty()),
            when: when.and_then(give_when),
            runs_on: runner.filter(|_| !calls),
            permissions: job.permissions.as_ref().map(give_permissions),
            environment: job.environment.as_ref().map(|environment| self.environment(environment)),
            concurrency: concurrency.map(give_concurrency),
            timeout_minutes: timeout.map(give_timeout).filter(|_| !calls),
            continue_on_error: job.continue_on_error.as_ref().map(give_flag).filter(|_| !calls),
            strategy: job.matrix.as_deref().map(strategy),
            env: give_env(&job.env).filter(|_| !calls),
            defaults: job.defaults.as_ref().and_then(give_defaults).filter(|_| !calls),
            ..syntax::Job::default()
        };
        let outputs: Values = job.outputs.iter().map(|(name, output)| (name.to_string(), Data::Text(output.value.clone()))).collect();
        written.outputs = (!outputs.is_empty()).then_some(outputs);
        written.container = match job.container.as_deref() {
            Some(Computed::Literal(container)) => Some(give_container(container)),
            Some(Computed::Expression(expression)) => Some(syntax::Container(syntax::ContainerMap {
                image: Some(expression.to_string()),
                ..syntax::ContainerMap::default()
            })),
            None => None,
        };
        if !job.services.is_empty() {
            let services = job.services.iter().map(|(name, container)| (name.to_string(), give_container(container)));
            written.services = Some(services.collect());
        }
        if let Some(call) = job.call.as_deref() {
            self.call(view, call, &mut written);
        }
        let mut steps = Vec::new();
        for (number, step) in job.steps.iter().enumerate() {
            let at = at.clone().key("steps").index(steps.len());
            steps.extend(self.step(view, number, step, &at, files));
        }
        let mut data = written.give();
        if let Data::Map(map) = &mut data {
            if !steps.is_empty() {
                map.insert("steps".to_owned(), Data::List(steps));
            }
        }
        over(&mut data, own);
        put_comments(own, &at, &mut self.notes);
        data
    }

    /// The group in which a job waits, when it does not have the whole workflow's.
    fn held(&self, view: &JobView<'p>) -> Option<&'p crate::model::Concurrency> {
        let held = self.plan.concurrency_of(view)?;
        (self.pipeline.concurrency.as_ref() != Some(held)).then_some(held)
    }

    /// The jobs that a job waits for, by their names in the file.
    fn needs(&self, view: &JobView<'p>) -> Vec<String> {
        let names = |jobs: Vec<JobIndex>| jobs.into_iter().map(|job| self.name(job).to_owned()).collect();
        let Some(after) = &view.job.after else { return names(self.ends_before(view.stage)) };
        let find = |name: &crate::model::JobName| {
            let found = self.plan.jobs_of(self.index).find(|other| {
                let stage = self.plan.stage(other.stage);
                *other.id == name.job
                    && match &name.stage {
                        None => other.stage == view.stage,
                        Some(wanted) => stage.is_some_and(|stage| stage.id == wanted),
                    }
            });
            found.map(|job| job.index)
        };
        names(after.iter().filter_map(find).collect())
    }

    /// The jobs that end the stages before a stage: those that no other job of their stage waits for.
    fn ends_before(&self, stage: StageIndex) -> Vec<JobIndex> {
        let Some(view) = self.plan.stage(stage) else { return Vec::new() };
        let before: Vec<StageIndex> = match &view.stage.after {
            Some(after) => self
                .plan
                .stages()
                .filter(|other| other.pipeline == view.pipeline && after.contains(other.id))
                .map(|other| other.index)
                .collect(),
            None => {
                let previous = self.plan.stages().take_while(|other| other.index != stage);
                previous.filter(|other| other.pipeline == view.pipeline).last().map(|other| other.index).into_iter().collect()
            }
        };
        let mut ends = Vec::new();
        for stage in before {
            let jobs: Vec<JobView<'p>> = self.plan.jobs_of(self.index).filter(|job| job.stage == stage).collect();
            if jobs.is_empty() {
                ends.extend(self.ends_before(stage));
            }
            for job in &jobs {
                let waited = jobs.iter().any(|other| {
                    let after = other.job.after.iter().flatten();
                    after.clone().any(|name| name.stage.is_none() && name.job == *job.id)
                });
                if !waited {
                    ends.push(job.index);
                }
            }
        }
        ends
    }

    fn environment(&self, environment: &JobEnvironment) -> syntax::Environment {
        let name = match &environment.name {
            Computed::Expression(expression) => expression.to_string(),
            Computed::Literal(id) => {
                let declared = self.plan.delivery().environments.get(id);
                let own = declared.and_then(|declared| extension(&declared.extensions, EXTENSION).id());
                own.map_or_else(|| id.to_string(), str::to_owned)
            }
        };
        syntax::Environment(syntax::EnvironmentMap {
            name: Some(name),
            url: environment.url.clone(),
            rest: Values::new(),
        })
    }

    fn call(&self, view: &JobView<'p>, call: &Call, written: &mut syntax::Job) {
        let uses = match view.calls {
            Some(Binding::To(index)) => self.plan.pipeline(index).map(|(id, pipeline)| format!("./{}", super::workflow::path(id, pipeline))),
            _ => None,
        };
        written.uses = Some(uses.unwrap_or_else(|| call.pipeline.clone()));
        written.with = (!call.with.is_empty()).then(|| call.with.clone());
        written.secrets = match &call.secrets {
            None => None,
            Some(CallSecrets::Inherit) => Some(Data::Text("inherit".into())),
            Some(CallSecrets::Each(each)) => give_env(each).map(Data::Map),
        };
    }
}

fn strategy(matrix: &Computed<Matrix>) -> syntax::Strategy {
    let matrix = match matrix {
        Computed::Literal(matrix) => matrix,
        Computed::Expression(expression) => {
            return syntax::Strategy {
                matrix: Some(Data::Text(expression.to_string())),
                ..syntax::Strategy::default()
            };
        }
    };
    let list = |values: &Computed<Vec<Data>>| match values {
        Computed::Literal(values) => Data::List(values.clone()),
        Computed::Expression(expression) => Data::Text(expression.to_string()),
    };
    let mut map = Values::new();
    for (axis, values) in &matrix.axes {
        map.insert(axis.clone(), list(values));
    }
    if let Some(include) = &matrix.include {
        map.insert("include".to_owned(), list(include));
    }
    if let Some(exclude) = &matrix.exclude {
        map.insert("exclude".to_owned(), list(exclude));
    }
    syntax::Strategy {
        fail_fast: matrix.fail_fast.as_ref().map(give_flag),
        max_parallel: matrix.max_parallel.as_ref().map(give_count),
        matrix: Some(Data::Map(map)),
        rest: Values::new(),
    }
}
