//! A step of a job -> steps of a workflow.

use super::body::Body;
use super::login;
use super::reports;
use super::workflow::{Workflow, over};
use crate::diagnostic::Severity;
use crate::emit::shell;
use crate::foreign::{self, Extended, Literal, Notes, Syntax, extension};
use crate::model::{Access, Action, BuildImage, Computed, Data, EnvValue, ScanKind, Step, When, lend_all, lift_all};
use crate::platform::github_actions::syntax::{self, Draft, Fields, Text};
use crate::platform::github_actions::words::{give_env, give_flag, give_timeout, give_value, give_when};
use crate::platform::github_actions::{EXTENSION, actions};
use crate::recipe::{self, Act, Recipe, RunWhen};
use crate::render::{Feature, FileSet, loss};
use crate::resolve::{JobView, StepPlace};

impl<'p> Workflow<'p> {
    /// Adds the steps that do what a step says: one, unless it is done by commands.
    pub(super) fn step(&self, body: &mut Body<'_, 'p>, view: &JobView<'p>, place: StepPlace, step: &'p Step, files: &mut FileSet) {
        let mut own = extension(&step.extensions, EXTENSION);
        // A file's own words for what the step does come before ours, as long as the step still means that.
        if let Action::Call(call) = &step.action {
            return self.call_of_step(body, place, step, call, files);
        }
        if !actions::means(own, &step.action) {
            own = own.without(&["uses", "version", "with", "run"]);
        }
        let original = own.text("uses").or_else(|| own.text("run")).is_some();
        let mut written = frame(step);
        match &step.action {
            Action::Run(script) if script.is_empty() && (self.adopted || own.says()) => {}
            Action::Run(script) if script.is_empty() => return self.of_another(body, place, step, None, files),
            Action::Run(script) if self.adopted => written.run = Some(Literal::Text(script.into())),
            Action::Run(script) => written.run = Some(Literal::Text(lines(script))),
            Action::Use(it) if !self.adopted && !actions::runs_here(&it.action) => {
                return self.of_another(body, place, step, Some(&it.action), files);
            }
            Action::Use(it) => {
                written.uses = Some(it.action.as_str().into());
                written.with = (!it.with.is_empty()).then(|| lend_all(&it.with));
            }
            Action::Parallel(steps) if self.adopted => {
                // Side by side only where the file already did so: not every GitHub knows it.
                let mut notes = Notes::default();
                let mut inner = body.inside(&mut notes);
                for step in steps {
                    self.step(&mut inner, view, place, step, files);
                }
                written.rest.insert("parallel".into(), Data::List(inner.steps));
            }
            Action::Parallel(steps) => {
                for (number, step) in steps.iter().enumerate() {
                    let place = StepPlace {
                        inner: u32::try_from(number).ok(),
                        ..place
                    };
                    self.step(body, view, place, step, files);
                }
                return;
            }
            // What was a command elsewhere is the same command here.
            _ if !original && foreign::command(step).is_some() => {
                written.run = foreign::command(step).map(|command| Literal::Text(lines(command)));
            }
            action if original => {
                // Before its parameters, as people write it.
                written.uses = own.text("uses").map(Text::from);
                let says = own
                    .text("uses")
                    .is_some_and(|uses| !actions::Uses::of(uses).is_some_and(actions::keeps_parameters));
                if let Some((_, mut with)) = actions::give(action).filter(|_| says) {
                    actions::settle(own.text("uses"), &mut with);
                    written.with = (!with.is_empty()).then(|| lift_all(with));
                }
            }
            Action::BuildImage(build) => return image(body, &recipe::named_image(self.plan, build), written, own),
            _ if login::password(step).is_some() => {
                settle_in(&mut written);
                login::by_password(body, step, written);
                return self.unsaid(step, place, files);
            }
            Action::Report(reports) => return reports::show(body, reports, step.when.as_ref()),
            action => match actions::give(action) {
                Some((name, mut with)) => {
                    if !self.adopted {
                        expect(action, &mut with);
                    }
                    written.with = (!with.is_empty()).then(|| lift_all(with));
                    written.uses = Some(body.pin(name));
                }
                None => return self.intent(body, view, place, step, files),
            },
        }
        if !self.adopted && written.uses.is_some() {
            settle_in(&mut written);
        }
        let mut data = written.give();
        over(&mut data, own);
        body.put_comments(own);
        body.steps.push(data);
        if matches!(step.action, Action::Checkout(_)) {
            body.may("contents", Access::Read);
        }
        if let Some(reports) = step.reports.as_deref().filter(|_| !self.adopted) {
            reports::show(body, reports, None);
        }
        self.unsaid(step, place, files);
    }

    /// A step that only another system can run. Its place fails until somebody replaces it, so that nothing is skipped unseen.
    pub(super) fn of_another(&self, body: &mut Body<'_, 'p>, place: StepPlace, step: &'p Step, action: Option<&str>, files: &mut FileSet) {
        let what = match (action, step.extensions.keys().next()) {
            (Some(action), _) => format!("`{action}`"),
            (None, Some(system)) => format!("a step of {}", system.replace('_', "-")),
            // An empty command does nothing anywhere.
            (None, None) => return,
        };
        let message = format!("{what} runs on another system only; its place in the job fails until it is replaced");
        files.lose(loss(Feature::Actions, Severity::Error, self.plan.step_path(place), message));
        let mut written = frame(step);
        written.working_directory = None;
        written.shell = Some("bash".into());
        let told = shell::word(&format!("{what} has no counterpart here; replace this step"));
        written.run = Some(Literal::Text(format!("echo {told} >&2\nexit 1\n").into()));
        body.steps.push(written.give());
    }

    /// What a step says that no step of GitHub can say.
    pub(super) fn unsaid(&self, step: &Step, place: StepPlace, files: &mut FileSet) {
        if step.retry.is_some() {
            let path = self.plan.step_path(place).key("retry");
            files.lose(loss(
                Feature::Retries,
                Severity::Warning,
                path,
                "GitHub Actions does not try a step again",
            ));
        }
    }

    /// An intent that is done by an action of GitHub's own, or by commands.
    fn intent(&self, body: &mut Body<'_, 'p>, view: &JobView<'p>, place: StepPlace, step: &'p Step, files: &mut FileSet) {
        let path = self.plan.step_path(place);
        let from = body.steps.len();
        match &step.action {
            Action::Attest(attest) if attest.image.as_deref().is_some_and(|image| !image.contains('@')) && digest(view).is_none() => {
                let message =
                    "`attest` is left out: the digest of the image is not known; give the step of this job that builds it an `id`";
                files.lose(loss(Feature::Attestations, Severity::Error, path, message));
            }
            Action::Attest(attest) => {
                body.may("id-token", Access::Write);
                body.may("attestations", Access::Write);
                let with: Vec<(&'static str, String)> = match (&attest.image, &attest.artifact) {
                    (Some(image), _) => {
                        let built = digest(view).unwrap_or_default();
                        let (name, digest) = image.split_once('@').unwrap_or((image.as_str(), &built));
                        let name = match name.rsplit_once(':') {
                            Some((name, tag)) if !tag.contains('/') => name,
                            _ => name,
                        };
                        vec![
                            ("subject-name", name.to_owned()),
                            ("subject-digest", digest.to_owned()),
                            ("push-to-registry", "true".to_owned()),
                        ]
                    }
                    (None, Some(artifact)) => vec![("subject-path", format!("{artifact}/**"))],
                    (None, None) => vec![("subject-path", "dist/**".to_owned())],
                };
                let name = step.name.as_deref().unwrap_or("Attest how it was built");
                body.action(name, "actions/attest-build-provenance", with);
            }
            Action::Scan(scan) if scan.kind == ScanKind::Sast && scan.tool.as_deref() == Some("codeql") => {
                body.may("security-events", Access::Write);
                body.may("contents", Access::Read);
                body.action("Start CodeQL", "github/codeql-action/init", []);
                body.action("Analyse with CodeQL", "github/codeql-action/analyze", []);
            }
            _ => match recipe::of(self.plan, view.index, path.clone(), step) {
                Some(recipe) => Self::carry_out(body, recipe, Some(step), files),
                None => {
                    let what = step.action.key();
                    let feature = Feature::of_action(&step.action);
                    files.lose(loss(
                        feature,
                        Severity::Error,
                        path,
                        format!("`{what}` is left out: there is no way to do it here"),
                    ));
                }
            },
        }
        if let Some(id) = &step.id {
            identify(body.steps.iter_mut().skip(from), id);
        }
        self.unsaid(step, place, files);
    }

    /// Adds what a recipe needs and its acts.
    pub(super) fn carry_out(body: &mut Body<'_, 'p>, recipe: Recipe, step: Option<&'p Step>, files: &mut FileSet) {
        let tokens = login::provide(body, &recipe.needs);
        let single = recipe.acts.len() == 1;
        for act in recipe.acts {
            let reports = act.reports.clone();
            let leaves = act.leaves.clone();
            let name = act.name.clone();
            body.push(written(act, step, single, &tokens));
            if let Some(reports) = reports {
                reports::show(body, &reports, None);
            }
            let artifact: String = name
                .to_lowercase()
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
                .collect();
            let artifact = format!("{}-{artifact}", body.mark());
            reports::keep(body, format!("Keep what \"{name}\" left"), &artifact, &leaves, None);
        }
        for loss in recipe.losses {
            files.lose(loss);
        }
    }
}

/// Gives the id of a step that became several to the last of them that runs when all is well: how that ends is how it ends.
fn identify<'d, 'p: 'd>(steps: impl DoubleEndedIterator<Item = &'d mut Draft<'p>>, id: &'p str) {
    let mut maps: Vec<&mut Fields<'p>> = Vec::new();
    for step in steps {
        let Data::Map(map) = step else { continue };
        if map.get("id").and_then(Data::as_word) == Some(id) {
            return;
        }
        let condition = map.get("if").and_then(Data::as_word).unwrap_or_default();
        if !condition.contains("always()") && !condition.contains("failure()") {
            maps.push(map);
        }
    }
    if let Some(map) = maps.pop().filter(|map| !map.contains_key("id")) {
        let at = map.get_index_of("name").map_or(0, |at| at + 1);
        map.shift_insert(at, "id".into(), Data::Text(id.into()));
    }
}

/// Builds an image with Docker's own actions, logged in where it is pushed to.
fn image<'p>(body: &mut Body<'_, 'p>, build: &BuildImage, mut written: syntax::Step<Text<'p>>, own: Extended<'p>) {
    let pushes = build.push.as_ref().is_some_and(|push| *push != Computed::Literal(false));
    let host = build.image.as_deref().and_then(|image| image.split_once('/')).map(|(host, _)| host);
    if pushes && let Some(host) = host.filter(|host| host.contains(['.', ':']) && !host.contains("${{")) {
        let login = recipe::Login::Registry { host: host.to_owned() };
        login::enter(body, &login);
    }
    if body.lacks("docker buildx") {
        body.action("Set up Buildx", "docker/setup-buildx-action", []);
    }
    let mut with = actions::give(&Action::from(build.clone()))
        .map(|(_, with)| with)
        .unwrap_or_default();
    if !with.contains_key("context") {
        with.shift_insert(0, "context".to_owned(), Data::Text(".".into()));
    }
    written.name.get_or_insert_with(|| Literal::Text("Build the image".into()));
    written.uses = Some(body.pin("docker/build-push-action"));
    written.with = Some(lift_all(with));
    let mut data = written.give();
    over(&mut data, own);
    body.steps.push(data);
}

/// The digest of the image that the job builds, as the step that builds it tells.
fn digest(view: &JobView<'_>) -> Option<String> {
    let mut builds = view.job.steps.iter().filter(|step| matches!(step.action, Action::BuildImage(_)));
    let id = builds.find_map(|step| step.id.as_deref())?;
    Some(format!("${{{{ steps.{id}.outputs.digest }}}}"))
}

/// Actions start where the job does, so the folder that a step starts in goes before the paths it names.
fn settle_in(written: &mut syntax::Step<Text<'_>>) {
    let Some(folder) = written.working_directory.take() else { return };
    written.shell = None;
    let Some(Data::Text(paths)) = written.with.as_mut().and_then(|with| with.get_mut("path")) else {
        return;
    };
    let inside = |path: &str| match path.trim() {
        "." | "" => folder.to_string(),
        path if path.starts_with(['/', '~', '$']) => path.to_owned(),
        path => match path.strip_prefix('!') {
            Some(path) => format!("!{folder}/{path}"),
            None => format!("{folder}/{path}"),
        },
    };
    *paths = paths.lines().map(inside).collect::<Vec<_>>().join("\n").into();
}

/// What an expert adds to an action's parameters.
fn expect(action: &Action, with: &mut syntax::Values) {
    let mut absent = |key: &str, value: Data| {
        if !with.contains_key(key) {
            with.insert(key.to_owned(), value);
        }
    };
    match action {
        // The token is not left in the folder for every later step to read.
        Action::Checkout(_) => absent("persist-credentials", Data::Bool(false)),
        Action::Publish(_) => absent("if-no-files-found", Data::Text("error".into())),
        // In a folder of its own name, as recipes expect it, not over the source.
        Action::Fetch(fetch) => absent("path", Data::Text(fetch.artifact.to_string())),
        Action::Setup(setup) if setup.tool.name() == "java" => absent("distribution", Data::Text("temurin".into())),
        Action::Setup(setup) if setup.tool.name() == "rust" => absent("toolchain", Data::Text("stable".into())),
        _ => {}
    }
}

/// What every step says.
pub(super) fn frame(step: &Step) -> syntax::Step<Text<'_>> {
    syntax::Step {
        name: step.name.as_deref().map(|name| Literal::Text(name.into())),
        id: step.id.as_deref().map(|id| Literal::Text(id.into())),
        when: step.when.as_ref().and_then(give_when),
        working_directory: step.dir.as_deref().map(Text::from),
        shell: step.shell.as_deref().map(Text::from),
        env: give_env(&step.env),
        continue_on_error: step.continue_on_error.as_ref().map(give_flag),
        timeout_minutes: step.timeout.as_ref().map(give_timeout),
        ..syntax::Step::default()
    }
}

/// An act as a step, with what the step it belongs to says.
fn written<'p>(act: Act, step: Option<&'p Step>, single: bool, tokens: &[&'static str]) -> syntax::Step<Text<'p>> {
    let mut written = step.map(frame).unwrap_or_default();
    if !single || written.name.is_none() {
        written.name = Some(Literal::Text(act.name.into()));
    }
    if !single {
        written.id = None;
    }
    let given = |(name, value): (String, EnvValue)| (name.into(), own(&value));
    let mut env: Fields<'p> = act.env.into_iter().map(given).collect();
    for token in tokens {
        env.insert((*token).into(), Data::Text(format!("${{{{ secrets.{token} }}}}").into()));
    }
    env.extend(
        step.into_iter()
            .flat_map(|step| &step.env)
            .map(|(name, value)| (name.into(), give_value(value))),
    );
    written.env = (!env.is_empty()).then_some(env);
    match act.run {
        RunWhen::Normally => {}
        RunWhen::AfterFailure => written.when = give_when(&When::Failure),
        RunWhen::Always => written.when = give_when(&When::Always),
    }
    written.run = Some(Literal::Text(lines(&act.script).into_owned().into()));
    written
}

/// A script of several lines ends its last one.
fn lines(script: &str) -> Text<'_> {
    if script.trim_end().contains('\n') && !script.ends_with('\n') {
        return Text::Owned([script, "\n"].concat());
    }
    script.into()
}

/// A variable's value, with texts of its own.
fn own<'p>(value: &EnvValue) -> Draft<'p> {
    match give_value(value) {
        Data::Text(text) => Data::Text(text.into_owned().into()),
        Data::Number(digits) => Data::Number(digits),
        Data::Bool(value) => Data::Bool(value),
        Data::Null | Data::List(_) | Data::Map(_) => Data::Null,
    }
}
