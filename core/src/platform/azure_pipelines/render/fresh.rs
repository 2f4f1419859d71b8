//! A pipeline that was written for the model -> a file as an expert on Azure Pipelines would write it.

use super::body::Body;
use super::call::Calls;
use super::flow::Flow;
use super::wanted::Out;
use super::{call, inputs, machine, triggers, words};
use crate::diagnostic::Severity;
use crate::foreign::{Literal, Notes, Syntax};
use crate::model::{Computed, Data, Entries, EnvValue, Event, Id, Pipeline};
use crate::plan::Plan;
use crate::platform::azure_pipelines::expression::REF_NAME;
use crate::platform::azure_pipelines::syntax::{self, Values};
use crate::render::{Feature, Index, loss};
use crate::resolve::{JobView, PipelineIndex};
use crate::text::ModelPath;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;

/// What is known while a file is made.
pub(super) struct Fresh<'p> {
    pub(super) plan: &'p Plan,
    pub(super) index: PipelineIndex,
    pub(super) id: &'p Id,
    pub(super) pipeline: &'p Pipeline,
    /// True for a template, whose stages stand between those of its caller.
    pub(super) template: bool,
    pub(super) flow: Flow,
    /// The jobs, by their ids.
    pub(super) jobs: Index<'p>,
    /// What is known of all templates.
    pub(super) calls: Rc<Calls>,
    /// Gates as stages and jobs.
    pub(super) gates: super::gates::Gates,
    /// True when something uses the name of the branch or tag.
    pub(super) ref_name: Cell<bool>,
    /// Stages whose outputs a stage uses, by their numbers.
    pub(super) used: RefCell<HashSet<(usize, usize)>>,
}

/// Where a text stands: what it may speak of.
#[derive(Clone, Copy)]
pub(super) struct Place<'a, 'p> {
    pub(super) view: Option<&'a JobView<'p>>,
    /// The stage of the file.
    pub(super) unit: Option<usize>,
    /// One combination of a matrix that is written out.
    pub(super) combination: Option<&'a Values>,
}

impl Place<'_, '_> {
    /// The pipeline as a whole.
    pub(super) const ROOT: Self = Self {
        view: None,
        unit: None,
        combination: None,
    };
}

impl<'p> Fresh<'p> {
    pub(super) fn new(plan: &'p Plan, index: PipelineIndex, id: &'p Id, pipeline: &'p Pipeline, calls: &Rc<Calls>, template: bool) -> Self {
        let mut fresh = Self {
            plan,
            index,
            id,
            pipeline,
            template,
            flow: Flow::new(plan, index),
            jobs: Index::new(plan, index, |_| None, |_| false),
            calls: Rc::clone(calls),
            gates: super::gates::Gates::default(),
            ref_name: Cell::new(false),
            used: RefCell::default(),
        };
        fresh.gates = fresh.place_gates();
        fresh
    }

    /// The file that events start, and its blank lines.
    pub(super) fn pipeline(&self, out: &mut Out) -> (Values, Notes) {
        let mut notes = Notes::default();
        let root = self.plan.pipeline_path(self.index);
        let mut body = Body::default();
        let name = self.pipeline.run_name.as_ref().map(|name| self.say(&Place::ROOT, name, &mut body));
        let mut env = self.plan.delivery().env.clone();
        env.extend(self.pipeline.env.iter().map(|(name, value)| (name.clone(), value.clone())));
        let mut variables = self.variables(&Place::ROOT, &env, &mut body);
        let (stages, containers) = self.stages(&mut notes, out);
        if self.ref_name.get() || body.ref_name {
            variables.insert(REF_NAME.to_owned(), words::text(REF));
        }
        Self::unsaid(&body, &root, out);
        let started = triggers::give(self.plan, self.index, self.pipeline, out);
        let file = syntax::Pipeline {
            name: name.map(Literal::Text),
            append_commit_message: self.pipeline.run_name.as_ref().map(|_| Literal::Bool(false)),
            parameters: inputs::parameters(self, out),
            trigger: Some(started.trigger),
            pr: Some(started.pr),
            schedules: started.schedules,
            resources: machine::resources(started.resources, containers.values().cloned().collect()),
            variables: (!variables.is_empty()).then_some(Data::Map(variables)),
            pool: Some(machine::pool(self, &Place::ROOT, self.pipeline.runner.as_ref(), &root, out)),
            stages: Some(stages),
            ..syntax::Pipeline::default()
        };
        self.losses(out);
        let Data::Map(file) = file.give() else { return Default::default() };
        for key in file
            .keys()
            .skip(1)
            .filter(|key| *key != "appendCommitMessageToRunName" && *key != "pr")
        {
            notes.part(&ModelPath::root().key(key.as_str()));
        }
        (file, notes)
    }

    /// The template that callers use, and its blank lines.
    pub(super) fn template(&self, out: &mut Out) -> (Values, Notes) {
        let mut notes = Notes::default();
        let (stages, containers) = self.stages(&mut notes, out);
        self.calls.containers.borrow_mut().insert(self.index, containers);
        self.losses(out);
        let file = syntax::Pipeline {
            parameters: Some(call::parameters(self)),
            stages: Some(stages),
            ..syntax::Pipeline::default()
        };
        let Data::Map(file) = file.give() else { return Default::default() };
        for key in file.keys().skip(1) {
            notes.part(&ModelPath::root().key(key.as_str()));
        }
        (file, notes)
    }

    /// The name of a stage; in a template, behind the name that its caller gives.
    pub(super) fn stage_name(&self, name: &str) -> String {
        if self.template {
            format!("{}_{name}", call::STAGE)
        } else {
            name.to_owned()
        }
    }

    /// The name of a stage by its number; the only one of a template has the name that its caller gives.
    pub(super) fn unit_name(&self, number: usize) -> String {
        if self.template && self.flow.units.len() == 1 {
            return call::STAGE.to_owned();
        }
        self.flow
            .units
            .get(number)
            .map_or_else(String::new, |unit| self.stage_name(&unit.name))
    }

    /// Variables of a place. Those that Azure would hand on under another name, and secrets, are kept for the steps.
    pub(super) fn variables(&self, place: &Place<'_, 'p>, env: &Entries<String, EnvValue>, body: &mut Body) -> Values {
        let mut variables = Values::new();
        for (name, value) in env {
            let text = match value {
                EnvValue::Empty => String::new(),
                EnvValue::Secret(secret) => {
                    let secret = self.secret(secret, body);
                    body.mapped.insert(name.clone(), words::text(secret));
                    continue;
                }
                EnvValue::Text(text) => self.say(place, text, body),
            };
            // A secret is seen only by those who ask for it by name.
            let secret = matches!(value, EnvValue::Text(text) if text.contains("secrets."));
            if secret || matches!(name.as_str(), "PATH" | "HOME") {
                body.mapped.insert(name.clone(), words::text(text));
                continue;
            }
            if text == format!("$({name})") {
                continue;
            }
            // Azure tells steps the names of variables in capitals only.
            if name.bytes().any(|byte| byte.is_ascii_lowercase()) {
                body.mapped.insert(name.clone(), words::text(format!("$({name})")));
            }
            variables.insert(name.clone(), words::text(text));
        }
        variables
    }

    /// Tells of expressions that could not be said.
    pub(super) fn unsaid(body: &Body, path: &ModelPath, out: &mut Out) {
        for expression in &body.unsaid {
            let message = format!("Azure Pipelines has nothing for `{expression}`, so nothing stands in its place");
            out.files.lose(loss(Feature::Variables, Severity::Error, path.clone(), message));
        }
    }

    /// What Azure does not have in the file.
    fn losses(&self, out: &mut Out) {
        let path = self.plan.pipeline_path(self.index);
        for job in &self.flow.wider {
            let message = "the job waits for whole stages: jobs of Azure Pipelines wait for jobs of their own stage only";
            let path = self.plan.job_path(*job).key("after");
            out.files.lose(loss(Feature::Dependencies, Severity::Info, path, message));
        }
        if self.flow.split {
            let message = "every job has a stage of its own, since jobs of two stages wait for one another";
            out.files
                .lose(loss(Feature::Stages, Severity::Info, path.clone().key("stages"), message));
        }
        if let Some(group) = &self.pipeline.concurrency {
            let path = path.key("concurrency");
            if matches!(group.cancel, Some(Computed::Literal(true))) {
                let changes = self
                    .pipeline
                    .on
                    .iter()
                    .any(|trigger| matches!(trigger.event, Event::PullRequest(_)));
                let message = if changes {
                    "a newer run ends the one before it for pull requests only"
                } else {
                    "a newer run does not end the one that is running"
                };
                out.files.lose(loss(Feature::Concurrency, Severity::Warning, path, message));
            } else {
                let message = "pushes wait for the run before them, and stages for the lock of their environment; runs that are started otherwise do not";
                out.files.lose(loss(Feature::Concurrency, Severity::Warning, path, message));
            }
        }
    }
}

/// The name of the branch or tag, which Azure has only as a whole reference.
const REF: &str = "$[ replace(replace(variables['Build.SourceBranch'], 'refs/heads/', ''), 'refs/tags/', '') ]";
