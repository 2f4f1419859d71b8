//! A pipeline that was written for the model -> a file as an expert on GitLab would write it.

use super::order::Order;
use super::text;
use crate::diagnostic::Severity;
use crate::foreign::{Literal, Notes, Syntax};
use crate::model::{Computed, Data, Event, InputType, Pipeline};
use crate::plan::Plan;
use crate::platform::gitlab_ci::give::own_name;
use crate::platform::gitlab_ci::scope::{Files, Scope};
use crate::platform::gitlab_ci::syntax::{self, Values};
use crate::platform::gitlab_ci::{pipeline, trigger, words};
use crate::render::{Feature, FileSet, Index, loss};
use crate::resolve::{JobIndex, JobView, PipelineIndex, StageIndex};
use crate::text::ModelPath;
use std::collections::HashMap;
use std::rc::Rc;

/// What is known while a file is made.
pub(super) struct Fresh<'p> {
    pub(super) plan: &'p Plan,
    pub(super) index: PipelineIndex,
    pub(super) pipeline: &'p Pipeline,
    pub(super) scope: Scope,
    pub(super) jobs: Index<'p>,
    /// The jobs that stand for gates before a job or a stage.
    pub(super) gates: HashMap<JobIndex, String>,
    pub(super) stage_gates: HashMap<StageIndex, String>,
    pub(super) order: Order,
    /// True when another pipeline starts it as a part of itself.
    pub(super) child: bool,
}

impl<'p> Fresh<'p> {
    pub(super) fn new(
        plan: &'p Plan,
        index: PipelineIndex,
        pipeline: &'p Pipeline,
        files: &Rc<Files>,
        child: bool,
        positions: &[usize],
    ) -> Self {
        let mut fresh = Self {
            plan,
            index,
            pipeline,
            scope: Scope::of_plan(plan, index, Rc::clone(files)),
            jobs: Index::new(plan, index, own_name, syntax::is_reserved),
            gates: HashMap::new(),
            stage_gates: HashMap::new(),
            order: Order::default(),
            child,
        };
        for view in plan.environments() {
            fresh
                .scope
                .tiers
                .extend(view.environment.tier.map(|tier| (view.id.clone(), super::environment::tier(tier))));
        }
        fresh.place_gates();
        fresh.place(positions);
        fresh
    }

    /// The file and its blank lines.
    pub(super) fn render(&self, files: &mut FileSet) -> (Values, Notes) {
        let pipeline = self.pipeline;
        let path = self.plan.pipeline_path(self.index);
        let mut plain = Pipeline {
            container: pipeline.container.clone(),
            runner: pipeline.runner.clone(),
            timeout: pipeline.timeout.clone(),
            run_name: pipeline.run_name.clone().or_else(|| pipeline.name.clone()),
            ..Pipeline::default()
        };
        plain.env = self.plan.delivery().env.clone();
        plain
            .env
            .extend(pipeline.env.iter().map(|(name, value)| (name.clone(), value.clone())));
        plain.inputs = pipeline.inputs.clone();
        for trigger in &pipeline.on {
            if let Event::Manual(manual) = &trigger.event {
                for (name, input) in &manual.inputs {
                    let mut input = input.clone();
                    if input.required && input.default.is_none() {
                        let path = path.clone().key("on");
                        let message = format!("`{name}` need not be given: other starts of the pipeline give no inputs");
                        files.lose(loss(Feature::Inputs, Severity::Warning, path, message));
                        input.required = false;
                    }
                    plain.inputs.insert(name.clone(), input);
                }
            }
        }
        // An input without a default must be given, so one that need not be has one, of its own kind.
        for input in plain.inputs.values_mut().filter(|input| !input.required && input.default.is_none()) {
            input.default = match input.kind {
                Some(InputType::Boolean) => Some(Data::Bool(false)),
                Some(InputType::Number) => Some(Data::Number("0".into())),
                _ => None,
            };
        }
        let mut unsaid = Vec::new();
        let Data::Map(mut file) = pipeline::give(&plain, Some(self.order.stages.clone())) else {
            return Default::default();
        };
        if let Some(Data::Map(variables)) = file.get_mut("variables") {
            variables_of(variables, &mut unsaid);
        }
        if let Some(Data::Map(default)) = file.get_mut("default") {
            text::all(default, &mut unsaid);
        }
        self.defaults(&mut file);
        self.workflow(&mut file, &mut unsaid);
        let mut notes = Notes::default();
        for key in file.keys().skip(1) {
            notes.part(&ModelPath::root().key(key.as_str()));
        }
        Self::unsaid(&unsaid, &path, files);
        let views: Vec<JobView<'p>> = self.plan.jobs_of(self.index).collect();
        for view in &views {
            for (name, job) in self.gate_jobs(view, files) {
                notes.part(&ModelPath::root().key(name.as_str()));
                file.insert(name, job);
            }
            let name = self.jobs.name(view.index).to_owned();
            let job = self.job(view, files);
            notes.part(&ModelPath::root().key(name.as_str()));
            file.insert(name, job);
        }
        self.losses(files);
        (file, notes)
    }

    /// What jobs do unless they say otherwise.
    fn defaults(&self, file: &mut Values) {
        let default = file.entry("default".to_owned()).or_insert_with(|| Data::Map(Values::new()));
        let Data::Map(default) = default else { return };
        let when = ["runner_system_failure", "stuck_or_timeout_failure"]
            .map(|word| Data::Text(word.into()))
            .to_vec();
        let retry = syntax::RetryMap {
            max: Some(Literal::Number("1".into())),
            when: Some(Data::List(when)),
            rest: Values::new(),
        };
        default.insert("retry".to_owned(), retry.give());
        let cancel = self.pipeline.concurrency.as_ref().and_then(|group| group.cancel.as_ref());
        if matches!(cancel, Some(Computed::Literal(true)))
            || self
                .pipeline
                .on
                .iter()
                .any(|trigger| matches!(trigger.event, Event::PullRequest(_)))
        {
            default.insert("interruptible".to_owned(), Data::Bool(true));
        }
    }

    fn workflow(&self, file: &mut Values, unsaid: &mut Vec<String>) {
        let rules = if self.child {
            Vec::new()
        } else {
            trigger::rules(&self.pipeline.on)
        };
        let mut workflow = match file.shift_remove("workflow") {
            Some(Data::Map(workflow)) => workflow,
            _ => Values::new(),
        };
        if self.child {
            workflow.shift_remove("name");
        }
        text::all(&mut workflow, unsaid);
        if !rules.is_empty() {
            workflow.insert("rules".to_owned(), Data::List(rules));
        }
        if !workflow.is_empty() {
            let at = file.get_index_of("stages").map_or(0, |at| at + 1).min(file.len());
            file.shift_insert(at, "workflow".to_owned(), Data::Map(workflow));
        }
    }

    /// Tells of expressions that could not be said.
    pub(super) fn unsaid(unsaid: &[String], path: &ModelPath, files: &mut FileSet) {
        for expression in unsaid {
            let message = format!("GitLab has no variable for `{expression}`, so nothing stands in its place");
            files.lose(loss(Feature::Variables, Severity::Error, path.clone(), message));
        }
    }

    /// What GitLab does not have in the file.
    fn losses(&self, files: &mut FileSet) {
        let path = self.plan.pipeline_path(self.index);
        for (number, trigger) in self.pipeline.on.iter().enumerate() {
            let at = path.clone().key("on").index(number);
            match &trigger.event {
                Event::Other(event) => {
                    let message = format!("GitLab CI has no event like `{}`", event.name);
                    files.lose(loss(Feature::Triggers, Severity::Warning, at, message));
                }
                Event::Pipeline(_) => {
                    let message = "a pipeline of another project must start this one; the end of a pipeline starts nothing by itself";
                    files.lose(loss(Feature::Triggers, Severity::Warning, at, message));
                }
                Event::Release(_) => {
                    files.lose(loss(
                        Feature::Triggers,
                        Severity::Info,
                        at,
                        "its tag starts the pipeline, not the release",
                    ));
                }
                Event::Push(push) if push.ignore_paths.is_some() => {
                    let message = "paths that do not count cannot be said: GitLab only knows paths that do";
                    files.lose(loss(Feature::Triggers, Severity::Warning, at, message));
                }
                _ => {}
            }
        }
        if self
            .pipeline
            .concurrency
            .as_ref()
            .is_some_and(|group| group.cancel.is_none() || group.cancel == Some(Computed::Literal(false)))
        {
            let message = "jobs with an environment wait for one another; whole pipelines of GitLab cannot";
            files.lose(loss(Feature::Concurrency, Severity::Warning, path.key("concurrency"), message));
        }
    }
}

/// Variables with expressions as variables of GitLab.
pub(super) fn variables_of(variables: &mut Values, unsaid: &mut Vec<String>) {
    for value in variables.values_mut() {
        if let Data::Text(text) = value {
            // A secret is a variable of the project already.
            if text.starts_with('$') && !text.contains("${{") {
                continue;
            }
            let said = text::value(text);
            *text = said.text;
            unsaid.extend(said.unsaid);
        }
    }
    // What only names itself would never end.
    variables.retain(|name, value| value.as_word() != Some(format!("${name}").as_str()));
}

/// A need that is there only sometimes.
pub(super) fn need(name: &str, optional: bool, artifacts: bool) -> syntax::Need {
    syntax::Need(syntax::NeedMap {
        job: Some(name.to_owned()),
        artifacts: (!artifacts).then_some(false),
        optional: optional.then_some(true),
        rest: Values::new(),
    })
}

/// A length of time.
pub(super) fn duration(duration: crate::model::scalar::Duration) -> Literal {
    Literal::Text(words::give_duration(duration))
}
