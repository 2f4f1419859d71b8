//! A job of a plan -> stages.

use super::body::{self, Body, Bound, LANGUAGES, Place};
use super::container::{arguments, beside, grouped, merged};
use super::fresh::{Fresh, Page};
use super::stage::{Agent, Inner, Stage, USUAL};
use super::steps::{Usual, flat, forgiven};
use super::words::{self, timed};
use crate::diagnostic::Severity;
use crate::emit::groovy::{Call, Part, Statement, Value, is_name};
use crate::model::{Action, Computed, Container, Entries, Runner, When};
use crate::platform::jenkins::condition::{self, After, Test};
use crate::platform::jenkins::variables::{Scope, own};
use crate::render::{Feature, loss};
use crate::resolve::{Binding, JobView};
use crate::text::ModelPath;

/// When a job runs.
pub(super) struct Decision {
    pub(super) after: After,
    pub(super) test: Option<Test>,
    pub(super) comment: Option<String>,
}

impl Decision {
    fn of(test: Option<Test>) -> Self {
        Self {
            after: After::Success,
            test,
            comment: None,
        }
    }
}

/// A job's machine.
pub(super) struct Machine {
    pub(super) label: String,
    pub(super) windows: bool,
    pub(super) linux: bool,
}

impl<'p> Fresh<'p> {
    /// When something runs. What cannot be said never does.
    pub(super) fn decide(when: Option<&When>, name: &str, deploys: bool, path: &ModelPath, scope: &Scope, page: &mut Page<'_>) -> Decision {
        match when {
            None | Some(When::Success) => Decision::of(None),
            Some(When::Always) => Decision {
                after: After::Any,
                ..Decision::of(None)
            },
            Some(When::Failure) => Decision {
                after: After::Failure,
                ..Decision::of(None)
            },
            Some(When::Never) => Decision::of(Some(Test::Code(false.into()))),
            Some(When::OnDemand) => {
                let switch = format!("RUN_{}", own(name));
                let message = format!("it runs when the run is started with `{switch}` switched on");
                page.files
                    .lose(loss(Feature::Conditions, Severity::Info, path.clone().key("when"), message));
                if page.switches.iter().all(|(there, _)| *there != switch) {
                    page.switches.push((switch.clone(), words::title(name)));
                }
                Decision::of(Some(Test::Code(Value::code(format!("params.{switch}")))))
            }
            Some(When::Expression(expression)) => match condition::of(expression, scope) {
                Some(asked) => Decision {
                    after: asked.after,
                    test: asked.test,
                    comment: None,
                },
                None => {
                    let severity = if deploys { Severity::Error } else { Severity::Warning };
                    let message = "the condition cannot be said in `when`, so this never runs";
                    page.files
                        .lose(loss(Feature::Conditions, severity, path.clone().key("when"), message));
                    let inner = expression.inner().unwrap_or_default();
                    Decision {
                        comment: Some(format!("Never runs: Jenkins has no counterpart of `{inner}`.")),
                        ..Decision::of(Some(Test::Code(false.into())))
                    }
                }
            },
        }
    }

    /// Where a job runs.
    pub(super) fn machine(&self, view: &JobView<'p>, scope: &Scope, page: &mut Page<'_>) -> Machine {
        let on = |label: &str| Machine {
            label: label.to_owned(),
            windows: label == "windows",
            linux: !matches!(label, "windows" | "macos"),
        };
        let join = |first: Option<&str>, labels: &[String]| {
            let all: Vec<&str> = first.into_iter().chain(labels.iter().map(String::as_str)).collect();
            let label = all.join(" && ");
            let lower = label.to_ascii_lowercase();
            Machine {
                windows: lower.contains("windows"),
                linux: !lower.contains("windows") && !lower.contains("macos"),
                label: if label.is_empty() { USUAL.to_owned() } else { label },
            }
        };
        let computed = |page: &mut Page<'_>| {
            let path = self.plan.job_path(view.index).key("runner");
            let message = "which machine it is cannot be computed; it is a Linux one";
            page.files.lose(loss(Feature::Runners, Severity::Warning, path, message));
            on(USUAL)
        };
        match self.plan.runner_of(view) {
            None => on(USUAL),
            Some(Computed::Literal(Runner::Hosted(Computed::Literal(label)))) => on(family(label)),
            Some(Computed::Literal(Runner::Hosted(Computed::Expression(expression))) | Computed::Expression(expression)) => {
                match super::text::said(expression.as_ref(), scope).value() {
                    Value::Text(label) if !label.is_empty() => on(family(&label)),
                    _ => computed(page),
                }
            }
            Some(Computed::Literal(Runner::SelfHosted(own))) => join(None, &own.labels),
            Some(Computed::Literal(Runner::Pool(pool))) => join(Some(&pool.name), &pool.labels),
        }
    }

    /// The stage of a job, for one combination of values.
    pub(super) fn cell(&self, view: &JobView<'p>, title: &str, scope: &Scope, key: Value, page: &mut Page<'_>) -> Stage {
        let path = self.plan.job_path(view.index);
        let job = view.job;
        if let Some(call) = &job.call {
            return self.call(view, call, title, scope, page);
        }
        let machine = self.machine(view, scope, page);
        let mut body = Body::new(scope);
        body.key = key;
        self.variables(view, &mut body, page);
        let usual = Usual {
            defaults: self.plan.defaults_of(view),
            windows: machine.windows,
        };
        let image = self.image(view, &machine, &mut body, page);
        self.steps(view, &usual, &mut body, page);
        let mut stage = self.finish(title, body, &machine, image, Some(view), page);
        stage.options = self.options(view, &stage, page);
        if job.continue_on_error == Some(Computed::Literal(true))
            && let Inner::Steps(steps) = stage.inner
        {
            stage.inner = Inner::Steps(vec![forgiven(steps)]);
        }
        if job
            .concurrency
            .as_ref()
            .is_some_and(|group| group.cancel == Some(Computed::Literal(true)))
        {
            let message = "a newer run waits for the lock instead of ending the one that runs";
            page.files
                .lose(loss(Feature::Concurrency, Severity::Info, path.key("concurrency"), message));
        }
        stage
    }

    /// Variables of a job that are not those of the whole pipeline.
    fn variables(&self, view: &JobView<'p>, body: &mut Body<'_>, page: &mut Page<'_>) {
        let mut all: Entries<String, crate::model::EnvValue> = Entries::new();
        if let Some(stage) = self.plan.stage(view.stage) {
            all.extend(stage.stage.env.iter().map(|(name, value)| (name.clone(), value.clone())));
        }
        let environment = view
            .environment
            .and_then(Binding::known)
            .and_then(|index| self.plan.environment(index));
        if let Some(environment) = environment {
            all.extend(
                environment
                    .environment
                    .env
                    .iter()
                    .map(|(name, value)| (name.clone(), value.clone())),
            );
        }
        all.extend(view.job.env.iter().map(|(name, value)| (name.clone(), value.clone())));
        let path = self.plan.job_path(view.index);
        Self::named(&mut all, &path, page);
        body.variables(all.iter().map(|(name, value)| (name.as_str(), value)));
    }

    /// Leaves out what cannot be the name of a variable.
    pub(super) fn named(env: &mut Entries<String, crate::model::EnvValue>, path: &ModelPath, page: &mut Page<'_>) {
        env.retain(|name, _| {
            let good = is_name(name);
            if !good {
                let message = format!("`{name}` cannot be the name of a variable in Jenkins");
                page.files
                    .lose(loss(Feature::Variables, Severity::Warning, path.clone().key("env"), message));
            }
            good
        });
    }

    /// The container of a job's commands: its own, or that of its language.
    fn image(&self, view: &JobView<'p>, machine: &Machine, body: &mut Body<'_>, page: &mut Page<'_>) -> Option<(Value, String, bool)> {
        let path = self.plan.job_path(view.index);
        let mut image = self.plan.container_of(view).map(|container| match container {
            Computed::Literal(container) => {
                let args = arguments(container, body);
                (body.say(&container.image).value(), args, true)
            }
            Computed::Expression(image) => (body.say(image.as_str()).value(), String::new(), true),
        });
        for step in &view.job.steps {
            let Action::Setup(setup) = &step.action else { continue };
            let found = words::image(&setup.tool, crate::recipe::builder(view.job)).filter(|_| image.is_none() && machine.linux);
            match found {
                Some(found) => image = Some((body.say(&found).value(), String::new(), false)),
                None => {
                    let message = format!("`{}` must be there where the job runs", setup.tool);
                    page.files.lose(loss(Feature::Setups, Severity::Warning, path.clone(), message));
                }
            }
        }
        image
    }

    /// Puts what was collected into a stage.
    pub(super) fn finish(
        &self,
        title: &str,
        mut body: Body<'_>,
        machine: &Machine,
        image: Option<(Value, String, bool)>,
        view: Option<&JobView<'p>>,
        page: &mut Page<'_>,
    ) -> Stage {
        let services: Vec<(String, &Container)> = view
            .into_iter()
            .flat_map(|view| view.job.services.iter())
            .map(|(name, container)| (name.to_string(), container))
            .collect();
        // A recipe that uses Git finds the source.
        let git = body.tools.iter().any(|(_, tool)| tool.name == "git");
        let brought = |tool: &str| image.is_some() && LANGUAGES.contains(&tool);
        let there = body.tools.iter().filter(|(_, tool)| tool.version.is_empty() && !brought(tool.name));
        page.there.extend(there.map(|(_, tool)| tool.name));
        if body.installs() {
            page.there.insert("curl");
        }
        if image.is_some() || !services.is_empty() {
            page.there.insert("docker");
        }
        page.needed.add(std::mem::take(&mut body.needed));
        let installs: Vec<(Place, Statement)> = std::mem::take(&mut body.tools)
            .into_iter()
            .filter(|(_, tool)| !tool.version.is_empty())
            .map(|(place, tool)| (place, page.install(tool)))
            .collect();
        let mut steps = installs;
        steps.append(&mut body.steps);
        let here = steps.iter().any(|(place, _)| *place == Place::Machine) || !body.around.is_empty();
        let inside = steps.iter().any(|(place, _)| *place == Place::Container);
        steps = merged(steps);
        let scripted = !services.is_empty() || (here && image.as_ref().is_some_and(|(.., own)| !own));
        let mut stage = Stage::of(title, Inner::Steps(Vec::new()));
        let mut made: Vec<Statement> = match image {
            Some((image, args, own)) if !scripted && (inside || own) => {
                let label = (machine.label != USUAL).then(|| machine.label.clone());
                stage.agent = Some(Agent::Container { image, args, label });
                body.recipes = true;
                steps.into_iter().map(|(_, statement)| statement).collect()
            }
            image => {
                stage.agent = Some(Agent::Machine(machine.label.clone()));
                let image = image.filter(|_| inside).map(|(image, args, _)| (image, args));
                grouped(steps, image, !services.is_empty())
            }
        };
        if !services.is_empty() {
            made = vec![Call::block("script", beside(&services, flat(made), &mut body)).into()];
        }
        if made.iter().all(|statement| matches!(statement, Statement::Comment(_))) {
            made.push(Call::step("echo").with("Nothing to run.").into());
        }
        for around in body.around.iter().rev() {
            made = vec![around.clone().body(made).into()];
            for (_, steps) in &mut body.post {
                *steps = vec![around.clone().body(std::mem::take(steps)).into()];
            }
        }
        if body.logged_in {
            let home = Call::block("dir", vec![Call::new("deleteDir").into()]).with(Value::code("env.WORKSPACE_TMP"));
            body.after("cleanup", vec![home.into()]);
        }
        if body.recipes {
            let home = Value::of_parts(vec![Part::Code("env.WORKSPACE_TMP".into())]);
            body.environment.insert(0, ("HOME".into(), Bound::Value(home)));
        }
        if !body.unsaid.is_empty()
            && let Some(view) = view
        {
            Self::unsaid(&body.unsaid, &self.plan.job_path(view.index), page);
        }
        let checks_out = view.is_some_and(|view| view.job.steps.iter().any(|step| matches!(step.action, Action::Checkout(_))));
        stage.environment = body
            .environment
            .iter()
            .map(|(name, bound)| (name.clone(), body::value(bound)))
            .collect();
        stage.bound = body.environment;
        stage.sourceless = !checks_out && !body.commit && !git;
        stage.inner = Inner::Steps(made);
        stage.post = body.post;
        stage
    }

    fn options(&self, view: &JobView<'p>, stage: &Stage, page: &mut Page<'_>) -> Vec<Call> {
        let mut options = Vec::new();
        if let Some(lock) = self.lock(view) {
            if let Value::Text(name) = &lock {
                page.needed.locks.insert(name.clone());
            }
            options.push(Call::new("lock").with(lock));
        }
        let timeout = if self.people {
            self.plan.timeout_of(view)
        } else {
            view.job.timeout.as_ref()
        };
        match timeout {
            Some(Computed::Literal(timeout)) => options.push(timed("timeout", *timeout)),
            Some(Computed::Expression(_)) => {
                let path = self.plan.job_path(view.index).key("timeout");
                let message = "a computed time limit cannot be said";
                page.files.lose(loss(Feature::Timeouts, Severity::Warning, path, message));
            }
            None => {}
        }
        if let Some(retry) = &view.job.retry
            && let Some(times) = retry.times
        {
            options.push(Call::new("retry").with(u64::from(times) + 1));
        }
        if stage.sourceless {
            options.push(Call::new("skipDefaultCheckout"));
        }
        options
    }

    /// What a job holds while it runs: its own group, or its environment; not that of the whole pipeline.
    pub(super) fn lock(&self, view: &JobView<'p>) -> Option<Value> {
        let environment = view
            .environment
            .and_then(Binding::known)
            .and_then(|index| self.plan.environment(index));
        let held = self.plan.concurrency_of(view);
        let whole = held.is_some() && held == self.pipeline.concurrency.as_ref();
        let group = match held.filter(|_| !whole) {
            Some(group) => group.group.clone(),
            None => environment.filter(|_| view.deploys)?.id.to_string(),
        };
        Some(super::text::said(&group, &Scope::default()).value())
    }
}

/// The machines of a label of GitHub's.
fn family(label: &str) -> &'static str {
    let label = label.to_ascii_lowercase();
    if label.starts_with("windows") {
        "windows"
    } else if label.starts_with("macos") {
        "macos"
    } else {
        USUAL
    }
}
