//! Files that were adopted, as they were written, changed where the model has changed since.

use super::body::Body;
use super::fresh::{Fresh, Place};
use super::wanted::Out;
use crate::foreign::{Extended, Notes, Syntax, extension, merge, put_comments, written};
use crate::model::{Data, Entries, Id, Job, Pipeline, Stage, Step};
use crate::platform::azure_pipelines::body::{Body as Form, Kind};
use crate::platform::azure_pipelines::list::{Group, regroup, take_under};
use crate::platform::azure_pipelines::scope::{At, Scope, Shared, map};
use crate::platform::azure_pipelines::syntax::{self, Values};
use crate::platform::azure_pipelines::{EXTENSION, hooks, job, pipeline, step, words};
use crate::resolve::{JobView, StageIndex, StepPlace};
use crate::text::{ModelPath, Segment};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// The path and content of a pipeline that was adopted, with the notes on its parts.
pub(super) fn file(fresh: &Fresh<'_>, shared: &Rc<Shared>, out: &mut Out) -> (String, Values, Notes) {
    let pipeline = fresh.pipeline;
    let own = extension(&pipeline.extensions, EXTENSION);
    let path = own.text("adopted").unwrap_or_default().to_owned();
    let scope = Scope::of_pipeline(shared, fresh.id, pipeline);
    let axes = HashSet::new();
    let at = At {
        scope: &scope,
        stage: None,
        axes: &axes,
        under: &[],
        hook: None,
    };
    let template = pipeline::is_template(pipeline);
    let now = pipeline::give(pipeline, &at);
    let mut root = back(own, now, |kept| pipeline::give(&pipeline::take(kept, template, &at), &at));
    let mut file = File {
        fresh,
        scope: &scope,
        jobs: fresh.plan.jobs_of(fresh.index).map(|view| ((view.stage, view.id), view)).collect(),
        stages: fresh.plan.stages_of(fresh.index).map(|stage| (stage.id, stage.index)).collect(),
        notes: Notes::default(),
        out,
    };
    put_comments(own, &ModelPath::root(), &mut file.notes);
    let body = own.text("body").and_then(Form::of).unwrap_or(Form {
        kind: Kind::Stages,
        within: false,
    });
    file.body(pipeline, fitting(body, pipeline), &mut root);
    let whole = match syntax::Pipeline::take(Data::Map(root)) {
        Ok(pipeline) => pipeline.give(),
        Err(data) => data,
    };
    (path, map(whole), file.notes)
}

/// The narrowest body that can hold the stages and jobs that there are now.
fn fitting(body: Form, pipeline: &Pipeline) -> Form {
    let plain = |stage: &Stage| {
        let bare = Stage {
            jobs: stage.jobs.clone(),
            ..Stage::default()
        };
        *stage == bare
    };
    let one = |jobs: &Stage| jobs.jobs.len() == 1;
    let stages: Vec<&Stage> = pipeline.stages.values().collect();
    let kind = match (body.kind, stages.as_slice()) {
        (Kind::Nothing, []) => Kind::Nothing,
        (Kind::Steps, [stage]) if one(stage) && plain(stage) => Kind::Steps,
        (Kind::Extends, [stage]) if one(stage) && plain(stage) => Kind::Extends,
        (Kind::Jobs | Kind::Steps, [stage]) if plain(stage) => Kind::Jobs,
        _ => Kind::Stages,
    };
    Form {
        kind,
        within: body.within && kind != Kind::Extends && kind != Kind::Nothing,
    }
}

/// A node as it was written, with what the model says now.
fn back(own: Extended<'_>, now: Values, then: impl FnOnce(&Values) -> Values) -> Values {
    let kept: Values = own.over().map(|(key, value)| (key.clone(), value.clone())).collect();
    let then = Data::Map(then(&kept));
    let now = Data::Map(now);
    let mut values = written::put_back_all(&kept, &then, &now);
    let variables = |data: &Data| data.as_map().and_then(|map| map.get("variables")).cloned();
    if let Some(written) = kept.get("variables")
        && let Some(list) = words::put_variables(written, variables(&then).as_ref(), variables(&now).as_ref())
    {
        values.insert("variables".to_owned(), list);
    }
    values
}

struct File<'s, 'p> {
    /// What makes steps that no file had.
    fresh: &'s Fresh<'p>,
    scope: &'s Scope,
    jobs: HashMap<(StageIndex, &'p Id), JobView<'p>>,
    stages: HashMap<&'p Id, StageIndex>,
    notes: Notes,
    out: &'s mut Out,
}

/// The keys of which the first one says what kind of step it is.
const KINDS: &[&str] = &[
    "template",
    "task",
    "script",
    "bash",
    "pwsh",
    "powershell",
    "checkout",
    "download",
    "publish",
];

/// A node with its keys in the order in which people write them; the one that says what it is comes first, whatever its value.
fn ordered<T: Syntax>(values: Values, first: &[&str]) -> Data {
    let mut data = match T::take(Data::Map(values)) {
        Ok(node) => node.give(),
        Err(data) => data,
    };
    if let Data::Map(map) = &mut data
        && let Some(position) = first.iter().find_map(|key| map.get_index_of(*key))
        && let Some((key, value)) = map.shift_remove_index(position)
    {
        map.shift_insert(0, key, value);
    }
    data
}

/// The steps of a hook, or of a job without hooks.
type Hooked<'p> = (Option<&'static str>, Vec<Node<'p>>);

/// A node in the making: the groups it stands under, what it is, and comments on it by their place below.
struct Node<'p> {
    under: Vec<Group>,
    data: Data,
    own: Vec<(Vec<Segment>, Extended<'p>)>,
}

impl<'p> File<'_, 'p> {
    fn body(&mut self, pipeline: &'p Pipeline, body: Form, root: &mut Values) {
        let route = body.route();
        match body.kind {
            Kind::Nothing => {}
            Kind::Stages => {
                let nodes = pipeline.stages.iter().map(|(id, stage)| self.stage(id, stage)).collect();
                let (list, own) = together(nodes);
                self.list(&route, own);
                body.join(root, Data::List(list));
            }
            Kind::Jobs => {
                let Some((id, stage)) = pipeline.stages.first() else { return };
                let nodes = stage.jobs.iter().map(|(job_id, job)| self.job(id, job_id, job)).collect();
                let (list, own) = together(nodes);
                self.list(&route, own);
                body.join(root, Data::List(list));
            }
            Kind::Extends => {
                let Some((id, stage)) = pipeline.stages.first() else { return };
                let Some((job_id, job)) = stage.jobs.first() else { return };
                let node = self.job(id, job_id, job);
                self.list(&route, node.own);
                body.join(root, node.data);
            }
            Kind::Steps => {
                let Some((id, stage)) = pipeline.stages.first() else { return };
                let Some((job_id, job)) = stage.jobs.first() else { return };
                let (values, mut lists) = self.parts(id, job_id, job);
                let steps = lists.pop().map(|(_, nodes)| nodes).unwrap_or_default();
                let (list, own) = together(steps);
                self.list(&route, own);
                for (key, value) in values {
                    if key != "job" {
                        root.insert(key, value);
                    }
                }
                body.join(root, Data::List(list));
            }
        }
    }

    /// Adds the comments of the nodes of a list.
    fn list(&mut self, route: &[Segment], own: Vec<(Vec<Segment>, Extended<'_>)>) {
        for (place, own) in own {
            let path: ModelPath = route.iter().cloned().chain(place).collect();
            put_comments(own, &path, &mut self.notes);
        }
    }

    fn stage(&mut self, id: &'p Id, stage: &'p Stage) -> Node<'p> {
        let own = extension(&stage.extensions, EXTENSION);
        let under = take_under(own.get("under"));
        if let Some(item) = own.get("item") {
            return Node {
                under,
                data: item.clone(),
                own: vec![(Vec::new(), own)],
            };
        }
        let axes = HashSet::new();
        let at = At {
            scope: self.scope,
            stage: Some(id),
            axes: &axes,
            under: &under,
            hook: None,
        };
        let name = own.id().unwrap_or(id.as_str());
        let now = job::give_stage(stage, name, &at);
        let mut values = back(own, now, |kept| job::give_stage(&job::take_stage(kept, id, &at), "", &at));
        let mut notes = vec![(Vec::new(), own)];
        let filled = (own.text("body") == Some("template")).then(|| stage.jobs.first()).flatten();
        match filled.filter(|(_, job)| stage.jobs.len() == 1 && job.call.is_some()) {
            Some((job_id, job)) => values.extend(map(self.job(id, job_id, job).data)),
            None => {
                let inside: Vec<Node<'p>> = stage.jobs.iter().map(|(job_id, job)| self.job(id, job_id, job)).collect();
                let (list, below) = together(inside);
                if !list.is_empty() {
                    values.insert("jobs".to_owned(), Data::List(list));
                }
                let route = [Segment::Key("jobs".into())];
                notes.extend(
                    below
                        .into_iter()
                        .map(|(place, own)| (route.iter().cloned().chain(place).collect(), own)),
                );
            }
        }
        let data = ordered::<syntax::Stage>(values, &["stage", "template"]);
        Node { under, data, own: notes }
    }

    fn job(&mut self, stage: &'p Id, id: &'p Id, job: &'p Job) -> Node<'p> {
        let own = extension(&job.extensions, EXTENSION);
        let under = take_under(own.get("under"));
        let mut notes = vec![(Vec::new(), own)];
        if let Some(item) = own.get("item") {
            return Node {
                under,
                data: item.clone(),
                own: notes,
            };
        }
        let (mut values, lists) = self.parts(stage, id, job);
        let deployment = values.contains_key("deployment");
        let mut steps = Vec::new();
        let mut places = Vec::new();
        for (hook, nodes) in lists {
            let (list, own) = together(nodes);
            steps.push((hook, list));
            places.push(own);
        }
        let routes = hooks::join(&mut values, steps, deployment);
        for (route, own) in routes.into_iter().zip(places) {
            notes.extend(
                own.into_iter()
                    .map(|(place, own)| (route.iter().cloned().chain(place).collect(), own)),
            );
        }
        let data = ordered::<syntax::Job>(values, &["job", "deployment", "template"]);
        Node { under, data, own: notes }
    }

    /// What a job says, and its lists of steps.
    fn parts(&mut self, stage: &'p Id, id: &'p Id, job: &'p Job) -> (Values, Vec<Hooked<'p>>) {
        let own = extension(&job.extensions, EXTENSION);
        let under = take_under(own.get("under"));
        let axes = axes(job, own);
        let at = At {
            scope: self.scope,
            stage: Some(stage),
            axes: &axes,
            under: &under,
            hook: None,
        };
        let name = own.id().unwrap_or(id.as_str());
        let deployment = own.text("as") == Some("deployment");
        let now = job::give(job, name, deployment, &at);
        let mut values = back(own, now, |kept| job::give(&job::take(kept, id, &at), "", deployment, &at));
        let deployment = values.contains_key("deployment");
        let mut lists: Vec<Hooked<'p>> = Vec::new();
        let mut body = Body::default();
        for (number, step) in job.steps.iter().enumerate() {
            let own = extension(&step.extensions, EXTENSION);
            if own.get("implied").is_some() {
                continue;
            }
            let hook = deployment.then(|| own.text("hook").and_then(hooks::hook).unwrap_or("deploy"));
            let nodes = match Self::step(step, own, hook, &at) {
                Some(node) => vec![node],
                None => self.fresh_steps(stage, id, number, step, &mut body),
            };
            match lists.iter_mut().find(|(known, _)| *known == hook) {
                Some((_, list)) => list.extend(nodes),
                None => lists.push((hook, nodes)),
            }
        }
        Fresh::want(&body, self.out);
        if !body.variables.is_empty() {
            let more = Data::Map(body.variables);
            let variables = match values.get("variables") {
                Some(list @ Data::List(_)) => words::put_variables(list, None, Some(&more)),
                _ => None,
            };
            match variables {
                Some(list) => values.insert("variables".to_owned(), list).map(drop),
                None => {
                    let mut all = values.shift_remove("variables").unwrap_or_else(|| Data::Map(Values::new()));
                    merge(&mut all, more);
                    values.insert("variables".to_owned(), all).map(drop)
                }
            };
        }
        (values, lists)
    }

    fn step(step: &'p Step, own: Extended<'p>, hook: Option<&'static str>, at: &At<'_>) -> Option<Node<'p>> {
        let under = take_under(own.get("under"));
        let data = match own.get("item") {
            Some(item) => item.clone(),
            None => {
                let at = At {
                    under: &under,
                    hook,
                    ..*at
                };
                if !step::gives(&step.action) {
                    let kept: Values = own.over().map(|(key, value)| (key.clone(), value.clone())).collect();
                    if step::take(&Data::Map(kept), &at).action != step.action {
                        return None;
                    }
                }
                let now = map(step::give(step, own.text("as"), &at));
                let values = back(own, now, |kept| step::meant(kept, &at));
                ordered::<syntax::Step>(values, KINDS)
            }
        };
        Some(Node {
            under,
            data,
            own: vec![(Vec::new(), own)],
        })
    }

    /// Steps for what was written for the model, or was changed in it.
    fn fresh_steps(&mut self, stage: &Id, id: &Id, number: usize, step: &'p Step, body: &mut Body) -> Vec<Node<'p>> {
        let view = self.stages.get(stage).and_then(|stage| self.jobs.get(&(*stage, id)));
        let Some(view) = view else { return Vec::new() };
        let place = Place {
            view: Some(view),
            unit: None,
            combination: None,
        };
        let at = StepPlace {
            job: view.index,
            step: u32::try_from(number).unwrap_or(u32::MAX),
            inner: None,
        };
        self.fresh.step(&place, view, at, step, body, self.out);
        let under = take_under(extension(&step.extensions, EXTENSION).get("under"));
        let node = |data| Node {
            under: under.clone(),
            data,
            own: Vec::new(),
        };
        std::mem::take(&mut body.steps).into_iter().map(node).collect()
    }
}

/// The variables that a job's combinations set, in lower case.
fn axes(job: &Job, own: Extended<'_>) -> HashSet<String> {
    let kept = own.over().find(|(key, _)| *key == "strategy").map(|(_, value)| value);
    let mut axes = words::axes(kept);
    let matrix = job.matrix.as_deref().and_then(crate::model::Computed::literal);
    let legs = matrix
        .and_then(|matrix| matrix.include.as_ref())
        .and_then(crate::model::Computed::literal);
    let legs = legs.into_iter().flatten().filter_map(Data::as_map);
    axes.extend(legs.flat_map(Entries::keys).map(|name| name.to_ascii_lowercase()));
    axes
}

/// Nodes in their groups, and what there is to say about each of them by its place in the list.
fn together(nodes: Vec<Node<'_>>) -> (Vec<Data>, Vec<(Vec<Segment>, Extended<'_>)>) {
    let mut own = Vec::with_capacity(nodes.len());
    let items = nodes.into_iter().map(|node| {
        own.push(node.own);
        (node.under, node.data)
    });
    let (list, routes) = regroup(items.collect::<Vec<_>>());
    let placed = routes.into_iter().zip(own);
    let placed = placed.flat_map(|(route, own)| {
        own.into_iter()
            .map(move |(place, own)| (route.iter().cloned().chain(place).collect::<Vec<Segment>>(), own))
    });
    (list, placed.collect())
}
