//! A job of a plan -> a job of a file.

use super::body::{Body, block};
use super::fresh::{Fresh, duration, need, variables};
use super::{companions, login, text, tools};
use crate::diagnostic::Severity;
use crate::foreign::{Literal, Syntax};
use crate::model::scalar::Runtime;
use crate::model::{Action, Cache, Computed, Data, Gate, GateKind, Job, Reports, Runner, Step, When};
use crate::platform::gitlab_ci::syntax::{self, Values};
use crate::platform::gitlab_ci::{condition, give};
use crate::recipe::{self, Login, Recipe, RunWhen};
use crate::render::{Feature, FileSet, loss};
use crate::resolve::{Binding, Combinations, JobView, StepPlace, expand};
use crate::text::ModelPath;

/// What jobs run in that ask for nothing else: Ubuntu with Git and curl.
const PLAIN: &str = "buildpack-deps:noble-scm";

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
        said.env = stage.map(|stage| stage.stage.env.clone()).unwrap_or_default();
        if let Some(environment) = view.environment.and_then(Binding::known).and_then(|index| self.plan.environment(index)) {
            said.env.extend(environment.environment.env.clone());
            if let Some(place) = said.environment.as_mut().filter(|place| place.url.is_none()) {
                place.url = environment.environment.url.clone();
            }
        }
        said.env.extend(job.env.clone());
        let stage_id = stage.map(|stage| stage.id.clone()).unwrap_or_else(|| crate::id!("test"));
        let Ok(mut written) = syntax::Job::take(give::job(&said, &stage_id, &self.scope)) else { return Data::Null };
        if matches!(said.when, Some(When::Expression(_))) && !condition::give(&said, &mut syntax::Job::default()) {
            let message = "the condition cannot be said in `rules`, so the job always runs";
            files.lose(loss(Feature::Conditions, Severity::Error, path.clone().key("when"), message));
        }
        written.parallel = self.parallel(job, &path, files);
        let mut unsaid = Vec::new();
        if let Some(values) = &mut written.variables {
            variables(values, &mut unsaid);
        }
        self.needs(view, &mut written);
        if job.call.is_some() {
            self.call(&mut written);
        } else {
            let mut body = Body::default();
            self.steps(view, &mut body, &mut written, files);
            self.finish(view, body, &mut written, &mut unsaid);
        }
        if view.deploys || view.environment.is_some() {
            written.interruptible = Some(Literal::Bool(false));
        }
        let mut data = written.give();
        if let Data::Map(map) = &mut data {
            map.retain(|_, value| *value != Data::Map(Values::new()));
            for key in ["image", "services", "tags", "environment", "parallel", "resource_group", "cache", "artifacts", "trigger"] {
                if let Some(value) = map.get_mut(key) {
                    text::each(value, &mut unsaid);
                }
            }
        }
        self.unsaid(&unsaid, &path, files);
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
        let environment = view.environment.and_then(Binding::known).and_then(|index| self.plan.environment(index));
        let of_it = environment.map(|view| view.environment.gates.as_slice()).unwrap_or_default();
        let deploys = view.deploys || environment.is_some();
        let mut buttons = Vec::new();
        // Of a gate before the job, the job that stands for it has the button.
        for gate in of_it.iter().filter(|gate| deploys && companions::by_people(gate)) {
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
    fn parallel(&self, job: &Job, path: &ModelPath, files: &mut FileSet) -> Option<syntax::Parallel> {
        let matrix = job.matrix.as_deref()?;
        let path = path.clone().key("matrix");
        let Computed::Literal(matrix) = matrix else {
            files.lose(loss(Feature::Matrices, Severity::Error, path, "a computed matrix cannot be said; the job runs once"));
            return None;
        };
        if matrix.max_parallel.is_some() {
            files.lose(loss(Feature::Matrices, Severity::Info, path.clone(), "GitLab does not limit how many run at once"));
        }
        if matrix.include.is_none() && matrix.exclude.is_none() {
            return give::matrix(matrix);
        }
        let Combinations::Listed(listed) = expand(matrix) else {
            files.lose(loss(Feature::Matrices, Severity::Error, path, "a matrix with a computed part cannot be said; the job runs once"));
            return None;
        };
        let scalar = |map: &Values| map.iter().filter(|(_, value)| value.as_word().is_some()).map(|(key, value)| (key.replace('-', "_"), Data::Text(value.as_word().unwrap_or("").to_owned()))).collect();
        Some(syntax::Parallel::Matrix(syntax::ParallelMap {
            matrix: Some(listed.iter().map(scalar).collect()),
            rest: Values::new(),
        }))
    }

    /// The jobs that a job waits for: those it names, or those of its stage's own `after`, and the gates before it.
    pub(super) fn needs(&self, view: &JobView<'p>, written: &mut syntax::Job) {
        let stage = self.plan.stage(view.stage);
        let fetched = self.fetched(view);
        let mut names: Vec<String> = Vec::new();
        let mut explicit = false;
        let own_gate = self.gates.get(&view.index);
        let stage_gate = self.stage_gates.get(&view.stage);
        match (&view.job.after, stage.and_then(|stage| stage.stage.after.as_ref())) {
            (Some(after), _) => {
                explicit = true;
                let find = |name: &crate::model::JobName| self.jobs.find(name.stage.as_ref(), view.stage, &name.job);
                names.extend(after.iter().filter_map(find).map(|job| self.jobs.name(job).to_owned()));
            }
            (None, Some(_)) => {
                explicit = true;
                names.extend(self.jobs.before(view.stage).iter().cloned());
            }
            (None, None) if own_gate.is_some() || stage_gate.is_some() => {
                explicit = true;
                names.extend(self.jobs.before(view.stage).iter().cloned());
            }
            (None, None) => {}
        }
        if explicit {
            for gate in [stage_gate, own_gate].into_iter().flatten() {
                names.push(gate.clone());
            }
            names.extend(fetched.iter().filter(|name| !names.contains(name)).cloned().collect::<Vec<_>>());
            let needs = names.iter().map(|name| {
                let publishes = self.scope.published.iter().any(|(_, publisher)| publisher == name);
                need(name, self.is_conditional(name), !publishes || fetched.contains(name))
            });
            written.needs = Some(needs.collect());
            written.dependencies = None;
        } else if !self.scope.published.is_empty() && view.job.call.is_none() {
            // Without this, a job gets the files of all jobs before it.
            let level = self.scope.levels.get(self.jobs.name(view.index)).copied().unwrap_or_default();
            if self.scope.published.iter().any(|(of, _)| *of < level) {
                written.dependencies = Some(fetched.into_iter().map(Literal::Text).collect());
            }
        }
    }

    /// True when a job is left out of some pipelines.
    fn is_conditional(&self, name: &str) -> bool {
        self.plan.jobs_of(self.index).any(|view| {
            let stage = self.plan.stage(view.stage).and_then(|stage| stage.stage.when.as_ref());
            let when = view.job.when.as_ref().or(stage);
            self.jobs.name(view.index) == name && matches!(when, Some(When::Expression(_) | When::Never))
        })
    }

    /// The jobs whose files a job fetches.
    fn fetched(&self, view: &JobView<'p>) -> Vec<String> {
        let artifacts = view.job.steps.iter().flat_map(|step| match &step.action {
            Action::Fetch(fetch) => fetch.artifact.literal().into_iter().collect::<Vec<_>>(),
            Action::Deploy(deploy) => deploy.artifacts.iter().collect(),
            _ => Vec::new(),
        });
        let mut names: Vec<String> = artifacts.filter_map(|artifact| self.scope.publishers.get(artifact).cloned()).collect();
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(name.clone()) && name != self.jobs.name(view.index));
        names
    }

    fn call(&self, written: &mut syntax::Job) {
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

    fn steps(&self, view: &JobView<'p>, body: &mut Body, written: &mut syntax::Job, files: &mut FileSet) {
        let checkout = view.job.steps.iter().find_map(|step| match &step.action {
            Action::Checkout(checkout) => Some(checkout),
            _ => None,
        });
        match checkout {
            None => {
                body.variables.insert("GIT_STRATEGY".into(), Data::Text("none".into()));
            }
            Some(checkout) => {
                if let Some(depth) = &checkout.depth {
                    body.variables.insert("GIT_DEPTH".into(), Data::Text(body_text(depth)));
                }
                if checkout.submodules == Some(Computed::Literal(true)) {
                    body.variables.insert("GIT_SUBMODULE_STRATEGY".into(), Data::Text("recursive".into()));
                }
            }
        }
        let setups: Vec<&Runtime> = view
            .job
            .steps
            .iter()
            .filter_map(|step| match &step.action {
                Action::Setup(setup) => Some(&setup.tool),
                _ => None,
            })
            .collect();
        let linux = self.is_linux(view);
        let builds = view.job.steps.iter().any(|step| matches!(step.action, Action::BuildImage(_)));
        for (number, tool) in setups.iter().enumerate() {
            body.lacks(tool.name());
            let image = tools::image(tool, java(view.job)).filter(|_| number == 0 && linux && !builds && view.job.container.is_none());
            match (image, tools::install(tool)) {
                (Some(image), _) => body.image = Some(body_say(body, &image)),
                (None, Some(lines)) if linux => {
                    let text = body_say(body, &block(&lines));
                    body.packages.extend(["curl", "ca-certificates"]);
                    body.before.push(text);
                }
                _ => {
                    let message = format!("`{tool}` must be there on the machine");
                    files.lose(loss(Feature::Setups, Severity::Warning, self.plan.job_path(view.index), message));
                }
            }
        }
        let steps = view.job.steps.clone();
        for (number, step) in steps.iter().enumerate() {
            let place = StepPlace {
                job: view.index,
                step: u32::try_from(number).unwrap_or(u32::MAX),
                inner: None,
            };
            self.step(view, step, place, body, written, files);
        }
        if let Some(recipe) = recipe::way_back(self.plan, view.index) {
            self.carry_out(body, recipe, None, written, files);
        }
        self.outputs(view, body, written, files);
    }

    /// Values for later jobs, by way of a file of variables.
    fn outputs(&self, view: &JobView<'p>, _: &mut Body, _: &mut syntax::Job, files: &mut FileSet) {
        if !view.job.outputs.is_empty() {
            let path = self.plan.job_path(view.index).key("outputs");
            let message = "what a step gives back is not known to GitLab; write it to a file and name that in `artifacts: reports: dotenv`";
            files.lose(loss(Feature::Outputs, Severity::Warning, path, message));
        }
    }

    fn is_linux(&self, view: &JobView<'p>) -> bool {
        match self.plan.runner_of(view) {
            None => true,
            Some(Computed::Literal(Runner::Hosted(Computed::Literal(label)))) => !label.starts_with("windows") && !label.starts_with("macos"),
            Some(Computed::Literal(Runner::SelfHosted(_) | Runner::Pool(_))) => true,
            Some(_) => false,
        }
    }

    fn step(&self, view: &JobView<'p>, step: &Step, place: StepPlace, body: &mut Body, written: &mut syntax::Job, files: &mut FileSet) {
        let path = self.plan.step_path(place);
        match &step.action {
            Action::Checkout(_) | Action::Setup(_) | Action::Fetch(_) => {}
            Action::Run(script) => self.commands(step, script, &path, body, files),
            Action::Cache(cache) => self.cache(cache, body),
            Action::Publish(publish) => give::publish(publish, written),
            Action::Parallel(steps) => {
                for (number, step) in steps.iter().enumerate() {
                    let place = StepPlace {
                        inner: u32::try_from(number).ok(),
                        ..place
                    };
                    self.step(view, step, place, body, written, files);
                }
            }
            Action::Use(it) => {
                let message = format!("`{}` runs on another system only; its place in the job fails until it is replaced", it.action);
                files.lose(loss(Feature::Actions, Severity::Error, path, message));
                body.script.push(block(&[
                    format!("echo {} >&2", text::quoted(&format!("{} has no counterpart on GitLab; replace it here", it.action.replace('$', "")))),
                    "exit 1".into(),
                ]));
            }
            action => {
                if let Action::BuildImage(build) = action {
                    self.builder(build, body);
                }
                match recipe::of(self.plan, view.index, path.clone(), step) {
                    Some(recipe) => self.carry_out(body, recipe, Some(step), written, files),
                    None => {
                        let message = format!("`{}` is left out: there is no way to do it here", action.key());
                        files.lose(loss(Feature::Commands, Severity::Error, path, message));
                    }
                }
            }
        }
        if let Some(reports) = step.reports.as_deref() {
            self.reports(reports, body, written);
        }
    }

    /// Docker, and a login where the image is pushed to.
    fn builder(&self, build: &crate::model::BuildImage, body: &mut Body) {
        body.docker = true;
        let pushes = build.push.as_ref().is_some_and(|push| *push != Computed::Literal(false));
        let host = build.image.as_deref().and_then(|image| image.split_once('/')).map(|(host, _)| host);
        if pushes && let Some(host) = host.filter(|host| host.contains(['.', ':'])) {
            login::enter(body, &Login::Registry { host: host.to_owned() });
        }
    }

    fn commands(&self, step: &Step, script: &str, path: &ModelPath, body: &mut Body, files: &mut FileSet) {
        if std::mem::take(&mut body.strict) && step.when.is_none() {
            body.script.push("set +u".into());
        }
        let script = body.say(script);
        let exports = body.exports(&step.env);
        let mut lines: Vec<String> = Vec::new();
        lines.extend(exports);
        if let Some(dir) = &step.dir {
            let dir = body.say(dir);
            lines.push(format!("cd {}", text::quoted(&dir)));
        }
        let alone = lines.is_empty() && step.continue_on_error != Some(Computed::Literal(true));
        let leaks = ["cd ", "export ", "set ", "exit"].iter().any(|word| script.lines().any(|line| line.trim_start().starts_with(word)));
        if step.timeout.is_some() {
            files.lose(loss(Feature::Timeouts, Severity::Info, path.clone().key("timeout"), "a part of a job has no time limit of its own"));
        }
        if step.retry.is_some() {
            files.lose(loss(Feature::Retries, Severity::Info, path.clone().key("retry"), "a part of a job is not tried again by itself"));
        }
        let made: Vec<String> = if alone && !leaks {
            give::commands(&script)
        } else {
            // In a shell of its own, so that the next commands find everything as it was.
            lines.extend(script.trim_end().lines().map(str::to_owned));
            let end = if step.continue_on_error == Some(Computed::Literal(true)) { ") || echo \"This may fail.\"" } else { ")" };
            vec![block(&[vec!["(".to_owned()], lines.iter().map(|line| if line.is_empty() { String::new() } else { format!("  {line}") }).collect(), vec![end.to_owned()]].concat())]
        };
        match &step.when {
            None | Some(When::Success) => body.script.extend(made),
            Some(When::Always) => body.after.extend(made),
            Some(When::Failure) => body.after.push(after_failure(&made)),
            Some(When::Never) => {}
            Some(When::OnDemand) => {
                files.lose(loss(Feature::Conditions, Severity::Error, path.clone().key("when"), "a part of a job cannot wait for a person; it is left out"));
            }
            Some(When::Expression(expression)) => match shell(expression) {
                Some(test) => {
                    let mut lines = vec![format!("if {test}; then")];
                    lines.extend(made.iter().flat_map(|text| text.trim_end().lines().map(|line| format!("  {line}")).collect::<Vec<_>>()));
                    lines.push("fi".into());
                    body.script.push(block(&lines));
                }
                None => {
                    files.lose(loss(Feature::Conditions, Severity::Error, path.clone().key("when"), "the condition cannot be said, so this part of the job always runs"));
                    body.script.extend(made);
                }
            },
        }
    }

    fn cache(&self, cache: &Cache, body: &mut Body) {
        let usual = cache.tool.as_deref().and_then(tools::usual);
        let mut cache = cache.clone();
        if let (Some(usual), true) = (usual, cache.paths.is_empty()) {
            cache.paths = usual.folders.iter().map(|&folder| folder.to_owned()).collect();
            if cache.key.is_none() {
                cache.key = Some(format!("{}-${{{{ hashFiles('{}') }}}}", usual.tool, usual.lock));
            }
            if let Some((name, value)) = usual.variable {
                body.variables.insert(name.to_owned(), Data::Text(value.to_owned()));
            }
        }
        body.caches.extend(give::cache(&cache));
    }

    fn reports(&self, reports: &Reports, body: &mut Body, written: &mut syntax::Job) {
        give::reports(reports, written);
        let kept = [&reports.sarif, &reports.lcov, &reports.trx, &reports.html];
        body.leaves.extend(kept.into_iter().flat_map(|files| files.iter().cloned()));
        if let Some(artifacts) = &mut written.artifacts
            && artifacts.reports.is_some()
        {
            artifacts.when = Some("always".into());
        }
    }

    /// Adds what a recipe needs and its acts.
    pub(super) fn carry_out(&self, body: &mut Body, recipe: Recipe, step: Option<&Step>, written: &mut syntax::Job, files: &mut FileSet) {
        login::provide(body, &recipe.needs);
        for act in recipe.acts {
            let mut env = act.env;
            if let Some(step) = step {
                env.extend(step.env.iter().map(|(name, value)| (name.clone(), value.clone())));
            }
            let mut lines = vec![format!("# {}", body.say(&act.name))];
            lines.extend(body.exports(&env));
            lines.push(act.script.trim_end().to_owned());
            let text = block(&lines);
            match act.run {
                RunWhen::Normally => match step.and_then(|step| step.when.as_ref()) {
                    Some(When::Always) => body.after.push(text),
                    Some(When::Failure) => body.after.push(after_failure(&[text])),
                    _ => {
                        body.strict = true;
                        body.script.push(text);
                    }
                },
                RunWhen::Always => body.after.push(text),
                RunWhen::AfterFailure => body.after.push(after_failure(&[text])),
            }
            if let Some(reports) = &act.reports {
                self.reports(reports, body, written);
            }
            body.leaves.extend(act.leaves);
        }
        for loss in recipe.losses {
            files.lose(loss);
        }
    }

    /// Puts what was collected into the job.
    pub(super) fn finish(&self, view: &JobView<'p>, mut body: Body, written: &mut syntax::Job, unsaid: &mut Vec<String>) {
        let linux = self.is_linux(view);
        if body.docker && linux {
            if written.image.is_none() {
                self.docker(&mut body, written);
            }
        } else if linux && written.image.is_none() {
            let plain = self.pipeline.container.is_none();
            match &body.image {
                Some(name) if name.contains("azure-cli") || name.contains("aws-cli") => {
                    let mut with = image(name);
                    with.0.entrypoint = Some(vec![Literal::Text(String::new())]);
                    written.image = Some(with);
                }
                Some(name) => {
                    written.image = Some(image(name));
                    // These have what others bring as packages.
                    let there = ["curl", "git", "ca-certificates"];
                    body.packages.retain(|package| !there.contains(package) || name.starts_with("eclipse-temurin"));
                    packages(&mut body);
                }
                None if plain => {
                    written.image = Some(image(PLAIN));
                    body.packages.retain(|package| !["curl", "git", "ca-certificates", "openssh-client", "gnupg"].contains(package));
                    packages(&mut body);
                }
                None => packages(&mut body),
            }
        }
        unsaid.append(&mut body.unsaid);
        if body.script.is_empty() {
            body.script.push("echo \"Nothing to run.\"".into());
        }
        let mut values = written.variables.take().unwrap_or_default();
        for (name, value) in std::mem::take(&mut body.variables) {
            values.entry(name).or_insert(value);
        }
        if body.after.iter().any(|text| text.contains("CI_JOB_STATUS")) {
            values.entry("RUNNER_AFTER_SCRIPT_TIMEOUT".into()).or_insert_with(|| Data::Text("30m".into()));
        }
        written.variables = (!values.is_empty()).then_some(values);
        if !body.id_tokens.is_empty() {
            written.id_tokens = Some(Data::Map(body.id_tokens));
        }
        let script = |lines: Vec<String>| (!lines.is_empty()).then_some(syntax::Script(lines));
        if !body.after.is_empty() {
            // A shell of its own, which has not seen what was installed.
            body.after.insert(0, "export PATH=\"$HOME/.local/bin:$PATH\"".into());
        }
        body.before.append(&mut body.opened);
        written.before_script = script(body.before);
        written.script = script(body.script);
        written.after_script = script(body.after);
        written.cache = (!body.caches.is_empty()).then_some(syntax::Caches(body.caches));
        if !body.leaves.is_empty() {
            let artifacts = written.artifacts.get_or_insert_default();
            let paths = artifacts.paths.get_or_insert_default();
            for leave in body.leaves {
                if !paths.contains(&leave) {
                    paths.push(leave);
                }
            }
            artifacts.when = Some("always".into());
        }
        if let Some(artifacts) = &mut written.artifacts {
            artifacts.expire_in.get_or_insert_with(|| duration(crate::model::scalar::Duration::from_days(7)));
        }
    }
}

impl Fresh<'_> {
    /// Docker beside the job: its own image when nothing else is needed, since that has no room for other tools.
    fn docker(&self, body: &mut Body, written: &mut syntax::Job) {
        let alone = body.before.is_empty() && body.image.is_none();
        let mut services = written.services.take().unwrap_or_default();
        services.push(syntax::Service(syntax::ServiceMap {
            name: Some("docker:28-dind".into()),
            alias: Some("docker".into()),
            ..syntax::ServiceMap::default()
        }));
        written.services = Some(services);
        let mut set = |name: &str, value: &str| body.variables.insert(name.to_owned(), Data::Text(value.to_owned()));
        set("DOCKER_TLS_CERTDIR", "/certs");
        if alone {
            written.image = Some(image("docker:28"));
            if !body.packages.is_empty() {
                let names: Vec<&str> = body.packages.iter().map(|name| if *name == "openssh-client" { "openssh" } else { name }).collect();
                body.before.insert(0, format!("apk add --no-cache {}", names.join(" ")));
            }
            return;
        }
        set("DOCKER_HOST", "tcp://docker:2376");
        set("DOCKER_TLS_VERIFY", "1");
        set("DOCKER_CERT_PATH", "/certs/client");
        written.image = Some(image(PLAIN));
        body.image = None;
        body.packages.retain(|package| !["curl", "git", "ca-certificates", "openssh-client", "gnupg"].contains(package));
        body.packages.extend(["docker.io", "docker-buildx"]);
        packages(body);
    }
}

fn packages(body: &mut Body) {
    if !body.packages.is_empty() {
        let names: Vec<&str> = body.packages.iter().copied().collect();
        body.before.insert(0, format!("apt-get update && apt-get install --yes --no-install-recommends {}", names.join(" ")));
    }
}

fn image(name: &str) -> syntax::Image {
    syntax::Image(syntax::ImageMap {
        name: Some(name.to_owned()),
        ..syntax::ImageMap::default()
    })
}

fn body_text(depth: &Computed<u32>) -> String {
    text::script(&depth.to_string()).text
}

fn body_say(body: &mut Body, text: &str) -> String {
    body.say(text)
}

/// What a Java job builds with.
fn java(job: &Job) -> &'static str {
    let runs = |word: &str| {
        job.steps.iter().any(|step| match &step.action {
            Action::Run(script) => script.lines().any(|line| line.trim_start().starts_with(word)),
            _ => false,
        })
    };
    if runs("mvn ") {
        "maven"
    } else if runs("gradle ") {
        "gradle"
    } else {
        ""
    }
}

/// Commands that run only when the job failed.
fn after_failure(commands: &[String]) -> String {
    let mut lines = vec!["if [ \"$CI_JOB_STATUS\" = failed ]; then".to_owned()];
    lines.extend(commands.iter().flat_map(|text| text.trim_end().lines().map(|line| if line.is_empty() { String::new() } else { format!("  {line}") }).collect::<Vec<_>>()));
    lines.push("fi".into());
    block(&lines)
}

/// A condition as a test of a shell, for the plainest ones.
fn shell(expression: &crate::model::scalar::Expression) -> Option<String> {
    use crate::platform::gitlab_ci::expression::{Comparison, Rule};
    fn test(rule: &Rule) -> Option<String> {
        Some(match rule {
            Rule::Variable(name) => format!("[ -n \"${name}\" ]"),
            Rule::And(left, right) => format!("{} && {}", test(left)?, test(right)?),
            Rule::Compare(comparison @ (Comparison::Equal | Comparison::Unequal), left, right) => {
                let sign = if *comparison == Comparison::Equal { "=" } else { "!=" };
                let word = |rule: &Rule| match rule {
                    Rule::Variable(name) => Some(format!("\"${name}\"")),
                    Rule::Text(text) => Some(format!("\"{}\"", text.replace('"', "\\\""))),
                    Rule::Null => Some("\"\"".to_owned()),
                    _ => None,
                };
                format!("[ {} {sign} {} ]", word(left)?, word(right)?)
            }
            _ => return None,
        })
    }
    let given = condition::rule(expression)?;
    if given.word.is_some() {
        return None;
    }
    given.rule.as_ref().and_then(test)
}
