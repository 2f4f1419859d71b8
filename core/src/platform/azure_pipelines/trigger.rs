//! What starts a run: `trigger`, `pr`, `schedules`, `resources` and `parameters` -> triggers and inputs, and back.

use super::EXTENSION;
use super::scope::At;
use super::syntax::Values;
use crate::foreign::extension;
use crate::model::scalar::{Cron, Glob};
use crate::model::{
    Called, Data, Event, Extensions, Id, Input, InputType, ManualStart, Many, Names, Pipeline, PipelineEnd, PullRequest, Push, Schedule,
    Trigger,
};

/// What a file says about what starts it -> triggers and inputs.
pub(super) fn take(written: &Values, template: bool, at: &At<'_>, pipeline: &mut Pipeline) {
    let inputs = written.get("parameters").map(|data| take_inputs(data, at)).unwrap_or_default();
    if template {
        pipeline.inputs = inputs;
        pipeline.on.push(Trigger::on(Called::default()));
        return;
    }
    match written.get("trigger") {
        Some(data) => {
            if let Some(push) = take_push(data) {
                pipeline.on.push(push);
            }
        }
        // Every push starts a pipeline that does not say what does.
        None => pipeline.on.push(Trigger::on(Push::default())),
    }
    match written.get("pr") {
        Some(data) => {
            if let Some(change) = take_change(data) {
                pipeline.on.push(change);
            }
        }
        None => pipeline.on.push(Trigger::on(PullRequest::default())),
    }
    let schedules = written.get("schedules").and_then(Data::as_list).unwrap_or_default();
    pipeline.on.extend(schedules.iter().filter_map(take_schedule));
    let resources = written.get("resources").and_then(Data::as_map);
    let others = resources
        .and_then(|map| map.get("pipelines"))
        .and_then(Data::as_list)
        .unwrap_or_default();
    pipeline.on.extend(others.iter().filter_map(|other| take_end(other, at)));
    // Anybody who may can start any pipeline.
    pipeline.on.push(Trigger::on(ManualStart { inputs }));
}

/// A branch: patterns match through `/`, and the kind of reference need not be said.
fn branch(text: &str) -> Option<Glob> {
    let name = text.strip_prefix("refs/heads/").unwrap_or(text);
    name.replace("**", "*").replace('*', "**").parse().ok()
}

fn give_branch(glob: &Glob) -> String {
    glob.replace("**", "*")
}

/// A path: a folder stands for all that is in it.
fn path(text: &str) -> Option<Glob> {
    let text = text.strip_prefix('/').unwrap_or(text);
    let folder = text.strip_suffix("/*").or_else(|| text.strip_suffix('/'));
    match folder {
        Some(folder) if !folder.ends_with('*') => format!("{folder}/**").parse().ok(),
        _ => text.parse().ok(),
    }
}

fn give_path(glob: &Glob) -> String {
    match glob.strip_suffix("/**") {
        Some(folder) if !folder.contains('*') => format!("{folder}/*"),
        _ => glob.to_string(),
    }
}

type Filter = Option<Many<Glob>>;

/// The words of a list that has nothing but words.
fn list(data: &Data) -> Option<Vec<&str>> {
    match data {
        Data::List(items) => items.iter().map(Data::as_word).collect(),
        one => one.as_word().map(|word| vec![word]),
    }
}

fn globs(data: Option<&Data>, read: fn(&str) -> Option<Glob>) -> Result<Filter, ()> {
    let Some(data) = data else { return Ok(None) };
    let words = list(data).ok_or(())?;
    let globs: Option<Vec<Glob>> = words.into_iter().map(read).collect();
    globs.map(|globs| Some(Many(globs))).ok_or(())
}

/// `include` and `exclude`, or a list of what is included.
fn both(data: Option<&Data>, read: fn(&str) -> Option<Glob>) -> Result<(Filter, Filter), ()> {
    match data {
        None => Ok((None, None)),
        Some(Data::Map(map)) if map.keys().all(|key| key == "include" || key == "exclude") => {
            Ok((globs(map.get("include"), read)?, globs(map.get("exclude"), read)?))
        }
        Some(list @ Data::List(_)) => Ok((globs(Some(list), read)?, None)),
        Some(_) => Err(()),
    }
}

/// A trigger, with the keys that the model has no word for.
fn trigger(event: impl Into<Event>, rest: Values) -> Trigger {
    let mut extensions = Extensions::new();
    if !rest.is_empty() {
        extensions.insert(EXTENSION.to_owned(), Data::Map(rest));
    }
    Trigger {
        extensions,
        event: event.into(),
    }
}

/// The keys of a mapping beyond those of the model.
fn rest(map: &Values, known: &[&str]) -> Values {
    let other = map.iter().filter(|(key, _)| !known.contains(&key.as_str()));
    other.map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn is_none(data: &Data) -> bool {
    data.as_word().is_some_and(|word| word.eq_ignore_ascii_case("none"))
}

/// What cannot be read is kept by the pipeline, and something starts it nevertheless.
fn take_push(data: &Data) -> Option<Trigger> {
    let empty = Values::new();
    let read = || {
        let (list, map) = match data {
            Data::Map(map) => (None, map),
            list => (Some(list), &empty),
        };
        let (branches, ignore_branches) = both(list.or_else(|| map.get("branches")), branch)?;
        let (paths, ignore_paths) = both(map.get("paths"), path)?;
        let (tags, ignore_tags) = both(map.get("tags"), |text| text.strip_prefix("refs/tags/").unwrap_or(text).parse().ok())?;
        let push = Push {
            branches,
            ignore_branches,
            tags,
            ignore_tags,
            paths,
            ignore_paths,
        };
        Ok::<_, ()>(trigger(push, rest(map, &["branches", "paths", "tags"])))
    };
    match data {
        none if is_none(none) => None,
        Data::Map(_) | Data::List(_) => Some(read().unwrap_or_else(|()| Trigger::on(Push::default()))),
        _ => Some(Trigger::on(Push::default())),
    }
}

fn take_change(data: &Data) -> Option<Trigger> {
    let empty = Values::new();
    let read = || {
        let (list, map) = match data {
            Data::Map(map) => (None, map),
            list => (Some(list), &empty),
        };
        let (branches, ignore_branches) = both(list.or_else(|| map.get("branches")), branch)?;
        let (paths, ignore_paths) = both(map.get("paths"), path)?;
        let drafts = match map.get("drafts") {
            None => None,
            Some(Data::Bool(drafts)) => Some(*drafts),
            Some(_) => return Err(()),
        };
        let change = PullRequest {
            branches,
            ignore_branches,
            paths,
            ignore_paths,
            drafts,
            ..PullRequest::default()
        };
        Ok::<_, ()>(trigger(change, rest(map, &["branches", "paths", "drafts"])))
    };
    match data {
        none if is_none(none) => None,
        Data::Map(_) | Data::List(_) => Some(read().unwrap_or_else(|()| Trigger::on(PullRequest::default()))),
        _ => Some(Trigger::on(PullRequest::default())),
    }
}

fn take_schedule(data: &Data) -> Option<Trigger> {
    let map = data.as_map()?;
    let written = map.get("cron")?.as_word()?;
    let cron: Cron = written.parse().ok()?;
    let include = map
        .get("branches")
        .and_then(Data::as_map)
        .filter(|map| map.keys().all(|key| key == "include"));
    let branches = include.and_then(|map| globs(map.get("include"), branch).ok()).flatten();
    let always = match map.get("always") {
        Some(Data::Bool(always)) => Some(*always),
        _ => None,
    };
    let mut known = Vec::new();
    if cron.as_str() == written {
        known.push("cron");
    }
    if branches.is_some() {
        known.push("branches");
    }
    if always.is_some() {
        known.push("always");
    }
    let rest = rest(map, &known);
    Some(trigger(
        Schedule {
            cron,
            zone: None,
            branches,
            always,
        },
        rest,
    ))
}

/// A pipeline of `resources:` whose end starts this one.
fn take_end(data: &Data, at: &At<'_>) -> Option<Trigger> {
    let map = data.as_map()?;
    let source = map.get("source").or_else(|| map.get("pipeline"))?.as_word()?;
    // A plain word would be a pipeline of the delivery.
    if source.parse::<Id>().is_ok_and(|id| !at.scope.shared.paths.contains_key(&id)) {
        return None;
    }
    let starts = match map.get("trigger")? {
        Data::Null | Data::Bool(true) | Data::Map(_) => true,
        word => word.as_word().is_some_and(|word| word.eq_ignore_ascii_case("true")),
    };
    let branches = map.get("trigger").and_then(Data::as_map).and_then(|map| map.get("branches"));
    let (branches, ignore_branches) = both(branches, branch).unwrap_or_default();
    starts.then(|| {
        Trigger::on(PipelineEnd {
            pipelines: Many(vec![source.to_owned()]),
            branches,
            ignore_branches,
            types: None,
        })
    })
}

/// `parameters:`, as a list, or as a mapping of names and what they are when nothing is given.
pub(super) fn take_inputs(data: &Data, at: &At<'_>) -> Names<Input> {
    let mut inputs = Names::new();
    match data {
        Data::Map(map) => {
            for (name, default) in map {
                if let Ok(name) = name.parse() {
                    let default = (!matches!(default, Data::Null)).then(|| default.clone());
                    inputs.insert(
                        name,
                        Input {
                            default,
                            ..Input::default()
                        },
                    );
                }
            }
        }
        Data::List(items) => {
            for map in items.iter().filter_map(Data::as_map) {
                let Some(name) = map.get("name").and_then(Data::as_word).and_then(|name| name.parse().ok()) else {
                    continue;
                };
                let options = map.get("values").and_then(Data::as_list).unwrap_or_default().to_vec();
                let kind = match map.get("type").and_then(Data::as_word) {
                    _ if !options.is_empty() => Some(InputType::Choice),
                    Some("string") => Some(InputType::String),
                    Some("number") => Some(InputType::Number),
                    Some("boolean") => Some(InputType::Boolean),
                    Some("environment") => Some(InputType::Environment),
                    // Lists of steps and the like: the file says which.
                    _ => None,
                };
                inputs.insert(
                    name,
                    Input {
                        kind,
                        description: map.get("displayName").and_then(Data::as_word).map(|text| at.text(text)),
                        required: !map.contains_key("default"),
                        default: map.get("default").cloned(),
                        options,
                    },
                );
            }
        }
        _ => {}
    }
    inputs
}

fn give_inputs(inputs: &Names<Input>, at: &At<'_>) -> Data {
    let one = |(name, input): (&crate::model::Name, &Input)| {
        let mut map = Values::from([("name".to_owned(), Data::Text(name.to_string()))]);
        if let Some(description) = &input.description {
            map.insert("displayName".to_owned(), Data::Text(at.back(description)));
        }
        let kind = match input.kind {
            Some(InputType::Number) => "number",
            Some(InputType::Boolean) => "boolean",
            Some(InputType::Environment) => "environment",
            _ => "string",
        };
        map.insert("type".to_owned(), Data::Text(kind.to_owned()));
        if let Some(default) = &input.default {
            map.insert("default".to_owned(), default.clone());
        }
        if !input.options.is_empty() {
            map.insert("values".to_owned(), Data::List(input.options.clone()));
        }
        Data::Map(map)
    };
    Data::List(inputs.iter().map(one).collect())
}

/// Triggers and inputs -> the keys of a file.
pub(super) fn give(pipeline: &Pipeline, at: &At<'_>) -> Values {
    let mut given = Values::new();
    let manual = pipeline.on.iter().find_map(|trigger| match &trigger.event {
        Event::Manual(manual) => Some(&manual.inputs),
        _ => None,
    });
    let inputs = manual.filter(|inputs| !inputs.is_empty()).unwrap_or(&pipeline.inputs);
    if !inputs.is_empty() {
        given.insert("parameters".to_owned(), give_inputs(inputs, at));
    }
    if pipeline.on.iter().any(|trigger| matches!(trigger.event, Event::Call(_))) {
        return given;
    }
    let mut push = Data::Text("none".into());
    let mut change = Data::Text("none".into());
    let mut schedules = Vec::new();
    for trigger in &pipeline.on {
        let own = extension(&trigger.extensions, EXTENSION);
        let rest: Values = own.over().map(|(key, value)| (key.clone(), value.clone())).collect();
        let mut map = Values::new();
        let whole = |map: Values| {
            let map: Values = map.into_iter().chain(rest.clone()).collect();
            if map.is_empty() { every() } else { Data::Map(map) }
        };
        match &trigger.event {
            Event::Push(event) => {
                set(&mut map, "branches", &event.branches, &event.ignore_branches, give_branch);
                set(&mut map, "paths", &event.paths, &event.ignore_paths, give_path);
                set(&mut map, "tags", &event.tags, &event.ignore_tags, ToString::to_string);
                push = whole(map);
            }
            Event::PullRequest(event) => {
                set(&mut map, "branches", &event.branches, &event.ignore_branches, give_branch);
                set(&mut map, "paths", &event.paths, &event.ignore_paths, give_path);
                if let Some(drafts) = event.drafts {
                    map.insert("drafts".to_owned(), Data::Bool(drafts));
                }
                change = whole(map);
            }
            Event::Tag(event) => {
                let tags = (!event.patterns.is_empty()).then(|| event.patterns.clone());
                let ignored = (!event.ignore.is_empty()).then(|| event.ignore.clone());
                set(&mut map, "tags", &tags, &ignored, ToString::to_string);
                if push == Data::Text("none".into()) {
                    push = whole(map);
                }
            }
            Event::Schedule(event) => {
                map.insert("cron".to_owned(), Data::Text(event.cron.as_str().to_owned()));
                set(&mut map, "branches", &event.branches, &None, give_branch);
                if let Some(always) = event.always {
                    map.insert("always".to_owned(), Data::Bool(always));
                }
                map.extend(rest);
                schedules.push(Data::Map(map));
            }
            _ => {}
        }
    }
    given.insert("trigger".to_owned(), push);
    given.insert("pr".to_owned(), change);
    if !schedules.is_empty() {
        given.insert("schedules".to_owned(), Data::List(schedules));
    }
    given
}

/// Every branch.
fn every() -> Data {
    Data::Map(Values::from([(
        "branches".to_owned(),
        Data::Map(Values::from([("include".to_owned(), Data::List(vec![Data::Text("*".into())]))])),
    )]))
}

fn set(map: &mut Values, key: &str, include: &Filter, exclude: &Filter, give: fn(&Glob) -> String) {
    let mut filter = Values::new();
    for (key, globs) in [("include", include), ("exclude", exclude)] {
        if let Some(globs) = globs {
            let list = globs.iter().map(|glob| Data::Text(give(glob))).collect();
            filter.insert(key.to_owned(), Data::List(list));
        }
    }
    if !filter.is_empty() {
        map.insert(key.to_owned(), Data::Map(filter));
    }
}
