//! The account of a conversion: what the target does not carry, and what only the first system knows, each said once with
//! all its places in the files.

use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::foreign::{Adopted, Origin, protected_elsewhere};
use crate::render::{FileSet, Target};
use crate::text::{Lines, ModelPath, Tree};
use std::collections::HashMap;

/// What is not the same after a conversion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The most important first.
    pub entries: Vec<Entry>,
}

/// Something that is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Code of the loss, of the remark of the adopter, or of the rule.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is not the same.
    pub message: String,
    /// Why, or what to do.
    pub help: Option<String>,
    /// Where it is, in the order of the files.
    pub places: Vec<Place>,
}

/// A place in a file that was converted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file; nothing when it is about all of them.
    pub file: Option<String>,
    /// The line, from 1, where one is known.
    pub line: Option<u32>,
    /// The route in the file, or in the delivery when it is about no file.
    pub path: ModelPath,
}

impl Account {
    pub(super) fn of(adopted: &Adopted, target: &Target, rendered: &FileSet, broken: &Report) -> Self {
        let mut gathered = Gathered::new(adopted);
        let elsewhere = adopted.system != target.name;
        for (number, file) in adopted.files.iter().enumerate() {
            for told in file.report.diagnostics() {
                // What is kept for the first system is as much as lost to another one.
                let severity = match told.severity {
                    Severity::Info if elsewhere => Severity::Warning,
                    severity => severity,
                };
                if elsewhere || severity > Severity::Info {
                    let place = gathered.in_file(number, &told.place.path);
                    gathered.add(told, severity, place);
                }
            }
        }
        let mut kept = std::mem::take(&mut gathered.entries);
        gathered.known.clear();
        if elsewhere {
            gathered.protections();
            kept.splice(0..0, std::mem::take(&mut gathered.entries));
            gathered.known.clear();
        }
        for told in broken.diagnostics().iter().chain(rendered.losses()) {
            let place = gathered.in_delivery(&told.place.path);
            gathered.add(told, told.severity, place);
        }
        let mut entries = gathered.entries;
        entries.extend(kept);
        // Losses are in the order of their importance already, and matter more than remarks as bad as they.
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.severity));
        Self { entries }
    }

    /// How many entries are this bad.
    pub fn count(&self, severity: Severity) -> usize {
        self.entries.iter().filter(|entry| entry.severity == severity).count()
    }

    /// How bad the worst entry is.
    pub fn worst(&self) -> Option<Severity> {
        self.entries.iter().map(|entry| entry.severity).max()
    }
}

/// Entries on their way.
struct Gathered<'a> {
    adopted: &'a Adopted,
    lines: Vec<Option<(&'a Tree, Lines<'a>)>>,
    origins: HashMap<&'a ModelPath, &'a Origin>,
    entries: Vec<Entry>,
    /// Where the entry of a code and a message is.
    known: HashMap<(&'static str, String), usize>,
}

impl<'a> Gathered<'a> {
    fn new(adopted: &'a Adopted) -> Self {
        let lines = adopted.files.iter().map(|file| {
            let tree = file.tree.as_deref()?;
            Some((tree, Lines::new(tree.source())))
        });
        Self {
            adopted,
            lines: lines.collect(),
            origins: adopted.origins.iter().map(|origin| (&origin.model, origin)).collect(),
            entries: Vec::new(),
            known: HashMap::new(),
        }
    }

    fn add(&mut self, told: &Diagnostic, severity: Severity, place: Place) {
        let next = self.entries.len();
        let position = *self.known.entry((told.code, told.message.clone())).or_insert(next);
        if position == next {
            self.entries.push(Entry {
                code: told.code,
                severity,
                message: told.message.clone(),
                help: told.help.clone(),
                places: Vec::new(),
            });
        }
        if let Some(entry) = self.entries.get_mut(position) {
            entry.severity = entry.severity.max(severity);
            if entry.places.last() != Some(&place) {
                entry.places.push(place);
            }
        }
    }

    /// Environments that the first system may protect by more than its files say.
    fn protections(&mut self) {
        let delivery = &self.adopted.delivery;
        for (pipeline_id, pipeline) in &delivery.pipelines {
            let stages = ModelPath::root().key("pipelines").key(pipeline_id.as_str()).key("stages");
            for (stage_id, stage) in &pipeline.stages {
                for (job_id, job) in &stage.jobs {
                    let Some(id) = job.environment.as_ref().and_then(|environment| environment.name.literal()) else {
                        continue;
                    };
                    if delivery
                        .environments
                        .get(id)
                        .is_some_and(|environment| environment.gates.is_empty())
                    {
                        let path = stages
                            .clone()
                            .key(stage_id.as_str())
                            .key("jobs")
                            .key(job_id.as_str())
                            .key("environment");
                        let told = protected_elsewhere(path, id, self.adopted.system);
                        let place = self.in_delivery(&told.place.path);
                        self.add(&told, told.severity, place);
                    }
                }
            }
        }
    }

    fn in_file(&self, number: usize, path: &ModelPath) -> Place {
        let line = self.lines.get(number).and_then(Option::as_ref).and_then(|(tree, lines)| {
            let found = tree.locate(path)?;
            let node = found.key.filter(|_| found.exact).unwrap_or(found.value);
            Some(lines.position(node.span().start).line)
        });
        Place {
            file: self.adopted.files.get(number).map(|file| file.path.clone()),
            line,
            path: path.clone(),
        }
    }

    /// The place in a file that a part of the delivery came from: that of the nearest part whose origin is known.
    fn in_delivery(&self, path: &ModelPath) -> Place {
        let mut at = path.clone();
        loop {
            if let Some(origin) = self.origins.get(&at) {
                return self.in_file(origin.file, &origin.source);
            }
            if at.is_root() {
                return Place {
                    file: None,
                    line: None,
                    path: path.clone(),
                };
            }
            at = at.parent();
        }
    }
}
