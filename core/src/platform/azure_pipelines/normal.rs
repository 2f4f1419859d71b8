//! A file in the form that says the same with the least variety: what Azure takes for the same becomes the same.

use super::expression::{self, Formula};
use super::syntax::Values;
use crate::model::Data;

/// The normal form of a file.
pub fn normal(file: Data) -> Data {
    node(file)
}

/// The normal form of a pipeline, a stage, a job or a step.
fn node(data: Data) -> Data {
    match data {
        Data::Map(map) => Data::Map(map.into_iter().map(|(key, value)| (key.clone(), entry(&key, value))).collect()),
        other => words(other),
    }
}

/// The normal form of what stands under a key of a pipeline, a stage, a job or a step.
pub(super) fn entry(key: &str, value: Data) -> Data {
    match key {
        "stages" | "jobs" | "steps" => list(value),
        "extends" => extends(value),
        "trigger" | "pr" => filters(value),
        "schedules" => each(value, filters),
        "variables" => variables(value),
        "pool" | "environment" => named(value),
        "dependsOn" => listed(value),
        "condition" => condition(value),
        "script" | "bash" | "pwsh" | "powershell" => script(value),
        "inputs" => match value {
            Data::Map(map) => Data::Map(
                map.into_iter()
                    .map(|(key, value)| {
                        let value = if SCRIPTS.iter().any(|script| key.eq_ignore_ascii_case(script)) {
                            script(value)
                        } else {
                            words(value)
                        };
                        (key, value)
                    })
                    .collect(),
            ),
            other => words(other),
        },
        "strategy" => strategy(value),
        _ => words(value),
    }
}

/// Parameters of tasks that are scripts.
const SCRIPTS: &[&str] = &["script", "inlineScript", "inline"];

/// Scalars are texts.
fn words(data: Data) -> Data {
    match data {
        Data::Map(map) => Data::Map(map.into_iter().map(|(key, value)| (key, words(value))).collect()),
        Data::List(items) => Data::List(items.into_iter().map(words).collect()),
        Data::Null => Data::Null,
        scalar => match scalar.as_word() {
            Some(text) => Data::Text(text.to_owned()),
            None => scalar,
        },
    }
}

/// A list of stages, jobs or steps, and of groups of them.
fn list(data: Data) -> Data {
    each(data, |item| match item {
        Data::Map(map) if map.len() == 1 && map.keys().all(|key| super::list::is_expression(key)) => {
            Data::Map(map.into_iter().map(|(key, inside)| (key, list(inside))).collect())
        }
        other => node(other),
    })
}

fn each(data: Data, normal: impl Fn(Data) -> Data) -> Data {
    match data {
        Data::List(items) => Data::List(items.into_iter().map(normal).collect()),
        other => words(other),
    }
}

fn extends(data: Data) -> Data {
    match data {
        Data::Map(map) => Data::Map(
            map.into_iter()
                .map(|(key, value)| {
                    let value = if key == "parameters" { node(value) } else { words(value) };
                    (key, value)
                })
                .collect(),
        ),
        other => words(other),
    }
}

/// A list of branches is what is included.
fn filters(data: Data) -> Data {
    let included = |data: Data| match data {
        Data::List(_) => Data::Map(Values::from([("include".to_owned(), words(data))])),
        other => words(other),
    };
    match data {
        Data::List(_) => Data::Map(Values::from([("branches".to_owned(), included(data))])),
        Data::Map(map) => Data::Map(
            map.into_iter()
                .map(|(key, value)| {
                    let value = match key.as_str() {
                        "branches" | "paths" | "tags" => included(value),
                        _ => words(value),
                    };
                    (key, value)
                })
                .collect(),
        ),
        other => words(other),
    }
}

/// A list of nothing but names with values is a mapping; no value is an empty text.
fn variables(data: Data) -> Data {
    let said = |value: Data| match value {
        Data::Null => Data::Text(String::new()),
        other => words(other),
    };
    match data {
        Data::Map(map) => Data::Map(map.into_iter().map(|(key, value)| (key, said(value))).collect()),
        Data::List(items) => {
            let mut map = Values::new();
            for item in &items {
                let entry = item.as_map().filter(|item| item.len() == 2);
                let pair = entry.and_then(|item| Some((item.get("name")?.as_word()?, item.get("value")?)));
                match pair {
                    Some((name, value)) if !map.contains_key(name) && !matches!(value, Data::Map(_) | Data::List(_)) => {
                        map.insert(name.to_owned(), said(value.clone()));
                    }
                    _ => return words(Data::List(items)),
                }
            }
            Data::Map(map)
        }
        other => words(other),
    }
}

fn named(data: Data) -> Data {
    match data {
        Data::Map(_) | Data::List(_) | Data::Null => words(data),
        one => Data::Map(Values::from([("name".to_owned(), words(one))])),
    }
}

fn listed(data: Data) -> Data {
    match data {
        Data::List(_) | Data::Null | Data::Map(_) => words(data),
        one => Data::List(vec![words(one)]),
    }
}

/// Blanks in an expression do not matter, nor do capitals in the names of functions, nor how a value is reached.
fn condition(data: Data) -> Data {
    let data = words(data);
    match data.as_word().and_then(expression::parse) {
        Some(formula) => Data::Text(plain(formula).to_string()),
        None => data,
    }
}

fn plain(formula: Formula) -> Formula {
    match formula {
        Formula::Call(name, arguments) => Formula::Call(name.to_ascii_lowercase().into(), arguments.into_iter().map(plain).collect()),
        Formula::Member(of, name) => Formula::Index(Box::new(plain(*of)), Box::new(Formula::text(name.as_str()))),
        Formula::Index(of, index) => Formula::Index(Box::new(plain(*of)), Box::new(plain(*index))),
        Formula::Each(of) => Formula::Each(Box::new(plain(*of))),
        other => other,
    }
}

/// A line break at the end of a script does not matter.
fn script(data: Data) -> Data {
    match words(data) {
        Data::Text(text) => Data::Text(text.trim_end().to_owned()),
        other => other,
    }
}

/// Hooks of deployments have steps.
fn strategy(data: Data) -> Data {
    match data {
        Data::Map(map) => Data::Map(
            map.into_iter()
                .map(|(key, value)| {
                    let value = match key.as_str() {
                        "runOnce" | "rolling" | "canary" | "on" | "preDeploy" | "deploy" | "routeTraffic" | "postRouteTraffic"
                        | "failure" | "success" => strategy(value),
                        "steps" | "pool" => entry(&key, value),
                        _ => words(value),
                    };
                    (key, value)
                })
                .collect(),
        ),
        other => words(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) {
        let data = |text: &str| normal(serde_json::from_str(text).unwrap());
        assert_eq!(data(one), data(other));
    }

    #[test]
    fn what_means_the_same_is_the_same() {
        same(r#"{"trigger": ["main"]}"#, r#"{"trigger": {"branches": {"include": ["main"]}}}"#);
        same(
            r#"{"variables": {"a": true, "b": 10}}"#,
            r#"{"variables": [{"name": "a", "value": "true"}, {"name": "b", "value": "10"}]}"#,
        );
        same(
            r#"{"jobs": [{"${{ if x }}": [{"job": "a", "dependsOn": "b", "pool": "c"}]}]}"#,
            r#"{"jobs": [{"${{ if x }}": [{"job": "a", "dependsOn": ["b"], "pool": {"name": "c"}}]}]}"#,
        );
        same(
            r#"{"steps": [{"bash": "a\n", "condition": "And( succeeded(), eq(variables.a,'b'))"}]}"#,
            r#"{"steps": [{"bash": "a", "condition": "and(Succeeded(), eq(variables['a'], 'b'))"}]}"#,
        );
    }

    #[test]
    fn what_does_not_mean_the_same_differs() {
        let data = |text: &str| normal(serde_json::from_str(text).unwrap());
        assert_ne!(data(r#"{"jobs": [{"dependsOn": []}]}"#), data(r#"{"jobs": [{}]}"#));
        assert_ne!(
            data(r#"{"variables": [{"name": "a", "value": 1, "readonly": true}]}"#),
            data(r#"{"variables": {"a": 1}}"#)
        );
        assert_ne!(
            data(r#"{"parameters": [{"default": {"pool": "a"}}]}"#),
            data(r#"{"parameters": [{"default": {"pool": {"name": "a"}}}]}"#)
        );
        assert_ne!(
            data(r#"{"steps": [{"condition": "eq(variables.a, 'B')"}]}"#),
            data(r#"{"steps": [{"condition": "eq(variables.a, 'b')"}]}"#)
        );
    }
}
