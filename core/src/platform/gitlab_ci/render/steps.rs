//! The steps of a job -> its commands, caches and reports.

use super::body::{Body, block};
use super::fresh::Fresh;
use super::{login, outputs, text, tools};
use crate::diagnostic::Severity;
use crate::foreign;
use crate::model::scalar::Runtime;
use crate::model::{Action, Cache, Computed, Data, Reports, Setup, Step, When};
use crate::platform::gitlab_ci::syntax::{self};
use crate::platform::gitlab_ci::{condition, give, script};
use crate::recipe::{self, Login, Recipe, RunWhen};
use crate::render::{Feature, FileSet, loss};
use crate::resolve::{JobView, StepPlace};
use crate::text::ModelPath;

impl<'p> Fresh<'p> {
    pub(super) fn steps(&self, view: &JobView<'p>, body: &mut Body, written: &mut syntax::Job, files: &mut FileSet) {
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
                    body.variables
                        .insert("GIT_SUBMODULE_STRATEGY".into(), Data::Text("recursive".into()));
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
            let image = recipe::language_image(tool, recipe::builder(view.job))
                .filter(|_| number == 0 && linux && !builds && view.job.container.is_none());
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
            Self::carry_out(body, recipe, None, written, files);
        }
        Self::outputs(view, body, written);
        self.unknown_outputs(view, files);
    }

    fn step(&self, view: &JobView<'p>, step: &Step, place: StepPlace, body: &mut Body, written: &mut syntax::Job, files: &mut FileSet) {
        let path = self.plan.step_path(place);
        // What was a command elsewhere is the same command here.
        if let Some(text) = foreign::command(step) {
            return Self::commands(step, text, &path, body, files);
        }
        match &step.action {
            Action::Checkout(_) | Action::Fetch(_) | Action::Report(_) => {}
            Action::Setup(setup) => Self::downloads(setup, &path, body, files),
            Action::Run(script) => Self::commands(step, script, &path, body, files),
            Action::Cache(cache) => Self::cache(cache, body),
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
                let message = format!(
                    "`{}` runs on another system only; its place in the job fails until it is replaced",
                    it.action
                );
                files.lose(loss(Feature::Actions, Severity::Error, path, message));
                body.script.push(block(&[
                    format!(
                        "echo {} >&2",
                        text::quoted(&format!(
                            "{} has no counterpart on GitLab; replace it here",
                            it.action.replace('$', "")
                        ))
                    ),
                    "exit 1".into(),
                ]));
            }
            action => {
                if let Action::BuildImage(build) = action {
                    Self::builder(&recipe::named_image(self.plan, build), body);
                }
                match recipe::of(self.plan, view.index, path.clone(), step) {
                    Some(recipe) => {
                        Self::carry_out(body, recipe, Some(step), written, files);
                        if let (Action::BuildImage(build), Some(id)) = (action, &step.id) {
                            self.digest(build, id, body);
                        }
                    }
                    None => {
                        let message = format!("`{}` is left out: there is no way to do it here", action.key());
                        files.lose(loss(Feature::Commands, Severity::Error, path, message));
                    }
                }
            }
        }
        if let Some(reports) = step.shown() {
            Self::reports(reports, body, written);
        }
    }

    /// Docker, and a login where the image is pushed to.
    fn builder(build: &crate::model::BuildImage, body: &mut Body) {
        body.docker = true;
        let pushes = build.push.as_ref().is_some_and(|push| *push != Computed::Literal(false));
        let host = build.image.as_deref().and_then(|image| image.split_once('/')).map(|(host, _)| host);
        if pushes && let Some(host) = host.filter(|host| host.contains(['.', ':'])) {
            login::enter(body, &Login::Registry { host: host.to_owned() });
        }
    }

    fn commands(step: &Step, script: &str, path: &ModelPath, body: &mut Body, files: &mut FileSet) {
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
        let leaks = ["cd ", "export ", "set ", "exit"]
            .iter()
            .any(|word| script.lines().any(|line| line.trim_start().starts_with(word)));
        if step.timeout.is_some() {
            files.lose(loss(
                Feature::Timeouts,
                Severity::Info,
                path.clone().key("timeout"),
                "a part of a job has no time limit of its own",
            ));
        }
        if step.retry.is_some() {
            files.lose(loss(
                Feature::Retries,
                Severity::Info,
                path.clone().key("retry"),
                "a part of a job is not tried again by itself",
            ));
        }
        let made: Vec<String> = if alone && !leaks {
            script::commands(&script)
        } else {
            // In a shell of its own, so that the next commands find everything as it was.
            lines.extend(script.trim_end().lines().map(str::to_owned));
            let end = if step.continue_on_error == Some(Computed::Literal(true)) {
                ") || echo \"This may fail.\""
            } else {
                ")"
            };
            vec![block(
                &[
                    vec!["(".to_owned()],
                    lines
                        .iter()
                        .map(|line| if line.is_empty() { String::new() } else { format!("  {line}") })
                        .collect(),
                    vec![end.to_owned()],
                ]
                .concat(),
            )]
        };
        let made = outputs::caught(step, &script, made);
        match &step.when {
            None | Some(When::Success) => body.script.extend(made),
            Some(When::Always) => body.after.extend(made),
            Some(When::Failure) => body.after.push(after_failure(&made)),
            Some(When::Never) => {}
            Some(When::OnDemand) => {
                files.lose(loss(
                    Feature::Conditions,
                    Severity::Error,
                    path.clone().key("when"),
                    "a part of a job cannot wait for a person; it is left out",
                ));
            }
            Some(When::Expression(expression)) => match shell(expression) {
                Some(test) => {
                    let mut lines = vec![format!("if {test}; then")];
                    lines.extend(
                        made.iter()
                            .flat_map(|text| text.trim_end().lines().map(|line| format!("  {line}")).collect::<Vec<_>>()),
                    );
                    lines.push("fi".into());
                    body.script.push(block(&lines));
                }
                None => {
                    files.lose(loss(
                        Feature::Conditions,
                        Severity::Error,
                        path.clone().key("when"),
                        "the condition cannot be said, so this part of the job always runs",
                    ));
                    body.script.extend(made);
                }
            },
        }
    }

    fn cache(cache: &Cache, body: &mut Body) {
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
        let cache = give::cache(&cache);
        body.caches.extend(cache.filter(|cache| !body.caches.contains(cache)));
    }

    /// What a package manager has fetched, kept between runs.
    fn downloads(setup: &Setup, path: &ModelPath, body: &mut Body, files: &mut FileSet) {
        let Some(wanted) = setup.cache.as_deref().filter(|wanted| *wanted != "false") else {
            return;
        };
        let tool = if wanted == "true" {
            tools::packages_of(setup.tool.name())
        } else {
            Some(wanted)
        };
        let Some(usual) = tool.and_then(tools::usual) else {
            let message = format!("where `{wanted}` keeps its downloads is not known, so they are fetched in every run");
            files.lose(loss(Feature::Caches, Severity::Warning, path.clone().key("setup"), message));
            return;
        };
        let lock = setup.with.get("cache-dependency-path").and_then(Data::as_word);
        let lock = lock.filter(|lock| !lock.contains(['*', '\n', '$'])).unwrap_or(usual.lock);
        let cache = Cache {
            tool: Some(usual.tool.to_owned()),
            key: Some(format!("{}-${{{{ hashFiles('{lock}') }}}}", usual.tool)),
            ..Cache::default()
        };
        Self::cache(&cache, body);
    }

    fn reports(reports: &Reports, body: &mut Body, written: &mut syntax::Job) {
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
    pub(super) fn carry_out(body: &mut Body, recipe: Recipe, step: Option<&Step>, written: &mut syntax::Job, files: &mut FileSet) {
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
                Self::reports(reports, body, written);
            }
            body.leaves.extend(act.leaves);
        }
        for loss in recipe.losses {
            files.lose(loss);
        }
    }
}

fn body_text(depth: &Computed<u32>) -> String {
    text::script(&depth.to_string()).text
}

fn body_say(body: &mut Body, text: &str) -> String {
    body.say(text)
}

/// Commands that run only when the job failed.
fn after_failure(commands: &[String]) -> String {
    let mut lines = vec!["if [ \"$CI_JOB_STATUS\" = failed ]; then".to_owned()];
    lines.extend(commands.iter().flat_map(|text| {
        text.trim_end()
            .lines()
            .map(|line| if line.is_empty() { String::new() } else { format!("  {line}") })
            .collect::<Vec<_>>()
    }));
    lines.push("fi".into());
    block(&lines)
}

/// A condition as a test of a shell, for the plainest ones.
pub(super) fn shell(expression: &crate::model::scalar::Expression) -> Option<String> {
    use crate::platform::gitlab_ci::expression::{Comparison, Rule};
    fn test(rule: &Rule) -> Option<String> {
        Some(match rule {
            Rule::Variable(name) => format!("[ -n \"${name}\" ]"),
            Rule::And(left, right) => format!("{} && {}", test(left)?, test(right)?),
            Rule::Or(left, right) => format!("{{ {} || {}; }}", test(left)?, test(right)?),
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
    let tree = crate::expression::parse(expression.inner()?).ok()?;
    let given = condition::rule_of(&outputs::bound(tree))?;
    if given.word.is_some() {
        return None;
    }
    given.rule.as_ref().and_then(test)
}
