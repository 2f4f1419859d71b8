//! What an adopter makes of files: one delivery, and where every part of it came from.

use super::{Reader, SourceFile, codes};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Data, Delivery};
use crate::text::{Limits, ModelPath, Problem, ProblemKind, Tree};
use std::sync::Arc;

/// A system whose files can be adopted.
#[derive(Clone, Copy, Debug)]
pub struct Adopter {
    /// Its name, which is that of the target that writes its files: `github-actions`.
    pub name: &'static str,
    /// Its key under `extensions`: `github_actions`.
    pub extension: &'static str,
    /// What files it takes, in one line.
    pub takes: &'static str,
    /// How it reads its files.
    pub reader: Reader,
    /// True for a path that is one of its files.
    pub claims: fn(&str) -> bool,
    /// Makes one delivery of files. Files that it does not claim are there to be referred to.
    pub adopt: fn(&[SourceFile], Limits) -> Adopted,
    /// A file's value in the form that says the same with the least variety, for comparison.
    pub normal: fn(Data) -> Data,
}

/// One delivery made of files of another system.
#[derive(Clone, Debug)]
pub struct Adopted {
    /// The system the files are of.
    pub system: &'static str,
    /// The delivery. It holds all that could be read.
    pub delivery: Delivery,
    /// The files, in the order they were handed over.
    pub files: Vec<AdoptedFile>,
    /// Where the parts of the delivery came from.
    pub origins: Vec<Origin>,
}

/// A file that was adopted.
#[derive(Clone, Debug)]
pub struct AdoptedFile {
    /// Its path.
    pub path: String,
    /// What it says, with places; nothing when it could not be read.
    pub tree: Option<Arc<Tree>>,
    /// What there is to say about it.
    pub report: Report,
    /// Routes of the file whose values are kept in `extensions`, for this system only.
    pub kept: Vec<ModelPath>,
}

/// Where a part of the delivery came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The route in the delivery.
    pub model: ModelPath,
    /// The file, by its position.
    pub file: usize,
    /// The route in the file.
    pub source: ModelPath,
}

impl AdoptedFile {
    /// Reads a file. What is wrong with it is in the report; there is no data when it has none that can be trusted.
    pub fn read(file: &SourceFile, reader: impl Into<Reader>, limits: Limits) -> (Self, Option<Data>) {
        let (tree, data, problems) = super::read(file, reader, limits);
        let mut report = Report::about(tree.source().clone());
        report.extend(problems.iter().take(limits.problems).map(refusal));
        let routes = tree.routes(tree.duplicates().iter().map(|duplicate| duplicate.first));
        for duplicate in tree.duplicates().iter().take(limits.problems) {
            let key = tree.node(duplicate.again).text().unwrap_or("");
            let path = routes.get(&duplicate.first).cloned().unwrap_or_default();
            let mut told = codes::duplicate(path, key);
            told.place.span = Some(tree.node(duplicate.again).span());
            report.extend([told]);
        }
        let tree = Arc::new(tree);
        report.settle(Some(&tree), limits.problems);
        let adopted = Self {
            path: file.path.clone(),
            tree: Some(tree),
            report,
            kept: Vec::new(),
        };
        (adopted, data)
    }

    /// Adds something that there is to say.
    pub fn tell(&mut self, diagnostic: Diagnostic) {
        self.report.extend([diagnostic]);
    }
}

/// A problem of a text as the reason why it is not adopted.
fn refusal(problem: &Problem) -> Diagnostic {
    let message = match &problem.kind {
        ProblemKind::Syntax { message, .. } => message.clone(),
        ProblemKind::Limit { what, .. } => what.clone(),
        other => format!("{other:?}"),
    };
    let mut told = codes::not_read(message);
    told.place.span = problem.span;
    told
}
