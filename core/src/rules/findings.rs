//! Where a rule puts what it finds.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::model::scalar::Date;
use crate::text::ModelPath;

/// Findings of one rule that are kept; the rest is counted.
const KEPT: usize = 1000;

/// Collects the findings of one rule, so that a rule's code need not name its own code and severity.
#[derive(Debug)]
pub struct Findings {
    code: &'static str,
    severity: Severity,
    today: Option<Date>,
    list: Vec<Diagnostic>,
    omitted: usize,
}

impl Findings {
    pub(super) fn new(code: &'static str, severity: Severity) -> Self {
        Self {
            code,
            severity,
            today: None,
            list: Vec::new(),
            omitted: 0,
        }
    }

    /// The same on a day.
    pub(super) fn on(self, today: Option<Date>) -> Self {
        Self { today, ..self }
    }

    /// The day it is, when the caller says so; the library has no clock.
    pub fn today(&self) -> Option<Date> {
        self.today
    }

    fn is_full(&self) -> bool {
        self.list.len() >= KEPT
    }

    /// True when a further finding is only counted, which this does: a rule that finds very much saves itself the words.
    pub fn only_counts(&mut self) -> bool {
        let full = self.is_full();
        self.omitted += usize::from(full);
        full
    }

    /// A finding about the value at a path. What it returns takes help, related places and fixes.
    pub fn add(&mut self, path: ModelPath, message: impl Into<String>) -> Draft<'_> {
        if self.is_full() {
            self.omitted += 1;
            return Draft(None);
        }
        self.list.push(Diagnostic::new(self.code, self.severity, path, message));
        Draft(self.list.last_mut())
    }

    pub(super) fn finish(self) -> (Vec<Diagnostic>, usize) {
        (self.list, self.omitted)
    }
}

/// A finding that is being written.
#[derive(Debug)]
pub struct Draft<'f>(Option<&'f mut Diagnostic>);

impl Draft<'_> {
    /// Says what to do.
    pub fn help(self, help: impl Into<String>) -> Self {
        self.edit(|diagnostic| diagnostic.help = Some(help.into()))
    }

    /// Adds a place that matters.
    pub fn related(self, path: ModelPath, message: impl Into<String>) -> Self {
        self.edit(|diagnostic| {
            let place = crate::diagnostic::Place {
                path,
                ..Default::default()
            };
            diagnostic.related.push(crate::diagnostic::Related {
                place,
                message: message.into(),
            });
        })
    }

    /// Puts the caret under the key instead of the value.
    pub fn on_key(self) -> Self {
        self.edit(|diagnostic| diagnostic.place.target = crate::diagnostic::Target::Key)
    }

    /// Makes the finding less or more bad than its rule says.
    pub fn severity(self, severity: Severity) -> Self {
        self.edit(|diagnostic| diagnostic.severity = severity)
    }

    /// Adds an edit that mends it.
    pub fn fix(self, fix: Option<Fix>) -> Self {
        self.edit(|diagnostic| diagnostic.fixes.extend(fix))
    }

    fn edit(mut self, change: impl FnOnce(&mut Diagnostic)) -> Self {
        if let Some(diagnostic) = &mut self.0 {
            change(diagnostic);
        }
        self
    }
}
