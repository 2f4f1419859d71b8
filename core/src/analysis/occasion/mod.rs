//! What starts a run, and what is known about the run because of it: which conditions then hold for certain, and which never.

mod condition;
mod conditions;
mod skipped;
mod value;

pub use condition::{Chance, Condition, Ended};
pub use conditions::Conditions;
pub use skipped::Skipped;

use crate::model::scalar::Glob;
use crate::model::{Event, Many, Push};
use smol_str::SmolStr;

/// A kind of start.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Occasion {
    /// The name of the event, in GitHub's words, which are those of expressions; empty when it is not known.
    pub event: SmolStr,
    /// What is known of the commit that the run is about.
    pub reference: Reference,
}

/// What is known of the commit that a run is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// The head of a branch, which one as far as it is known.
    Branch(Option<SmolStr>),
    /// A tag.
    Tag,
    /// A proposed change.
    Change,
    /// Nothing is known.
    Any,
}

impl Occasion {
    /// A start of which nothing is known.
    pub const UNKNOWN: Self = Self {
        event: SmolStr::new_static(""),
        reference: Reference::Any,
    };

    /// The kinds of starts that an event stands for; none for calls, which have those of their callers.
    pub fn of(event: &Event) -> Vec<Self> {
        let one = |event: &str, reference| {
            vec![Self {
                event: event.into(),
                reference,
            }]
        };
        match event {
            Event::Push(push) => pushes(push).into_iter().flat_map(|reference| one("push", reference)).collect(),
            Event::Tag(_) => one("push", Reference::Tag),
            Event::PullRequest(change) if change.trusted => one("pull_request_target", Reference::Any),
            Event::PullRequest(_) => one("pull_request", Reference::Change),
            Event::Schedule(_) => one("schedule", Reference::Branch(None)),
            Event::Manual(_) => one("workflow_dispatch", Reference::Any),
            Event::Pipeline(_) => one("workflow_run", Reference::Any),
            Event::Release(_) => one("release", Reference::Tag),
            Event::Webhook(_) => one("repository_dispatch", Reference::Any),
            Event::MergeQueue(_) => one("merge_group", Reference::Any),
            Event::Other(other) => one(&other.name, Reference::Any),
            Event::Call(_) => Vec::new(),
        }
    }
}

/// Branches and tags that a push may be to.
fn pushes(push: &Push) -> Vec<Reference> {
    let mut kinds = Vec::new();
    // A filter for one of them leaves the other out.
    if push.branches.is_some() || push.ignore_branches.is_some() || (push.tags.is_none() && push.ignore_tags.is_none()) {
        match &push.branches {
            Some(branches) => kinds.extend(named(branches)),
            None => kinds.push(Reference::Branch(None)),
        }
    }
    if push.tags.is_some() || push.ignore_tags.is_some() || push.branches.is_none() && push.ignore_branches.is_none() {
        kinds.push(Reference::Tag);
    }
    kinds
}

/// Branches by name; patterns stand for any branch.
fn named(branches: &Many<Glob>) -> Vec<Reference> {
    /// More names than these are as good as any.
    const NAMES: usize = 8;
    let plain = |branch: &Glob| !branch.as_str().contains(['*', '?', '[', '!', '+']);
    if branches.len() <= NAMES && branches.iter().all(plain) {
        return branches
            .iter()
            .map(|branch| Reference::Branch(Some(branch.as_str().into())))
            .collect();
    }
    vec![Reference::Branch(None)]
}
