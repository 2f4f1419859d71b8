//! What a rendering gives: files, and what they do not carry.

use super::losses::{LOSSES, Subject};
use super::{Level, Target};
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::Plan;
use crate::text::ModelPath;
use serde::Serialize;
use std::collections::HashSet;

/// A file that a target writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct File {
    /// Its path, with `/`, from the folder that is written to.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// The files of one rendering, and what they do not carry of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSet {
    files: Vec<File>,
    losses: Vec<Diagnostic>,
}

impl FileSet {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One file.
    pub fn of(path: impl Into<String>, text: impl Into<String>) -> Self {
        let mut set = Self::new();
        set.add(path, text);
        set
    }

    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.push(File {
            path: path.into(),
            text: text.into(),
        });
    }

    /// Adds a file with a header that names the document and the command, in comments that begin with this sign.
    pub fn add_stamped(&mut self, path: impl Into<String>, comment: &str, plan: &Plan, target: &str, text: &str) {
        self.add(path, super::stamp::stamped(comment, plan, target, text));
    }

    /// Adds something that is not carried; [`loss`](super::loss) makes it.
    pub fn lose(&mut self, loss: Diagnostic) {
        self.losses.push(loss);
    }

    /// Adds what is not carried, each loss once however often it was met.
    pub(crate) fn lose_once(&mut self, losses: Vec<Diagnostic>) {
        let key = |loss: &Diagnostic| (loss.code, loss.place.path.to_string(), loss.message.clone());
        let mut told: HashSet<_> = self.losses.iter().map(key).collect();
        self.losses.extend(losses.into_iter().filter(|loss| told.insert(key(loss))));
    }

    /// Names in the headers the options that the files were made with.
    pub(crate) fn say_options(&mut self, target: &str, options: &[(&str, &str)]) {
        if options.is_empty() {
            return;
        }
        for file in &mut self.files {
            super::stamp::say_options(&mut file.text, target, options);
        }
    }

    /// Takes the headers off, for those who keep the files by hand from now on.
    pub fn eject(&mut self) {
        for file in &mut self.files {
            file.text = super::eject(&file.text).to_owned();
        }
    }

    /// Says of each loss where it stands in the document, when what was rendered is made of another one.
    pub(crate) fn lead_back(&mut self, origin: impl Fn(&ModelPath) -> Option<ModelPath>) {
        for loss in &mut self.losses {
            if let Some(path) = origin(&loss.place.path) {
                loss.place.path = path;
            }
        }
    }

    /// The files, in the order they were made.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// What is not carried, the most important first.
    pub fn losses(&self) -> &[Diagnostic] {
        &self.losses
    }

    /// Adds the losses of whole features, unless the target itself told more of them, and puts all in order.
    pub(crate) fn settle(&mut self, general: Vec<Diagnostic>, target: &Target) {
        for loss in general {
            if self.losses.iter().all(|own| own.code != loss.code) {
                self.losses.push(loss);
            }
        }
        // The worst first; of what is only worth knowing, what is missing before what is there in part; then in the order of
        // the table, where what matters most comes first.
        let rank = |loss: &Diagnostic| match LOSSES.iter().find(|known| known.code == loss.code).map(|known| known.subject) {
            Some(Subject::Feature(feature)) if loss.severity == Severity::Info => {
                u8::from(!matches!((target.carries)(feature), Level::None(_))) + 1
            }
            _ => 0,
        };
        self.losses
            .sort_by_cached_key(|loss| (std::cmp::Reverse(loss.severity), rank(loss), loss.code));
    }
}
