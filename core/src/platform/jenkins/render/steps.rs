//! The steps of a job -> steps of Jenkins.

use super::body::{Body, Place};
use super::fresh::{Fresh, Page};
use super::login;
use super::words::timed;
use super::{artifact, reports};
use crate::diagnostic::Severity;
use crate::emit::groovy::{self, Call, Statement, Value};
use crate::foreign::extension;
use crate::model::{Action, Checkout, Computed, Data, Defaults, EnvValue, Step, Use, When};
use crate::platform::jenkins::EXTENSION;
use crate::platform::jenkins::condition::{self, After};
use crate::recipe::{self, Recipe, RunWhen};
use crate::render::{Feature, loss};
use crate::resolve::{JobView, StepPlace};
use crate::text::ModelPath;

/// What a job's steps have in common.
pub(super) struct Usual {
    pub(super) defaults: Defaults,
    pub(super) windows: bool,
}

impl<'p> Fresh<'p> {
    /// All steps of a job, and its way back.
    pub(super) fn steps(&self, view: &JobView<'p>, usual: &Usual, body: &mut Body<'_>, page: &mut Page<'_>) {
        for (number, step) in view.job.steps.iter().enumerate() {
            let place = StepPlace {
                job: view.index,
                step: u32::try_from(number).unwrap_or(u32::MAX),
                inner: None,
            };
            self.step(view, step, place, usual, body, page);
        }
        if let Some(recipe) = recipe::way_back(self.plan, view.index) {
            Self::carry_out(body, recipe, None, page);
        }
        if !view.job.outputs.is_empty() {
            let path = self.plan.job_path(view.index).key("outputs");
            let message = "what a step gives back is not known to Jenkins; hand a file on, or set a variable in a `script` block";
            page.files.lose(loss(Feature::Outputs, Severity::Warning, path, message));
        }
    }

    fn step(&self, view: &JobView<'p>, step: &Step, place: StepPlace, usual: &Usual, body: &mut Body<'_>, page: &mut Page<'_>) {
        let path = self.plan.step_path(place);
        // What was adopted is what is written, as long as it is there.
        if let Some(text) = extension(&step.extensions, EXTENSION).text("groovy") {
            Self::place(step, Place::Either, vec![Statement::Verbatim(text.to_owned())], &path, body, page);
            return;
        }
        match &step.action {
            // The first setup is the container; what a cache would keep stays on the agent.
            Action::Setup(_) | Action::Cache(_) | Action::Report(_) => {}
            Action::Checkout(checkout) => Self::checkout(checkout, &path, body, page),
            Action::Run(script) => {
                if let Some(file) = ["GITHUB_ENV", "GITHUB_PATH"].into_iter().find(|file| script.contains(file)) {
                    let message = format!("what the command writes to `{file}` does not come to later steps");
                    page.files.lose(loss(Feature::Outputs, Severity::Error, path.clone(), message));
                }
                let statement = Self::command(step, script, usual, body);
                Self::place(step, Place::Container, vec![statement], &path, body, page);
            }
            Action::Publish(publish) => {
                let fetched = publish.artifact.literal().is_some_and(|artifact| self.fetched.contains(artifact));
                let statements = artifact::publish(publish, fetched, body);
                Self::place(step, Place::Either, statements, &path, body, page);
                if publish.registry.is_some() {
                    let message = "it is not published to a package registry; run the registry's own command for that";
                    page.files.lose(loss(Feature::Artifacts, Severity::Warning, path.clone(), message));
                }
            }
            Action::Fetch(fetch) => {
                let statements = artifact::fetch(fetch, body);
                Self::place(step, Place::Either, statements, &path, body, page);
            }
            Action::Parallel(steps) => self.side_by_side(view, step, steps, place, usual, body, page),
            Action::Use(it) => Self::own_step(step, it, &path, body, page),
            Action::Wait(wait) if wait.until.is_empty() => {
                let sleep = timed("sleep", wait.length);
                Self::place(step, Place::Either, vec![sleep.into()], &path, body, page);
            }
            action => {
                if let Action::Deploy(deploy) = action {
                    artifact::bring(deploy, view.job, body);
                }
                match recipe::of(self.plan, view.index, path.clone(), step) {
                    Some(recipe) => Self::carry_out(body, recipe, Some((step, &path)), page),
                    None => {
                        let message = format!("`{}` is left out: there is no way to do it here", action.key());
                        page.files.lose(loss(Feature::Commands, Severity::Error, path, message));
                    }
                }
            }
        }
        if let Some(found) = step.shown() {
            reports::show(found, body);
        }
    }

    /// The source. Jenkins has checked it out already; only what differs is said.
    fn checkout(checkout: &Checkout, path: &ModelPath, body: &mut Body<'_>, page: &mut Page<'_>) {
        let on = |flag: &Option<Computed<bool>>| *flag == Some(Computed::Literal(true));
        let mut extensions: Vec<Value> = Vec::new();
        if on(&checkout.submodules) {
            let call = Call::new("submodule")
                .named("recursiveSubmodules", true)
                .named("parentCredentials", true);
            extensions.push(call.into());
        }
        if on(&checkout.lfs) {
            extensions.push(Call::new("lfs").into());
        }
        let other = checkout.repository.is_some() || checkout.reference.is_some();
        if extensions.is_empty() && !other && checkout.path.is_none() {
            return;
        }
        let mut scm = Call::new("scmGit");
        scm = match &checkout.reference {
            Some(reference) => {
                let name = body.say(reference).value();
                scm.named("branches", Value::List(vec![Value::Map(vec![("name".into(), name)])]))
            }
            None if checkout.repository.is_some() => scm.named("branches", Value::code("[[name: 'HEAD']]")),
            None => scm.named("branches", Value::code("scm.branches")),
        };
        if !extensions.is_empty() {
            let list = Value::List(extensions);
            scm = scm.named(
                "extensions",
                if checkout.repository.is_some() {
                    list
                } else {
                    Value::binary("+", Value::code("scm.extensions"), list)
                },
            );
        }
        scm = match &checkout.repository {
            Some(repository) => {
                let address = if repository.contains("://") || repository.contains('@') || repository.contains("${{") {
                    repository.clone()
                } else {
                    let message = format!("nothing says where `{repository}` is; GitHub is taken");
                    page.files.lose(loss(Feature::Checkouts, Severity::Warning, path.clone(), message));
                    format!("https://github.com/{repository}.git")
                };
                let mut remote = vec![("url".to_owned(), body.say(&address).value())];
                if let Some(token) = &checkout.token {
                    remote.push(("credentialsId".to_owned(), super::body::id(token).into()));
                }
                scm.named("userRemoteConfigs", Value::List(vec![Value::Map(remote)]))
            }
            None => scm.named("userRemoteConfigs", Value::code("scm.userRemoteConfigs")),
        };
        let mut statement: Statement = Call::new("checkout").with(scm).into();
        if let Some(folder) = &checkout.path {
            let folder = body.say(folder).value();
            statement = Call::block("dir", vec![statement]).with(folder).into();
        }
        body.steps.push((Place::Either, statement));
    }

    /// Commands as a step, with all that is around them.
    fn command(step: &Step, script: &str, usual: &Usual, body: &mut Body<'_>) -> Statement {
        let script = body.say(script).script();
        let shell = step.shell.as_deref().or(usual.defaults.shell.as_deref());
        let (name, mut script) = read_by(shell, &script, usual.windows);
        let label = step.name.as_deref().map(|name| body.say(name).value());
        let mut env = step.env.clone();
        for file in FILES.into_iter().filter(|file| script.contains(file)) {
            env.entry(file.to_owned())
                .or_insert_with(|| EnvValue::Text(nowhere(usual.windows).to_owned()));
        }
        let mut statement = body.with_variables(&env, &mut script, |script| match label {
            Some(label) => Call::step(name).named("label", label).named("script", Value::Script(script)),
            None => Call::step(name).with(Value::Script(script)),
        });
        if let Some(folder) = step.dir.as_deref().or(usual.defaults.dir.as_deref()) {
            let folder = body.say(folder).value();
            statement = Call::block("dir", vec![statement]).with(folder).into();
        }
        statement
    }

    /// Puts the steps where they belong: after the others, or under a condition.
    fn place(step: &Step, place: Place, statements: Vec<Statement>, path: &ModelPath, body: &mut Body<'_>, page: &mut Page<'_>) {
        let statements = held(step, statements);
        let left_out = |page: &mut Page<'_>, message: &str| {
            let path = path.clone().key("when");
            page.files.lose(loss(Feature::Conditions, Severity::Error, path, message));
        };
        match &step.when {
            None | Some(When::Success) => body.steps.extend(statements.into_iter().map(|statement| (place, statement))),
            Some(When::Always) => body.after("always", statements),
            Some(When::Failure) => body.after("failure", statements),
            Some(When::Never) => {}
            Some(When::OnDemand) => left_out(page, "a part of a job cannot wait for a person; it is left out"),
            Some(When::Expression(expression)) => match condition::of(expression, body.scope) {
                Some(asked) => {
                    let statements = match &asked.test {
                        Some(test) => vec![Call::block("script", vec![Statement::If(test.code(), statements)]).into()],
                        None => statements,
                    };
                    match asked.after {
                        After::Success => body.steps.extend(statements.into_iter().map(|statement| (place, statement))),
                        After::Failure => body.after("failure", statements),
                        After::Any => body.after("always", statements),
                    }
                }
                None => {
                    left_out(page, "the condition cannot be said, so this part of the job never runs");
                    let inner = expression.inner().unwrap_or_default();
                    let comment = format!("Never runs: Jenkins has no counterpart of `{inner}`.");
                    body.steps.push((Place::Either, Statement::Comment(comment)));
                }
            },
        }
    }

    /// Steps side by side.
    #[expect(clippy::too_many_arguments, reason = "what a step is made from")]
    fn side_by_side(
        &self,
        view: &JobView<'p>,
        step: &Step,
        steps: &[Step],
        place: StepPlace,
        usual: &Usual,
        body: &mut Body<'_>,
        page: &mut Page<'_>,
    ) {
        let before = std::mem::take(&mut body.steps);
        let mut branches = Call::new("parallel");
        let mut where_to = Place::Either;
        for (number, inner) in steps.iter().enumerate() {
            let place = StepPlace {
                inner: u32::try_from(number).ok(),
                ..place
            };
            self.step(view, inner, place, usual, body, page);
            let made = std::mem::take(&mut body.steps);
            if made.is_empty() {
                continue;
            }
            for (place, _) in &made {
                where_to = match (*place, where_to) {
                    (Place::Machine, _) | (_, Place::Machine) => Place::Machine,
                    (Place::Container, _) | (_, Place::Container) => Place::Container,
                    _ => Place::Either,
                };
            }
            let name = inner.name.as_deref().filter(|name| !name.contains("${{"));
            let name = name.map_or_else(|| format!("{} {}", inner.action.key(), number + 1), str::to_owned);
            let made = flat(made.into_iter().map(|(_, statement)| statement).collect());
            branches = branches.named(&name, Value::Closure(None, made));
        }
        body.steps = before;
        if !branches.arguments.is_empty() {
            let block = Call::block("script", vec![branches.into()]);
            Self::place(step, where_to, vec![block.into()], &self.plan.step_path(place), body, page);
        }
    }

    /// A step of a shared library or of a plugin; actions of other systems are none.
    fn own_step(step: &Step, it: &Use, path: &ModelPath, body: &mut Body<'_>, page: &mut Page<'_>) {
        if let (Some(Data::Text(text)), 1) = (it.with.get("groovy"), it.with.len()) {
            return Self::place(step, Place::Either, vec![Statement::Verbatim(text.clone())], path, body, page);
        }
        if groovy::is_name(&it.action) {
            let mut call = Call::step(it.action.as_str());
            for (name, value) in &it.with {
                let value = given(value, body);
                call = call.named(name, value);
            }
            return Self::place(step, Place::Either, vec![call.into()], path, body, page);
        }
        let message = format!(
            "`{}` runs on another system only; its place in the job fails until it is replaced",
            it.action
        );
        page.files.lose(loss(Feature::Actions, Severity::Error, path.clone(), message));
        let error = Call::step("error").with(format!("{} has no counterpart in Jenkins; replace it here", it.action));
        Self::place(step, Place::Either, vec![error.into()], path, body, page);
    }

    /// Adds what a recipe needs and its acts.
    pub(super) fn carry_out(body: &mut Body<'_>, recipe: Recipe, step: Option<(&Step, &ModelPath)>, page: &mut Page<'_>) {
        let place = login::provide(body, &recipe.needs);
        body.recipes = true;
        let own_way_back = step.is_none();
        for act in recipe.acts {
            let mut env = act.env;
            if let Some((step, _)) = step {
                env.extend(step.env.iter().map(|(name, value)| (name.clone(), value.clone())));
            }
            let mut script = body.on_path(&act.script);
            let name = step.and_then(|(step, _)| step.name.clone()).unwrap_or_else(|| act.name.clone());
            let name = body.say(&name).value();
            let statement = body.with_variables(&env, &mut script, |script| {
                Call::step("sh").named("label", name).named("script", Value::Script(script))
            });
            match (act.run, step) {
                (RunWhen::Normally, Some((step, path))) => Self::place(step, place, vec![statement], path, body, page),
                (RunWhen::Normally, None) => body.steps.push((place, statement)),
                (RunWhen::Always, _) => body.after(if own_way_back { "cleanup" } else { "always" }, vec![statement]),
                // A deployment that was stopped goes back as well.
                (RunWhen::AfterFailure, _) => body.after("unsuccessful", vec![statement]),
            }
            if let Some(found) = &act.reports {
                reports::show(found, body);
            }
            reports::keep(&act.leaves, body);
        }
        for loss in recipe.losses {
            page.files.lose(loss);
        }
    }
}

/// Blocks that a step asks for around itself.
fn held(step: &Step, mut statements: Vec<Statement>) -> Vec<Statement> {
    if let Some(Computed::Literal(timeout)) = &step.timeout {
        statements = vec![timed("timeout", *timeout).body(statements).into()];
    }
    if let Some(times) = step.retry.as_ref().and_then(|retry| retry.times) {
        statements = vec![Call::block("retry", statements).with(u64::from(times) + 1).into()];
    }
    if step.continue_on_error == Some(Computed::Literal(true)) {
        statements = vec![forgiven(statements)];
    }
    statements
}

/// Steps that may fail.
pub(super) fn forgiven(statements: Vec<Statement>) -> Statement {
    Call::block("catchError", statements)
        .named("buildResult", "SUCCESS")
        .named("stageResult", "UNSTABLE")
        .into()
}

/// The files in which commands leave something for GitHub. Here nobody reads them, but writing must not fail.
const FILES: [&str; 4] = ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"];

/// A file that takes everything.
fn nowhere(windows: bool) -> &'static str {
    if windows { "NUL" } else { "/dev/null" }
}

/// The step for a program that reads a script.
fn read_by(shell: Option<&str>, script: &str, windows: bool) -> (&'static str, String) {
    let script = script.trim_end_matches('\n');
    match shell {
        Some("pwsh") => ("pwsh", script.to_owned()),
        Some("powershell") => ("powershell", script.to_owned()),
        Some("cmd") => ("bat", script.to_owned()),
        Some("python") => ("sh", format!("#!/usr/bin/env python3\n{script}")),
        None if windows => ("pwsh", script.to_owned()),
        Some("bash") => ("sh", bash(script)),
        None if ["[[", "pipefail", "<(", "source ", "$'"].iter().any(|sign| script.contains(sign)) => ("sh", bash(script)),
        _ => ("sh", script.to_owned()),
    }
}

fn bash(script: &str) -> String {
    if script.starts_with("#!") {
        return script.to_owned();
    }
    format!("#!/usr/bin/env bash\nset -eo pipefail\n{script}")
}

/// A parameter of a step.
fn given(data: &Data, body: &mut Body<'_>) -> Value {
    match data {
        Data::Null => Value::code("null"),
        Data::Bool(value) => (*value).into(),
        Data::Number(number) => Value::code(number.as_str()),
        Data::Text(text) => body.say(text).value(),
        Data::List(items) => Value::List(items.iter().map(|item| given(item, body)).collect()),
        Data::Map(map) => Value::Map(map.iter().map(|(name, value)| (name.clone(), given(value, body))).collect()),
    }
}

/// Steps without blocks of Groovy of their own, for places that are Groovy already.
pub(super) fn flat(statements: Vec<Statement>) -> Vec<Statement> {
    let mut out = Vec::new();
    for statement in statements {
        match statement {
            Statement::Call(call) if call.name == "script" && call.arguments.is_empty() => out.extend(flat(call.body.unwrap_or_default())),
            Statement::Call(mut call) => {
                call.body = call.body.map(flat);
                out.push(call.into());
            }
            other => out.push(other),
        }
    }
    out
}
