//! A job of a plan -> a job of a workflow.

use super::body::{Body, Owner};
use super::expressions;
use super::workflow::{NESTED, Workflow, over};
use crate::diagnostic::Severity;
use crate::emit::shell;
use crate::foreign::{Literal, Syntax, extension};
use crate::model::scalar::Duration;
use crate::model::{Call, CallSecrets, Computed, Data, Entries, JobEnvironment, JobName, Matrix, Permissions};
use crate::platform::github_actions::syntax::{self, Draft, Fields, Text};
use crate::platform::github_actions::words::{
    flat, give_concurrency, give_container, give_count, give_defaults, give_env, give_flag, give_minutes, give_permissions, give_runner,
    give_timeout, give_when, take_permissions,
};
use crate::platform::github_actions::{EXTENSION, comments};
use crate::recipe;
use crate::render::{Feature, FileSet, loss};
use crate::resolve::{Binding, JobView, PipelineIndex, StepPlace};
use crate::text::ModelPath;
use std::collections::HashSet;
use std::rc::Rc;

impl<'p> Workflow<'p> {
    pub(super) fn job(&mut self, view: &JobView<'p>, name: &str, files: &mut FileSet) -> Draft<'p> {
        let job = view.job;
        let own = extension(&job.extensions, EXTENSION);
        let stage = self.plan.stage(view.stage).map(|stage| stage.stage);
        let when = job.when.as_ref().or_else(|| stage.and_then(|stage| stage.when.as_ref()));
        let when = when.and_then(|when| {
            if self.adopted {
                give_when(when)
            } else {
                self.known_early(view, when)
            }
        });
        let call = job.call.as_deref().filter(|call| self.adopted || Self::is_callable(view, call));
        let calls = call.is_some();
        // GitHub knows no usual machine.
        let usual_runner = || (!self.adopted).then(|| Data::Text("ubuntu-latest".into()));
        let runner = self.plan.runner_of(view).map(give_runner).or_else(usual_runner);
        let timeout = if self.adopted {
            job.timeout.as_ref()
        } else {
            self.plan.timeout_of(view)
        };
        let usual = || (!self.adopted).then(|| give_minutes(self.usual_timeout(view)));
        let timeout = timeout.map(give_timeout).or_else(usual);
        let concurrency = if self.adopted { job.concurrency.as_ref() } else { self.held(view) };
        let mut written = syntax::Job {
            name: job.name.as_deref().map(|name| Literal::Text(name.into())),
            needs: Some(syntax::OneOrMany(self.needs(view))).filter(|needs| !needs.0.is_empty()),
            when,
            runs_on: runner.filter(|_| !calls),
            permissions: job.permissions.as_ref().map(give_permissions),
            environment: job.environment.as_ref().map(|environment| self.environment(environment)),
            concurrency: concurrency.map(give_concurrency),
            timeout_minutes: timeout.filter(|_| !calls),
            continue_on_error: job.continue_on_error.as_ref().map(give_flag).filter(|_| !calls),
            strategy: job.matrix.as_deref().map(strategy),
            env: self.env(view).filter(|_| !calls),
            defaults: job.defaults.as_ref().and_then(give_defaults).filter(|_| !calls),
            ..syntax::Job::default()
        };
        let late = if self.adopted { Fields::new() } else { late(written.env.as_mut()) };
        let outputs: Fields<'p> = job
            .outputs
            .iter()
            .map(|(name, output)| (name.as_str().into(), Data::Text(output.value.as_str().into())))
            .collect();
        written.outputs = (!outputs.is_empty()).then_some(outputs);
        written.container = match job.container.as_deref() {
            Some(Computed::Literal(container)) => {
                let mut given = give_container(container);
                given.0.image = Some(self.image_early(view, &container.image));
                Some(given)
            }
            Some(Computed::Expression(expression)) => Some(syntax::Container(syntax::ContainerMap {
                image: Some(self.image_early(view, expression.as_str())),
                ..syntax::ContainerMap::default()
            })),
            None => None,
        };
        if !job.services.is_empty() {
            let services = job
                .services
                .iter()
                .map(|(name, container)| (Text::from(name.as_str()), give_container(container)));
            written.services = Some(services.collect());
        }
        if let Some(call) = call {
            self.call(view, call, &mut written);
        }
        let mut notes = std::mem::take(&mut self.notes);
        let owner = if job.matrix.is_some() {
            Owner::Matrix(name)
        } else {
            Owner::Job(name)
        };
        let mut body = Body::new(owner, &mut notes);
        body.reserve(job.steps.len());
        for (number, step) in job.steps.iter().enumerate() {
            let place = StepPlace {
                job: view.index,
                step: u32::try_from(number).unwrap_or(u32::MAX),
                inner: None,
            };
            self.step(&mut body, view, place, step, files);
        }
        if !self.adopted
            && view.deploys
            && let Some(recipe) = recipe::way_back(self.plan, view.index)
        {
            Self::carry_out(&mut body, recipe, None, files);
        }
        if let Some(call) = job.call.as_deref().filter(|_| !calls) {
            let message = format!(
                "`{}` is no workflow; its place fails until it is started in another way",
                call.pipeline
            );
            files.lose(loss(
                Feature::ReusablePipelines,
                Severity::Error,
                self.plan.job_path(view.index).key("call"),
                message,
            ));
            let told = shell::word(&format!("{} is no workflow; start it here in another way", call.pipeline));
            body.script("Start another pipeline", format!("echo {told} >&2\nexit 1\n"));
        }
        if !self.adopted && !calls && body.steps.is_empty() {
            // GitHub takes no job without steps, and others wait for this one.
            body.script("Nothing to do", "echo \"Nothing of this job can be done here.\"\n");
        }
        if !self.adopted {
            written.permissions = Some(self.allowed(view, &mut body));
            self.unsaid_of_job(view, files);
        }
        let mut steps = std::mem::take(&mut body.steps);
        if !late.is_empty() {
            for step in &mut steps {
                see(step, &late);
            }
        }
        self.notes = notes;
        written.env = written.env.filter(|env| !env.is_empty());
        let mut data = written.give();
        if let Data::Map(map) = &mut data {
            if !steps.is_empty() {
                map.insert("steps".into(), Data::List(steps));
            }
            // Unlike the job's own container, one beside it has no short form.
            if let Some(Data::Map(services)) = map.get_mut("services") {
                for service in services.values_mut().filter(|service| matches!(service, Data::Text(_))) {
                    *service = Data::Map(Fields::from([("image".into(), std::mem::take(service))]));
                }
            }
        }
        if !self.adopted && expressions::any(&data, expressions::may_ask) {
            self.bind(&mut data);
            expressions::each(&mut data, &mut |text| {
                expressions::without_unknown(text, |inner| {
                    let message = format!("GitHub has no value for `{inner}`, so nothing stands in its place");
                    files.lose(loss(Feature::Variables, Severity::Error, self.plan.job_path(view.index), message));
                });
            });
        }
        over(&mut data, own);
        comments::put(own, || ModelPath::root().key("jobs").key(name), &mut self.notes);
        data
    }

    /// What the token of a job may do: what its steps need, and what the document says.
    fn allowed(&self, view: &JobView<'p>, body: &mut Body<'_, 'p>) -> Draft<'p> {
        if let Some(said) = self.plan.permissions_of(view) {
            body.said(said);
        }
        // A called workflow gets no more than its caller has.
        if let Some(Binding::To(called)) = view.calls {
            body.needs(self.needed_by(called));
        }
        body.permissions()
    }

    /// What the jobs of a called workflow may do together.
    fn needed_by(&self, called: PipelineIndex) -> Permissions {
        let mut together = Permissions::Each(Entries::new());
        let Some((_, pipeline)) = self.plan.pipeline(called).filter(|_| self.depth < NESTED) else {
            return together;
        };
        if let Some(known) = self.called.borrow().get(&called) {
            return known.clone();
        }
        let mut inner = Self::new(self.plan, called, pipeline);
        inner.depth = self.depth + 1;
        inner.called = Rc::clone(&self.called);
        inner.actions = Rc::clone(&self.actions);
        let data = inner.render(&mut FileSet::new()).data;
        let jobs = data.as_map().and_then(|workflow| workflow.get("jobs")).and_then(Data::as_map);
        for said in jobs.into_iter().flat_map(Entries::values) {
            let said = said.as_map().and_then(|job| job.get("permissions")).and_then(take_permissions);
            match (&mut together, said) {
                (Permissions::Each(scopes), Some(Permissions::Each(more))) => {
                    for (scope, access) in more {
                        let there = scopes.entry(scope).or_insert(access);
                        *there = (*there).max(access);
                    }
                }
                (_, Some(whole)) => together = whole,
                (_, None) => {}
            }
        }
        self.called.borrow_mut().insert(called, together.clone());
        together
    }

    /// What a job says that no job of GitHub can say.
    fn unsaid_of_job(&self, view: &JobView<'p>, files: &mut FileSet) {
        if view.job.retry.is_some() {
            let path = self.plan.job_path(view.index).key("retry");
            files.lose(loss(
                Feature::Retries,
                Severity::Warning,
                path,
                "GitHub Actions does not try a job again by itself",
            ));
        }
    }

    /// Gives the jobs that expressions name their names in the file, and waits for them.
    fn bind(&self, data: &mut Draft<'p>) {
        let mut named = Vec::new();
        expressions::each(data, &mut |text| {
            let bound = expressions::bind(text, |id| {
                let name = self.jobs.text(self.jobs.by_id(id)?);
                named.push(name.clone());
                Some(name.to_string())
            });
            if let Some(bound) = bound {
                *text = bound.into();
            }
        });
        let Data::Map(map) = data else { return };
        if named.is_empty() {
            return;
        }
        let mut needs = syntax::OneOrMany(Vec::new());
        let there = map.get("needs").cloned().unwrap_or_default();
        if let Ok(given) = syntax::OneOrMany::take(there) {
            needs = given;
        }
        for name in named {
            if !needs.0.contains(&name) {
                needs.0.push(name);
            }
        }
        let position = map.get_index_of("needs").unwrap_or_else(|| usize::from(map.contains_key("name")));
        map.shift_remove("needs");
        map.shift_insert(position, "needs".into(), needs.give());
    }

    /// The variables of a job: its stage's, its environment's, its own.
    fn env(&self, view: &JobView<'p>) -> Option<Fields<'p>> {
        let stage = self.plan.stage(view.stage).map(|stage| &stage.stage.env);
        let environment = view
            .environment
            .and_then(Binding::known)
            .and_then(|index| self.plan.environment(index));
        let environment = environment.map(|view| &view.environment.env);
        give_env(stage.into_iter().chain(environment).flatten().chain(&view.job.env))
    }

    /// After which a job is stopped when nothing says so: three times what it takes, or an hour.
    fn usual_timeout(&self, view: &JobView<'p>) -> Duration {
        match self.plan.lasts_of(view) {
            Some(lasts) => {
                let minutes = (lasts.worst().as_secs() * 3).div_ceil(60);
                Duration::from_minutes(minutes.max(10).next_multiple_of(5))
            }
            None => Duration::from_hours(1),
        }
    }

    /// The group in which a job waits, when it does not have the whole workflow's.
    fn held(&self, view: &JobView<'p>) -> Option<&'p crate::model::Concurrency> {
        let held = self.plan.concurrency_of(view)?;
        (self.pipeline.concurrency.as_ref() != Some(held)).then_some(held)
    }

    /// The jobs that a job waits for, by their names in the file: those of its gates, which wait for the others.
    fn needs(&self, view: &JobView<'p>) -> Vec<Text<'p>> {
        match self.gates.before_job(view.index) {
            Some(gate) => vec![gate.to_owned().into()],
            None => self.needs_before_gates(view),
        }
    }

    /// The jobs that a job or the gates before it wait for.
    pub(super) fn needs_before_gates(&self, view: &JobView<'p>) -> Vec<Text<'p>> {
        let mut needs = self.needs_in_flow(view);
        if let Some(gate) = self.gates.before_stage(view.stage) {
            if view.job.after.is_none() {
                return vec![gate.to_owned().into()];
            }
            needs.push(gate.to_owned().into());
        }
        // One job may be waited for under two names: its own, and that with its stage.
        if !self.adopted && needs.len() > 1 {
            let mut seen = HashSet::new();
            needs.retain(|name| seen.insert(name.clone()));
        }
        needs
    }

    fn needs_in_flow(&self, view: &JobView<'p>) -> Vec<Text<'p>> {
        let Some(after) = &view.job.after else {
            return self.jobs.before(view.stage).to_vec();
        };
        let find = |name: &JobName| self.jobs.find(name.stage.as_ref(), view.stage, &name.job);
        after.iter().filter_map(find).map(|job| self.jobs.text(job).clone()).collect()
    }

    fn environment(&self, environment: &'p JobEnvironment) -> syntax::Environment<Text<'p>> {
        let name = match &environment.name {
            Computed::Expression(expression) => expression.as_str(),
            Computed::Literal(id) => {
                let declared = self.plan.delivery().environments.get(id);
                let own = declared.and_then(|declared| extension(&declared.extensions, EXTENSION).id());
                own.unwrap_or(id)
            }
        };
        syntax::Environment(syntax::EnvironmentMap {
            name: Some(name.into()),
            url: environment.url.as_deref().map(Text::from),
            rest: Fields::new(),
        })
    }

    fn call(&self, view: &JobView<'p>, call: &'p Call, written: &mut syntax::Job<Text<'p>>) {
        let uses = match view.calls {
            Some(Binding::To(index)) => self
                .plan
                .pipeline(index)
                .map(|(id, pipeline)| format!("./{}", super::workflow::path(id, pipeline))),
            _ => None,
        };
        written.uses = Some(uses.map_or_else(|| call.pipeline.as_str().into(), Text::from));
        let value =
            |(name, value): (&'p String, &'p Data)| (name.into(), if self.adopted { value.lend() } else { flat(value.clone()).lift() });
        written.with = (!call.with.is_empty()).then(|| call.with.iter().map(value).collect());
        written.secrets = match &call.secrets {
            None => None,
            Some(CallSecrets::Inherit) => Some(Data::Text("inherit".into())),
            Some(CallSecrets::Each(each)) => give_env(each).map(Data::Map),
        };
    }
}

/// Takes the variables out whose values are known only once the job runs: its steps may name them, the job may not.
fn late<'p>(env: Option<&mut Fields<'p>>) -> Fields<'p> {
    const UNKNOWN: [&str; 4] = ["runner", "env", "steps", "job"];
    let Some(env) = env else { return Fields::new() };
    let is_late = |value: &Draft<'p>| value.as_word().is_some_and(|text| expressions::names_any(text, &UNKNOWN));
    if !env.values().any(is_late) {
        return Fields::new();
    }
    let (late, early): (Fields<'p>, Fields<'p>) = std::mem::take(env).into_iter().partition(|(_, value)| is_late(value));
    *env = early;
    late
}

/// Lets a step see variables, unless it has its own of that name.
fn see<'p>(step: &mut Draft<'p>, variables: &Fields<'p>) {
    let Data::Map(step) = step else { return };
    if !step.contains_key("env") {
        let before = ["run", "uses", "with"].iter().filter_map(|key| step.get_index_of(*key)).min();
        let position = before.unwrap_or(step.len());
        step.shift_insert(position, "env".into(), Data::Map(Fields::new()));
    }
    if let Some(Data::Map(env)) = step.get_mut("env") {
        for (name, value) in variables {
            if !env.contains_key(name) {
                env.insert(name.clone(), value.clone());
            }
        }
    }
}

fn give_list(values: &Computed<Vec<Data>>) -> Draft<'_> {
    match values {
        Computed::Literal(values) => Data::List(values.iter().map(Data::lend).collect()),
        Computed::Expression(expression) => Data::Text(expression.as_str().into()),
    }
}

fn strategy(matrix: &Computed<Matrix>) -> syntax::Strategy<Text<'_>> {
    let matrix = match matrix {
        Computed::Literal(matrix) => matrix,
        Computed::Expression(expression) => {
            return syntax::Strategy {
                matrix: Some(Data::Text(expression.as_str().into())),
                ..syntax::Strategy::default()
            };
        }
    };
    let mut map = Fields::new();
    for (axis, values) in &matrix.axes {
        map.insert(axis.into(), give_list(values));
    }
    if let Some(include) = &matrix.include {
        map.insert("include".into(), give_list(include));
    }
    if let Some(exclude) = &matrix.exclude {
        map.insert("exclude".into(), give_list(exclude));
    }
    syntax::Strategy {
        fail_fast: matrix.fail_fast.as_ref().map(give_flag),
        max_parallel: matrix.max_parallel.as_ref().map(give_count),
        matrix: Some(Data::Map(map)),
        rest: Fields::new(),
    }
}
