//! A paper that is being written: Markdown in which what the plan does not say is marked as open, and listed again at the end.

use crate::emit::markdown::{Markdown, code, codes, text};
use crate::emit::shell;
use crate::plan::Plan;
use crate::render::{Options, Target};
use crate::text::ModelPath;
use indexmap::IndexSet;
use std::fmt::Write as _;

/// Something that the plan does not say.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Open {
    /// What is missing, as a sentence in Markdown without its full stop.
    pub(super) what: String,
    /// Where to say it.
    pub(super) path: ModelPath,
}

/// A paper.
pub(super) struct Paper<'p> {
    pub(super) plan: &'p Plan,
    pub(super) page: Markdown,
    /// In the order in which they are missed, each once.
    open: IndexSet<Open>,
}

/// Open points that are listed at the end; the rest is counted.
const LISTED: usize = 100;

impl<'p> Paper<'p> {
    /// A paper with a title.
    pub(super) fn new(plan: &'p Plan, title: &str) -> Self {
        let mut page = Markdown::new();
        page.heading(1, title);
        Self {
            plan,
            page,
            open: IndexSet::new(),
        }
    }

    /// A paper about the delivery: its name in the title, and what it is below.
    pub(super) fn about(plan: &'p Plan, kind: &str) -> Self {
        let delivery = plan.delivery();
        let mut paper = Self::new(plan, &format!("{kind}: {}", delivery.name));
        if let Some(summary) = &delivery.summary {
            paper.page.paragraph(&text(summary));
        }
        paper
    }

    /// Marks something as open, here and at the end.
    pub(super) fn open(&mut self, what: &str, path: ModelPath) {
        self.open_each(what, [(what.to_owned(), path)]);
    }

    /// Marks several things as open with one line here, each of them at the end.
    pub(super) fn open_each(&mut self, what: &str, each: impl IntoIterator<Item = (String, ModelPath)>) {
        let each: Vec<Open> = each.into_iter().map(|(what, path)| Open { what, path }).collect();
        if each.is_empty() {
            return;
        }
        let places = codes(each.iter().map(|open| &open.path));
        self.page.paragraph(&format!("**Open:** {what}. Add {places} to the delivery."));
        self.open.extend(each);
    }

    /// The file: with all open points, and the command that makes it again.
    pub(super) fn finish(self, target: &Target, options: &Options) -> String {
        self.finish_with("Open points", target, options)
    }

    /// The same, with a heading of its own over the open points.
    pub(super) fn finish_with(mut self, heading: &str, target: &Target, options: &Options) -> String {
        self.page.heading(2, heading);
        if self.open.is_empty() {
            self.page.paragraph("None: the delivery says everything this paper asks for.");
        }
        for open in self.open.iter().take(LISTED) {
            self.page.task(&format!("{}: {}", code(&open.path.to_string()), open.what));
        }
        let more = self.open.len().saturating_sub(LISTED);
        if more > 0 {
            self.page.point(&format!("… and {more} more"));
        }
        self.page.paragraph("---");
        self.page.paragraph(&made_by(self.plan, target, options));
        self.page.finish()
    }
}

/// A name that is not taken, so that what is asked for under it is not there yet.
pub(super) fn free(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let more = (2_u32..).map(|number| format!("{name}-{number}"));
    let mut names = std::iter::once(name.to_owned()).chain(more);
    names.find(|free| !is_taken(free)).unwrap_or_default()
}

/// What made a file, and how to make it again.
pub(super) fn made_by(plan: &Plan, target: &Target, options: &Options) -> String {
    let mut command = format!("gatewright render {}", target.name);
    for (name, value) in options.changed(target) {
        let _ = write!(command, " --option {name}={}", shell::word(value));
    }
    format!(
        "Made by Gatewright from the delivery {}; to make it again: {}",
        code(&plan.delivery().name),
        code(&command)
    )
}
