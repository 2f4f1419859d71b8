//! Files as they were handed over, and those that are read: pipelines, and the templates they name.

use crate::foreign::{self, AdoptedFile, SourceFile};
use crate::model::Data;
use crate::platform::azure_pipelines::scope::Scope;
use crate::platform::azure_pipelines::syntax::Values;
use crate::platform::azure_pipelines::{ADOPTER, claims, is_yaml};
use crate::text::{Limits, ModelPath};
use std::collections::{HashMap, HashSet};

/// A file that was read.
pub(super) struct File {
    pub(super) adopted: AdoptedFile,
    /// What it says; nothing when it is no pipeline.
    pub(super) values: Option<Values>,
}

/// All files.
pub(super) struct Read<'f> {
    by_path: HashMap<&'f str, &'f SourceFile>,
    limits: Limits,
    pub(super) files: Vec<File>,
    known: HashSet<String>,
    /// Paths that are named as templates.
    pub(super) templates: HashSet<String>,
}

/// Keys of which a pipeline or a template has one.
const KEYS: [&str; 12] = [
    "stages",
    "jobs",
    "steps",
    "extends",
    "variables",
    "parameters",
    "trigger",
    "pr",
    "schedules",
    "resources",
    "pool",
    "phases",
];

impl<'f> Read<'f> {
    pub(super) fn all(files: &'f [SourceFile], limits: Limits) -> Self {
        let mut read = Self {
            by_path: files.iter().map(|file| (file.path.as_str(), file)).collect(),
            limits,
            files: Vec::new(),
            known: HashSet::new(),
            templates: HashSet::new(),
        };
        let mut claimed: Vec<&SourceFile> = files.iter().filter(|file| claims(&file.path)).collect();
        // Pipelines have any name; who hands over files without one of the usual names means all of them.
        if claimed.is_empty() {
            claimed = files.iter().filter(|file| is_yaml(&file.path)).collect();
            if claimed.len() > 1 {
                // Among many there are others.
                claimed.retain(|file| KEYS.iter().any(|key| file.text.lines().any(|line| line.starts_with(key))));
            }
        }
        let mut open: Vec<String> = claimed.into_iter().rev().map(|file| file.path.clone()).collect();
        while let Some(path) = open.pop() {
            open.extend(read.file(&path));
        }
        read
    }

    /// Reads a file. Gives the paths of the templates that it names.
    fn file(&mut self, path: &str) -> Vec<String> {
        let Some(file) = self.by_path.get(path) else { return Vec::new() };
        if !self.known.insert(path.to_owned()) {
            return Vec::new();
        }
        let (mut adopted, data) = AdoptedFile::read(file, ADOPTER.reader, self.limits);
        let values = match data {
            Some(Data::Map(values)) if values.keys().any(|key| KEYS.contains(&key.as_str())) => Some(values),
            None if adopted.report.has_errors() => None,
            _ => {
                adopted.tell(foreign::not_read(
                    "this is no pipeline: it has no stages, jobs, steps, variables or parameters",
                ));
                None
            }
        };
        let mut found = Vec::new();
        if let Some(values) = &values {
            let scope = Scope {
                path: path.to_owned(),
                ..Scope::default()
            };
            let mut names = Vec::new();
            named(values, &ModelPath::root(), &mut names);
            for (route, template) in names {
                let Some(path) = scope.resolved(&template) else { continue };
                if self.by_path.contains_key(path.as_str()) {
                    self.templates.insert(path.clone());
                    found.push(path);
                } else {
                    adopted.tell(foreign::not_found(route, &template));
                }
            }
        }
        self.files.push(File { adopted, values });
        found.reverse();
        found
    }
}

/// The templates that a value names, anywhere.
fn named(values: &Values, path: &ModelPath, names: &mut Vec<(ModelPath, String)>) {
    for (key, value) in values {
        match value {
            Data::Text(template) if key == "template" => names.push((path.clone().key("template"), template.clone())),
            Data::Map(map) => named(map, &path.clone().key(key.as_str()), names),
            Data::List(items) => list(items, &path.clone().key(key.as_str()), names),
            _ => {}
        }
    }
}

fn list(items: &[Data], path: &ModelPath, names: &mut Vec<(ModelPath, String)>) {
    for (index, item) in items.iter().enumerate() {
        match item {
            Data::Map(map) => named(map, &path.clone().index(index), names),
            Data::List(items) => list(items, &path.clone().index(index), names),
            _ => {}
        }
    }
}
