//! A job of a plan -> a job of a file.

use super::body::{Body, block};
use super::fresh::{Fresh, variables_of};
use super::steps::shell;
use super::text;
use crate::diagnostic::{Diagnostic, Severity};
use crate::foreign::{Literal, Syntax};
use crate::model::{Computed, Data, Gate, GateKind, Job, When};
use crate::platform::gitlab_ci::syntax::{self, Values};
use crate::platform::gitlab_ci::{condition, give};
use crate::render::{Feature, FileSet, by_people, loss};
use crate::resolve::{Binding, Combinations, JobView, expand};
use crate::text::ModelPath;

impl<'p> Fresh<'p> {
    /// A job as the file says it.
    pub(super) fn job(&self, view: &JobView<'p>, files: &mut FileSet) -> Data {
        let job = view.job;
        let path = self.plan.job_path(view.index);
        let stage = self.plan.stage(view.stage);
        let mut said = Job {
            when: job.when.clone().or_else(|| stage.and_then(|stage| stage.stage.when.clone())),
            environment: job.environment.clone(),
            container: job.container.clone(),
            services: job.services.clone(),
            runner: job.runner.clone().or_else(|| stage.and_then(|stage| stage.stage.runner.clone())),
            timeout: job.timeout.clone(),
            retry: job.retry.clone(),
            continue_on_error: job.continue_on_error.clone(),
            concurrency: self.group(view),
            gates: self.buttons(view),
            call: job.call.clone(),
            ..Job::default()
        };
        if let Some(stage) = stage {
            said.env
                .extend(stage.stage.env.iter().map(|(name, value)| (name.clone(), value.clone())));
        }
        if let Some(environment) = view
            .environment
            .and_then(Binding::known)
            .and_then(|index| self.plan.environment(index))
        {
            said.env.extend(environment.environment.env.clone());
            if let Some(place) = said.environment.as_mut().filter(|place| place.url.is_none()) {
                place.url.clone_from(&environment.environment.url);
            }
        }
        said.env.extend(job.env.clone());
        if said.when == Some(When::OnDemand) {
            // Nobody waits for it. Where gates stand before it, theirs is the button.
            if self.gates.contains_key(&view.index) || self.stage_gates.contains_key(&view.stage) {
                said.when = None;
            } else {
                said.gates.clear();
            }
        }
        let stage_id = stage.map_or_else(|| crate::id!("test"), |stage| stage.id.clone());
        let Ok(mut written) = syntax::Job::take(give::job(&said, &stage_id, &self.scope)) else {
            return Data::Null;
        };
        let mut asked = None;
        if matches!(said.when, Some(When::Expression(_))) && !condition::give(&said, &mut syntax::Job::default()) {
            let test = said.when.as_ref().filter(|_| job.call.is_none()).and_then(|when| match when {
                When::Expression(expression) => shell(expression),
                _ => None,
            });
            let (severity, message) = match test {
                Some(_) => (
                    Severity::Info,
                    "the job asks for its condition when it runs, and passes when it does not hold",
                ),
                None => (Severity::Error, "the condition cannot be said in `rules`, so the job always runs"),
            };
            files.lose(loss(Feature::Conditions, severity, path.clone().key("when"), message));
            asked = test;
        }
        written.parallel = Self::parallel(job, &path, files);
        let mut unsaid = Vec::new();
        if let Some(values) = &mut written.variables {
            variables_of(values, &mut unsaid);
        }
        if !self.needs(view, &mut written) {
            files.lose(Self::many_needs(path.clone()));
        }
        written.stage = self.stage_of(self.jobs.name(view.index)).or(written.stage);
        if job.call.is_some() {
            Self::call(&mut written);
        } else {
            let mut body = Body::default();
            if let Some(test) = asked {
                let lines = [
                    format!("if ! {{ {test}; }}; then"),
                    "  echo \"Not in this run.\"".into(),
                    "  exit 0".into(),
                    "fi".into(),
                ];
                body.script.push(block(&lines));
            }
            self.steps(view, &mut body, &mut written, files);
            self.finish(view, body, &mut written, &mut unsaid);
        }
        if view.deploys || view.environment.is_some() {
            written.interruptible = Some(Literal::Bool(false));
        }
        let mut data = written.give();
        if let Data::Map(map) = &mut data {
            map.retain(|_, value| *value != Data::Map(Values::new()));
            for key in [
                "image",
                "services",
                "tags",
                "environment",
                "parallel",
                "resource_group",
                "cache",
                "artifacts",
                "trigger",
            ] {
                if let Some(value) = map.get_mut(key) {
                    text::each(value, &mut unsaid);
                }
            }
        }
        if let Data::Map(map) = &mut data {
            without_nothing(map);
        }
        Self::unsaid(&unsaid, &path, files);
        data
    }

    /// What the job may not run beside: its own group or that of its environment; not that of the whole pipeline.
    fn group(&self, view: &JobView<'p>) -> Option<crate::model::Concurrency> {
        let held = self.plan.concurrency_of(view)?;
        let whole = self.pipeline.concurrency.as_ref() == Some(held);
        let mut held = held.clone();
        held.cancel = None;
        (!whole || view.environment.is_some()).then_some(held)
    }

    /// People who must say yes, as a button that holds the pipeline back.
    fn buttons(&self, view: &JobView<'p>) -> Vec<Gate> {
        let environment = view
            .environment
            .and_then(Binding::known)
            .and_then(|index| self.plan.environment(index));
        let of_it = environment.map(|view| view.environment.gates.as_slice()).unwrap_or_default();
        let deploys = view.deploys || environment.is_some();
        let mut buttons = Vec::new();
        // Of a gate before the job, the job that stands for it has the button.
        for gate in of_it.iter().filter(|gate| deploys && by_people(gate)) {
            if buttons.is_empty() {
                let instructions = match &gate.kind {
                    GateKind::Approval(approval) => approval.instructions.clone(),
                    GateKind::Manual(manual) => manual.instructions.clone(),
                    _ => None,
                };
                buttons.push(Gate::new(GateKind::Manual(crate::model::ManualGate { instructions })));
            }
        }
        buttons
    }

    /// Combinations of values: axes as they are, or one by one where some are left out or added.
    fn parallel(job: &Job, path: &ModelPath, files: &mut FileSet) -> Option<syntax::Parallel> {
        let matrix = job.matrix.as_deref()?;
        let path = path.clone().key("matrix");
        let Computed::Literal(matrix) = matrix else {
            files.lose(loss(
                Feature::Matrices,
                Severity::Error,
                path,
                "a computed matrix cannot be said; the job runs once",
            ));
            return None;
        };
        if matrix.max_parallel.is_some() {
            files.lose(loss(
                Feature::Matrices,
                Severity::Info,
                path.clone(),
                "GitLab does not limit how many run at once",
            ));
        }
        if matrix.include.is_none() && matrix.exclude.is_none() {
            return give::matrix(matrix);
        }
        let Combinations::Listed(listed) = expand(matrix) else {
            files.lose(loss(
                Feature::Matrices,
                Severity::Error,
                path,
                "a matrix with a computed part cannot be said; the job runs once",
            ));
            return None;
        };
        let scalar = |map: &Values| {
            map.iter()
                .filter(|(_, value)| value.as_word().is_some())
                .map(|(key, value)| (key.replace('-', "_"), Data::Text(value.as_word().unwrap_or("").to_owned())))
                .collect()
        };
        Some(syntax::Parallel::Matrix(syntax::ParallelMap {
            matrix: Some(listed.iter().map(scalar).collect()),
            rest: Values::new(),
        }))
    }

    /// A job that waits for more jobs than it may name.
    pub(super) fn many_needs(path: ModelPath) -> Diagnostic {
        let message = "a job of GitLab can name 50 others at most; this one waits for all stages before it";
        loss(Feature::Dependencies, Severity::Info, path, message)
    }

    fn call(written: &mut syntax::Job) {
        if let Some(trigger) = &mut written.trigger {
            trigger.0.strategy = Some("depend".into());
            // Inputs of a child pipeline stand with the file they are for.
            if let (Some(Data::List(include)), Some(inputs)) = (&mut trigger.0.include, trigger.0.inputs.take())
                && let Some(Data::Map(file)) = include.first_mut()
            {
                file.insert("inputs".to_owned(), Data::Map(inputs));
            }
        }
        written.image = None;
        written.services = None;
        written.tags = None;
        written.timeout = None;
        written.retry = None;
        written.dependencies = None;
    }
}

/// Takes out the image and the tags of which nothing is left, since what they are could not be said.
fn without_nothing(job: &mut Values) {
    let is_empty = |data: &Data| data.as_word() == Some("");
    if let Some(Data::List(tags)) = job.get_mut("tags") {
        tags.retain(|tag| !is_empty(tag));
        if tags.is_empty() {
            job.shift_remove("tags");
        }
    }
    let image = job.get("image");
    let name = image.and_then(|image| image.as_map().map_or(Some(image), |map| map.get("name")));
    if name.is_some_and(is_empty) {
        job.shift_remove("image");
    }
}
