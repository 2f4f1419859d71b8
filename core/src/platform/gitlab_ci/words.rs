//! Small values in both directions: what a pipeline file says, and what the model says.

use super::syntax::{self, Values};
use crate::foreign::{Literal, Syntax};
use crate::model::scalar::Duration;
use crate::model::{Computed, Container, Data, Entries, EnvValue, Runner, SecretReference, SelfHosted};

/// Takes a value out of its place when it can be read, and leaves it there when not.
pub(super) fn carry<T, U>(place: &mut Option<T>, read: impl FnOnce(&T) -> Option<U>) -> Option<U> {
    let value = read(place.as_ref()?)?;
    *place = None;
    Some(value)
}

/// A length of time as GitLab reads it: `1h 30m`, `3 hours 30 minutes`, `90 seconds`, `3600`.
pub(super) fn take_duration(text: &str) -> Option<Duration> {
    let mut seconds: u64 = 0;
    let mut rest = text.trim();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (number, after) = rest.split_at_checked(digits)?;
        let number: u64 = number.parse().ok()?;
        let after = after.trim_start();
        let letters = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
        let (unit, after) = after.split_at_checked(letters)?;
        let unit = match unit {
            "" | "s" | "sec" | "secs" | "second" | "seconds" => 1,
            "m" | "min" | "mins" | "minute" | "minutes" => 60,
            "h" | "hr" | "hrs" | "hour" | "hours" => 60 * 60,
            "d" | "day" | "days" => 24 * 60 * 60,
            "w" | "wk" | "week" | "weeks" => 7 * 24 * 60 * 60,
            "mo" | "mos" | "month" | "months" => 30 * 24 * 60 * 60,
            "y" | "yr" | "yrs" | "year" | "years" => 365 * 24 * 60 * 60,
            _ => return None,
        };
        seconds = seconds.checked_add(number.checked_mul(unit)?)?;
        rest = after.trim_start_matches([' ', ',']).trim_start();
        rest = rest.strip_prefix("and ").unwrap_or(rest);
    }
    Some(Duration::from_secs(seconds))
}

/// A length of time in the words GitLab's own pages use.
pub(super) fn give_duration(duration: Duration) -> String {
    let mut left = duration.as_secs_up().max(1);
    let mut words = Vec::new();
    let weeks = if left.is_multiple_of(604_800) { 604_800 } else { u64::MAX };
    for (unit, seconds) in [("week", weeks), ("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1)] {
        let count = left / seconds;
        left %= seconds;
        if count > 0 {
            words.push(format!("{count} {unit}{}", if count == 1 { "" } else { "s" }));
        }
    }
    words.join(" ")
}

/// The text of a variable's value.
pub(super) fn take_value(data: &Data) -> Option<EnvValue> {
    match data {
        Data::Null => Some(EnvValue::Empty),
        Data::Map(map) => match map.get("value") {
            Some(value @ (Data::Text(_) | Data::Number(_) | Data::Bool(_))) => take_value(value),
            None if map.contains_key("description") => Some(EnvValue::Empty),
            _ => None,
        },
        other => other.as_word().map(|text| match secret_of(text) {
            Some(secret) => EnvValue::Secret(secret),
            None => EnvValue::Text(text.to_owned()),
        }),
    }
}

/// Variables.
pub(super) fn take_env(values: Option<&Values>) -> Entries<String, EnvValue> {
    let values = values.into_iter().flatten();
    values
        .filter_map(|(name, value)| Some((name.clone(), take_value(value)?)))
        .collect()
}

/// The secret that a text names and nothing else.
fn secret_of(text: &str) -> Option<SecretReference> {
    let name = text.strip_prefix("${{ secrets.")?.strip_suffix(" }}")?;
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    plain.then(|| name.parse().ok().map(SecretReference::new)).flatten()
}

/// What a secret is called on GitLab, which knows letters, digits and `_` only.
pub(super) fn secret_name(secret: &SecretReference) -> String {
    let name = secret.secret.as_str();
    if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return name.to_owned();
    }
    let name = match &secret.key {
        Some(key) => format!("{name}_{key}"),
        None => name.to_owned(),
    };
    let word = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    name.chars().map(word).collect()
}

/// A variable's value.
pub(super) fn give_value(value: &EnvValue) -> Data {
    match value {
        EnvValue::Empty => Data::Text(String::new()),
        // Numbers may stand without quotes; flags may not.
        EnvValue::Text(text) => match Literal::plain(text) {
            number @ Literal::Number(_) => number.give(),
            _ => Data::Text(text.clone()),
        },
        EnvValue::Secret(secret) => Data::Text(format!("${}", secret_name(secret))),
    }
}

/// Variables.
pub(super) fn give_env<'e>(env: impl IntoIterator<Item = (&'e String, &'e EnvValue)>) -> Option<Values> {
    let values: Values = env.into_iter().map(|(name, value)| (name.clone(), give_value(value))).collect();
    (!values.is_empty()).then_some(values)
}

/// `image:` or one of `services:`.
pub(super) fn take_image(image: &syntax::Image) -> Option<Container> {
    let mut container = Container::new(image.0.name.clone()?);
    container.entrypoint = words(image.0.entrypoint.as_ref());
    Some(container)
}

/// Texts of a list.
pub(super) fn words<C: FromIterator<String>>(list: Option<&Vec<Literal>>) -> C {
    list.into_iter().flatten().map(|word| word.as_str().to_owned()).collect()
}

fn literals(list: &[String]) -> Option<Vec<Literal>> {
    (!list.is_empty()).then(|| list.iter().map(|word| Literal::Text(word.clone())).collect())
}

/// `image:`.
pub(super) fn give_image(container: &Computed<Container>) -> syntax::Image {
    match container {
        Computed::Literal(container) => syntax::Image(syntax::ImageMap {
            name: Some(container.image.clone()),
            entrypoint: literals(&container.entrypoint),
            ..syntax::ImageMap::default()
        }),
        Computed::Expression(expression) => syntax::Image(syntax::ImageMap {
            name: Some(expression.to_string()),
            ..syntax::ImageMap::default()
        }),
    }
}

/// One of `services:`.
pub(super) fn take_service(service: &syntax::Service) -> Option<Container> {
    let mut container = Container::new(service.0.name.clone()?);
    container.entrypoint = words(service.0.entrypoint.as_ref());
    container.command = words(service.0.command.as_ref());
    container.env = take_env(service.0.variables.as_ref());
    Some(container)
}

/// The names a service answers to when it has no alias: its image's, with `/` as `__` or `-`.
pub(super) fn service_name(image: &str) -> String {
    let name = image.split('@').next().unwrap_or(image);
    let (folder, last) = name.rsplit_once('/').map_or(("", name), |(folder, last)| (folder, last));
    let last = last.split(':').next().unwrap_or(last);
    let name = if folder.is_empty() {
        last.to_owned()
    } else {
        format!("{folder}/{last}")
    };
    name.replace('/', "-")
}

/// One of `services:`.
pub(super) fn give_service(name: &str, container: &Container) -> syntax::Service {
    syntax::Service(syntax::ServiceMap {
        name: Some(container.image.clone()),
        alias: (service_name(&container.image) != name).then(|| name.to_owned()),
        entrypoint: literals(&container.entrypoint),
        command: literals(&container.command),
        variables: give_env(&container.env),
        rest: Values::new(),
    })
}

/// `tags:`.
pub(super) fn take_tags(tags: &[Literal]) -> Option<Computed<Runner>> {
    let labels: Vec<String> = tags.iter().map(|tag| tag.as_str().to_owned()).collect();
    match labels.as_slice() {
        [] => None,
        [one] if one.starts_with("saas-") || one.starts_with("gitlab-org") => Some(Runner::hosted(one.as_str()).into()),
        _ => Some(
            Runner::SelfHosted(SelfHosted {
                labels: crate::model::Many(labels),
                ..SelfHosted::default()
            })
            .into(),
        ),
    }
}

/// What GitLab's own machines are called that are like those of GitHub; Linux needs no tag.
const HOSTED: &[(&str, &str)] = &[
    ("windows", "saas-windows-medium-amd64"),
    ("macos", "saas-macos-medium-m1"),
    ("ubuntu-24.04-arm", "saas-linux-small-arm64"),
    ("ubuntu-22.04-arm", "saas-linux-small-arm64"),
];

/// `tags:`; nothing for the machines that jobs get without any.
pub(super) fn give_tags(runner: &Computed<Runner>) -> Option<Vec<Literal>> {
    let label = match runner {
        Computed::Literal(Runner::Hosted(Computed::Literal(label))) => label.clone(),
        Computed::Literal(Runner::Hosted(Computed::Expression(label))) | Computed::Expression(label) => label.to_string(),
        Computed::Literal(Runner::SelfHosted(own)) => return literals(&own.labels),
        Computed::Literal(Runner::Pool(pool)) => {
            let mut labels = vec![pool.name.clone()];
            labels.extend(pool.labels.iter().cloned());
            return literals(&labels);
        }
    };
    if let Some((_, tag)) = HOSTED.iter().find(|(name, _)| label.starts_with(name)) {
        return literals(&[(*tag).to_owned()]);
    }
    if label.starts_with("ubuntu") {
        return None;
    }
    literals(&[label])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time() {
        for (text, seconds) in [
            ("1h 30m", 5400),
            ("3 hours 30 minutes", 12_600),
            ("10m", 600),
            ("3600", 3600),
            ("1 week", 604_800),
            ("2 hrs, 5 mins and 1 sec", 7501),
        ] {
            let read = take_duration(text).unwrap();
            assert_eq!(read.as_secs(), seconds, "{text}");
            assert_eq!(take_duration(&give_duration(read)), Some(read));
        }
        assert_eq!(
            [take_duration("never"), take_duration(""), take_duration("1 fortnight")],
            [None, None, None]
        );
    }

    #[test]
    fn services_answer_to_their_image() {
        assert_eq!(service_name("postgres:16"), "postgres");
        assert_eq!(service_name("registry.example.com/team/db:1"), "registry.example.com-team-db");
    }
}
