//! Pipeline files and their templates -> a delivery. What was written and cannot be told from the model is kept with the node,
//! so that the files come back.

mod file;
mod outline;
mod read;
mod told;

use super::circles::circular;
use super::scope::{Scope, Shared};
use crate::foreign::{Adopted, Ids, Origin, SourceFile};
use crate::id;
use crate::model::{CiSecrets, Data, Delivery, Entries, Environment, Extensions, Id, Many, SecretStore, SecretStoreKind};
use crate::text::{Limits, ModelPath};
use outline::{Outline, stem};
use read::Read;
use std::collections::HashMap;
use std::rc::Rc;

use super::EXTENSION;

/// Makes one delivery of files.
pub(super) fn adopt(files: &[SourceFile], limits: Limits) -> Adopted {
    let mut read = Read::all(files, limits);
    let mut ids = Ids::default();
    let mut shared = Shared::default();
    let mut adopting = Adopting {
        delivery: Delivery::new(id!("adopted")),
        environments: Ids::default(),
        origins: Vec::new(),
        secrets: false,
    };
    let mut outlines: Vec<Option<(Id, bool, Outline)>> = Vec::new();
    for file in &mut read.files {
        let Some(values) = file.values.take() else {
            outlines.push(None);
            continue;
        };
        let path = &file.adopted.path;
        let id = ids.of(stem(path), &id!("pipeline"));
        shared.file(path, &id);
        let template = is_template(path, &values, read.templates.contains(path));
        let outline = Outline::of(values);
        adopting.environments(&outline, &mut shared);
        outlines.push(Some((id, template, outline)));
    }
    shared.circular = calls(&outlines, &shared).into_iter().collect();
    let shared = Rc::new(shared);
    for (number, outline) in outlines.into_iter().enumerate() {
        let (Some(file), Some((id, template, outline))) = (read.files.get_mut(number), outline) else {
            continue;
        };
        adopting.file(number, &mut file.adopted, &id, template, &outline, &shared);
    }
    if adopting.secrets {
        adopting.delivery.secret_stores.insert(
            id!("ci"),
            SecretStore {
                environments: Many::default(),
                rotate: None,
                extensions: Extensions::new(),
                kind: SecretStoreKind::Ci(CiSecrets::default()),
            },
        );
    }
    let mut adopted = Vec::new();
    for mut file in read.files {
        let tree = file.adopted.tree.clone();
        file.adopted.report.settle(tree.as_deref(), limits.problems);
        adopted.push(file.adopted);
    }
    Adopted {
        system: super::ADOPTER.name,
        delivery: adopting.delivery,
        files: adopted,
        origins: adopting.origins,
    }
}

/// True for a file that others fill in: one that is named as a template, or that has parameters and nothing that only a
/// pipeline can say.
fn is_template(path: &str, values: &Entries<String, Data>, named: bool) -> bool {
    let starts = ["trigger", "pr", "schedules", "name", "extends", "resources"];
    if starts.iter().any(|key| values.contains_key(*key)) {
        return false;
    }
    let runs = ["stages", "jobs", "steps"].iter().any(|key| values.contains_key(*key));
    named || !runs || values.contains_key("parameters") || path.to_ascii_lowercase().contains("template")
}

/// Pipelines that would call themselves.
fn calls(outlines: &[Option<(Id, bool, Outline)>], shared: &Shared) -> Vec<Id> {
    let mut waits: HashMap<Id, Vec<Id>> = HashMap::new();
    let mut all = Vec::new();
    for (id, _, outline) in outlines.iter().flatten() {
        let scope = Scope {
            path: shared.paths.get(id).cloned().unwrap_or_default(),
            ..Scope::default()
        };
        let jobs = outline.stages.iter().flat_map(|stage| &stage.jobs);
        let templates = jobs.filter_map(|job| job.node.own.get("template")?.as_word());
        let called = templates.filter_map(|template| shared.files.get(&scope.resolved(template)?).cloned());
        waits.insert(id.clone(), called.collect());
        all.push(id.clone());
    }
    circular(&all, &waits)
}

struct Adopting {
    delivery: Delivery,
    environments: Ids,
    origins: Vec<Origin>,
    /// True once a secret was named.
    secrets: bool,
}

impl Adopting {
    /// Declares the environments that jobs of a file name.
    fn environments(&mut self, outline: &Outline, shared: &mut Shared) {
        for job in outline.stages.iter().flat_map(|stage| &stage.jobs) {
            let written = match job.node.own.get("environment") {
                Some(Data::Map(map)) => map.get("name").and_then(Data::as_word),
                Some(word) => word.as_word(),
                None => None,
            };
            let Some(name) = written.map(super::job::environment_name).filter(|name| !name.contains('$')) else {
                continue;
            };
            if shared.environments.contains_key(name) {
                continue;
            }
            let id = self.environments.of(name, &id!("environment"));
            shared.environment(name, &id);
            let mut environment = Environment {
                tier: crate::model::Tier::told_by(&id),
                ..Environment::default()
            };
            if id != *name {
                let own = Entries::from([("id".to_owned(), Data::Text(name.to_owned()))]);
                environment.extensions.insert(EXTENSION.to_owned(), Data::Map(own));
            }
            self.delivery.environments.insert(id, environment);
        }
    }

    fn origin(&mut self, model: &ModelPath, file: usize, source: ModelPath) {
        self.origins.push(Origin {
            model: model.clone(),
            file,
            source,
        });
    }
}
