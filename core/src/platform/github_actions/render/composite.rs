//! A pipeline that steps call -> a composite action, and a step that calls it.

use super::body::{Body, Owner};
use super::given::{Given, Needed};
use super::step::frame;
use super::workflow::{NESTED, Rendered, Workflow, over, path};
use crate::diagnostic::Severity;
use crate::foreign::{Syntax, extension};
use crate::model::{Access, Call, Data, EnvValue, Event, Id, Permissions, Pipeline, Step, lend_all, lift_all};
use crate::platform::github_actions::syntax::{Composite, Draft, Fields};
use crate::platform::github_actions::words::give_env;
use crate::platform::github_actions::{EXTENSION, action_folder, comments, local_use, trigger, used_folder};
use crate::render::{Feature, FileSet, loss};
use crate::resolve::{PipelineIndex, StepPlace};
use crate::text::ModelPath;
use std::rc::Rc;

/// The variable that GitHub sets itself.
const FOLDER: &str = "GITHUB_ACTION_PATH";

impl<'p> Workflow<'p> {
    /// The action, and what its steps need of the jobs that call it.
    pub(super) fn composite(mut self, files: &mut FileSet) -> (Rendered<'p>, Needed) {
        let pipeline = self.pipeline;
        let adopted = self.adopted;
        let mut notes = std::mem::take(&mut self.notes);
        let mut body = Body::new(Owner::Action, &mut notes);
        let views: Vec<_> = self.plan.jobs_of(self.index).collect();
        for view in views.iter().take(1) {
            let env = pipeline.env.iter().chain(&view.job.env).filter(|(name, _)| *name != FOLDER);
            for (number, step) in view.job.steps.iter().enumerate() {
                let place = StepPlace {
                    job: view.index,
                    step: u32::try_from(number).unwrap_or(u32::MAX),
                    inner: None,
                };
                let from = body.steps.len();
                self.step(&mut body, view, place, step, files);
                body.steps.iter_mut().skip(from).for_each(|step| settle(step, env.clone(), adopted));
            }
        }
        let path = self.plan.pipeline_path(self.index);
        if views.len() > 1 {
            let message = "steps can call a pipeline of one job only; the others are left out";
            files.lose(loss(Feature::SharedSteps, Severity::Error, path.clone().key("stages"), message));
        }
        for (number, trigger) in pipeline
            .on
            .iter()
            .enumerate()
            .filter(|(_, trigger)| !matches!(trigger.event, Event::Call(_)))
        {
            let message = format!("steps call this pipeline, so `{}` starts nothing", trigger.event.key());
            files.lose(loss(
                Feature::Triggers,
                Severity::Error,
                path.clone().key("on").index(number),
                message,
            ));
        }
        let permissions = body.needed();
        let mut steps = std::mem::take(&mut body.steps);
        self.notes = notes;
        let given = if adopted {
            Given::default()
        } else {
            Given::taken_from(&mut steps, pipeline)
        };
        let mut map = Fields::new();
        let title = self.title().map(Data::Text);
        map.extend(title.clone().map(|title| ("name".into(), title)));
        if !adopted {
            map.extend(title.map(|title| ("description".into(), title)));
        }
        map.extend(lift_all(trigger::give_composite(pipeline, adopted)));
        if !given.is_empty() {
            let inputs = map.entry("inputs".into()).or_insert_with(|| Data::Map(Fields::new()));
            if let Data::Map(inputs) = inputs {
                inputs.extend(given.declared());
            }
        }
        let runs = Fields::from([
            ("using".into(), Data::Text("composite".into())),
            ("steps".into(), Data::List(steps)),
        ]);
        map.insert("runs".into(), Data::Map(runs));
        let mut data = Data::Map(map);
        over(&mut data, self.own);
        if let Data::Map(map) = &mut data {
            let rank = |key: &str| {
                Composite::ORDER
                    .iter()
                    .position(|known| *known == key)
                    .unwrap_or(Composite::ORDER.len())
            };
            map.sort_by_key(|key, _| rank(key));
        }
        comments::put(self.own, ModelPath::root, &mut self.notes);
        for key in ["inputs", "outputs", "runs", "branding"] {
            self.notes.part(&ModelPath::root().key(key));
        }
        let rendered = Rendered {
            data,
            notes: self.notes,
            waits: self.waits,
        };
        (rendered, Needed { permissions, given })
    }

    /// A step that runs the steps of another pipeline.
    pub(super) fn call_of_step(&self, body: &mut Body<'_, 'p>, place: StepPlace, step: &'p Step, call: &'p Call, files: &mut FileSet) {
        let own = extension(&step.extensions, EXTENSION);
        let called = call
            .pipeline
            .parse::<Id>()
            .ok()
            .and_then(|id| self.plan.delivery().pipelines.get_full(&id));
        let Some((position, id, pipeline)) = called.filter(|(_, _, pipeline)| pipeline.is_called_by_steps()) else {
            return self.of_another(body, place, step, Some(&call.pipeline), files);
        };
        let file = path(id, pipeline);
        let folder = action_folder(&file).unwrap_or(&file);
        let kept = own.text("uses").filter(|uses| used_folder(uses) == Some(folder));
        let needed = self.needed_of_action(position, pipeline);
        if !self.adopted {
            self.call_needs(body, needed.permissions);
        }
        let mut written = frame(step);
        written.uses = Some(kept.map_or_else(|| local_use(folder).into(), Into::into));
        let mut with = lend_all(&call.with);
        with.extend(needed.given.passed());
        written.with = (!with.is_empty()).then_some(with);
        let mut data = written.give();
        over(&mut data, own.without(&["uses"]));
        body.put_comments(own);
        body.steps.push(data);
        self.unsaid(step, place, files);
    }

    /// An action of the repository is there once the repository is, and may do what the job may.
    fn call_needs(&self, body: &mut Body<'_, 'p>, permissions: Permissions) {
        let checks_out = |step: &Draft<'p>| {
            let uses = step.as_map().and_then(|step| step.get("uses")).and_then(Data::as_word);
            uses.is_some_and(|uses| uses.starts_with("actions/checkout@"))
        };
        let inside = self.pipeline.is_called_by_steps();
        if !inside && !body.steps.iter().any(checks_out) {
            let forgets = [("persist-credentials", "false".to_owned())];
            body.action("Fetch the actions", "actions/checkout", forgets);
            body.may("contents", Access::Read);
        }
        body.needs(permissions);
    }

    /// What the steps of an action need.
    fn needed_of_action(&self, position: usize, pipeline: &'p Pipeline) -> Needed {
        let called = PipelineIndex::at(position);
        if let Some(known) = self.actions.borrow().get(&called) {
            return known.clone();
        }
        if self.depth >= NESTED {
            return Needed::default();
        }
        let mut inner = Self::new(self.plan, called, pipeline);
        inner.depth = self.depth + 1;
        inner.actions = Rc::clone(&self.actions);
        let needed = inner.composite(&mut FileSet::new()).1;
        self.actions.borrow_mut().insert(called, needed.clone());
        needed
    }
}

/// What a step of an action must say itself, since there is no job around it that does: its variables and its shell.
fn settle<'p>(step: &mut Draft<'p>, env: impl IntoIterator<Item = (&'p String, &'p EnvValue)>, adopted: bool) {
    let Data::Map(map) = step else { return };
    if let Some(shared) = give_env(env) {
        let own = match map.shift_remove("env") {
            Some(Data::Map(own)) => own,
            _ => Fields::new(),
        };
        map.insert("env".into(), Data::Map(shared.into_iter().chain(own).collect()));
    }
    if !adopted && map.contains_key("run") && !map.contains_key("shell") {
        map.insert("shell".into(), Data::Text("bash".into()));
    }
}
