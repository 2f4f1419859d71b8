//! What starts a pipeline.

use super::macros::{one_of, record, words};
use super::scalar::{Cron, Glob, Id, Zone};
use super::{Extensions, Input, Many, Names};

record! {
    /// What starts a pipeline.
    pub struct Trigger {
        of "a trigger";
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
        one_of event: Event,
    }
}

impl Trigger {
    /// A trigger on an event, nothing else said.
    pub fn on(event: impl Into<Event>) -> Self {
        Self {
            extensions: Extensions::new(),
            event: event.into(),
        }
    }
}

one_of! {
    /// The events that start pipelines.
    pub enum Event {
        of "a trigger";
        /// Commits arrive on a branch.
        "push" => Push(Push),
        /// A change is proposed.
        "pull_request" => PullRequest(PullRequest),
        /// A tag is created.
        "tag" => Tag(TagPush),
        /// At set times.
        "schedule" => Schedule(Schedule),
        /// A person starts it.
        "manual" => Manual(ManualStart),
        /// Another pipeline ends.
        "pipeline" => Pipeline(PipelineEnd),
        /// A release is published.
        "release" => Release(ReleaseEvent),
        /// Another system calls.
        "webhook" => Webhook(Webhook),
        /// Changes wait to be merged together.
        "merge_queue" => MergeQueue(MergeQueue),
        /// Another pipeline calls this one as a part of itself.
        "call" => Call(Called),
        /// Any other event, by the platform's own name.
        "event" => Other(OtherEvent),
    }
}

record! {
    /// Commits that arrive on a branch. A filter that is left out lets everything through.
    pub struct Push : Default {
        of "a push trigger";
        /// Branches, as patterns.
        pub branches: Option<Many<Glob>>,
        /// Branches left out.
        pub ignore_branches: Option<Many<Glob>>,
        /// Tags, as patterns.
        pub tags: Option<Many<Glob>>,
        /// Tags left out.
        pub ignore_tags: Option<Many<Glob>>,
        /// Only when one of these paths changed.
        pub paths: Option<Many<Glob>>,
        /// Not when only these paths changed.
        pub ignore_paths: Option<Many<Glob>>,
    }
}

impl Push {
    /// Commits on one branch, such as `main`.
    pub fn to(branch: Glob) -> Self {
        Self {
            branches: Some(branch.into()),
            ..Self::default()
        }
    }
}

record! {
    /// A change that is proposed for merging.
    pub struct PullRequest : Default {
        of "a pull request trigger";
        /// Branches it would be merged into, as patterns.
        pub branches: Option<Many<Glob>>,
        /// Branches left out.
        pub ignore_branches: Option<Many<Glob>>,
        /// Only when one of these paths changed.
        pub paths: Option<Many<Glob>>,
        /// Not when only these paths changed.
        pub ignore_paths: Option<Many<Glob>>,
        /// What happened to it, in the platform's words: `opened`, `synchronize`, `labeled` …
        pub types: Option<Many<String>>,
        /// True when the run sees the target's secrets although the change may come from a stranger.
        pub trusted: bool,
        /// False when drafts are passed over.
        pub drafts: Option<bool>,
    }
}

record! {
    /// A tag that is created.
    pub struct TagPush : Default {
        of "a tag trigger";
        short patterns;
        /// Tags, as patterns such as `v*`; any when left out.
        pub patterns: Many<Glob>,
        /// Tags left out.
        pub ignore: Many<Glob>,
    }
}

record! {
    /// Set times.
    pub struct Schedule {
        of "a schedule";
        short cron;
        /// Five fields: minute, hour, day, month, weekday.
        pub cron: Cron,
        /// Time zone of the fields; UTC when left out.
        pub zone: Option<Zone>,
        /// Branches it runs on; the default branch when left out.
        pub branches: Option<Many<Glob>>,
        /// True when it runs even if nothing changed since the last run.
        pub always: Option<bool>,
    }
}

record! {
    /// A start by hand.
    pub struct ManualStart : Default {
        of "a manual trigger";
        /// What the person is asked for.
        pub inputs: Names<Input>,
    }
}

record! {
    /// The end of another pipeline.
    pub struct PipelineEnd {
        of "a pipeline trigger";
        short pipelines;
        /// Pipelines of this document by id, or others by the name they show.
        pub pipelines: Many<String>,
        /// Branches they ran on, as patterns.
        pub branches: Option<Many<Glob>>,
        /// Branches left out.
        pub ignore_branches: Option<Many<Glob>>,
        /// What happened to them, in the platform's words: `completed`, `requested` …
        pub types: Option<Many<String>>,
    }
}

record! {
    /// A release that is published.
    pub struct ReleaseEvent : Default {
        of "a release trigger";
        /// What happened to it, in the platform's words: `published`, `created` …
        pub types: Option<Many<String>>,
    }
}

record! {
    /// A call from another system.
    pub struct Webhook : Default {
        of "a webhook trigger";
        /// Kinds of calls it answers to; any when left out.
        pub types: Option<Many<String>>,
        /// The connection or hook it belongs to, where the platform has such.
        pub connection: Option<Id>,
    }
}

record! {
    /// Changes that wait to be merged together.
    pub struct MergeQueue : Default {
        of "a merge queue trigger";
        /// Branches they would be merged into, as patterns.
        pub branches: Option<Many<Glob>>,
        /// What happened, in the platform's words.
        pub types: Option<Many<String>>,
    }
}

record! {
    /// A call by another pipeline; its inputs, secrets and outputs are the pipeline's own.
    pub struct Called : Default {
        of "a call trigger";
        /// What calls it: a job, which runs it as a part of its own pipeline, or a step, which runs its steps in the step's own
        /// job. A job when left out.
        pub by: Option<Caller>,
    }
}

words! {
    /// What calls a pipeline.
    pub enum Caller {
        of "a caller";
        /// A job, which runs all of it in place of steps of its own.
        Job = "job",
        /// A step; the pipeline has one job, whose steps run in its place.
        Step = "step",
    }
}

record! {
    /// An event of one platform.
    pub struct OtherEvent {
        of "an event";
        short name;
        /// The platform's name for it, such as `issue_comment`.
        pub name: String,
        /// What happened, in the platform's words.
        pub types: Option<Many<String>>,
    }
}
