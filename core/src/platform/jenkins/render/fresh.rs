//! A pipeline that was written for the model -> a file as an expert on Jenkins would write it.

use super::body::{Body, wrapped};
use super::job::Decision;
use super::needed::Needed;
use super::order::Order;
use super::stage::{Inner, Stage, apart};
use super::words::{self, timed};
use crate::diagnostic::Severity;
use crate::emit::groovy::{Call, Statement, Value};
use crate::foreign::extension;
use crate::model::{Action, Computed, Data, Event, Extensions, Id, Input, InputType, Pipeline};
use crate::plan::Plan;
use crate::platform::jenkins::EXTENSION;
use crate::platform::jenkins::condition::{After, Test};
use crate::platform::jenkins::variables::{Scope, own};
use crate::recipe::Tool;
use crate::render::{Feature, FileSet, Index, by_people, free, loss};
use crate::resolve::{Binding, JobView, PipelineIndex, StageView};
use crate::text::ModelPath;
use std::collections::{BTreeSet, HashSet};

/// What is known while a file is made.
pub(super) struct Fresh<'p> {
    pub(super) plan: &'p Plan,
    pub(super) index: PipelineIndex,
    pub(super) pipeline: &'p Pipeline,
    pub(super) jobs: Index<'p>,
    /// Artifacts that a job of the pipeline takes.
    pub(super) fetched: HashSet<Id>,
    /// True when people are waited for, which no time limit of the whole run may count.
    pub(super) people: bool,
}

/// What a file collects while it is made.
pub(super) struct Page<'f> {
    pub(super) files: &'f mut FileSet,
    /// What it needs of the server.
    pub(super) needed: &'f mut Needed,
    /// Tools that its machines bring.
    pub(super) there: BTreeSet<&'static str>,
    /// Tools that it installs.
    pub(super) tools: Vec<&'static Tool>,
    /// Switches of jobs that run only when they are asked to.
    pub(super) switches: Vec<(String, String)>,
    /// What runs after all stages: after which end, and the steps.
    after: Vec<(&'static str, Vec<Statement>)>,
}

impl<'f> Page<'f> {
    fn new(files: &'f mut FileSet, needed: &'f mut Needed) -> Self {
        Self {
            files,
            needed,
            there: BTreeSet::new(),
            tools: Vec::new(),
            switches: Vec::new(),
            after: Vec::new(),
        }
    }

    /// The functions that install tools.
    fn functions(&self) -> Vec<Statement> {
        let mut lines = Vec::new();
        for tool in &self.tools {
            let script = tool.install.trim_end();
            let install = super::login::shell(&format!("Install {} {}", tool.name, tool.version), script);
            lines.extend([Statement::Blank, Statement::Function(function(tool), vec![install.into()])]);
        }
        lines
    }

    /// Calls the function that installs a tool.
    pub(super) fn install(&mut self, tool: &'static Tool) -> Statement {
        if !self.tools.iter().any(|there| there.name == tool.name) {
            self.tools.push(tool);
        }
        Call::new(function(tool)).into()
    }
}

/// The name of the function that installs a tool.
fn function(tool: &Tool) -> String {
    let words = tool.name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut name = String::from("install");
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.extend(letters);
    }
    name
}

impl<'p> Fresh<'p> {
    pub(super) fn new(plan: &'p Plan, index: PipelineIndex, pipeline: &'p Pipeline) -> Self {
        let mut fresh = Self {
            plan,
            index,
            pipeline,
            jobs: Index::new(plan, index, own_name, |_| false),
            fetched: HashSet::new(),
            people: false,
        };
        for view in plan.jobs_of(index) {
            for (_, step) in view.steps() {
                match &step.action {
                    Action::Fetch(fetch) => fresh.fetched.extend(fetch.artifact.literal().cloned()),
                    Action::Deploy(deploy) => fresh.fetched.extend(deploy.artifacts.iter().cloned()),
                    _ => {}
                }
            }
            let stage = plan.stage(view.stage);
            let mut gates = fresh.job_gates(&view);
            gates.extend(stage.iter().flat_map(|stage| fresh.stage_gates(stage)));
            fresh.people |= gates.iter().any(|(gate, _)| by_people(gate) || gate.timeout.is_some());
        }
        fresh
    }

    /// True when events start it, not only calls.
    pub(super) fn started(&self) -> bool {
        crate::render::is_started(self.pipeline)
    }

    /// The file.
    pub(super) fn render(&self, files: &mut FileSet, needed: &mut Needed) -> Vec<Statement> {
        let mut page = Page::new(files, needed);
        let stages = self.stages(&mut page);
        let mut lines: Vec<Statement> = Vec::new();
        let block = |name: &str, body: Vec<Statement>| Statement::from(Call::block(name, body));
        let libraries = extension(&self.pipeline.extensions, EXTENSION)
            .get("libraries")
            .and_then(Data::as_list);
        if let Some(libraries) = libraries.filter(|libraries| !libraries.is_empty()) {
            let names = libraries.iter().filter_map(Data::as_word);
            lines.push(block("libraries", names.map(|name| Call::new("lib").with(name).into()).collect()));
        }
        lines.push(Call::step("agent").with(Value::code("none")).into());
        lines.push(block("options", self.run_options(&mut page)));
        for (name, body) in [
            ("triggers", self.triggers(&mut page)),
            ("parameters", self.parameters(&mut page)),
            ("environment", self.environment(&mut page)),
        ] {
            if !body.is_empty() {
                lines.push(block(name, body));
            }
        }
        lines.push(block("stages", apart(stages)));
        if !page.after.is_empty() {
            let after = std::mem::take(&mut page.after);
            lines.push(block("post", after.into_iter().map(|(when, steps)| block(when, steps)).collect()));
        }
        let mut sections = Vec::new();
        for line in lines {
            if !sections.is_empty() {
                sections.push(Statement::Blank);
            }
            sections.push(line);
        }
        let mut file = Vec::new();
        if !page.there.is_empty() {
            let names: Vec<&str> = page.there.iter().copied().collect();
            let names = match names.split_last() {
                Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
                _ => names.concat(),
            };
            file.push(Statement::Comment(format!("The agents must have {names}.")));
        }
        file.push(block("pipeline", sections));
        file.extend(page.functions());
        file
    }

    fn run_options(&self, page: &mut Page<'_>) -> Vec<Statement> {
        let kept = self.plan.jobs_of(self.index).flat_map(|view| view.steps().collect::<Vec<_>>());
        let days = kept
            .filter_map(|(_, step)| match &step.action {
                Action::Publish(publish) => publish.keep.map(|keep| keep.as_millis().div_ceil(86_400_000)),
                _ => None,
            })
            .max();
        let mut rotate = Call::new("logRotator").named("numToKeepStr", "50");
        if let Some(days) = days {
            rotate = rotate.named("artifactDaysToKeepStr", days.to_string());
        }
        let mut options = vec![Call::new("buildDiscarder").with(rotate)];
        if let Some(group) = &self.pipeline.concurrency {
            let each_branch = group.group.contains("github.ref") || group.group.contains("github.head_ref");
            match (&group.cancel, each_branch) {
                (Some(Computed::Literal(true)), _) => {
                    options.push(Call::new("disableConcurrentBuilds").named("abortPrevious", true));
                }
                (_, true) => options.push(Call::new("disableConcurrentBuilds")),
                (_, false) => {
                    let lock = super::text::said(&group.group, &Scope::default()).value();
                    if let Value::Text(name) = &lock {
                        page.needed.locks.insert(name.clone());
                    }
                    options.push(Call::new("lock").with(lock));
                }
            }
        }
        options.push(Call::new("skipStagesAfterUnstable"));
        if !self.people {
            match &self.pipeline.timeout {
                Some(Computed::Literal(timeout)) => options.push(timed("timeout", *timeout)),
                Some(Computed::Expression(_)) => {
                    let path = self.plan.pipeline_path(self.index).key("timeout");
                    let message = "a computed time limit cannot be said";
                    page.files.lose(loss(Feature::Timeouts, Severity::Warning, path, message));
                }
                None => {}
            }
        }
        options.push(Call::new("timestamps"));
        options.into_iter().map(Statement::from).collect()
    }

    fn parameters(&self, page: &mut Page<'_>) -> Vec<Statement> {
        let mut inputs: Vec<(&str, &Input)> = self.pipeline.inputs.iter().map(|(name, input)| (name.as_str(), input)).collect();
        for trigger in &self.pipeline.on {
            if let Event::Manual(manual) = &trigger.event {
                inputs.extend(manual.inputs.iter().map(|(name, input)| (name.as_str(), input)));
            }
        }
        let path = self.plan.pipeline_path(self.index);
        let mut lines: Vec<Statement> = Vec::new();
        let mut taken = HashSet::new();
        for (name, input) in inputs {
            if !taken.insert(own(name)) {
                continue;
            }
            if input.required && input.default.is_none() {
                let message = format!("`{name}` need not be given: Jenkins takes an empty one");
                page.files
                    .lose(loss(Feature::Inputs, Severity::Warning, path.clone().key("inputs"), message));
            }
            lines.push(self.parameter(name, input).into());
        }
        for (switch, title) in &page.switches {
            let call = Call::new("booleanParam")
                .named("name", switch.as_str())
                .named("defaultValue", false);
            lines.push(call.named("description", format!("Run {}", title.to_lowercase())).into());
        }
        lines
    }

    fn parameter(&self, name: &str, input: &Input) -> Call {
        let default = input.default.as_ref().and_then(Data::as_word).unwrap_or_default();
        let mut choices: Vec<String> = input.options.iter().filter_map(Data::as_word).map(str::to_owned).collect();
        if input.kind == Some(InputType::Environment) && choices.is_empty() {
            choices = self.plan.environments().map(|view| view.id.to_string()).collect();
        }
        let mut call = match input.kind {
            Some(InputType::Boolean) => Call::new("booleanParam")
                .named("name", own(name))
                .named("defaultValue", default == "true"),
            _ if !choices.is_empty() => {
                // The first one is taken unless another is chosen.
                choices.sort_by_key(|choice| choice != default);
                let choices = choices.into_iter().map(Value::from).collect();
                Call::new("choice").named("name", own(name)).named("choices", Value::List(choices))
            }
            _ => {
                let call = Call::new("string").named("name", own(name));
                if default.is_empty() {
                    call
                } else {
                    call.named("defaultValue", default)
                }
            }
        };
        if let Some(description) = &input.description {
            call = call.named("description", description.as_str());
        }
        call
    }

    fn environment(&self, page: &mut Page<'_>) -> Vec<Statement> {
        let mut all = self.plan.delivery().env.clone();
        all.extend(self.pipeline.env.iter().map(|(name, value)| (name.clone(), value.clone())));
        let path = self.plan.pipeline_path(self.index);
        Self::named(&mut all, &path, page);
        let scope = Scope::default();
        let mut body = Body::new(&scope);
        body.variables(all.iter().map(|(name, value)| (name.as_str(), value)));
        if !body.exports.is_empty() {
            let message = "a text with a secret in it cannot be a variable of the whole pipeline; set it where it is used";
            page.files
                .lose(loss(Feature::Variables, Severity::Error, path.clone().key("env"), message));
        }
        Self::unsaid(&body.unsaid, &path, page);
        page.needed.add(std::mem::take(&mut body.needed));
        body.environment
            .iter()
            .map(|(name, bound)| Statement::Set(name.clone(), super::body::value(bound)))
            .collect()
    }

    /// Tells of expressions that could not be said.
    pub(super) fn unsaid(unsaid: &[String], path: &ModelPath, page: &mut Page<'_>) {
        for expression in unsaid {
            let message = format!("Jenkins has no variable for `{expression}`, so nothing stands in its place");
            page.files.lose(loss(Feature::Variables, Severity::Error, path.clone(), message));
        }
    }

    /// All stages.
    fn stages(&self, page: &mut Page<'_>) -> Vec<Stage> {
        let mut made: Vec<Stage> = Vec::new();
        let mut taken = HashSet::new();
        match self.order(page) {
            Order::Stages(groups) => {
                for group in groups {
                    let stages: Vec<Stage> = group.iter().filter_map(|stage| self.stage(stage, &mut taken, page)).collect();
                    let flat = |stage: &Stage| !matches!(stage.inner, Inner::Parallel(_) | Inner::Matrix(..)) && !nests(stage);
                    if stages.len() > 1 && stages.iter().all(flat) {
                        let names: Vec<&str> = stages.iter().map(|stage| stage.title.as_str()).collect();
                        let title = free(&names.join(" and "), &mut taken);
                        made.push(Stage::of(title, Inner::Parallel(stages)));
                        continue;
                    }
                    if stages.len() > 1 {
                        let path = self.plan.pipeline_path(self.index).key("stages");
                        let message = "stages that could run side by side run one after the other, since parallel stages cannot be nested";
                        page.files.lose(loss(Feature::Dependencies, Severity::Info, path, message));
                    }
                    made.extend(stages);
                }
            }
            Order::Jobs(jobs) => {
                for view in jobs {
                    let mut name = words::title(self.jobs.name(view.index));
                    name = free(&name, &mut taken);
                    let Some(mut stage) = self.gated(&view, &name, page) else {
                        continue;
                    };
                    let of = self.plan.stage(view.stage);
                    if let Some(of) = of.filter(|_| self.jobs.is_first(&view)) {
                        made.extend(self.gates(&self.stage_gates(&of), &words::title(of.id), &mut taken, page));
                    }
                    if let Some(of) = of {
                        let decision = Self::decide(
                            of.stage.when.as_ref(),
                            of.id,
                            view.deploys,
                            &self.plan.stage_path(of.index),
                            &Scope::default(),
                            page,
                        );
                        stage.when = both(decision.test, stage.when);
                    }
                    made.push(stage);
                }
            }
        }
        if made.is_empty() {
            made.push(Stage::of(
                "Nothing",
                Inner::Steps(vec![Call::step("echo").with("Nothing to run.").into()]),
            ));
        }
        made
    }

    /// The text of one stage, with the functions it needs; nothing when it is no stage of its own.
    pub(super) fn one_stage(&self, id: &Id, files: &mut FileSet, needed: &mut Needed) -> Option<(Statement, Vec<Statement>)> {
        let mut page = Page::new(files, needed);
        let view = self.plan.stages_of(self.index).find(|stage| stage.id == id)?;
        let stage = self.stage(&view, &mut HashSet::new(), &mut page)?;
        Some((stage.statement(), page.functions()))
    }

    /// A stage with its gates and jobs; nothing when all of them run after the others.
    fn stage(&self, view: &StageView<'p>, taken: &mut HashSet<String>, page: &mut Page<'_>) -> Option<Stage> {
        let jobs: Vec<JobView<'p>> = self.plan.jobs_of(self.index).filter(|job| job.stage == view.index).collect();
        let title = view.stage.name.clone().unwrap_or_else(|| words::title(view.id));
        let title = free(&title, taken);
        let deploys = jobs.iter().any(|job| job.deploys);
        let path = self.plan.stage_path(view.index);
        let decision = Self::decide(view.stage.when.as_ref(), view.id, deploys, &path, &Scope::default(), page);
        let mut names = HashSet::new();
        let gates = self.stage_gates(view);
        let mut parts = self.gates(&gates, &title, &mut names, page);
        let only = parts.is_empty() && jobs.len() == 1;
        for level in self.levels(&jobs, page) {
            let mut side_by_side: Vec<Stage> = Vec::new();
            let mut alone: Vec<Stage> = Vec::new();
            let several = level.len() > 1;
            for job in level {
                let name = job.job.name.clone().filter(|name| !name.contains("${{"));
                let name = name.unwrap_or_else(|| if only { title.clone() } else { words::title(job.id) });
                let name = if only { title.clone() } else { free(&name, &mut names) };
                if decision.after != After::Success {
                    self.afterwards(&job, &name, &decision, page);
                    continue;
                }
                let Some(stage) = self.gated(&job, &name, page) else { continue };
                let nested = matches!(stage.inner, Inner::Parallel(_) | Inner::Matrix(..)) || nests(&stage);
                if nested && several {
                    let path = self.plan.job_path(job.index).key("matrix");
                    let message = "its combinations run side by side, but not beside the other jobs of the stage";
                    page.files.lose(loss(Feature::Matrices, Severity::Info, path, message));
                    alone.push(stage);
                } else {
                    side_by_side.push(stage);
                }
            }
            match side_by_side.len() {
                0 => {}
                1 => parts.extend(side_by_side),
                _ => {
                    let all = free("All", &mut names);
                    parts.push(Stage::of(all, Inner::Parallel(side_by_side)));
                }
            }
            parts.extend(alone);
        }
        // A stage of nothing but gates holds back all the same.
        let mut stage = match (parts.len(), parts.pop()) {
            (_, None) => return None,
            (1, Some(one)) if only || gates.is_empty() && matches!(one.inner, Inner::Parallel(_)) && jobs.len() > 1 => {
                Stage { title, ..one }
            }
            (_, Some(last)) => {
                parts.push(last);
                let same = parts
                    .iter()
                    .all(|part| part.when.is_some() && part.when == parts.first().and_then(|first| first.when.clone()));
                let when = if same {
                    parts.first().and_then(|part| part.when.clone())
                } else {
                    None
                };
                if same {
                    for part in &mut parts {
                        part.when = None;
                    }
                }
                let mut stage = Stage::of(title, Inner::Stages(parts));
                stage.when = when;
                stage
            }
        };
        stage.when = both(decision.test, stage.when);
        stage.comment = stage.comment.or(decision.comment);
        Some(stage)
    }

    /// A job behind its gates; nothing when it runs after all stages.
    fn gated(&self, view: &JobView<'p>, title: &str, page: &mut Page<'_>) -> Option<Stage> {
        let path = self.plan.job_path(view.index);
        let decision = Self::decide(
            view.job.when.as_ref(),
            self.jobs.name(view.index),
            view.deploys,
            &path,
            &Scope::default(),
            page,
        );
        if decision.after != After::Success {
            self.afterwards(view, title, &decision, page);
            return None;
        }
        let mut test = decision.test;
        let environment = view
            .environment
            .and_then(Binding::known)
            .and_then(|index| self.plan.environment(index));
        if view.deploys || view.job.call.is_some() {
            let branches = environment.and_then(|view| view.environment.branches.as_ref());
            let any = branches
                .into_iter()
                .flatten()
                .map(|branch| crate::platform::jenkins::condition::branch(branch.pattern()))
                .reduce(Test::or);
            let stage_when = self.plan.stage(view.stage).and_then(|stage| stage.stage.when.as_ref());
            let said = view.job.when.is_some() || stage_when.is_some();
            let named = self.named_runs().filter(|_| !said && any.is_none());
            test = both(test, any.or(named));
        }
        let gates = self.job_gates(view);
        let mut stage = self.job(view, title, page);
        if !gates.is_empty() {
            let of = environment.map_or_else(
                || title.to_owned(),
                |view| view.environment.name.clone().unwrap_or_else(|| words::title(view.id)),
            );
            let mut names = HashSet::new();
            let mut parts = self.gates(&gates, &of, &mut names, page);
            let verb = match &environment {
                Some(_) if view.deploys => format!("Deploy to {}", of.to_lowercase()),
                _ => words::title(view.id),
            };
            stage.title = free(&verb, &mut names);
            parts.push(stage);
            stage = Stage::of(title, Inner::Stages(parts));
        }
        stage.when = both(test, stage.when);
        stage.comment = decision.comment;
        Some(stage)
    }

    /// A job that runs whatever became of the others, or when they failed: steps after all stages.
    fn afterwards(&self, view: &JobView<'p>, title: &str, decision: &Decision, page: &mut Page<'_>) {
        let path = self.plan.job_path(view.index);
        if !self.job_gates(view).is_empty() {
            let message = "nobody can be asked after the last stage, so this never runs";
            page.files
                .lose(loss(Feature::Conditions, Severity::Error, path.key("when"), message));
            return;
        }
        let stage = self.job(view, title, page);
        let label = match &stage.agent {
            Some(super::stage::Agent::Machine(label)) => label.clone(),
            Some(super::stage::Agent::Container { label, .. }) => label.clone().unwrap_or_else(|| super::stage::USUAL.to_owned()),
            None => super::stage::USUAL.to_owned(),
        };
        let Inner::Steps(mut steps) = stage.inner else {
            let message = "a matrix cannot run after the last stage, so this never runs";
            page.files
                .lose(loss(Feature::Conditions, Severity::Error, path.key("when"), message));
            return;
        };
        if !stage.sourceless {
            steps.insert(0, Call::step("checkout").with(Value::code("scm")).into());
        }
        if let Some(super::stage::Agent::Container { image, args, .. }) = stage.agent {
            let mut within = Call::block("inside", super::steps::flat(steps));
            if !args.is_empty() {
                within = within.with(args);
            }
            let of = Value::On(Box::new(Value::code("docker")), Box::new(Call::new("image").with(image)));
            let inside = Statement::Value(Value::On(Box::new(of), Box::new(within)));
            steps = vec![Call::block("script", vec![inside]).into()];
        }
        for (_, after) in stage.post {
            steps.extend(after);
        }
        steps = wrapped(&stage.bound, steps);
        let mut node: Statement = Call::block("node", steps).with(label).into();
        if let Some(test) = &decision.test {
            node = Call::block("script", vec![Statement::If(test.code(), super::steps::flat(vec![node]))]).into();
        }
        let when = if decision.after == After::Failure { "failure" } else { "always" };
        match page.after.iter_mut().find(|(there, _)| *there == when) {
            Some((_, there)) => there.push(node),
            None => page.after.push((when, vec![node])),
        }
        page.after.sort_by_key(|(when, _)| *when);
    }
}

/// True when something parallel is inside of a stage, however deep.
fn nests(stage: &Stage) -> bool {
    match &stage.inner {
        Inner::Stages(stages) => stages
            .iter()
            .any(|stage| matches!(stage.inner, Inner::Parallel(_) | Inner::Matrix(..)) || nests(stage)),
        _ => false,
    }
}

/// A job's own name in the file, where it has one.
fn own_name(extensions: &Extensions) -> Option<&str> {
    extension(extensions, EXTENSION).id()
}

fn both(one: Option<Test>, other: Option<Test>) -> Option<Test> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.and(other)),
        (one, other) => one.or(other),
    }
}
