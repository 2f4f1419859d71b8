//! Workflow files -> a delivery. What the model has a word for is taken out of the file's types; what is left of them goes to
//! `extensions.github_actions` of the same node, so that rendering gives the file back.

mod composite;
mod job;
mod levels;
mod step;

use super::comments;
use super::syntax::{self, Values};
use super::words::{carry, take_concurrency, take_defaults, take_env, take_permissions, text};
use super::{EXTENSION, actions, trigger};
use crate::foreign::{self, Adopted, AdoptedFile, Ids, Origin, Remark, SourceFile, Syntax};
use crate::id;
use crate::model::{Data, Delivery, Entries, EnvValue, Environment, Extensions, Id, Many, Pipeline, Stage};
use crate::text::{Limits, ModelPath, Segment};
use levels::levels;
use smol_str::SmolStr;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Makes one delivery of workflow files, and of the composite actions that are handed over with them.
pub(super) fn adopt(files: &[SourceFile], limits: Limits) -> Adopted {
    let mut pipelines = Ids::default();
    let workflows = files
        .iter()
        .map(|file| super::is_workflow(&file.path).then(|| pipelines.of(stem(&file.path), &id!("pipeline"))));
    let mut ids: Vec<Option<Id>> = workflows.collect();
    // Which files are composite actions is known once they are read; their ids come after those of workflows.
    let mut composites: Vec<Option<Read>> = files.iter().map(|file| composite::read(file, limits)).collect();
    let mut by_folder: HashMap<&str, Id> = HashMap::new();
    for ((file, read), id) in files.iter().zip(&composites).zip(&mut ids) {
        let (Some(Read { composite: Some(_), .. }), Some(folder)) = (read, super::action_folder(&file.path)) else {
            continue;
        };
        let name = folder.rsplit('/').next().unwrap_or_default();
        let new = pipelines.of(name, &id!("action"));
        // Where there are two, GitHub takes `action.yml`.
        let first = file.path.rsplit_once('.').is_some_and(|(_, extension)| extension == "yml");
        if first || !by_folder.contains_key(folder) {
            by_folder.insert(folder, new.clone());
        }
        *id = Some(new);
    }
    let by_path: HashMap<&str, &Id> = files
        .iter()
        .zip(&ids)
        .filter_map(|(file, id)| Some((file.path.as_str(), id.as_ref()?)))
        .filter(|(path, _)| super::is_workflow(path))
        .collect();
    let mut adopting = Adopting {
        delivery: Delivery::new(id!("adopted")),
        by_path,
        by_folder,
        environments: Ids::default(),
        by_name: HashMap::new(),
        origins: Vec::new(),
        secrets: false,
    };
    let mut adopted_files = Vec::new();
    for ((file, id), composite) in files.iter().zip(&ids).zip(&mut composites) {
        let adopted = match (id, composite.take()) {
            (Some(id), Some(read)) => adopting.composite(read, id, adopted_files.len()),
            (None, Some(read)) => Some(read.adopted),
            (Some(id), None) => Some(adopting.workflow(file, id, adopted_files.len(), limits)),
            (None, None) => None,
        };
        let Some(mut adopted) = adopted else { continue };
        let tree = adopted.tree.clone();
        adopted.report.settle(tree.as_deref(), limits.problems);
        adopted_files.push(adopted);
    }
    if adopting.secrets {
        adopting.delivery.secret_stores.insert(
            id!("ci"),
            crate::model::SecretStore {
                environments: Many::default(),
                rotate: None,
                extensions: Extensions::new(),
                kind: crate::model::SecretStoreKind::Ci(crate::model::CiSecrets::default()),
            },
        );
    }
    Adopted {
        system: super::ADOPTER.name,
        delivery: adopting.delivery,
        files: adopted_files,
        origins: adopting.origins,
    }
}

/// The name of a file without folders and extension.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A file that may be a composite action, read before the workflows that use it.
struct Read {
    adopted: AdoptedFile,
    /// What it says; nothing when it cannot be read.
    composite: Option<syntax::Composite>,
}

struct Adopting<'f> {
    delivery: Delivery,
    /// The pipeline of each workflow.
    by_path: HashMap<&'f str, &'f Id>,
    /// The pipeline of each composite action, by its folder.
    by_folder: HashMap<&'f str, Id>,
    environments: Ids,
    /// The environment of each name.
    by_name: HashMap<String, Id>,
    origins: Vec<Origin>,
    /// True once a secret was named.
    secrets: bool,
}

impl<'f> Adopting<'f> {
    /// Reads a workflow, and makes a pipeline of it.
    fn workflow(&mut self, file: &SourceFile, id: &Id, number: usize, limits: Limits) -> AdoptedFile {
        let (mut adopted, data) = AdoptedFile::read(file, super::ADOPTER.reader, limits);
        if adopted.tree.as_ref().is_some_and(|tree| tree.root().is_none()) && adopted.report.is_clean() {
            adopted.tell(foreign::not_read("this is no workflow: there is nothing in it"));
        }
        let Some(data) = data else { return adopted };
        match syntax::Workflow::take(data) {
            Ok(workflow) if workflow.jobs.is_some() || workflow.rest.contains_key("jobs") => {
                let published = actions::published(&workflow);
                let pipeline = self.file(&mut adopted, id, number, published).workflow(workflow);
                self.delivery.pipelines.insert(id.clone(), pipeline);
            }
            _ => adopted.tell(foreign::not_read("this is no workflow: it has no `jobs`")),
        }
        adopted
    }

    /// What is known while the nodes of a file are adopted.
    fn file<'a>(&'a mut self, adopted: &'a mut AdoptedFile, id: &Id, number: usize, published: HashSet<String>) -> File<'a, 'f> {
        let remarks = adopted.tree.as_deref().map(Remark::all).unwrap_or_default();
        File {
            adopting: self,
            adopted,
            number,
            id: id.clone(),
            remarks: by_node(remarks),
            published,
        }
    }

    /// The environment of a name; a new one when it was not named before.
    fn environment(&mut self, name: &str) -> Id {
        if let Some(id) = self.by_name.get(name) {
            return id.clone();
        }
        let id = self.environments.of(name, &id!("environment"));
        self.by_name.insert(name.to_owned(), id.clone());
        let mut environment = Environment {
            tier: crate::model::Tier::told_by(&id),
            ..Environment::default()
        };
        if id != *name {
            let own = Values::from([("id".to_owned(), Data::Text(name.to_owned()))]);
            environment.extensions.insert(EXTENSION.to_owned(), Data::Map(own));
        }
        self.delivery.environments.insert(id.clone(), environment);
        id
    }
}

/// Where a comment is kept: with the workflow, with a job, or with one of its steps.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Place {
    Workflow,
    Job(SmolStr),
    Step(SmolStr, u32),
}

fn by_node(remarks: Vec<Remark>) -> BTreeMap<Place, Vec<(Vec<Segment>, Remark)>> {
    let mut places: BTreeMap<Place, Vec<(Vec<Segment>, Remark)>> = BTreeMap::new();
    for remark in remarks {
        let (place, rest) = match remark.path.segments() {
            [
                Segment::Key(jobs),
                Segment::Key(job),
                Segment::Key(steps),
                Segment::Index(step),
                rest @ ..,
            ] if jobs == "jobs" && steps == "steps" => (Place::Step(job.clone(), *step), rest.to_vec()),
            // The steps of a composite action belong to no job.
            [Segment::Key(runs), Segment::Key(steps), Segment::Index(step), rest @ ..] if runs == "runs" && steps == "steps" => {
                (Place::Step(SmolStr::default(), *step), rest.to_vec())
            }
            [Segment::Key(jobs), Segment::Key(job), rest @ ..] if jobs == "jobs" => (Place::Job(job.clone()), rest.to_vec()),
            all => (Place::Workflow, all.to_vec()),
        };
        places.entry(place).or_default().push((rest, remark));
    }
    places
}

struct File<'a, 'f> {
    adopting: &'a mut Adopting<'f>,
    adopted: &'a mut AdoptedFile,
    number: usize,
    id: Id,
    remarks: BTreeMap<Place, Vec<(Vec<Segment>, Remark)>>,
    /// The artifacts that steps of this file hand on, as they name them.
    published: HashSet<String>,
}

impl File<'_, '_> {
    fn origin(&mut self, model: ModelPath, source: ModelPath) {
        self.adopting.origins.push(Origin {
            model,
            file: self.number,
            source,
        });
    }

    /// What is left of a node, with its comments, as its extension.
    fn left(
        &mut self,
        left: Data,
        source: &ModelPath,
        place: &Place,
        more: impl IntoIterator<Item = (&'static str, String)>,
    ) -> Extensions {
        let mut own: Values = more.into_iter().map(|(key, text)| (key.to_owned(), Data::Text(text))).collect();
        if let Data::Map(mut left) = left
            && !left.is_empty()
        {
            self.kept(&left, source);
            foreign::told_apart(&mut left);
            own.extend(left);
        }
        if let Some(remarks) = self.remarks.remove(place) {
            let mut comments = Vec::new();
            for (path, remark) in remarks {
                // The comment behind a pinned action is its version, which update bots read.
                if !remark.above && !own.contains_key("version") && matches!(path.as_slice(), [Segment::Key(key)] if key == "uses") {
                    own.insert("version".to_owned(), Data::Text(remark.text));
                } else {
                    comments.push(comments::keep(&path, &remark));
                }
            }
            if !comments.is_empty() {
                own.insert("comments".to_owned(), Data::List(comments));
            }
        }
        if own.is_empty() {
            return Extensions::new();
        }
        Extensions::from([(EXTENSION.to_owned(), Data::Map(own))])
    }

    /// Notes the routes of what only GitHub gets: whole values, and entries of maps that the model says in part.
    fn kept(&mut self, left: &Values, source: &ModelPath) {
        for (key, value) in left {
            let path = source.clone().key(key.as_str());
            let told = |adopted: &mut AdoptedFile, path: ModelPath| {
                adopted.report.extend([foreign::kept(path.clone(), "GitHub Actions")]);
                adopted.kept.push(path);
            };
            match value {
                // The action of a step that the model understands is its original, not something it has no word for.
                _ if key == "uses" || key == "run" => self.adopted.kept.push(path),
                Data::Map(map) if key == "with" => {
                    let uses = left.get("uses").and_then(Data::as_word).and_then(actions::Uses::of);
                    for name in map.keys() {
                        let path = path.clone().key(name.as_str());
                        // What the model says too is not kept for one system only.
                        if uses.is_some_and(|uses| actions::says(uses, name)) {
                            self.adopted.kept.push(path);
                        } else {
                            told(self.adopted, path);
                        }
                    }
                }
                Data::Map(map)
                    if matches!(
                        key.as_str(),
                        "env" | "strategy" | "environment" | "concurrency" | "container" | "defaults"
                    ) =>
                {
                    for name in map.keys() {
                        told(self.adopted, path.clone().key(name.as_str()));
                    }
                }
                _ => told(self.adopted, path),
            }
        }
    }

    fn env(&mut self, place: &mut Option<Values>) -> Entries<String, EnvValue> {
        let env = take_env(place);
        self.adopting.secrets |= env.values().any(|value| matches!(value, EnvValue::Secret(_)));
        env
    }

    fn workflow(&mut self, mut workflow: syntax::Workflow) -> Pipeline {
        let path = ModelPath::root().key("pipelines").key(self.id.as_str());
        self.origin(path.clone(), ModelPath::root());
        let mut pipeline = Pipeline::default();
        if let Some(on) = workflow.on.take()
            && let Err(on) = trigger::take(on, &mut pipeline)
        {
            workflow.on = Some(on);
        }
        pipeline.name = text(&mut workflow.name);
        pipeline.run_name = text(&mut workflow.run_name);
        pipeline.permissions = carry(&mut workflow.permissions, take_permissions);
        pipeline.env = self.env(&mut workflow.env);
        pipeline.defaults = take_defaults(&mut workflow.defaults);
        pipeline.concurrency = take_concurrency(&mut workflow.concurrency);
        let jobs = workflow.jobs.take().unwrap_or_default();
        let numbers = (0..pipeline.on.len())
            .map(|number| path.clone().key("on").index(number))
            .collect::<Vec<_>>();
        for number in numbers {
            self.origin(number, ModelPath::root().key("on"));
        }
        let names: Vec<String> = jobs.keys().cloned().collect();
        self.jobs(jobs, &path, &mut pipeline);
        // Stages bring jobs into an order of their own; where the file has another, it is kept.
        let staged = pipeline.stages.values().flat_map(|stage| &stage.jobs);
        let staged = staged.map(|(id, job)| foreign::extension(&job.extensions, EXTENSION).id().unwrap_or(id.as_str()));
        let order = (!staged.eq(names.iter().map(String::as_str))).then(|| Data::List(names.into_iter().map(Data::Text).collect()));
        let file = self.adopted.path.clone();
        pipeline.extensions = self.left(workflow.give(), &ModelPath::root(), &Place::Workflow, [("adopted", file)]);
        if let (Some(order), Some(Data::Map(own))) = (order, pipeline.extensions.get_mut(EXTENSION)) {
            own.insert("job_order".to_owned(), order);
        }
        pipeline
    }

    /// Jobs -> stages: a job is in the stage after those of the jobs it needs, and says itself which ones it waits for.
    fn jobs(&mut self, jobs: Entries<String, syntax::Job>, path: &ModelPath, pipeline: &mut Pipeline) {
        let levels = levels(&jobs);
        let mut ids = Ids::default();
        let mut members: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for (name, level) in jobs.keys().zip(&levels) {
            members.entry(*level).or_default().push(name);
        }
        let mut stage_ids = Ids::default();
        let stages: BTreeMap<usize, Id> = members
            .iter()
            .map(|(level, names)| {
                let wanted = match names.as_slice() {
                    [one] => (*one).to_owned(),
                    _ => format!("stage-{}", level + 1),
                };
                (*level, stage_ids.of(&wanted, &id!("stage")))
            })
            .collect();
        for id in stages.values() {
            pipeline.stages.insert(id.clone(), Stage::default());
        }
        let place: HashMap<String, (Id, Id)> = jobs
            .keys()
            .zip(&levels)
            .filter_map(|(name, level)| Some((name.clone(), (stages.get(level)?.clone(), ids.of(name, &id!("job"))))))
            .collect();
        for (name, job) in jobs {
            let Some((stage, id)) = place.get(&name).cloned() else { continue };
            let path = path.clone().key("stages").key(stage.as_str()).key("jobs").key(id.as_str());
            let job = self.job(&name, job, &stage, &id, &place, &path);
            if let Some(stage) = pipeline.stages.get_mut(&stage) {
                stage.jobs.insert(id, job);
            }
        }
    }
}
