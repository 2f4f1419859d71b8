//! What starts a pipeline. What is not said starts it in Azure, so all is said.

use super::wanted::Out;
use super::words;
use crate::diagnostic::Severity;
use crate::model::scalar::{Glob, Timing};
use crate::model::{Computed, Data, Event, Many, Pipeline, PullRequest, Push, Schedule};
use crate::plan::Plan;
use crate::platform::azure_pipelines::syntax::Values;
use crate::render::{Feature, loss};
use crate::resolve::PipelineIndex;
use crate::text::ModelPath;

/// What starts a pipeline, by the keys of its file.
pub(super) struct Started {
    pub(super) trigger: Data,
    pub(super) pr: Data,
    pub(super) schedules: Option<Data>,
    pub(super) resources: Values,
}

/// A filter: what is let through and what is left out.
#[derive(Default)]
struct Filter {
    include: Vec<Data>,
    exclude: Vec<Data>,
}

impl Filter {
    /// Names of branches and tags, in which one star stands for anything.
    fn names(&mut self, globs: Option<&Many<Glob>>, ignored: Option<&Many<Glob>>) {
        self.add(globs, ignored);
        for text in self.include.iter_mut().chain(&mut self.exclude) {
            if let Data::Text(text) = text {
                *text = text.replace("**", "*");
            }
        }
    }

    fn add(&mut self, globs: Option<&Many<Glob>>, ignored: Option<&Many<Glob>>) {
        for glob in globs.into_iter().flat_map(|globs| globs.iter()) {
            let list = if glob.is_negated() { &mut self.exclude } else { &mut self.include };
            let text = words::text(glob.pattern());
            if !list.contains(&text) {
                list.push(text);
            }
        }
        for glob in ignored.into_iter().flat_map(|globs| globs.iter()) {
            let text = words::text(glob.pattern());
            if !self.exclude.contains(&text) {
                self.exclude.push(text);
            }
        }
    }

    fn all(&mut self) {
        let every = words::text("*");
        if !self.include.contains(&every) {
            self.include.push(every);
        }
    }

    fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    fn give(self) -> Data {
        let mut map = Values::new();
        if !self.include.is_empty() {
            map.insert("include".to_owned(), Data::List(self.include));
        }
        if !self.exclude.is_empty() {
            map.insert("exclude".to_owned(), Data::List(self.exclude));
        }
        Data::Map(map)
    }
}

fn none() -> Data {
    words::text("none")
}

pub(super) fn give(plan: &Plan, index: PipelineIndex, pipeline: &Pipeline, out: &mut Out) -> Started {
    let path = plan.pipeline_path(index).key("on");
    let mut pushes: Vec<&Push> = Vec::new();
    let mut changes: Vec<&PullRequest> = Vec::new();
    let mut schedules = Vec::new();
    let mut tags = Filter::default();
    let mut resources = Values::new();
    for (number, trigger) in pipeline.on.iter().enumerate() {
        let at = path.clone().index(number);
        let mut lose = |feature, severity, message: &str| out.files.lose(loss(feature, severity, at.clone(), message));
        match &trigger.event {
            Event::Push(push) => pushes.push(push),
            Event::PullRequest(change) => {
                if change.types.is_some() {
                    lose(
                        Feature::Triggers,
                        Severity::Warning,
                        "every change of a pull request starts it, whatever happened to it",
                    );
                }
                changes.push(change);
            }
            Event::Tag(tag) => {
                tags.names(Some(&tag.patterns), Some(&tag.ignore));
                if tag.patterns.is_empty() {
                    tags.all();
                }
            }
            Event::Schedule(schedule) => schedules.extend(self::schedule(schedule, &at, out)),
            Event::Manual(_) | Event::Call(_) => {}
            Event::Pipeline(end) => {
                let mut list = match resources.shift_remove("pipelines") {
                    Some(Data::List(list)) => list,
                    _ => Vec::new(),
                };
                for name in &end.pipelines {
                    list.push(ended(plan, name, end.branches.as_ref(), end.ignore_branches.as_ref()));
                }
                resources.insert("pipelines".to_owned(), Data::List(list));
            }
            Event::Webhook(webhook) => {
                let connection = webhook
                    .connection
                    .as_ref()
                    .map_or_else(|| plan.delivery().name.to_string(), ToString::to_string);
                let hook = Values::from([
                    ("webhook".to_owned(), words::text(words::name(&connection))),
                    ("connection".to_owned(), words::text(connection)),
                ]);
                let mut list = match resources.shift_remove("webhooks") {
                    Some(Data::List(list)) => list,
                    _ => Vec::new(),
                };
                if !list.contains(&Data::Map(hook.clone())) {
                    list.push(Data::Map(hook));
                }
                resources.insert("webhooks".to_owned(), Data::List(list));
            }
            Event::Release(_) => {
                lose(Feature::Triggers, Severity::Info, "its tag starts the pipeline, not the release");
                tags.all();
            }
            Event::MergeQueue(_) => lose(
                Feature::Triggers,
                Severity::Warning,
                "Azure Pipelines has no merge queue to answer to",
            ),
            Event::Other(event) => {
                let message = format!("Azure Pipelines has no event like `{}`", event.name);
                lose(Feature::Triggers, Severity::Warning, &message);
            }
        }
    }
    let waits = pipeline
        .concurrency
        .as_ref()
        .is_some_and(|group| !matches!(group.cancel, Some(Computed::Literal(true) | Computed::Expression(_))));
    Started {
        trigger: trigger(&pushes, tags, waits),
        pr: changed(&changes, pipeline),
        schedules: (!schedules.is_empty()).then_some(Data::List(schedules)),
        resources,
    }
}

fn trigger(pushes: &[&Push], mut tags: Filter, waits: bool) -> Data {
    if pushes.is_empty() && tags.is_empty() {
        return none();
    }
    let mut branches = Filter::default();
    let mut paths = Filter::default();
    let mut any_branch = false;
    let mut any_path = false;
    for push in pushes {
        let of_branches = push.branches.is_some() || push.ignore_branches.is_some();
        let of_tags = push.tags.is_some() || push.ignore_tags.is_some();
        branches.names(push.branches.as_ref(), push.ignore_branches.as_ref());
        tags.names(push.tags.as_ref(), push.ignore_tags.as_ref());
        any_branch |= push.branches.is_none() && (push.ignore_branches.is_some() || !of_tags);
        if !of_branches && !of_tags {
            tags.all();
        }
        paths.add(push.paths.as_ref(), push.ignore_paths.as_ref());
        any_path |= push.paths.is_none() && push.ignore_paths.is_none();
    }
    if any_branch {
        branches.all();
    }
    if branches.is_empty() {
        // Tags alone: without this, branches start it too.
        branches.exclude.push(words::text("*"));
    }
    let mut map = Values::new();
    if waits {
        map.insert("batch".to_owned(), Data::Bool(true));
    }
    map.insert("branches".to_owned(), branches.give());
    if !tags.is_empty() {
        map.insert("tags".to_owned(), tags.give());
    }
    if !any_path && !paths.is_empty() {
        map.insert("paths".to_owned(), paths.give());
    }
    Data::Map(map)
}

fn changed(changes: &[&PullRequest], pipeline: &Pipeline) -> Data {
    if changes.is_empty() {
        return none();
    }
    let mut branches = Filter::default();
    let mut paths = Filter::default();
    let mut any_path = false;
    let mut any_branch = false;
    for change in changes {
        branches.names(change.branches.as_ref(), change.ignore_branches.as_ref());
        paths.add(change.paths.as_ref(), change.ignore_paths.as_ref());
        any_path |= change.paths.is_none() && change.ignore_paths.is_none();
        any_branch |= change.branches.is_none();
    }
    if any_branch {
        branches.all();
    }
    let mut map = Values::new();
    let keeps = pipeline
        .concurrency
        .as_ref()
        .is_some_and(|group| group.cancel == Some(Computed::Literal(false)));
    if keeps {
        map.insert("autoCancel".to_owned(), Data::Bool(false));
    }
    map.insert("branches".to_owned(), branches.give());
    if !any_path && !paths.is_empty() {
        map.insert("paths".to_owned(), paths.give());
    }
    if changes.iter().all(|change| change.drafts == Some(false)) {
        map.insert("drafts".to_owned(), Data::Bool(false));
    }
    Data::Map(map)
}

fn schedule(schedule: &Schedule, path: &ModelPath, out: &mut Out) -> Option<Data> {
    let zone = schedule.zone.as_ref().or(schedule.cron.zone());
    if let Some(zone) = zone.filter(|zone| !matches!(zone.as_str(), "UTC" | "Etc/UTC")) {
        let message = format!("the times are meant for {zone}, and Azure Pipelines takes them for UTC");
        out.files.lose(loss(Feature::Schedules, Severity::Warning, path.clone(), message));
    }
    let Timing::Calendar(_) = schedule.cron.timing() else {
        let message = "Azure Pipelines starts at times of the day, not again and again";
        out.files.lose(loss(Feature::Schedules, Severity::Error, path.clone(), message));
        return None;
    };
    let text = schedule.cron.as_str();
    let fields: Vec<&str> = text.split_whitespace().filter(|field| !field.contains('=')).collect();
    let cron = match fields.as_slice() {
        ["@hourly"] => "0 * * * *".to_owned(),
        ["@daily" | "@midnight"] => "0 0 * * *".to_owned(),
        ["@weekly"] => "0 0 * * 0".to_owned(),
        ["@monthly"] => "0 0 1 * *".to_owned(),
        [one] if one.starts_with('@') => "0 0 1 1 *".to_owned(),
        fields => fields.join(" ").replace('?', "*"),
    };
    let mut branches = Filter::default();
    branches.names(schedule.branches.as_ref(), None);
    if branches.is_empty() {
        branches.include.push(words::text("main"));
    }
    Some(Data::Map(Values::from([
        ("cron".to_owned(), words::text(&cron)),
        ("displayName".to_owned(), words::text(format!("At {cron} UTC"))),
        ("branches".to_owned(), branches.give()),
        ("always".to_owned(), Data::Bool(schedule.always.unwrap_or(true))),
    ])))
}

/// The end of another pipeline.
fn ended(plan: &Plan, name: &str, branches: Option<&Many<Glob>>, ignored: Option<&Many<Glob>>) -> Data {
    let own = plan.delivery().pipelines.iter().find(|(id, _)| id.as_str() == name);
    let source = own.and_then(|(_, pipeline)| pipeline.name.as_deref()).unwrap_or(name);
    let mut filter = Filter::default();
    filter.names(branches, ignored);
    let trigger = if filter.is_empty() {
        Data::Bool(true)
    } else {
        Data::Map(Values::from([("branches".to_owned(), filter.give())]))
    };
    Data::Map(Values::from([
        ("pipeline".to_owned(), words::text(words::name(name))),
        ("source".to_owned(), words::text(source)),
        ("trigger".to_owned(), trigger),
    ]))
}
