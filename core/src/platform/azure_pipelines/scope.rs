//! What the names in a file stand for, in both directions.

use super::EXTENSION;
use super::body::{Body, Kind};
use super::circles::Waits;
use super::expression::{self, Formula, Given};
use super::list::{self, Group};
use super::syntax::Values;
use crate::expression::Tree;
use crate::foreign::{Extended, extension};
use crate::model::scalar::Expression;
use crate::model::{Action, Container, Data, Entries, Id, Pipeline, Stage, Step, When};
use crate::plan::Plan;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

/// A job by its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The id of its stage.
    pub(super) stage: Id,
    /// The name of its stage in the file.
    pub(super) stage_name: String,
    /// Its id.
    pub(super) job: Id,
    /// Its name in the file.
    pub(super) name: String,
}

/// What names stand for in all files of a delivery.
#[derive(Default)]
pub(super) struct Shared {
    /// Paths of files, with the pipelines made of them.
    pub(super) files: HashMap<String, Id>,
    /// Paths of pipelines.
    pub(super) paths: HashMap<Id, String>,
    /// Environments by their names, and back.
    pub(super) environments: HashMap<String, Id>,
    pub(super) environment_names: HashMap<Id, String>,
    /// Pipelines that would call themselves.
    pub(super) circular: HashSet<Id>,
}

/// What the names of a file stand for.
#[derive(Default)]
pub(super) struct Scope {
    /// What holds for all files.
    pub(super) shared: Rc<Shared>,
    /// Path of the file.
    pub(super) path: String,
    /// Variables that the file sets, in lower case.
    pub(super) declared: HashSet<String>,
    /// Ids of stages by their names in lower case.
    pub(super) stages: HashMap<String, Id>,
    /// Names of stages by their ids.
    pub(super) stage_names: HashMap<Id, String>,
    /// The jobs.
    pub(super) jobs: Vec<Place>,
    /// Jobs by their ids.
    pub(super) by_id: HashMap<Id, usize>,
    /// Jobs by their stages and their names in lower case. Two stages of one name stand under conditions of which one holds.
    pub(super) by_place: HashMap<(Id, String), usize>,
    /// Jobs by the names of stage and job in lower case.
    pub(super) by_name: HashMap<(String, String), usize>,
    /// Containers that the file names.
    pub(super) containers: HashMap<String, Container>,
    /// Step and name of each output that other jobs use, by job and then by its name in the model.
    pub(super) outputs: HashMap<Id, BTreeMap<String, String>>,
    /// Artifacts that the file hands on, as it names them.
    pub(super) published: HashSet<String>,
    /// Jobs that would wait for themselves.
    pub(super) circular: HashSet<Id>,
    /// Stages that would wait for themselves.
    pub(super) circular_stages: HashSet<Id>,
}

/// A place in a file, for which names stand for something.
#[derive(Clone, Copy)]
pub(super) struct At<'s> {
    pub(super) scope: &'s Scope,
    /// The stage it is in.
    pub(super) stage: Option<&'s Id>,
    /// Variables of the job's combinations, in lower case.
    pub(super) axes: &'s HashSet<String>,
    /// The groups it stands under.
    pub(super) under: &'s [Group],
    /// The hook of a deployment whose step it is.
    pub(super) hook: Option<&'s str>,
}

impl Shared {
    /// Adds a file.
    pub(super) fn file(&mut self, path: &str, id: &Id) {
        self.files.insert(path.to_owned(), id.clone());
        self.paths.insert(id.clone(), path.to_owned());
    }

    /// Adds an environment.
    pub(super) fn environment(&mut self, name: &str, id: &Id) {
        self.environments.insert(name.to_owned(), id.clone());
        self.environment_names.insert(id.clone(), name.to_owned());
    }

    /// What names stood for when the files of a plan were read.
    pub(super) fn of_plan(plan: &Plan) -> Self {
        let mut shared = Self::default();
        for (_, id, pipeline) in plan.pipelines() {
            if let Some(path) = extension(&pipeline.extensions, EXTENSION).text("adopted") {
                shared.file(path, id);
            }
        }
        for (id, environment) in &plan.delivery().environments {
            let name = extension(&environment.extensions, EXTENSION).id().unwrap_or(id.as_str());
            shared.environment(name, id);
        }
        shared
    }
}

impl Scope {
    /// Adds a job.
    pub(super) fn job(&mut self, place: Place) {
        let number = self.jobs.len();
        self.by_id.entry(place.job.clone()).or_insert(number);
        if !place.name.is_empty() {
            let name = (place.stage_name.to_ascii_lowercase(), place.name.to_ascii_lowercase());
            self.by_name.entry(name).or_insert(number);
            let place_of = (place.stage.clone(), place.name.to_ascii_lowercase());
            self.by_place.entry(place_of).or_insert(number);
        }
        self.jobs.push(place);
    }

    /// Adds a stage.
    pub(super) fn stage(&mut self, name: &str, id: &Id) {
        if !name.is_empty() {
            self.stages.entry(name.to_ascii_lowercase()).or_insert_with(|| id.clone());
        }
        self.stage_names.insert(id.clone(), name.to_owned());
    }

    /// A job of a stage by its name.
    pub(super) fn of_stage(&self, stage: &Id, job: &str) -> Option<&Place> {
        let number = self.by_place.get(&(stage.clone(), job.to_ascii_lowercase()))?;
        self.jobs.get(*number)
    }

    /// A job by its name and that of its stage.
    pub(super) fn named(&self, stage: &str, job: &str) -> Option<&Place> {
        let number = self.by_name.get(&(stage.to_ascii_lowercase(), job.to_ascii_lowercase()))?;
        self.jobs.get(*number)
    }

    /// Adds the variables that a value sets: the keys of a mapping, the names of a list, groups and all.
    pub(super) fn declare(&mut self, variables: &Data) {
        match variables {
            Data::Map(map) => {
                for (key, value) in map {
                    if list::is_expression(key) {
                        self.declare(value);
                    } else {
                        self.declared.insert(key.to_ascii_lowercase());
                    }
                }
            }
            Data::List(items) => {
                for item in items {
                    let Some(map) = item.as_map() else { continue };
                    match (map.get("name").and_then(Data::as_word), map.contains_key("value")) {
                        (Some(name), true) => {
                            self.declared.insert(name.to_ascii_lowercase());
                        }
                        _ => map
                            .iter()
                            .filter(|(key, _)| list::is_expression(key))
                            .for_each(|(_, value)| self.declare(value)),
                    }
                }
            }
            _ => {}
        }
    }

    /// What names stood for when the file of a pipeline was read, from what the model says and keeps.
    pub(super) fn of_pipeline(shared: &Rc<Shared>, id: &Id, pipeline: &Pipeline) -> Self {
        let mut scope = Self {
            shared: Rc::clone(shared),
            path: shared.paths.get(id).cloned().unwrap_or_default(),
            ..Self::default()
        };
        let own = extension(&pipeline.extensions, EXTENSION);
        scope.declare_env(&pipeline.env, own.get("variables"));
        let kind = own.text("body").and_then(Body::of).map_or(Kind::Stages, |body| body.kind);
        let mut waits = Vec::new();
        // What the file does not name is named by nothing in it.
        let named = |own: Extended<'_>, id: &Id, written: bool| match own.id() {
            _ if !written || own.get("item").is_some() => String::new(),
            Some(name) => name.to_owned(),
            None => id.to_string(),
        };
        for (id, stage) in &pipeline.stages {
            let own = extension(&stage.extensions, EXTENSION);
            let stage_name = named(own, id, kind == Kind::Stages);
            let filled = own.text("body") == Some("template") || own.get("item").is_some();
            scope.stage(&stage_name, id);
            scope.declare_env(&stage.env, own.get("variables"));
            let mut jobs = Vec::new();
            for (job_id, job) in &stage.jobs {
                let own = extension(&job.extensions, EXTENSION);
                jobs.push(Waits {
                    id: job_id.clone(),
                    on: kept_waits(own).or_else(|| {
                        let after = job.after.as_ref()?.iter();
                        Some(after.filter_map(|name| own_name(stage, &name.job)).collect())
                    }),
                    jobs: Vec::new(),
                });
                scope.declare_env(&job.env, own.get("variables"));
                for (name, output) in &job.outputs {
                    let value = output.value.parse::<Expression>().ok();
                    let path = value.as_ref().and_then(|value| value.inner()).and_then(|inner| {
                        let rest = inner.strip_prefix("steps.")?;
                        let (step, name) = rest.split_once(".outputs.")?;
                        Some(format!("{step}.{name}"))
                    });
                    if let Some(path) = path {
                        scope.outputs.entry(job_id.clone()).or_default().insert(name.to_string(), path);
                    }
                }
                job.steps.iter().for_each(|step| scope.fetched(step));
                scope.job(Place {
                    stage: id.clone(),
                    stage_name: stage_name.clone(),
                    job: job_id.clone(),
                    name: named(own, job_id, !filled && matches!(kind, Kind::Stages | Kind::Jobs)),
                });
            }
            waits.push(Waits {
                id: id.clone(),
                on: kept_waits(own).or_else(|| {
                    let after = stage.after.as_ref()?.iter();
                    Some(after.filter_map(|name| own_stage(pipeline, name)).collect())
                }),
                jobs,
            });
        }
        if let Some(resources) = own.get("resources") {
            scope.contain(resources);
        }
        scope.find_circles(&waits);
        scope
    }

    /// Notes the artifact that a step fetches: it was handed on, or the step would not be one that fetches.
    fn fetched(&mut self, step: &Step) {
        let Action::Fetch(fetch) = &step.action else { return };
        if fetch.from.is_some() {
            return;
        }
        let own = extension(&step.extensions, EXTENSION);
        self.published.insert(fetch.artifact.to_string());
        self.published.extend(own.text("artifact").map(str::to_owned));
        for (key, value) in own.get("inputs").and_then(Data::as_map).into_iter().flatten() {
            if key.to_ascii_lowercase().starts_with("artifact") {
                self.published.extend(value.as_word().map(str::to_owned));
            }
        }
    }

    fn declare_env(&mut self, env: &Entries<String, crate::model::EnvValue>, kept: Option<&Data>) {
        self.declared.extend(env.keys().map(|name| name.to_ascii_lowercase()));
        if let Some(kept) = kept {
            self.declare(kept);
        }
    }

    /// Adds the containers of `resources:`.
    pub(super) fn contain(&mut self, resources: &Data) {
        let items = resources.as_map().and_then(|map| map.get("containers")).and_then(Data::as_list);
        for item in items.unwrap_or_default() {
            let Some(map) = item.as_map() else { continue };
            let Some(alias) = map.get("container").and_then(Data::as_word) else {
                continue;
            };
            if let Some(container) = super::words::take_image(map) {
                self.containers.insert(alias.to_owned(), container);
            }
        }
    }

    /// The path of a template that the file names; nothing for one of another repository.
    pub(super) fn resolved(&self, template: &str) -> Option<String> {
        let template = match template.rsplit_once('@') {
            Some((path, "self")) => path,
            Some(_) => return None,
            None => template,
        };
        if template.contains("${{") || template.contains("$(") {
            return None;
        }
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let template = template.replace('\\', "/");
        let whole = match template.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{folder}/{template}"),
        };
        let mut parts: Vec<&str> = Vec::new();
        for part in whole.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        (!parts.is_empty()).then(|| parts.join("/"))
    }
}

impl At<'_> {
    /// Gives what expressions need to be read here.
    fn reading<R>(&self, act: impl FnOnce(&expression::Scope<'_>) -> R) -> R {
        let context = |name: &str| {
            let name = name.to_ascii_lowercase();
            if self.axes.contains(&name) {
                "matrix"
            } else if self.scope.declared.contains(&name) {
                "env"
            } else {
                "vars"
            }
        };
        let job = |stage: Option<&str>, job: &str| {
            let place = match stage {
                Some(stage) => self.scope.named(stage, job),
                None => self.scope.of_stage(self.stage?, job),
            };
            place.map(|place| place.job.to_string())
        };
        act(&expression::Scope {
            context: &context,
            job: &job,
        })
    }

    /// A text in the model's words; as it is when the model cannot say all of it.
    pub(super) fn text(&self, text: &str) -> String {
        self.reading(|scope| expression::text_into_model(text, scope))
            .unwrap_or_else(|| text.to_owned())
    }

    /// A text of the model in Azure's words.
    pub(super) fn back(&self, text: &str) -> String {
        expression::text_from_model(text, &|path| self.lookup(path))
    }

    /// True for a condition that the model can say.
    pub(super) fn says(&self, condition: &str) -> bool {
        self.reading(|scope| expression::taken_condition(condition, scope)).is_some()
    }

    /// What must hold for the groups around, and whether that is all.
    pub(super) fn around(&self) -> (Tree, bool) {
        self.reading(|scope| list::condition(self.under, scope))
    }

    /// When something here runs: its own condition, the groups around it and the hook it belongs to.
    pub(super) fn when(&self, condition: Option<&str>) -> Option<When> {
        let (around, _) = self.around();
        let own = match condition {
            Some(text) => match self.reading(|scope| expression::taken_condition(text, scope)) {
                Some(tree) => tree,
                None if around == Tree::Bool(true) => return None,
                None => Tree::Bool(true),
            },
            None => Tree::Bool(true),
        };
        let ended = match self.hook {
            Some("on.failure") if condition.is_none() => Tree::Call("failure".into(), Vec::new()),
            _ => Tree::Bool(true),
        };
        when(&ended.and(own).and(around))
    }

    /// `condition:` for when something runs.
    pub(super) fn condition(&self, when: &When) -> Option<String> {
        match when {
            When::Success | When::OnDemand => None,
            When::Always => Some("always()".into()),
            When::Failure => Some("failed()".into()),
            When::Never => Some("false".into()),
            When::Expression(expression) => {
                let tree = crate::expression::parse(expression.inner()?).ok()?;
                expression::condition(&tree, &|path| self.lookup(path))
            }
        }
    }

    /// What a path in an expression of the model is.
    fn lookup(&self, path: &str) -> Option<Given> {
        let (context, name) = path.split_once('.')?;
        match context {
            "env" | "vars" | "matrix" | "secrets" if !name.eq_ignore_ascii_case("GITHUB_TOKEN") => Some(Given::Variable(name.to_owned())),
            "inputs" => Some(Given::Parameter(name.to_owned())),
            "jobs" | "needs" => {
                let (id, rest) = name.split_once('.')?;
                let id: Id = id.parse().ok()?;
                let place = self.scope.jobs.get(*self.scope.by_id.get(&id)?)?;
                let of = if self.stage == Some(&place.stage) {
                    Formula::Name("dependencies".into())
                } else {
                    Formula::Name("stageDependencies".into()).member(&place.stage_name)
                };
                let of = of.member(&place.name);
                Some(Given::Runtime(match rest.strip_prefix("outputs.") {
                    Some(output) => {
                        let name = self.scope.outputs.get(&id)?.get(output)?;
                        Formula::Index(Box::new(of.member("outputs")), Box::new(Formula::text(name.as_str())))
                    }
                    None if rest == "result" => of.member("result"),
                    None => return None,
                }))
            }
            _ => None,
        }
    }
}

/// An expression as when.
fn when(tree: &Tree) -> Option<When> {
    match tree {
        Tree::Bool(true) => None,
        Tree::Bool(false) => Some(When::Never),
        Tree::Call(name, _) if name == "always" => Some(When::Always),
        Tree::Call(name, _) if name == "failure" => Some(When::Failure),
        Tree::Call(name, _) if name == "success" => None,
        tree => Expression::new(&tree.to_string()).ok().map(When::Expression),
    }
}

/// The values of a mapping; nothing for anything else.
pub(super) fn map(data: Data) -> Values {
    match data {
        Data::Map(map) => map,
        _ => Values::new(),
    }
}

/// What a node said that it waits for, where the model does not say it in the same words.
fn kept_waits(own: Extended<'_>) -> Option<Vec<String>> {
    let kept = own.get("dependsOn")?.clone();
    Waits::named(&Values::from([("dependsOn".to_owned(), kept)]))
}

/// What the file calls a job.
fn own_name(stage: &Stage, id: &Id) -> Option<String> {
    let job = stage.jobs.get(id)?;
    Some(extension(&job.extensions, EXTENSION).id().unwrap_or(id.as_str()).to_owned())
}

/// What the file calls a stage.
fn own_stage(pipeline: &Pipeline, id: &Id) -> Option<String> {
    let stage = pipeline.stages.get(id)?;
    Some(extension(&stage.extensions, EXTENSION).id().unwrap_or(id.as_str()).to_owned())
}
