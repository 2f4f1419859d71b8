//! Pipeline files -> a delivery. The model shows what a job means once `include`, `extends`, `default` and `!reference` are
//! followed; what was written and cannot be told from that is kept with the node, so that the files come back.

use super::inherit::{Inherit, included, is_visible, put_over, stands_for};
use super::scope::Scope;
use super::syntax::{JOB, Values};
use super::{EXTENSION, dotenv, give, meaning, normal, pipeline, starts, take};
use crate::foreign::{self, Adopted, AdoptedFile, Ids, Origin, Remark, SourceFile, keep_comment, written};
use crate::id;
use crate::model::{Data, Delivery, Environment, Extensions, Id, Many, Pipeline, SecretStore, SecretStoreKind, Stage};
use crate::text::{Limits, ModelPath, Segment};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

/// Makes one delivery of pipeline files.
pub(super) fn adopt(files: &[SourceFile], limits: Limits) -> Adopted {
    let mut read = Read {
        files,
        limits,
        adopted: Vec::new(),
        by_path: HashMap::new(),
    };
    for file in files.iter().filter(|file| super::claims(&file.path)) {
        read.file(&file.path);
    }
    // Files that others include are parts of their pipelines.
    let parts: HashSet<usize> = (0..read.adopted.len()).flat_map(|number| read.includes(number)).collect();
    let roots: Vec<usize> = (0..read.adopted.len()).filter(|number| !parts.contains(number)).collect();
    let mut adopting = Adopting {
        delivery: Delivery::new(id!("adopted")),
        environments: Ids::default(),
        scope: Scope::default(),
        origins: Vec::new(),
    };
    let mut ids = Ids::default();
    let mut pipelines = Vec::new();
    for root in roots {
        let Some((file, Some(_))) = read.adopted.get(root) else { continue };
        let id = ids.of(&stem(&file.path), &id!("pipeline"));
        Rc::make_mut(&mut adopting.scope.files).add(file.path.clone(), &id);
        pipelines.push((root, id));
    }
    let mut taken = HashSet::new();
    for (root, id) in pipelines {
        let mut order = Vec::new();
        read.order(root, &mut order);
        let mut parts: Vec<Part> = Vec::new();
        for number in order {
            // A file of two pipelines comes back with the first.
            let Some((file, Some(values))) = read.adopted.get(number) else {
                continue;
            };
            parts.push(Part {
                number,
                path: file.path.clone(),
                values: values.clone(),
                remarks: if taken.insert(number) {
                    file.tree.as_deref().map(Remark::all).unwrap_or_default()
                } else {
                    Vec::new()
                },
            });
        }
        adopting.pipeline(&id, &parts, &mut read);
    }
    adopting.delivery.secret_stores.insert(
        id!("ci"),
        SecretStore {
            environments: Many::default(),
            rotate: None,
            extensions: Extensions::new(),
            kind: SecretStoreKind::Ci(crate::model::CiSecrets::default()),
        },
    );
    Adopted {
        system: super::ADOPTER.name,
        delivery: adopting.delivery,
        files: read.adopted.into_iter().map(|(file, _)| file).collect(),
        origins: adopting.origins,
    }
}

/// A name for the pipeline of a file: `main` for the usual one.
fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match stem
        .trim_start_matches('.')
        .trim_start_matches("gitlab-ci")
        .trim_matches(['-', '.', '_'])
    {
        "" => "main".to_owned(),
        _ => stem.trim_start_matches('.').trim_end_matches(".gitlab-ci").to_owned(),
    }
}

/// The files as they were handed over, and those that were read.
struct Read<'f> {
    files: &'f [SourceFile],
    limits: Limits,
    adopted: Vec<(AdoptedFile, Option<Values>)>,
    by_path: HashMap<String, usize>,
}

impl Read<'_> {
    /// Reads a file and, before it is asked for, those it includes.
    fn file(&mut self, path: &str) -> Option<usize> {
        if let Some(&number) = self.by_path.get(path) {
            return Some(number);
        }
        let file = self.files.iter().find(|file| file.path == path)?;
        let (mut adopted, data) = AdoptedFile::read(file, super::ADOPTER.reader, self.limits);
        let values = match data {
            Some(Data::Map(values)) => Some(values),
            None | Some(Data::Null) if !adopted.report.has_errors() => Some(Values::new()),
            None => None,
            Some(_) => {
                adopted.tell(foreign::not_read("this is no pipeline: it is not a mapping"));
                None
            }
        };
        let number = self.adopted.len();
        self.by_path.insert(path.to_owned(), number);
        let include = values
            .as_ref()
            .and_then(|values| values.get("include"))
            .map(included)
            .unwrap_or_default();
        self.adopted.push((adopted, values));
        for name in include {
            let paths: Vec<String> = self
                .files
                .iter()
                .map(|file| file.path.clone())
                .filter(|path| stands_for(&name, path))
                .collect();
            if paths.is_empty()
                && !name.contains('$')
                && let Some((file, _)) = self.adopted.get_mut(number)
            {
                file.tell(foreign::not_found(ModelPath::root().key("include"), &name));
            }
            for path in paths {
                self.file(&path);
            }
        }
        Some(number)
    }

    /// The files that a file includes, in order.
    fn includes(&self, number: usize) -> Vec<usize> {
        let Some((_, Some(values))) = self.adopted.get(number) else {
            return Vec::new();
        };
        let names = values.get("include").map(included).unwrap_or_default();
        let found = names
            .iter()
            .flat_map(|name| self.files.iter().filter(|file| stands_for(name, &file.path)));
        found
            .filter_map(|file| self.by_path.get(&file.path).copied())
            .filter(|found| *found != number)
            .collect()
    }

    /// A file after all those that it includes.
    fn order(&self, number: usize, order: &mut Vec<usize>) {
        let mut open = vec![(number, false)];
        let mut seen = HashSet::new();
        while let Some((number, done)) = open.pop() {
            if done {
                order.push(number);
            } else if seen.insert(number) {
                open.push((number, true));
                open.extend(self.includes(number).into_iter().rev().map(|number| (number, false)));
            }
        }
    }
}

/// A file of a pipeline.
struct Part {
    number: usize,
    path: String,
    values: Values,
    remarks: Vec<Remark>,
}

struct Adopting {
    delivery: Delivery,
    environments: Ids,
    scope: Scope,
    origins: Vec<Origin>,
}

/// True for a mapping that is a job.
fn is_job(key: &str, value: &Data) -> bool {
    is_visible(key) && value.as_map().is_some_and(|map| JOB.iter().any(|key| map.contains_key(*key)))
}

impl Adopting {
    fn pipeline(&mut self, id: &Id, parts: &[Part], read: &mut Read<'_>) {
        let path = ModelPath::root().key("pipelines").key(id.as_str());
        let Some(main) = parts.last() else { return };
        self.origin(&path, main.number, ModelPath::root());
        let mut merged = Values::new();
        for part in parts {
            put_over(&mut merged, part.values.clone());
        }
        let mut pipeline = Pipeline::default();
        pipeline::take(&merged, &mut pipeline);
        let mut inherit = Inherit::new(merged);
        // Each job, with the file that has the last word on it.
        let mut jobs: Vec<(String, usize, Values)> = Vec::new();
        for (key, value) in inherit.all().clone() {
            let Data::Map(map) = &value else { continue };
            if is_job(&key, &value)
                && let Some(owner) = parts.iter().rposition(|part| part.values.contains_key(&key))
            {
                let whole = inherit.job(&key, map.clone());
                jobs.push((key, owner, whole));
            }
        }
        let stages = self.scope(&jobs, inherit.all(), &mut pipeline);
        let mut remarks: Vec<BTreeMap<Option<String>, Vec<Data>>> = parts.iter().map(|part| by_job(&part.remarks, &part.values)).collect();
        let merged_variables: HashSet<String> = pipeline.env.keys().cloned().collect();
        let mut lonely = HashSet::new();
        for (name, owner, whole) in jobs {
            let Some(part) = parts.get(owner) else { continue };
            let Some((stage, job_id)) = self.scope.jobs.get(&name).cloned() else {
                continue;
            };
            let mut job = take::job(&name, &whole, &stage, &self.scope);
            let now = give::adopted(&job, &stage, &self.scope);
            let written = part.values.get(&name).and_then(Data::as_map).cloned().unwrap_or_default();
            let mut under = Values::new();
            for other in parts.iter().take(owner) {
                if let Some(Data::Map(map)) = other.values.get(&name) {
                    put_over(&mut under, map.clone());
                }
            }
            let kept = written::keep(normal::entry, &written, &now, |own| {
                meant(&name, &under, own, &mut inherit, &self.scope)
            });
            let source = ModelPath::root().key(name.as_str());
            let at = path.clone().key("stages").key(stage.as_str()).key("jobs").key(job_id.as_str());
            self.origin(&at, part.number, source.clone());
            if let Some((file, _)) = read.adopted.get_mut(part.number) {
                for variable in meaning::its_own(&whole)
                    .into_iter()
                    .filter(|variable| !merged_variables.contains(variable))
                {
                    if lonely.insert((part.number, variable.clone())) {
                        file.report.extend([foreign::one_system(source.clone(), &variable, "GitLab CI")]);
                    }
                }
                for route in written::routes(normal::entry, &written, &now) {
                    let route = route.iter().fold(source.clone(), |path, key| path.key(key.as_str()));
                    file.report.extend([foreign::kept(route.clone(), "GitLab CI")]);
                    file.kept.push(route);
                }
            }
            let mut own = Values::new();
            if job_id != *name {
                own.insert("id".into(), Data::Text(name.clone()));
            }
            if owner + 1 != parts.len() {
                own.insert("file".into(), Data::Text(part.path.clone()));
            }
            own.extend(kept);
            if let Some(comments) = remarks.get_mut(owner).and_then(|remarks| remarks.remove(&Some(name.clone()))) {
                own.insert("comments".into(), Data::List(comments));
            }
            if !own.is_empty() {
                job.extensions.insert(EXTENSION.to_owned(), Data::Map(own));
            }
            if let Some(stage) = pipeline.stages.get_mut(&stage) {
                stage.jobs.insert(job_id, job);
            }
        }
        pipeline::see_changes(inherit.all(), starts::sees_changes(&pipeline), &mut pipeline);
        self.rest(&mut pipeline, parts, &stages, remarks, read);
        self.delivery.pipelines.insert(id.clone(), pipeline);
    }

    /// What is kept of the files beside their jobs.
    fn rest(
        &self,
        pipeline: &mut Pipeline,
        parts: &[Part],
        stages: &[String],
        mut remarks: Vec<BTreeMap<Option<String>, Vec<Data>>>,
        read: &mut Read<'_>,
    ) {
        let owner = |key: &str| parts.iter().rposition(|part| part.values.contains_key(key));
        let changes = starts::sees_changes(pipeline);
        let mut own = Values::new();
        let mut files = Values::new();
        let last = parts.len().saturating_sub(1);
        let mut under = Values::new();
        for (number, part) in parts.iter().enumerate() {
            let beside: Values = part
                .values
                .iter()
                .filter(|(key, _)| owner(key) != Some(number) || !self.scope.jobs.contains_key(*key))
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            let comments = remarks.get_mut(number).and_then(|remarks| remarks.remove(&None));
            let (kept, routes) = if number == last {
                let now = pipeline::adopted(pipeline, Some(stages.to_vec()));
                let then = |own: &Values| {
                    let mut all = under.clone();
                    put_over(&mut all, own.clone());
                    pipeline::meant(&all, stages, changes)
                };
                (
                    written::keep(normal::entry, &beside, &now, then),
                    written::routes(normal::entry, &beside, &now),
                )
            } else {
                let routes = beside.keys().map(|key| vec![key.clone()]).collect();
                put_over(&mut under, beside.clone());
                (beside, routes)
            };
            if let Some((file, _)) = read.adopted.get_mut(part.number) {
                for route in routes {
                    let route = route.iter().fold(ModelPath::root(), |path, key| path.key(key.as_str()));
                    file.report.extend([foreign::kept(route.clone(), "GitLab CI")]);
                    file.kept.push(route);
                }
            }
            if number == last {
                own.insert("adopted".into(), Data::Text(part.path.clone()));
                own.extend(kept);
                if let Some(comments) = comments {
                    own.insert("comments".into(), Data::List(comments));
                }
            } else {
                let mut file = Values::from([("keys".to_owned(), Data::Map(kept))]);
                if let Some(comments) = comments {
                    file.insert("comments".into(), Data::List(comments));
                }
                files.insert(part.path.clone(), Data::Map(file));
            }
        }
        if !files.is_empty() {
            own.insert("files".into(), Data::Map(files));
        }
        pipeline.extensions.insert(EXTENSION.to_owned(), Data::Map(own));
    }

    /// Names of everything that jobs name: stages, jobs, environments. Gives the stages that the model has, in order.
    fn scope(&mut self, jobs: &[(String, usize, Values)], file: &Values, pipeline: &mut Pipeline) -> Vec<String> {
        let scope = &mut self.scope;
        scope.names.clear();
        scope.jobs.clear();
        scope.stages.clear();
        scope.publishers.clear();
        scope.published.clear();
        scope.levels.clear();
        scope.outputs.clear();
        scope.variables = pipeline.env.clone();
        let strategy = pipeline.env.get("GIT_STRATEGY");
        scope.bare = matches!(strategy, Some(crate::model::EnvValue::Text(strategy)) if strategy == "none" || strategy == "empty");
        let mut names = pipeline::stages(file);
        let listed = names.clone();
        let written = file.contains_key("stages");
        let of = |values: &Values| values.get("stage").and_then(Data::as_word).unwrap_or("test").to_owned();
        for (_, _, values) in jobs {
            let stage = of(values);
            if !names.contains(&stage) {
                let end = names.len().saturating_sub(1);
                names.insert(end, stage);
            }
        }
        let used: HashSet<String> = jobs.iter().map(|(_, _, values)| of(values)).collect();
        names.retain(|name| used.contains(name) || (written && !name.starts_with('.')));
        let mut ids = Ids::default();
        let mut by_name = HashMap::new();
        for name in &names {
            let id = ids.of(name, &id!("stage"));
            by_name.insert(name.clone(), id.clone());
            scope.stages.insert(id.clone(), name.clone());
            let mut stage = Stage::default();
            let mut own = Values::new();
            if id != *name.as_str() {
                own.insert("id".to_owned(), Data::Text(name.clone()));
            }
            if !listed.contains(name) {
                own.insert("unlisted".to_owned(), Data::Bool(true));
            }
            if !own.is_empty() {
                stage.extensions.insert(EXTENSION.to_owned(), Data::Map(own));
            }
            pipeline.stages.insert(id, stage);
        }
        let mut ids = Ids::default();
        for (name, _, values) in jobs {
            let stage = of(values);
            let Some(stage_id) = by_name.get(&stage) else { continue };
            let job = ids.of(name, &id!("job"));
            scope.job(name, stage_id, &job);
            let level = names.iter().position(|name| *name == stage).unwrap_or_default();
            scope.levels.insert(name.clone(), level);
            let hands_on = values
                .get("artifacts")
                .and_then(Data::as_map)
                .and_then(|artifacts| artifacts.get("paths"));
            if hands_on.and_then(Data::as_list).is_some_and(|paths| !paths.is_empty()) {
                scope.publishers.insert(job.clone(), name.clone());
                scope.published.push((level, name.clone()));
            }
            for variable in dotenv::variables(values) {
                scope.outputs.entry(variable).or_default().push(name.clone());
            }
            let environment = match values.get("environment") {
                Some(Data::Text(name)) => Some(name),
                Some(Data::Map(map)) => match map.get("name") {
                    Some(Data::Text(name)) => Some(name),
                    _ => None,
                },
                _ => None,
            };
            if let Some(name) = environment.filter(|name| !scope.environments.contains_key(*name)) {
                let id = self.environments.of(name, &id!("environment"));
                scope.environment(name, &id);
                let mut environment = Environment {
                    tier: crate::model::Tier::told_by(&id),
                    ..Environment::default()
                };
                if id != *name.as_str() {
                    let own = Values::from([("id".to_owned(), Data::Text(name.clone()))]);
                    environment.extensions.insert(EXTENSION.to_owned(), Data::Map(own));
                }
                self.delivery.environments.insert(id, environment);
            }
        }
        scope.published.sort();
        scope.circular = circular(jobs);
        names.retain(|name| listed.contains(name));
        names
    }

    fn origin(&mut self, model: &ModelPath, file: usize, source: ModelPath) {
        self.origins.push(Origin {
            model: model.clone(),
            file,
            source,
        });
    }
}

/// What would be written for a job that says no more than this itself.
pub(super) fn meant(name: &str, under: &Values, own: &Values, inherit: &mut Inherit, scope: &Scope) -> Data {
    let mut all = under.clone();
    put_over(&mut all, own.clone());
    let whole = inherit.job(name, all);
    let stage = whole.get("stage").and_then(Data::as_word).unwrap_or("test");
    let of_name = scope.stages.iter().find(|(_, name)| *name == stage).map(|(id, _)| id.clone());
    let stage = of_name.or_else(|| Id::slug(stage)).unwrap_or(id!("test"));
    let job = take::job(name, &whole, &stage, scope);
    give::adopted(&job, &stage, scope)
}

/// Jobs that need themselves, by way of others.
fn circular(jobs: &[(String, usize, Values)]) -> HashSet<String> {
    let needs = |values: &Values| -> Vec<String> {
        let items = values.get("needs").and_then(Data::as_list).unwrap_or_default();
        let name = |item: &Data| match item {
            Data::Map(map) => map.get("job").and_then(Data::as_word).map(str::to_owned),
            other => other.as_word().map(str::to_owned),
        };
        items.iter().filter_map(name).collect()
    };
    let mut waiting: HashMap<String, HashSet<String>> = jobs
        .iter()
        .map(|(name, _, values)| {
            (
                name.clone(),
                needs(values)
                    .into_iter()
                    .filter(|need| jobs.iter().any(|(name, ..)| name == need))
                    .collect(),
            )
        })
        .collect();
    let mut followers: HashMap<String, Vec<String>> = HashMap::new();
    for (name, needs) in &waiting {
        for need in needs {
            followers.entry(need.clone()).or_default().push(name.clone());
        }
    }
    let mut ready: Vec<String> = waiting
        .iter()
        .filter(|(_, needs)| needs.is_empty())
        .map(|(name, _)| name.clone())
        .collect();
    while let Some(name) = ready.pop() {
        waiting.remove(&name);
        for follower in followers.get(&name).into_iter().flatten() {
            if let Some(needs) = waiting.get_mut(follower) {
                needs.remove(&name);
                if needs.is_empty() {
                    ready.push(follower.clone());
                }
            }
        }
    }
    waiting.into_keys().collect()
}

/// Comments by the job they stand in; those of nothing else belong to the file.
fn by_job(remarks: &[Remark], file: &Values) -> BTreeMap<Option<String>, Vec<Data>> {
    let mut places: BTreeMap<Option<String>, Vec<Data>> = BTreeMap::new();
    for remark in remarks {
        let (place, rest) = match remark.path.segments() {
            [Segment::Key(key), rest @ ..] if file.get(key.as_str()).is_some_and(|value| is_job(key, value)) => {
                (Some(key.to_string()), rest)
            }
            all => (None, all),
        };
        places.entry(place).or_default().push(keep_comment(rest, remark));
    }
    places
}
