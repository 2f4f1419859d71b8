//! A pipeline -> a workflow.

use super::gates::{Gates, Wait};
use super::given::Needed;
use crate::foreign::{Extended, Literal, Notes, Syntax, extension, merge};
use crate::model::{Data, Id, Permissions, Pipeline};
use crate::plan::Plan;
use crate::platform::github_actions::syntax::{self, Draft, Fields, Text};
use crate::platform::github_actions::words::{give_concurrency, give_defaults, give_env, give_permissions};
use crate::platform::github_actions::{EXTENSION, comments, trigger};
use crate::render::{FileSet, Index};
use crate::resolve::{JobIndex, PipelineIndex};
use crate::text::ModelPath;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// GitHub follows so many calls of workflows by workflows, and of actions by actions.
pub(super) const NESTED: usize = 10;

/// Where the workflow of a pipeline is written.
pub(super) fn path(id: &Id, pipeline: &Pipeline) -> String {
    match extension(&pipeline.extensions, EXTENSION).text("adopted") {
        Some(path) => path.to_owned(),
        None if pipeline.is_called_by_steps() => format!(".github/actions/{id}/action.yml"),
        None => format!(".github/workflows/{id}.yml"),
    }
}

/// A workflow file in the making.
pub(super) struct Rendered<'p> {
    pub(super) data: Draft<'p>,
    pub(super) notes: Notes,
    pub(super) waits: Vec<Wait<'p>>,
}

/// What is known while a workflow is made.
pub(super) struct Workflow<'p> {
    pub(super) plan: &'p Plan,
    pub(super) index: PipelineIndex,
    pub(super) pipeline: &'p Pipeline,
    pub(super) own: Extended<'p>,
    /// True for a file that was adopted: it is written as it was, without what an expert would add.
    pub(super) adopted: bool,
    pub(super) jobs: Index<'p>,
    pub(super) notes: Notes,
    pub(super) gates: Gates,
    /// Names of gates that more than one pipeline has.
    pub(super) shared: HashSet<String>,
    /// The gates that people pass.
    pub(super) waits: Vec<Wait<'p>>,
    /// How many calls led here.
    pub(super) depth: usize,
    /// What called workflows may do, as far as it was asked for.
    pub(super) called: Rc<RefCell<HashMap<PipelineIndex, Permissions>>>,
    /// What called actions need, as far as it was asked for.
    pub(super) actions: Rc<RefCell<HashMap<PipelineIndex, Needed>>>,
}

impl<'p> Workflow<'p> {
    pub(super) fn new(plan: &'p Plan, index: PipelineIndex, pipeline: &'p Pipeline) -> Self {
        let own = extension(&pipeline.extensions, EXTENSION);
        Self {
            plan,
            index,
            pipeline,
            own,
            adopted: own.text("adopted").is_some(),
            jobs: Index::new(plan, index, |extensions| extension(extensions, EXTENSION).id(), |_| false),
            notes: Notes::default(),
            gates: Gates::default(),
            shared: HashSet::new(),
            waits: Vec::new(),
            depth: 0,
            called: Rc::default(),
            actions: Rc::default(),
        }
    }

    pub(super) fn render(mut self, files: &mut FileSet) -> Rendered<'p> {
        let pipeline = self.pipeline;
        let mut jobs: Vec<_> = self.plan.jobs_of(self.index).collect();
        if let Some(order) = self.own.get("job_order").and_then(Data::as_list) {
            let places: HashMap<&str, usize> = order.iter().filter_map(Data::as_word).zip(0..).collect();
            jobs.sort_by_key(|view| places.get(self.name(view.index)).copied().unwrap_or(usize::MAX));
        }
        self.gates = self.place_gates();
        let mut rendered = Fields::with_capacity(jobs.len());
        for view in &jobs {
            for (name, gate) in self.gate_jobs(view, files) {
                rendered.insert(name, gate);
            }
            let name = self.jobs.text(view.index).clone();
            let job = self.job(view, &name, files);
            rendered.insert(name, job);
        }
        let shared = (!self.adopted).then(|| &self.plan.delivery().env);
        let permissions = if self.adopted {
            pipeline.permissions.as_ref().map(give_permissions)
        } else {
            // Nothing for the workflow as a whole; every job says what it needs.
            Some(Data::Map(Fields::new()))
        };
        let workflow = syntax::Workflow {
            name: self.title().map(Literal::Text),
            run_name: pipeline.run_name.as_deref().map(|name| Literal::Text(name.into())),
            on: Some(trigger::give(pipeline).lift()).filter(|on| *on != Data::Map(Fields::new())),
            permissions,
            env: give_env(shared.into_iter().flatten().chain(&pipeline.env)),
            defaults: pipeline.defaults.as_ref().and_then(give_defaults),
            concurrency: pipeline.concurrency.as_ref().map(give_concurrency),
            jobs: None,
            rest: Fields::from([("jobs".into(), Data::Map(rendered))]),
        };
        let mut data = workflow.give();
        over(&mut data, self.own);
        comments::put(self.own, ModelPath::root, &mut self.notes);
        self.parts(&data);
        Rendered {
            data,
            notes: self.notes,
            waits: self.waits,
        }
    }

    /// The name of the workflow; people look for it in a list, so one that has none gets its id.
    pub(super) fn title(&self) -> Option<Text<'p>> {
        let id = self.plan.pipeline(self.index).map(|(id, _)| id.as_str());
        self.pipeline.name.as_deref().or(id.filter(|_| !self.adopted)).map(Text::from)
    }

    /// Blank lines between the parts of the file, and between its jobs.
    fn parts(&mut self, data: &Draft<'p>) {
        let Some(map) = data.as_map() else { return };
        let parts = map.keys().map(|key| &**key).filter(|key| *key != "name" && *key != "run-name");
        self.notes.parts(&ModelPath::root(), parts);
        if let Some(jobs) = map.get("jobs").and_then(Data::as_map).filter(|jobs| jobs.len() > 1) {
            self.notes
                .parts(&ModelPath::root().key("jobs"), jobs.keys().skip(1).map(|job| &**job));
        }
    }

    /// What a job is called in the file.
    pub(super) fn name(&self, job: JobIndex) -> &str {
        self.jobs.name(job)
    }
}

/// Puts over a node what it says to GitHub alone.
pub(super) fn over<'p>(data: &mut Draft<'p>, own: Extended<'p>) {
    for (key, value) in own.over() {
        match data {
            Data::Map(map) => match map.get_mut(key.as_str()) {
                Some(there) => {
                    spread(key, there, value);
                    merge(there, value.lend());
                }
                None => {
                    map.insert(key.into(), value.lend());
                }
            },
            _ => *data = Data::Map(Fields::from([(key.into(), value.lend())])),
        }
    }
}

/// Writes a short form out, so that more can be said beside it.
fn spread(key: &str, there: &mut Draft<'_>, over: &Data) {
    let short = match key {
        "environment" => "name",
        "concurrency" => "group",
        "container" => "image",
        _ => return,
    };
    if let (Data::Text(_), Data::Map(_)) = (&*there, over) {
        *there = Data::Map(Fields::from([(short.into(), std::mem::take(there))]));
    }
}
