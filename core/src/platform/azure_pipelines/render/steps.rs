//! A step of a job -> steps of a file.

use super::body::Body;
use super::fresh::{Fresh, Place};
use super::machine::{System, system};
use super::tools::{self, Setup};
use super::wanted::Out;
use super::words;
use crate::diagnostic::Severity;
use crate::foreign::Literal;
use crate::model::{Action, Cache, CheckKind, Checkout, Computed, Data, Entries, Fetch, Login, Publish, Step, Use, When};
use crate::platform::azure_pipelines::syntax::{self, Values};
use crate::platform::azure_pipelines::tasks;
use crate::recipe::{self, Act, Recipe, RunWhen};
use crate::render::{Feature, loss};
use crate::resolve::{JobView, StepPlace};
use crate::text::ModelPath;

impl<'p> Fresh<'p> {
    /// Adds the steps that do what a step says.
    pub(super) fn step(&self, place: &Place<'_, 'p>, view: &JobView<'p>, at: StepPlace, step: &'p Step, body: &mut Body, out: &mut Out) {
        let path = self.plan.step_path(at);
        if let Action::Parallel(steps) = &step.action {
            for (number, step) in steps.iter().enumerate() {
                let at = StepPlace {
                    inner: u32::try_from(number).ok(),
                    ..at
                };
                self.step(place, view, at, step, body, out);
            }
            return;
        }
        let mut written = self.frame(place, step, &path, body, out);
        match &step.action {
            Action::Run(script) => self.command(place, view, step, script, written, body, out, &path),
            Action::Use(it) => self.used(place, it, written, body, out, &path),
            Action::Checkout(checkout) => {
                self.checkout(place, checkout, &mut written, body, out, &path);
                body.push(written);
            }
            Action::Setup(setup) => {
                let usual = setup.cache.as_deref().and_then(tools::usual);
                if let Some(usual) = usual {
                    self.cache(
                        place,
                        &Cache {
                            tool: Some(usual.tool.to_owned()),
                            ..Cache::default()
                        },
                        syntax::Step::default(),
                        body,
                    );
                }
                self.set_up(place, setup, written, body, out, &path);
            }
            Action::Cache(cache) => self.cache(place, cache, written, body),
            Action::Publish(publish) => self.publish(place, publish, written, body, out, &path),
            Action::Fetch(fetch) => {
                self.fetch(place, fetch, &mut written, body);
                body.push(written);
            }
            Action::Parallel(_) | Action::Report(_) => {}
            action => match recipe::of(self.plan, view.index, path.clone(), step) {
                Some(recipe) => {
                    let left = match action {
                        Action::Scan(scan) => self.scanned(place, step, scan, recipe, &path, body, out),
                        _ => Some(recipe),
                    };
                    if let Some(recipe) = left {
                        self.carry_out(place, recipe, Some(step), &path, body, out);
                    }
                    if let Action::Login(login) = action
                        && let Login::Azure(azure) = login.as_ref()
                    {
                        self.enter_azure(place, azure, written, body, out);
                    }
                }
                None => {
                    let message = format!("`{}` is left out: there is no way to do it here", action.key());
                    out.files
                        .lose(loss(Feature::of_action(action), Severity::Error, path.clone(), message));
                }
            },
        }
        if let Some(reports) = step.shown() {
            let title = match (&step.name, &view.job.name) {
                (Some(name), _) | (None, Some(name)) => self.say(place, name, body),
                (None, None) => words::humane(view.id),
            };
            self.show(place, reports, &title, body, out);
        }
    }

    /// What every step says.
    fn frame(&self, place: &Place<'_, 'p>, step: &Step, path: &ModelPath, body: &mut Body, out: &mut Out) -> syntax::Step {
        let condition = match self.when(place, step.when.as_ref()) {
            Ok(condition) => condition,
            Err(()) => {
                let message = "the condition cannot be said, so the step runs as if it had none";
                out.files
                    .lose(loss(Feature::Conditions, Severity::Error, path.clone().key("when"), message));
                None
            }
        };
        let never = matches!(step.when, Some(When::Never));
        if matches!(step.when, Some(When::OnDemand)) {
            let message = "a step cannot wait for a person; it is switched off";
            out.files
                .lose(loss(Feature::Conditions, Severity::Error, path.clone().key("when"), message));
        }
        let off = never || matches!(step.when, Some(When::OnDemand));
        if let Some(retry) = &step.retry
            && retry.wait.is_some()
        {
            let message = "how long is waited between tries is not for the file to say";
            out.files
                .lose(loss(Feature::Retries, Severity::Info, path.clone().key("retry"), message));
        }
        let may_fail = match &step.continue_on_error {
            Some(Computed::Literal(flag)) => flag.then_some(Literal::Bool(true)),
            Some(Computed::Expression(expression)) => Some(Literal::Text(self.say(place, expression, body))),
            None => None,
        };
        syntax::Step {
            name: step.id.as_deref().map(|id| Literal::Text(words::name(id))),
            display_name: step.name.as_ref().map(|name| Literal::Text(self.say(place, name, body))),
            condition: condition.filter(|_| !off).map(Literal::Text),
            enabled: off.then_some(Literal::Bool(false)),
            continue_on_error: may_fail,
            retries: step.retry.as_ref().map(|retry| words::number(u64::from(retry.times.unwrap_or(1)))),
            timeout: match &step.timeout {
                Some(Computed::Literal(timeout)) => Some(words::number(words::minutes(*timeout))),
                Some(Computed::Expression(expression)) => Some(Literal::Text(self.say(place, expression, body))),
                None => None,
            },
            ..syntax::Step::default()
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what a step is made of")]
    fn command(
        &self,
        place: &Place<'_, 'p>,
        view: &JobView<'p>,
        step: &Step,
        script: &str,
        mut written: syntax::Step,
        body: &mut Body,
        out: &mut Out,
        path: &ModelPath,
    ) {
        let defaults = self.plan.defaults_of(view);
        let system = system(self, view);
        let shell = step.shell.as_ref().or(defaults.shell.as_ref()).map(String::as_str);
        let shell = match shell.map(|shell| shell.split_whitespace().next().unwrap_or_default()) {
            None if system == System::Windows => "pwsh",
            // What every system has.
            None => "bash",
            Some(shell) => shell,
        };
        let text = self.say(place, &super::outputs::told(script), body);
        if text.contains("GITHUB_OUTPUT") || text.contains("GITHUB_ENV") {
            let message = "what the script writes to a file of GitHub's is not read; write `##vso[task.setvariable …]` to the log";
            out.files.lose(loss(Feature::Outputs, Severity::Warning, path.clone(), message));
        }
        let title = words::title(&text);
        written.display_name.get_or_insert(Literal::Text(title));
        match shell {
            "pwsh" => written.pwsh = Some(Literal::Text(text)),
            "powershell" => written.powershell = Some(Literal::Text(text)),
            "cmd" => written.script = Some(Literal::Text(text)),
            "bash" | "sh" => written.bash = Some(Literal::Text(strict(&text))),
            other => {
                let message = format!("the shell `{other}` is not known here; the commands run in Bash");
                out.files
                    .lose(loss(Feature::Commands, Severity::Warning, path.clone().key("shell"), message));
                written.bash = Some(Literal::Text(strict(&text)));
            }
        }
        let folder = step
            .dir
            .as_ref()
            .or(defaults.dir.as_ref())
            .map(|folder| self.say(place, folder, body));
        let folder = folder.or_else(|| in_workspace(view).then(|| WORKSPACE.to_owned()));
        written.working_directory = folder.map(Literal::Text);
        let mut env = body.mapped.clone();
        env.extend(self.env(place, &step.env, body));
        written.env = (!env.is_empty()).then_some(env);
        body.push(written);
    }

    /// A task is run as it is; an action of another system is not known.
    fn used(&self, place: &Place<'_, 'p>, it: &Use, mut written: syntax::Step, body: &mut Body, out: &mut Out, path: &ModelPath) {
        let task = it
            .action
            .rsplit_once('@')
            .is_some_and(|(name, version)| !name.contains('/') && version.bytes().all(|byte| byte.is_ascii_digit()));
        if task {
            written.task = Some(Literal::Text(it.action.clone()));
            let mut inputs = it.with.clone();
            for value in inputs.values_mut() {
                if let Data::Text(text) = value {
                    *text = self.say(place, text, body);
                }
            }
            written.inputs = (!inputs.is_empty()).then_some(inputs);
            body.push(written);
            return;
        }
        let message = format!(
            "`{}` runs on another system only; its place in the job fails until it is replaced",
            it.action
        );
        out.files.lose(loss(Feature::Actions, Severity::Error, path.clone(), message));
        let name: String = it
            .action
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || "/@._-".contains(*c))
            .collect();
        written.bash = Some(Literal::Text(format!(
            "echo \"##vso[task.logissue type=error]{name} has no counterpart on Azure Pipelines; replace it here\"\nexit 1\n"
        )));
        written.display_name.get_or_insert(Literal::Text(format!("Replace {name}")));
        body.push(written);
    }

    fn checkout(
        &self,
        place: &Place<'_, 'p>,
        checkout: &Checkout,
        written: &mut syntax::Step,
        body: &mut Body,
        out: &mut Out,
        path: &ModelPath,
    ) {
        let of = match &checkout.repository {
            Some(repository) => {
                let repository = self.say(place, repository, body);
                match &checkout.reference {
                    Some(reference) => {
                        let reference = self.say(place, reference, body);
                        let whole = if reference.starts_with("refs/") {
                            reference
                        } else {
                            format!("refs/heads/{reference}")
                        };
                        format!("git://{repository}@{whole}")
                    }
                    None => format!("git://{repository}"),
                }
            }
            None => {
                if checkout.reference.is_some() {
                    let message = "the commit that started the run is checked out, not another one of the same repository";
                    out.files
                        .lose(loss(Feature::Checkouts, Severity::Warning, path.clone().key("ref"), message));
                }
                "self".to_owned()
            }
        };
        if checkout.token.is_some() {
            let message = "the repository is read with the identity of the run, not with a token; allow the pipeline to read it";
            out.files
                .lose(loss(Feature::Checkouts, Severity::Info, path.clone().key("token"), message));
        }
        written.checkout = Some(Literal::Text(of));
        let flag = |flag: &Option<Computed<bool>>| match flag {
            Some(Computed::Literal(true)) => Some(Literal::Bool(true)),
            _ => None,
        };
        written.fetch_depth = Some(match &checkout.depth {
            Some(Computed::Literal(depth)) => words::number(u64::from(*depth)),
            Some(Computed::Expression(expression)) => Literal::Text(self.say(place, expression, body)),
            None => words::number(1),
        });
        written.lfs = flag(&checkout.lfs);
        written.submodules = flag(&checkout.submodules).map(|_| Literal::Text("recursive".to_owned()));
        written.path = checkout
            .path
            .as_ref()
            .map(|path| Literal::Text(format!("s/{}", self.say(place, path, body))));
        written.persist_credentials = flag(&checkout.keep_credentials);
    }

    fn set_up(
        &self,
        place: &Place<'_, 'p>,
        setup: &crate::model::Setup,
        mut written: syntax::Step,
        body: &mut Body,
        out: &mut Out,
        path: &ModelPath,
    ) {
        let said = self.say(place, &setup.tool.to_string(), body);
        let tool = said.parse().unwrap_or_else(|_| setup.tool.clone());
        let title = tools::called(&tool);
        written.display_name.get_or_insert(Literal::Text(title));
        match tools::setup(&tool) {
            Some(Setup::Task(task, inputs)) => {
                written.task = Some(Literal::Text(task.to_owned()));
                written.inputs = Some(
                    inputs
                        .into_iter()
                        .map(|(key, value)| (key.to_owned(), words::text(value)))
                        .collect(),
                );
                if let (Some(file), tasks::NODE) = (&setup.version_file, task) {
                    let file = self.say(place, file, body);
                    written.inputs = Some(words::entries([
                        ("versionSource", "fromFile".to_owned()),
                        ("versionFilePath", file),
                    ]));
                }
                body.push(written);
            }
            Some(Setup::Script(script)) => {
                written.bash = Some(Literal::Text(strict(&script)));
                body.push(written);
            }
            None => {
                let message = format!("`{tool}` must be there on the machine");
                out.files.lose(loss(Feature::Setups, Severity::Warning, path.clone(), message));
            }
        }
    }

    fn publish(
        &self,
        place: &Place<'_, 'p>,
        publish: &Publish,
        mut written: syntax::Step,
        body: &mut Body,
        out: &mut Out,
        path: &ModelPath,
    ) {
        let artifact = match &publish.artifact {
            Computed::Literal(id) => id.to_string(),
            Computed::Expression(expression) => self.say(place, expression, body),
        };
        if publish.registry.is_some() {
            let message = "the files are handed on; bringing them into a package registry is left to a command";
            out.files
                .lose(loss(Feature::Artifacts, Severity::Warning, path.clone().key("registry"), message));
        }
        if publish.keep.is_some() {
            let message = "how long artifacts are kept is a setting of the project";
            out.files
                .lose(loss(Feature::Artifacts, Severity::Info, path.clone().key("keep"), message));
        }
        let mut paths: Vec<String> = publish.path.iter().map(|path| self.say(place, path, body)).collect();
        let plain = |path: &String| !path.contains(['*', '?', '!', '[']);
        let source = if paths.len() == 1 && paths.iter().all(plain) {
            let one = paths.pop().unwrap_or_default();
            if one == "." {
                "$(System.DefaultWorkingDirectory)".to_owned()
            } else {
                one
            }
        } else {
            let contents: Vec<String> = paths
                .iter()
                .map(|path| if plain(path) { format!("{path}/**\n{path}") } else { path.clone() })
                .collect();
            let folder = format!("$(Build.ArtifactStagingDirectory)/{artifact}");
            let mut gather = written.clone();
            gather.name = None;
            gather.task = Some(Literal::Text(tasks::COPY_FILES.to_owned()));
            gather.display_name = Some(Literal::Text(format!("Gather {artifact}")));
            gather.inputs = Some(words::entries([
                ("Contents", contents.join("\n") + "\n"),
                ("TargetFolder", folder.clone()),
            ]));
            body.push(gather);
            folder
        };
        if publish.optional {
            written.continue_on_error = Some(Literal::Bool(true));
        }
        written.publish = Some(Literal::Text(source));
        written.artifact = Some(Literal::Text(artifact.clone()));
        written.display_name.get_or_insert(Literal::Text(format!("Publish {artifact}")));
        body.push(written);
    }

    fn fetch(&self, place: &Place<'_, 'p>, fetch: &Fetch, written: &mut syntax::Step, body: &mut Body) {
        let artifact = match &fetch.artifact {
            Computed::Literal(id) => id.to_string(),
            Computed::Expression(expression) => self.say(place, expression, body),
        };
        let folder = fetch.path.as_ref().map(|path| self.say(place, path, body));
        let workspace = place.view.is_some_and(in_workspace);
        let target = match folder.as_deref() {
            Some(".") => "$(System.DefaultWorkingDirectory)".to_owned(),
            Some(folder) => format!("$(System.DefaultWorkingDirectory)/{}", folder.trim_start_matches("./")),
            None if workspace => format!("$(Pipeline.Workspace)/{artifact}"),
            None => format!("$(System.DefaultWorkingDirectory)/{artifact}"),
        };
        written.display_name.get_or_insert(Literal::Text(format!("Download {artifact}")));
        match &fetch.from {
            Some(from) => {
                let from = self.say(place, from, body);
                written.task = Some(Literal::Text(tasks::DOWNLOAD.to_owned()));
                written.inputs = Some(words::entries([
                    ("buildType", "specific".to_owned()),
                    ("project", "$(System.TeamProjectId)".to_owned()),
                    ("definition", from),
                    ("buildVersionToDownload", "latest".to_owned()),
                    ("artifactName", artifact),
                    ("targetPath", target),
                ]));
            }
            // Where Azure puts it by itself.
            None if workspace && folder.is_none() => {
                written.download = Some(words::literal("current"));
                written.artifact = Some(Literal::Text(artifact));
            }
            None => {
                written.task = Some(words::literal(tasks::DOWNLOAD));
                written.inputs = Some(words::entries([("artifactName", artifact), ("targetPath", target)]));
            }
        }
    }

    /// Adds what a recipe needs and its acts.
    pub(super) fn carry_out(
        &self,
        place: &Place<'_, 'p>,
        recipe: Recipe,
        step: Option<&Step>,
        path: &ModelPath,
        body: &mut Body,
        out: &mut Out,
    ) {
        let entered = self.provide(place, &recipe.needs, path, body, out);
        let single = recipe.acts.len() == 1;
        // Commands of the user see what the job tells its commands.
        let commands = step.is_some_and(|step| match &step.action {
            Action::Migrate(_) => true,
            Action::Verify(verify) => matches!(verify.kind, CheckKind::Command(_)),
            _ => false,
        });
        let forgets = recipe.acts.iter().filter(|act| act.run != RunWhen::Normally).count() == 2;
        for act in recipe.acts {
            if let Some(connection) = &entered.azure
                && let Some(steps) = self.by_task(place, &act, connection, body)
            {
                self.framed(place, step, steps, path, body);
                continue;
            }
            // Nothing was remembered that could be forgotten.
            if body.swapped && forgets && step.is_none() && act.run == RunWhen::Always {
                continue;
            }
            let Act {
                name,
                script,
                env,
                run,
                reports,
                leaves,
            } = act;
            let frame = step
                .map(|step| self.frame(place, step, path, body, &mut Out::default()))
                .unwrap_or_default();
            let title = match &frame.display_name {
                Some(name) if single => name.as_str().to_owned(),
                _ => self.say(place, &name, body),
            };
            let inside = ["az ", "kubectl", "helm ", "kubelogin"].iter().any(|word| script.contains(word));
            let mut written = match entered.azure.as_ref().filter(|_| inside) {
                Some(connection) => Self::azure(connection, &title, &script),
                None => syntax::Step {
                    bash: Some(Literal::Text(words::script(&script))),
                    display_name: Some(Literal::Text(title.clone())),
                    ..syntax::Step::default()
                },
            };
            written.name = frame.name.filter(|_| single);
            written.condition = frame.condition;
            written.enabled = frame.enabled;
            written.continue_on_error = frame.continue_on_error;
            written.retries = frame.retries;
            written.timeout = frame.timeout;
            let mut values = if commands { body.mapped.clone() } else { Values::new() };
            values.extend(self.env(place, &env, body));
            for token in &entered.tokens {
                values.insert((*token).to_owned(), words::text(format!("$({token})")));
            }
            if let Some(step) = step {
                values.extend(self.env(place, &step.env, body));
            }
            written.env = (!values.is_empty()).then_some(values);
            let folder = step.and_then(|step| step.dir.as_ref()).map(|folder| self.say(place, folder, body));
            // Files that the job fetched lie beside where commands begin.
            let beside = || written_names(&written, place).then(|| WORKSPACE.to_owned());
            let folder = folder.or_else(beside);
            match (&mut written.inputs, folder) {
                (_, None) => {}
                (Some(inputs), Some(folder)) => {
                    inputs.insert("workingDirectory".to_owned(), words::text(folder));
                }
                (None, Some(folder)) => written.working_directory = Some(Literal::Text(folder)),
            }
            match run {
                RunWhen::Normally => {}
                RunWhen::AfterFailure => written.condition = Some(Literal::Text("failed()".to_owned())),
                RunWhen::Always => written.condition = Some(Literal::Text("always()".to_owned())),
            }
            body.push(written);
            if let Some(reports) = &reports {
                self.show(place, reports, &title, body, out);
            }
            body.leaves.extend(leaves);
        }
        for loss in recipe.losses {
            out.files.lose(loss);
        }
    }
}

impl<'p> Fresh<'p> {
    /// Adds steps with what the step they stand for says of when they run.
    fn framed(&self, place: &Place<'_, 'p>, step: Option<&Step>, steps: Vec<syntax::Step>, path: &ModelPath, body: &mut Body) {
        for mut made in steps {
            if let Some(step) = step {
                let frame = self.frame(place, step, path, body, &mut Out::default());
                made.condition = made.condition.or(frame.condition);
                made.enabled = frame.enabled;
                made.continue_on_error = frame.continue_on_error;
                made.retries = frame.retries;
                made.timeout = frame.timeout;
            }
            body.push(made);
        }
    }
}

/// Where Azure puts the artifacts that a job downloads.
const WORKSPACE: &str = "$(Pipeline.Workspace)";

/// True for an act that speaks of a file that lies in the workspace, since the job downloads it.
fn written_names(step: &syntax::Step, place: &Place<'_, '_>) -> bool {
    let Some(view) = place.view.filter(|view| in_workspace(view)) else {
        return false;
    };
    let texts = [step.inputs.as_ref(), step.env.as_ref()]
        .into_iter()
        .flatten()
        .flat_map(Entries::values);
    let texts: Vec<&str> = texts
        .filter_map(Data::as_word)
        .chain(step.bash.as_ref().map(Literal::as_str))
        .collect();
    let fetched = view.steps().filter_map(|(_, step)| match &step.action {
        Action::Fetch(fetch) => fetch.artifact.literal(),
        _ => None,
    });
    let mut fetched = fetched.filter(|name| texts.iter().any(|text| text.contains(name.as_str())));
    fetched.next().is_some()
}

/// True for a job whose commands begin beside what it downloads, since it has no source.
pub(super) fn in_workspace(view: &JobView<'_>) -> bool {
    let mut fetches = false;
    for (_, step) in view.steps() {
        match &step.action {
            Action::Checkout(_) => return false,
            Action::Fetch(fetch) if fetch.path.is_some() => return false,
            Action::Fetch(fetch) if fetch.from.is_none() => fetches = true,
            _ => {}
        }
    }
    fetches
}

/// A script that stops at the first command that fails, as everywhere else but here.
fn strict(script: &str) -> String {
    let script = script.trim_end();
    let lines = script.lines().filter(|line| !line.trim().is_empty()).count();
    let several = lines > 1 && !one_command(script) || script.contains("; ");
    let told = script.trim_start().starts_with("set -") || script.starts_with("#!");
    let mut text = String::new();
    if several && !told {
        text.push_str("set -e\n");
    }
    text.push_str(script);
    if text.contains('\n') {
        text.push('\n');
    }
    text
}

/// True for one command on several lines.
fn one_command(script: &str) -> bool {
    let lines: Vec<&str> = script.lines().collect();
    let Some((_, before)) = lines.split_last() else { return true };
    before.iter().all(|line| line.trim_end().ends_with('\\'))
}
