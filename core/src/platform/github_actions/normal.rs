//! A workflow or composite action in the form that says the same with the least variety: what GitHub takes for the same becomes the same.

use super::syntax::Values;
use crate::model::scalar::{Expression, Part, Template};
use crate::model::{Data, Entries};

/// The normal form of a workflow, or of a composite action.
pub fn normal(workflow: Data) -> Data {
    let Data::Map(map) = workflow else { return workflow };
    if map.contains_key("runs") && !map.contains_key("jobs") {
        return composite(map);
    }
    let each = |(key, value): (String, Data)| {
        let value = match key.as_str() {
            "on" => on(value),
            "env" => words(value),
            "concurrency" => named(value, "group"),
            "jobs" => entries(value, job),
            "name" | "run-name" => word(value),
            _ => expressions(value),
        };
        (key, value)
    };
    said(map.into_iter().map(each).collect())
}

fn composite(map: Values) -> Data {
    let each = |(key, value): (String, Data)| {
        let value = match (key.as_str(), value) {
            ("inputs" | "outputs", value) => entries(value, optional),
            ("runs", Data::Map(map)) => said(
                map.into_iter()
                    .map(|(key, value)| {
                        let value = match value {
                            Data::List(list) if key == "steps" => Data::List(list.into_iter().map(step).collect()),
                            value => expressions(value),
                        };
                        (key, value)
                    })
                    .collect(),
            ),
            ("name", value) => word(value),
            (_, value) => expressions(value),
        };
        (key, value)
    };
    said(map.into_iter().map(each).collect())
}

/// A mapping without the keys that say nothing: those without a value, and those of many without one.
fn said(map: Values) -> Data {
    let says = |key: &str, value: &Data| match (key, value) {
        (_, Data::Null) => false,
        ("env" | "inputs" | "outputs" | "services" | "with" | "secrets", Data::Map(map)) => !map.is_empty(),
        ("needs" | "ports" | "volumes", Data::List(list)) => !list.is_empty(),
        _ => true,
    };
    Data::Map(map.into_iter().filter(|(key, value)| says(key, value)).collect())
}

fn entries(data: Data, each: fn(Data) -> Data) -> Data {
    match data {
        Data::Map(map) => Data::Map(map.into_iter().map(|(key, value)| (key, each(value))).collect()),
        other => other,
    }
}

/// A value written alone is the same as a mapping with it under its usual key.
fn named(data: Data, key: &str) -> Data {
    match data {
        Data::Text(text) => Data::Map(Entries::from([(key.to_owned(), spaced(text))])),
        other => expressions(other),
    }
}

/// A value written alone is the same as a list of it.
fn listed(data: Data) -> Data {
    match data {
        Data::List(_) | Data::Map(_) => expressions(data),
        one => Data::List(vec![expressions(one)]),
    }
}

/// Scalars that are texts to GitHub, whatever they look like.
fn word(data: Data) -> Data {
    match data.as_word().map(str::to_owned) {
        Some(text) => spaced(text),
        None => expressions(data),
    }
}

fn words(data: Data) -> Data {
    match data {
        Data::Map(map) => Data::Map(
            map.into_iter()
                .map(|(key, value)| {
                    let value = match value {
                        Data::Null => Data::Text(String::new()),
                        value => word(value),
                    };
                    (key, value)
                })
                .collect(),
        ),
        other => expressions(other),
    }
}

/// Expressions with one space inside their braces, in texts anywhere.
fn expressions(data: Data) -> Data {
    match data {
        Data::Text(text) => spaced(text),
        Data::List(items) => Data::List(items.into_iter().map(expressions).collect()),
        Data::Map(map) => Data::Map(map.into_iter().map(|(key, value)| (key, expressions(value))).collect()),
        other => other,
    }
}

fn spaced(text: String) -> Data {
    if !text.contains("${{") {
        return Data::Text(text);
    }
    let mut out = String::with_capacity(text.len());
    for part in Template::new(text.as_str()).parts() {
        match part {
            Part::Literal(literal) => out.push_str(literal),
            Part::Expression(inner) => {
                out.push_str("${{ ");
                out.push_str(inner);
                out.push_str(" }}");
            }
        }
    }
    Data::Text(out)
}

fn on(data: Data) -> Data {
    let events: Values = match data {
        Data::Text(event) => Values::from([(event, Data::Null)]),
        Data::List(events) => events
            .into_iter()
            .filter_map(|event| event.as_word().map(|event| (event.to_owned(), Data::Null)))
            .collect(),
        Data::Map(map) => map,
        other => return other,
    };
    let each = |(event, filters): (String, Data)| {
        let filters = match filters {
            Data::Map(map) => {
                let map: Values = map
                    .into_iter()
                    .filter(|(_, value)| *value != Data::Null && *value != Data::Map(Values::new()))
                    .map(|(key, value)| {
                        let value = match key.as_str() {
                            "inputs" | "secrets" | "outputs" => entries(value, optional),
                            _ => listed(value),
                        };
                        (key, value)
                    })
                    .collect();
                if map.is_empty() { Data::Null } else { Data::Map(map) }
            }
            other => other,
        };
        (event, filters)
    };
    Data::Map(events.into_iter().map(each).collect())
}

/// An input is not required unless it says so.
fn optional(data: Data) -> Data {
    match data {
        Data::Null => Data::Map(Values::new()),
        Data::Map(map) => Data::Map(
            map.into_iter()
                .filter(|(key, value)| !(key == "required" && *value == Data::Bool(false)))
                .map(|(key, value)| {
                    let value = if key == "description" || key == "value" {
                        word(value)
                    } else {
                        expressions(value)
                    };
                    (key, value)
                })
                .collect(),
        ),
        other => other,
    }
}

fn job(data: Data) -> Data {
    let Data::Map(map) = data else { return data };
    let each = |(key, value): (String, Data)| {
        let value = match key.as_str() {
            "name" | "timeout-minutes" | "continue-on-error" => word(value),
            "needs" => listed(value),
            "if" => condition(value),
            "runs-on" => match value {
                Data::List(items) if items.len() == 1 => expressions(items.into_iter().next().unwrap_or_default()),
                Data::Map(map) => Data::Map(
                    map.into_iter()
                        .map(|(key, value)| (key.clone(), if key == "labels" { listed(value) } else { expressions(value) }))
                        .collect(),
                ),
                other => expressions(other),
            },
            "environment" => named(value, "name"),
            "concurrency" => named(value, "group"),
            "container" => container(value),
            "services" => entries(value, container),
            "env" | "outputs" | "secrets" => words(value),
            "steps" => match value {
                Data::List(steps) => Data::List(steps.into_iter().map(step).collect()),
                other => other,
            },
            _ => expressions(value),
        };
        (key, value)
    };
    said(map.into_iter().map(each).collect())
}

fn container(data: Data) -> Data {
    let Data::Map(map) = named(data, "image") else { return Data::Null };
    let each = |(key, value): (String, Data)| {
        let value = match key.as_str() {
            "env" => words(value),
            "ports" => match value {
                Data::List(items) => Data::List(items.into_iter().map(word).collect()),
                other => other,
            },
            _ => value,
        };
        (key, value)
    };
    said(map.into_iter().map(each).collect())
}

/// An `if` is an expression with or without its braces.
fn condition(data: Data) -> Data {
    let Some(text) = data.as_word() else { return data };
    let text = text.trim();
    let inner = text
        .parse::<Expression>()
        .ok()
        .and_then(|expression| expression.inner().map(str::to_owned));
    Data::Text(inner.unwrap_or_else(|| text.to_owned()))
}

fn step(data: Data) -> Data {
    let Data::Map(map) = data else { return data };
    let upload = map
        .get("uses")
        .and_then(Data::as_word)
        .is_some_and(|uses| uses.starts_with("actions/upload-artifact@"));
    let each = |(key, value): (String, Data)| {
        let value = match key.as_str() {
            "if" => condition(value),
            "name" | "id" | "timeout-minutes" | "continue-on-error" | "run" => word(value),
            "env" => words(value),
            "with" => parameters(value, upload),
            "parallel" => match value {
                Data::List(steps) => Data::List(steps.into_iter().map(step).collect()),
                other => other,
            },
            _ => expressions(value),
        };
        (key, value)
    };
    said(map.into_iter().map(each).collect())
}

/// Parameters are texts; space at the end of a line does not matter, nor do empty lines.
fn parameters(data: Data, upload: bool) -> Data {
    let Data::Map(mut map) = words(data) else { return Data::Null };
    if upload && map.get("name").and_then(Data::as_word) == Some("artifact") {
        map.shift_remove("name");
    }
    for value in map.values_mut() {
        if let Data::Text(text) = value
            && text.contains('\n')
        {
            let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
            *text = lines.join("\n");
        }
    }
    Data::Map(map)
}
