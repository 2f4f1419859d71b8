//! `on:` in both directions: events and their filters, and what a person or a caller gives.

use super::syntax::Values;
use crate::foreign::{Extended, Literal, Syntax, extension, merge, syntax, take_key};
use crate::model::scalar::{Cron, Glob, Name, Zone};
use crate::model::{
    Called, Data, Event, Extensions, Input, InputType, ManualStart, Many, MergeQueue, Names, OtherEvent, Output, Pipeline, PipelineEnd,
    PullRequest, Push, ReleaseEvent, Schedule, SecretInput, TagPush, Trigger, Webhook,
};
use std::str::FromStr;

syntax! {
    /// The filters of an event. No event takes all of them.
    struct Filters {
        /// Branches, as patterns.
        branches: Data = "branches",
        /// Branches left out.
        branches_ignore: Data = "branches-ignore",
        /// Tags, as patterns.
        tags: Data = "tags",
        /// Tags left out.
        tags_ignore: Data = "tags-ignore",
        /// Paths, of which one must have changed.
        paths: Data = "paths",
        /// Paths that do not count.
        paths_ignore: Data = "paths-ignore",
        /// What happened.
        types: Data = "types",
        /// Names of workflows.
        workflows: Data = "workflows",
    }

    /// A value that a person or a caller gives.
    struct InputSyntax {
        /// What it is for.
        description: Literal = "description",
        /// Whether it must be given.
        required: bool = "required",
        /// What kind of value.
        kind: String = "type",
        /// The value when none is given.
        default: Data = "default",
        /// The values to choose from.
        options: Vec<Data> = "options",
    }

    /// A secret that a caller gives.
    struct SecretSyntax {
        /// What it is for.
        description: Literal = "description",
        /// Whether it must be given.
        required: bool = "required",
    }

    /// A value that a reusable workflow gives back.
    struct OutputSyntax {
        /// What it is.
        description: Literal = "description",
        /// The value.
        value: Literal = "value",
    }
}

/// One or many patterns or words.
fn many<T: FromStr + ToString>(place: &mut Option<Data>) -> Option<Many<T>> {
    super::words::carry(place, |data| match data {
        Data::List(items) => items.iter().map(word).collect::<Option<_>>().map(Many),
        one => word::<T>(one).map(|one| Many(vec![one])),
    })
}

/// A word that prints as it was written; one that does not, such as one with space around it, stays as it is.
fn word<T: FromStr + ToString>(data: &Data) -> Option<T> {
    match data {
        Data::Text(text) => text.parse().ok().filter(|value: &T| value.to_string() == *text),
        _ => None,
    }
}

fn list<T: ToString>(many: Option<&Many<T>>) -> Option<Data> {
    many.map(|many| Data::List(many.iter().map(|value| Data::Text(value.to_string())).collect()))
}

/// The extension of a trigger, when there is something left to say.
fn left(rest: Data) -> Extensions {
    match rest {
        Data::Map(map) if map.is_empty() => Extensions::new(),
        Data::Null => Extensions::new(),
        // Filters that are no mapping.
        rest @ (Data::List(_) | Data::Text(_) | Data::Number(_) | Data::Bool(_)) => {
            let strange = Data::Map(Values::from([("value".to_owned(), rest)]));
            Extensions::from([(super::EXTENSION.to_owned(), strange)])
        }
        rest => Extensions::from([(super::EXTENSION.to_owned(), rest)]),
    }
}

/// `on:` -> triggers; inputs, secrets and outputs of a reusable workflow go to the pipeline. What is no `on:` comes back.
pub(super) fn take(on: Data, pipeline: &mut Pipeline) -> Result<(), Data> {
    match on {
        Data::Text(event) => add(event, Data::Null, pipeline),
        Data::List(events) if events.iter().all(|event| matches!(event, Data::Text(_))) => {
            for event in events {
                if let Data::Text(event) = event {
                    add(event, Data::Null, pipeline);
                }
            }
        }
        Data::Map(events) => {
            for (event, filters) in events {
                add(event, filters, pipeline);
            }
        }
        other => return Err(other),
    }
    Ok(())
}

/// An event that the model has no word for.
fn other(name: String, mut filters: Filters) -> Trigger {
    let types = many(&mut filters.types);
    Trigger {
        extensions: left(filters.give()),
        event: Event::Other(OtherEvent { name, types }),
    }
}

fn add(event: String, filters: Data, pipeline: &mut Pipeline) {
    if event == "schedule" {
        let items = match filters {
            Data::List(items) => items,
            other => vec![other],
        };
        pipeline.on.extend(items.into_iter().map(schedule));
        return;
    }
    let mut map = match filters {
        Data::Null => Values::new(),
        Data::Map(map) => map,
        strange => {
            pipeline.on.push(Trigger {
                extensions: left(strange),
                event: Event::Other(OtherEvent { name: event, types: None }),
            });
            return;
        }
    };
    let made = match event.as_str() {
        "workflow_dispatch" => Event::Manual(ManualStart {
            inputs: take_inputs(&mut map),
        }),
        "workflow_call" => {
            pipeline.inputs = take_inputs(&mut map);
            pipeline.secrets = take_named(&mut map, "secrets", secret_input);
            pipeline.outputs = take_named(&mut map, "outputs", output);
            Event::Call(Called::default())
        }
        _ => {
            let Ok(mut filters) = Filters::take(Data::Map(map)) else { return };
            pipeline.on.push(match filtered(&event, &mut filters) {
                Some(made) => Trigger {
                    extensions: left(filters.give()),
                    event: made,
                },
                None => other(event, filters),
            });
            return;
        }
    };
    pipeline.on.push(Trigger {
        extensions: left(Data::Map(map)),
        event: made,
    });
}

fn filtered(event: &str, filters: &mut Filters) -> Option<Event> {
    Some(match event {
        "push" => {
            let only_tags = filters.branches.is_none()
                && filters.branches_ignore.is_none()
                && filters.paths.is_none()
                && filters.paths_ignore.is_none();
            let tags: Option<Many<Glob>> = many(&mut filters.tags);
            let ignore_tags: Option<Many<Glob>> = many(&mut filters.tags_ignore);
            match (tags, ignore_tags) {
                (Some(tags), ignore) if only_tags && !tags.is_empty() && ignore.as_ref() != Some(&Many::default()) => Event::Tag(TagPush {
                    patterns: tags,
                    ignore: ignore.unwrap_or_default(),
                }),
                (tags, ignore_tags) => Event::Push(Push {
                    branches: many(&mut filters.branches),
                    ignore_branches: many(&mut filters.branches_ignore),
                    tags,
                    ignore_tags,
                    paths: many(&mut filters.paths),
                    ignore_paths: many(&mut filters.paths_ignore),
                }),
            }
        }
        "pull_request" | "pull_request_target" => Event::PullRequest(PullRequest {
            branches: many(&mut filters.branches),
            ignore_branches: many(&mut filters.branches_ignore),
            paths: many(&mut filters.paths),
            ignore_paths: many(&mut filters.paths_ignore),
            types: many(&mut filters.types),
            trusted: event == "pull_request_target",
            drafts: None,
        }),
        "workflow_run" => Event::Pipeline(PipelineEnd {
            pipelines: many(&mut filters.workflows)?,
            branches: many(&mut filters.branches),
            ignore_branches: many(&mut filters.branches_ignore),
            types: many(&mut filters.types),
        }),
        "release" => Event::Release(ReleaseEvent {
            types: many(&mut filters.types),
        }),
        "repository_dispatch" => Event::Webhook(Webhook {
            types: many(&mut filters.types),
            connection: None,
        }),
        "merge_group" => Event::MergeQueue(MergeQueue {
            branches: many(&mut filters.branches),
            types: many(&mut filters.types),
        }),
        _ => return None,
    })
}

fn schedule(item: Data) -> Trigger {
    let mut item = item;
    if let Data::Map(map) = &mut item
        && let Some(cron) = map.get("cron").and_then(word::<Cron>)
        // The cron of the model prints what it read; one that it would print otherwise stays as it is.
        && map.get("cron").and_then(Data::as_word) == Some(cron.as_str())
    {
        map.shift_remove("cron");
        let zone = take_key::<Data>(map, "timezone");
        let read = zone.as_ref().and_then(word::<Zone>);
        if let (Some(zone), None) = (zone, &read) {
            map.insert("timezone".into(), zone);
        }
        return Trigger {
            extensions: left(item),
            event: Event::Schedule(Schedule {
                cron,
                zone: read,
                branches: None,
                always: None,
            }),
        };
    }
    Trigger {
        extensions: left(item),
        event: Event::Other(OtherEvent {
            name: "schedule".into(),
            types: None,
        }),
    }
}

pub(super) fn take_inputs(map: &mut Values) -> Names<Input> {
    take_named(map, "inputs", input)
}

pub(super) fn take_outputs(map: &mut Values) -> Names<Output> {
    take_named(map, "outputs", output)
}

/// Entries keyed by names; what an entry says beyond the model stays under its key.
fn take_named<T>(map: &mut Values, key: &str, take: fn(Data) -> Result<(T, Data), Data>) -> Names<T> {
    let mut named = Names::new();
    let Some(position) = map.get_index_of(key) else { return named };
    let Some((key, data)) = map.shift_remove_index(position) else {
        return named;
    };
    let Data::Map(entries) = data else {
        map.shift_insert(position, key, data);
        return named;
    };
    let mut left = Values::new();
    for (name, data) in entries {
        let Ok(id) = name.parse::<Name>() else {
            left.insert(name, data);
            continue;
        };
        let data = if data == Data::Null { Data::Map(Values::new()) } else { data };
        match take(data) {
            Ok((value, rest)) => {
                named.insert(id, value);
                if rest != Data::Map(Values::new()) {
                    left.insert(name, rest);
                }
            }
            Err(data) => {
                left.insert(name, data);
            }
        }
    }
    if !left.is_empty() {
        map.shift_insert(position, key, Data::Map(left));
    }
    named
}

fn input(data: Data) -> Result<(Input, Data), Data> {
    let mut written = InputSyntax::take(data)?;
    let input = Input {
        kind: super::words::carry(&mut written.kind, |kind| kind.parse::<InputType>().ok()),
        description: super::words::text(&mut written.description),
        required: written.required.take().unwrap_or_default(),
        default: written.default.take(),
        options: written.options.take().unwrap_or_default(),
    };
    Ok((input, written.give()))
}

fn secret_input(data: Data) -> Result<(SecretInput, Data), Data> {
    let mut written = SecretSyntax::take(data)?;
    let input = SecretInput {
        description: super::words::text(&mut written.description),
        required: written.required.take().unwrap_or_default(),
    };
    Ok((input, written.give()))
}

fn output(data: Data) -> Result<(Output, Data), Data> {
    let mut written = OutputSyntax::take(data)?;
    match super::words::text(&mut written.value) {
        Some(value) => {
            let output = Output {
                value,
                description: super::words::text(&mut written.description),
            };
            Ok((output, written.give()))
        }
        None => Err(written.give()),
    }
}

/// Triggers -> `on:`, with what each says for GitHub alone.
pub(super) fn give(pipeline: &Pipeline) -> Data {
    let mut on = Values::new();
    for trigger in &pipeline.on {
        let own = extension(&trigger.extensions, super::EXTENSION);
        let (event, data) = one(trigger, pipeline, own);
        if event == "schedule" {
            let item = data;
            match on.get_mut(event) {
                Some(Data::List(items)) => items.push(item),
                _ => {
                    on.insert(event.to_owned(), Data::List(vec![item]));
                }
            }
            continue;
        }
        match (on.get_mut(event), data) {
            (Some(there), data) => join(there, data),
            (None, data) => {
                on.insert(event.to_owned(), data);
            }
        }
    }
    Data::Map(on.into_iter().map(|(event, data)| (event, bare(data))).collect())
}

/// An event without filters has no value.
fn bare(data: Data) -> Data {
    match data {
        Data::Map(map) if map.is_empty() => Data::Null,
        data => data,
    }
}

/// True when a filter cannot hold back what another trigger lets through: one for branches where that is for tags only, and the
/// other way round. Paths do not count for tags.
fn is_beside(key: &str, other: &Values) -> bool {
    let speaks_of = |kind: &str| other.keys().any(|key| key.starts_with(kind));
    match key {
        "branches" | "branches-ignore" | "paths" | "paths-ignore" => speaks_of("tags") && !speaks_of("branches"),
        "tags" | "tags-ignore" => speaks_of("branches") && !speaks_of("tags"),
        _ => false,
    }
}

/// Two triggers on one event are one with the filters of both. A filter that only one of them has would hold for both, so
/// it goes.
fn join(there: &mut Data, more: Data) {
    match (there, more) {
        (Data::Map(there), Data::Map(more)) => {
            let before = there.clone();
            there.retain(|key, value| !matches!(value, Data::List(_)) || more.contains_key(key) || is_beside(key, &more));
            for (key, value) in more {
                match (there.get_mut(&key), value) {
                    (Some(Data::List(items)), Data::List(new)) => {
                        for item in new {
                            if !items.contains(&item) {
                                items.push(item);
                            }
                        }
                    }
                    (None, Data::List(_)) if !is_beside(&key, &before) => {}
                    (_, value) => {
                        there.insert(key, value);
                    }
                }
            }
        }
        (there, more) => *there = more,
    }
}

fn one<'t>(trigger: &'t Trigger, pipeline: &Pipeline, own: Extended<'_>) -> (&'t str, Data) {
    let mut filters = Filters::default();
    let event = match &trigger.event {
        Event::Push(push) => {
            filters.branches = list(push.branches.as_ref());
            filters.branches_ignore = list(push.ignore_branches.as_ref());
            filters.tags = list(push.tags.as_ref());
            filters.tags_ignore = list(push.ignore_tags.as_ref());
            filters.paths = list(push.paths.as_ref());
            filters.paths_ignore = list(push.ignore_paths.as_ref());
            "push"
        }
        Event::Tag(tag) => {
            filters.tags = list(Some(&tag.patterns)).filter(|_| !tag.patterns.is_empty());
            filters.tags_ignore = list(Some(&tag.ignore)).filter(|_| !tag.ignore.is_empty());
            if filters.tags.is_none() && filters.tags_ignore.is_none() {
                filters.tags = Some(Data::List(vec![Data::Text("**".into())]));
            }
            "push"
        }
        Event::PullRequest(change) => {
            filters.branches = list(change.branches.as_ref());
            filters.branches_ignore = list(change.ignore_branches.as_ref());
            filters.paths = list(change.paths.as_ref());
            filters.paths_ignore = list(change.ignore_paths.as_ref());
            filters.types = list(change.types.as_ref());
            if change.trusted { "pull_request_target" } else { "pull_request" }
        }
        Event::Pipeline(end) => {
            filters.workflows = list(Some(&end.pipelines));
            filters.branches = list(end.branches.as_ref());
            filters.branches_ignore = list(end.ignore_branches.as_ref());
            filters.types = list(end.types.as_ref());
            "workflow_run"
        }
        Event::Release(release) => {
            filters.types = list(release.types.as_ref());
            "release"
        }
        Event::Webhook(hook) => {
            filters.types = list(hook.types.as_ref());
            "repository_dispatch"
        }
        Event::MergeQueue(queue) => {
            filters.branches = list(queue.branches.as_ref());
            filters.types = list(queue.types.as_ref());
            "merge_group"
        }
        Event::Other(other) => {
            filters.types = list(other.types.as_ref());
            other.name.as_str()
        }
        Event::Schedule(schedule) => {
            let mut item = Values::from([("cron".to_owned(), Data::Text(schedule.cron.as_str().to_owned()))]);
            if let Some(zone) = &schedule.zone {
                item.insert("timezone".into(), Data::Text(zone.to_string()));
            }
            return ("schedule", over(Data::Map(item), own));
        }
        Event::Manual(manual) => {
            let mut map = Values::new();
            give_named(&mut map, "inputs", &manual.inputs, give_input);
            return ("workflow_dispatch", over(Data::Map(map), own));
        }
        Event::Call(_) => {
            let mut map = Values::new();
            give_named(&mut map, "inputs", &pipeline.inputs, give_call_input);
            give_named(&mut map, "outputs", &pipeline.outputs, give_output);
            give_named(&mut map, "secrets", &pipeline.secrets, give_secret_input);
            return ("workflow_call", over(Data::Map(map), own));
        }
    };
    (event, over(filters.give(), own))
}

fn over(mut data: Data, own: Extended<'_>) -> Data {
    if let Some(strange) = own.get("value") {
        return strange.clone();
    }
    for (key, value) in own.over() {
        let more = Data::Map(Values::from([(key.clone(), value.clone())]));
        merge(&mut data, more);
    }
    data
}

/// What a composite action takes and gives back, with texts for inputs, which have no types there.
pub(super) fn give_composite(pipeline: &Pipeline, adopted: bool) -> Values {
    let mut map = Values::new();
    if adopted {
        give_named(&mut map, "inputs", &pipeline.inputs, give_input);
    } else {
        give_named(&mut map, "inputs", &pipeline.inputs, give_action_input);
    }
    give_named(&mut map, "outputs", &pipeline.outputs, give_output);
    map
}

fn give_action_input(input: &Input) -> Data {
    give_input(&Input {
        kind: None,
        options: Vec::new(),
        description: Some(input.description.clone().unwrap_or_default()),
        default: input.default.clone().map(super::words::flat),
        ..input.clone()
    })
}

fn give_named<T>(map: &mut Values, key: &str, named: &Names<T>, give: fn(&T) -> Data) {
    if !named.is_empty() {
        let entries = named.iter().map(|(name, value)| (name.to_string(), give(value)));
        map.insert(key.to_owned(), Data::Map(entries.collect()));
    }
}

fn give_input(input: &Input) -> Data {
    let written = InputSyntax {
        description: input.description.clone().map(Literal::Text),
        required: input.required.then_some(true),
        kind: input.kind.map(|kind| kind.word().to_owned()),
        default: input.default.clone(),
        options: (!input.options.is_empty()).then(|| input.options.clone()),
        rest: Values::new(),
    };
    bare(written.give())
}

/// A reusable workflow's input must say its type, and knows fewer types than a person is asked for.
fn give_call_input(input: &Input) -> Data {
    let default = input.default.clone().map(super::words::flat);
    let kind = match input.kind {
        _ if default != input.default => InputType::String,
        None | Some(InputType::Choice | InputType::Environment) => InputType::String,
        Some(kind) => kind,
    };
    give_input(&Input {
        kind: Some(kind),
        options: Vec::new(),
        default,
        ..input.clone()
    })
}

fn give_secret_input(input: &SecretInput) -> Data {
    let written = SecretSyntax {
        description: input.description.clone().map(Literal::Text),
        required: input.required.then_some(true),
        rest: Values::new(),
    };
    bare(written.give())
}

fn give_output(output: &Output) -> Data {
    OutputSyntax {
        description: output.description.clone().map(Literal::Text),
        value: Some(Literal::Text(output.value.clone())),
        rest: Values::new(),
    }
    .give()
}
