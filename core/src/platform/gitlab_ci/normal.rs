//! A file in the form that says the same with the least variety: what GitLab takes for the same becomes the same.

use super::inherit::is_visible;
use super::syntax::Values;
use crate::model::{Data, Entries};

/// The normal form of a file.
pub fn normal(file: Data) -> Data {
    let Data::Map(map) = file else { return file };
    let each = |(key, value): (String, Data)| {
        let value = match value {
            Data::Map(job) if is_visible(&key) || key.starts_with('.') || key == "default" => {
                Data::Map(job.into_iter().map(|(key, value)| (key.clone(), entry(&key, value))).collect())
            }
            other => entry(&key, other),
        };
        (key, value)
    };
    Data::Map(map.into_iter().map(each).collect())
}

/// The normal form of what stands under a key of a job, or at the top.
pub(super) fn entry(key: &str, value: Data) -> Data {
    match key {
        "variables" => variables(value),
        "image" | "environment" => named(value, "name"),
        "services" => each(value, |item| named(item, "name")),
        "needs" => each(value, |item| named(item, "job")),
        "extends" | "include" | "cache" => listed(value),
        "only" | "except" => match value {
            Data::Map(_) => value,
            other => Data::Map(Entries::from([("refs".to_owned(), listed(other))])),
        },
        "script" | "before_script" | "after_script" => script(value),
        "retry" => named(value, "max"),
        "trigger" => named(value, "project"),
        "timeout" | "start_in" | "coverage" | "stage" | "resource_group" => word(value),
        "tags" | "dependencies" | "stages" => each(value, word),
        "artifacts" => artifacts(value),
        _ => value,
    }
}

fn word(data: Data) -> Data {
    match data.as_word() {
        Some(text) => Data::Text(text.to_owned()),
        None => data,
    }
}

fn named(data: Data, key: &str) -> Data {
    match data {
        Data::Map(_) | Data::List(_) | Data::Null => data,
        one => Data::Map(Entries::from([(key.to_owned(), one)])),
    }
}

fn listed(data: Data) -> Data {
    match data {
        Data::List(_) | Data::Null => data,
        one => Data::List(vec![one]),
    }
}

fn each(data: Data, normal: impl Fn(Data) -> Data) -> Data {
    match data {
        Data::List(items) => Data::List(items.into_iter().map(normal).collect()),
        other => other,
    }
}

/// Values of variables are texts.
fn variables(data: Data) -> Data {
    match data {
        Data::Map(map) => {
            let value = |value: Data| match value {
                Data::Null => Data::Text(String::new()),
                other => word(other),
            };
            Data::Map(map.into_iter().map(|(key, data)| (key, value(data))).collect::<Values>())
        }
        other => other,
    }
}

/// Lists in lists are one list; a line break at the end of a command does not matter.
fn script(data: Data) -> Data {
    fn flat(data: Data, into: &mut Vec<Data>) {
        match data {
            Data::List(items) => items.into_iter().for_each(|item| flat(item, into)),
            Data::Text(text) => into.push(Data::Text(text.trim_end_matches('\n').to_owned())),
            other => into.push(word(other)),
        }
    }
    if matches!(data, Data::Null | Data::Map(_)) {
        return data;
    }
    let mut items = Vec::new();
    flat(data, &mut items);
    Data::List(items)
}

fn artifacts(data: Data) -> Data {
    match data {
        Data::Map(map) => {
            let value = |(key, value): (String, Data)| {
                let value = match (key.as_str(), value) {
                    ("expire_in", value) => word(value),
                    ("reports", Data::Map(reports)) => Data::Map(
                        reports
                            .into_iter()
                            .map(|(kind, value)| {
                                if matches!(value, Data::Map(_)) {
                                    (kind, value)
                                } else {
                                    (kind, listed(value))
                                }
                            })
                            .collect(),
                    ),
                    (_, value) => value,
                };
                (key, value)
            };
            Data::Map(map.into_iter().map(value).collect())
        }
        other => other,
    }
}
