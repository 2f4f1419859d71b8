//! Small values in both directions: what a file says, and what the model says.

use super::scope::At;
use super::syntax::Values;
use crate::foreign::{Literal, Syntax};
use crate::model::scalar::{Duration, Expression};
use crate::model::{Computed, Container, Data, Entries, EnvValue, Many, Matrix, Names, Runner, RunnerPool, SecretReference, SelfHosted};
use std::collections::HashSet;

/// The name of the pool whose machines are chosen by their image.
const HOSTED: &str = "Azure Pipelines";

/// A scalar, or an expression for one.
pub(super) fn take_computed<T>(text: &str, at: &At<'_>, read: impl Fn(&str) -> Option<T>) -> Option<Computed<T>> {
    let said = at.text(text);
    if said.contains("${{") {
        // What could not be put in the model's words is Azure's alone.
        return (said != text || !text.contains("${{"))
            .then(|| said.parse::<Expression>().ok().map(Computed::Expression))
            .flatten();
    }
    read(&said).map(Computed::Literal)
}

/// A flag, or an expression for one.
pub(super) fn take_flag(literal: &Literal, at: &At<'_>) -> Option<Computed<bool>> {
    take_computed(literal.as_str(), at, |text| match text.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    })
}

/// A flag, or an expression for one.
pub(super) fn give_flag(flag: &Computed<bool>, at: &At<'_>) -> Literal {
    match flag {
        Computed::Literal(value) => Literal::Bool(*value),
        Computed::Expression(expression) => Literal::Text(at.back(expression)),
    }
}

/// A number, or an expression for one.
pub(super) fn take_count(literal: &Literal, at: &At<'_>) -> Option<Computed<u32>> {
    take_computed(literal.as_str(), at, |text| text.parse().ok())
}

/// A number, or an expression for one.
pub(super) fn give_count(count: &Computed<u32>, at: &At<'_>) -> Literal {
    match count {
        Computed::Literal(count) => Literal::Number(count.to_string().into()),
        Computed::Expression(expression) => Literal::Text(at.back(expression)),
    }
}

/// `timeoutInMinutes:` -> a duration. `0` is the most there is, for which the model has no word.
pub(super) fn take_timeout(literal: &Literal, at: &At<'_>) -> Option<Computed<Duration>> {
    let minutes = |text: &str| text.parse::<u32>().ok().filter(|minutes| *minutes > 0);
    take_computed(literal.as_str(), at, |text| {
        minutes(text).map(|minutes| Duration::from_minutes(minutes.into()))
    })
}

/// A duration -> `timeoutInMinutes:`; whole minutes, rounded up.
pub(super) fn give_timeout(timeout: &Computed<Duration>, at: &At<'_>) -> Literal {
    match timeout {
        Computed::Literal(duration) => Literal::Number(duration.as_secs().div_ceil(60).max(1).to_string().into()),
        Computed::Expression(expression) => Literal::Text(at.back(expression)),
    }
}

/// A text that is nothing but one variable: `$(name)`.
pub(super) fn one_macro(text: &str) -> Option<&str> {
    let name = text.strip_prefix("$(")?.strip_suffix(')')?;
    let plain = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    plain.then_some(name)
}

/// Words in the names of variables that hold secrets.
const SECRET: &[&str] = &[
    "secret",
    "token",
    "password",
    "passwd",
    "pwd",
    "apikey",
    "api_key",
    "accesskey",
    "privatekey",
    "credential",
    "pat",
];

/// True when a name says that its value is a secret.
fn is_secret(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let said = |word: &str| match word {
        // A short word counts only on its own.
        "pat" | "pwd" => lower.split(['_', '-', '.']).any(|part| part == word),
        word => lower.contains(word),
    };
    SECRET.iter().any(|word| said(word))
}

/// The value of a variable. Steps are given secrets by name; those are variables that the file does not set itself.
fn take_value(data: &Data, at: &At<'_>, of_step: bool) -> Option<EnvValue> {
    let text = match data {
        Data::Null => return Some(EnvValue::Empty),
        Data::Map(_) | Data::List(_) => return None,
        scalar => scalar.as_word()?,
    };
    if of_step
        && let Some(name) = one_macro(text)
        && !name.contains('.')
        && is_secret(name)
        && at.text(text) == text
        && let Ok(secret) = name.parse()
    {
        return Some(EnvValue::Secret(SecretReference::new(secret)));
    }
    Some(EnvValue::Text(at.text(text)))
}

/// `env:` of a step.
pub(super) fn take_env(values: Option<&Values>, at: &At<'_>) -> Entries<String, EnvValue> {
    let values = values.into_iter().flatten().filter(|(name, _)| !super::list::is_expression(name));
    values
        .filter_map(|(name, value)| Some((name.clone(), take_value(value, at, true)?)))
        .collect()
}

/// `variables:`, as a mapping or as a list.
pub(super) fn take_variables(data: Option<&Data>, at: &At<'_>) -> Entries<String, EnvValue> {
    let mut env = Entries::new();
    match data {
        Some(Data::Map(map)) => {
            for (name, value) in map.iter().filter(|(name, _)| !super::list::is_expression(name)) {
                env.extend(take_value(value, at, false).map(|value| (name.clone(), value)));
            }
        }
        Some(Data::List(items)) => {
            for map in items.iter().filter_map(Data::as_map) {
                if let (Some(name), Some(value)) = (map.get("name").and_then(Data::as_word), map.get("value")) {
                    env.extend(take_value(value, at, false).map(|value| (name.to_owned(), value)));
                }
            }
        }
        _ => {}
    }
    env
}

/// The value of a variable.
fn give_value(value: &EnvValue, at: &At<'_>) -> Data {
    match value {
        EnvValue::Empty => Data::Text(String::new()),
        EnvValue::Text(text) => Literal::plain(&at.back(text)).give(),
        EnvValue::Secret(secret) => Data::Text(format!("$({})", secret.secret.as_str())),
    }
}

/// Variables, as a mapping.
pub(super) fn give_env(env: &Entries<String, EnvValue>, at: &At<'_>) -> Option<Values> {
    let values: Values = env.iter().map(|(name, value)| (name.clone(), give_value(value, at))).collect();
    (!values.is_empty()).then_some(values)
}

/// `variables:` as it was written, with the values that have changed since: `then` is what the written ones meant.
pub(super) fn put_variables(written: &Data, then: Option<&Data>, now: Option<&Data>) -> Option<Data> {
    let (Data::List(items), true) = (written, then != now) else {
        return None;
    };
    let empty = Values::new();
    let then = then.and_then(Data::as_map).unwrap_or(&empty);
    let now = now.and_then(Data::as_map).unwrap_or(&empty);
    let mut list = Vec::new();
    for item in items {
        let name = item
            .as_map()
            .filter(|map| map.contains_key("value"))
            .and_then(|map| map.get("name")?.as_word());
        match name.map(|name| (then.get(name), now.get(name))) {
            Some((Some(_), None)) => {}
            Some((Some(then), Some(now))) if then != now => {
                let mut map = super::scope::map(item.clone());
                map.insert("value".to_owned(), now.clone());
                list.push(Data::Map(map));
            }
            _ => list.push(item.clone()),
        }
    }
    for (name, value) in now.iter().filter(|(name, _)| !then.contains_key(*name)) {
        let entry = [("name".to_owned(), Data::Text(name.clone())), ("value".to_owned(), value.clone())];
        list.push(Data::Map(Values::from(entry)));
    }
    Some(Data::List(list))
}

fn texts(data: &Data) -> Option<Vec<String>> {
    match data {
        Data::List(items) => items.iter().map(|item| item.as_word().map(str::to_owned)).collect(),
        one => one.as_word().map(|text| vec![text.to_owned()]),
    }
}

/// `pool:`.
pub(super) fn take_pool(data: &Data, at: &At<'_>) -> Option<Computed<Runner>> {
    let runner = match data {
        Data::Map(map) => {
            let name = map.get("name").and_then(Data::as_word);
            if let Some(image) = map.get("vmImage").and_then(Data::as_word) {
                if name.is_some_and(|name| name != HOSTED) {
                    return None;
                }
                Runner::Hosted(take_computed(image, at, |image| Some(image.to_owned()))?)
            } else {
                let name = at.text(name?);
                let labels = match map.get("demands") {
                    Some(demands) => texts(demands)?,
                    None => Vec::new(),
                };
                Runner::Pool(RunnerPool {
                    name,
                    labels: Many(labels),
                    image: map.get("image").and_then(Data::as_word).map(|image| at.text(image)),
                    ephemeral: None,
                    count: None,
                })
            }
        }
        Data::Text(name) if name != "server" && !name.contains("${{") => Runner::Pool(RunnerPool {
            name: at.text(name),
            labels: Many::default(),
            image: None,
            ephemeral: None,
            count: None,
        }),
        _ => return None,
    };
    Some(runner.into())
}

/// `pool:`.
pub(super) fn give_pool(runner: &Computed<Runner>, at: &At<'_>) -> Option<Data> {
    let mut map = Values::new();
    let mut set = |key: &str, text: String| map.insert(key.to_owned(), Data::Text(text));
    let labels = match runner.literal()? {
        Runner::Hosted(label) => {
            set("vmImage", at.back(&label.to_string()));
            None
        }
        Runner::SelfHosted(SelfHosted { labels, .. }) => {
            set("name", "Default".to_owned());
            Some(labels)
        }
        Runner::Pool(pool) => {
            set("name", at.back(&pool.name));
            if let Some(image) = &pool.image {
                set("image", at.back(image));
            }
            Some(&pool.labels)
        }
    };
    match labels.map(|labels| labels.0.as_slice()) {
        None | Some([]) => {}
        Some([one]) => {
            map.insert("demands".to_owned(), Data::Text(one.clone()));
        }
        Some(many) => {
            map.insert("demands".to_owned(), Data::List(many.iter().cloned().map(Data::Text).collect()));
        }
    }
    Some(Data::Map(map))
}

/// A container by what is said of it.
pub(super) fn take_image(map: &Values) -> Option<Container> {
    let mut container = Container::new(map.get("image")?.as_word()?);
    container.options = map.get("options").and_then(Data::as_word).map(str::to_owned);
    for (place, key) in [(&mut container.ports, "ports"), (&mut container.volumes, "volumes")] {
        *place = map.get(key).and_then(texts).unwrap_or_default();
    }
    let env = map.get("env").and_then(Data::as_map);
    let value = |data: &Data| data.as_word().map(|text| EnvValue::Text(text.to_owned()));
    container.env = env
        .into_iter()
        .flatten()
        .filter_map(|(name, data)| Some((name.clone(), value(data)?)))
        .collect();
    Some(container)
}

/// `container:` of a job.
pub(super) fn take_container(data: &Data, at: &At<'_>) -> Option<Container> {
    match data {
        Data::Map(map) => {
            let mut container = take_image(map)?;
            container.image = at.text(&container.image);
            Some(container)
        }
        Data::Text(name) => match at.scope.containers.get(name) {
            Some(container) => Some(container.clone()),
            // A word alone is one of the containers of another file.
            None => (name.contains([':', '/']) && !name.contains("$[")).then(|| Container::new(at.text(name))),
        },
        _ => None,
    }
}

/// `container:`, or one of `services:`.
pub(super) fn give_container(container: &Container, at: &At<'_>) -> Data {
    let mut map = Values::from([("image".to_owned(), Data::Text(at.back(&container.image)))]);
    let list = |items: &[String]| Data::List(items.iter().map(|item| Literal::plain(item).give()).collect());
    if let Some(env) = give_env(&container.env, at) {
        map.insert("env".to_owned(), Data::Map(env));
    }
    for (key, items) in [("ports", &container.ports), ("volumes", &container.volumes)] {
        if !items.is_empty() {
            map.insert(key.to_owned(), list(items));
        }
    }
    if let Some(options) = &container.options {
        map.insert("options".to_owned(), Data::Text(options.clone()));
    }
    Data::Map(map)
}

/// `services:` of a job.
pub(super) fn take_services(data: Option<&Data>, at: &At<'_>) -> Names<Container> {
    let mut services = Names::new();
    for (name, data) in data.and_then(Data::as_map).into_iter().flatten() {
        if let (Ok(name), Some(container)) = (name.parse(), take_container(data, at)) {
            services.insert(name, container);
        }
    }
    services
}

/// The variables that a matrix sets, in lower case.
pub(super) fn axes(strategy: Option<&Data>) -> HashSet<String> {
    let matrix = strategy
        .and_then(Data::as_map)
        .and_then(|map| map.get("matrix"))
        .and_then(Data::as_map);
    let legs = matrix.into_iter().flat_map(Entries::values).filter_map(Data::as_map);
    legs.flat_map(Entries::keys).map(|name| name.to_ascii_lowercase()).collect()
}

/// `strategy: matrix:` -> combinations of their own.
pub(super) fn take_matrix(matrix: &Data, most: Option<&Literal>, at: &At<'_>) -> Option<Computed<Matrix>> {
    match matrix {
        Data::Map(legs) => {
            let leg = |leg: &Data| {
                let map = leg.as_map().filter(|map| !map.keys().any(|key| super::list::is_expression(key)))?;
                let value = |value: &Data| match value {
                    Data::Text(text) => Data::Text(at.text(text)),
                    other => other.clone(),
                };
                Some(Data::Map(map.iter().map(|(name, data)| (name.clone(), value(data))).collect()))
            };
            let include: Option<Vec<Data>> = legs
                .iter()
                .map(|(name, data)| leg(data).filter(|_| !super::list::is_expression(name)))
                .collect();
            Some(Computed::Literal(Matrix {
                include: Some(Computed::Literal(include.filter(|legs| !legs.is_empty())?)),
                max_parallel: most.and_then(|most| take_count(most, at)),
                ..Matrix::default()
            }))
        }
        Data::Text(text) => take_computed(text, at, |_| None),
        _ => None,
    }
}

/// Combinations -> `strategy: matrix:`, each with a name made of its values; nothing when there are axes.
pub(super) fn give_matrix(matrix: &Computed<Matrix>, at: &At<'_>) -> Option<Data> {
    let matrix = match matrix {
        Computed::Expression(expression) => return Some(Data::Text(at.back(expression))),
        Computed::Literal(matrix) => matrix,
    };
    if !matrix.axes.is_empty() {
        return None;
    }
    let mut legs = Values::new();
    for (number, leg) in matrix.include.as_ref()?.literal()?.iter().enumerate() {
        let map = leg.as_map()?;
        let words: Vec<&str> = map.values().filter_map(Data::as_word).collect();
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' };
        let name: String = words.join("_").chars().map(plain).collect();
        let name = if name.is_empty() || legs.contains_key(&name) {
            format!("leg_{}", number + 1)
        } else {
            name
        };
        let value = |data: &Data| match data {
            Data::Text(text) => Data::Text(at.back(text)),
            other => other.clone(),
        };
        legs.insert(
            name,
            Data::Map(map.iter().map(|(name, data)| (name.clone(), value(data))).collect()),
        );
    }
    Some(Data::Map(legs))
}
