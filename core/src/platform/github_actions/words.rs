//! Small values in both directions: what a workflow says, and what the model says.

use super::syntax::{self, Draft, Fields, Text, Values};
use crate::foreign::{Literal, Syntax};
use crate::model::scalar::{Duration, Expression};
use crate::model::{
    Access, Computed, Concurrency, Container, Data, Defaults, Entries, EnvValue, Many, Permissions, Runner, RunnerPool, SecretReference,
    SelfHosted, When, Words,
};

/// Takes a value out of its place when it can be read, and leaves it there when not.
pub(super) fn carry<T, U>(place: &mut Option<T>, read: impl FnOnce(&T) -> Option<U>) -> Option<U> {
    let value = read(place.as_ref()?)?;
    *place = None;
    Some(value)
}

/// The text of a scalar that is a text in the model.
pub(super) fn text(place: &mut Option<Literal>) -> Option<String> {
    carry(place, |literal| Some(literal.as_str().to_owned()))
}

/// True for a text in which something is computed.
pub(super) fn is_computed(text: &str) -> bool {
    text.contains("${{")
}

/// `if:` -> when.
pub(super) fn take_when(literal: &Literal) -> Option<When> {
    let text = literal.as_str().trim();
    let written = if is_computed(text) {
        text.parse::<Expression>().ok()?
    } else {
        Expression::new(text).ok()?
    };
    Some(match written.inner() {
        Some("always()") => When::Always,
        Some("failure()") => When::Failure,
        Some("false") => When::Never,
        _ => When::Expression(written),
    })
}

/// When -> `if:`; nothing for the default.
pub(super) fn give_when(when: &When) -> Option<Literal<Text<'_>>> {
    let text = match when {
        When::Success => return None,
        When::Always => "always()",
        When::Failure => "failure()",
        // A person starts it: a job of its own workflow run cannot be held back without an environment.
        When::OnDemand => "github.event_name == 'workflow_dispatch'",
        When::Never => return Some(Literal::Bool(false)),
        When::Expression(expression) => expression.inner().unwrap_or(expression),
    };
    // A leading `!` or a quote would be YAML; the writer quotes those.
    Some(Literal::lent(text))
}

/// `timeout-minutes:` -> a duration.
pub(super) fn take_timeout(literal: &Literal) -> Option<Computed<Duration>> {
    let text = literal.as_str();
    if is_computed(text) {
        return text.parse().ok().map(Computed::Expression);
    }
    // None at all cannot be waited for, and the model has no such time.
    text.parse::<u32>()
        .ok()
        .filter(|minutes| *minutes > 0)
        .map(|minutes| Duration::from_minutes(minutes.into()).into())
}

/// A duration -> `timeout-minutes:`; whole minutes, rounded up.
pub(super) fn give_timeout(timeout: &Computed<Duration>) -> Literal<Text<'_>> {
    match timeout {
        Computed::Literal(duration) => give_minutes(*duration),
        Computed::Expression(expression) => Literal::Text(expression.as_str().into()),
    }
}

/// Whole minutes, rounded up.
pub(super) fn give_minutes<'w>(duration: Duration) -> Literal<Text<'w>> {
    Literal::Number(smol_str::format_smolstr!("{}", duration.as_secs().div_ceil(60).max(1)))
}

/// A flag, or an expression for one.
pub(super) fn take_flag(literal: &Literal) -> Option<Computed<bool>> {
    match literal {
        Literal::Bool(value) => Some((*value).into()),
        Literal::Text(text) if is_computed(text) => text.parse().ok().map(Computed::Expression),
        _ => None,
    }
}

/// A flag, or an expression for one.
pub(super) fn give_flag(flag: &Computed<bool>) -> Literal<Text<'_>> {
    match flag {
        Computed::Literal(value) => Literal::Bool(*value),
        Computed::Expression(expression) => Literal::Text(expression.as_str().into()),
    }
}

/// A number, or an expression for one.
pub(super) fn take_count(literal: &Literal) -> Option<Computed<u32>> {
    let text = literal.as_str();
    if is_computed(text) {
        return text.parse().ok().map(Computed::Expression);
    }
    text.parse::<u32>().ok().map(Computed::Literal)
}

/// A number, or an expression for one.
pub(super) fn give_count(count: &Computed<u32>) -> Literal<Text<'_>> {
    match count {
        Computed::Literal(count) => Literal::Number(count.to_string().into()),
        Computed::Expression(expression) => Literal::Text(expression.as_str().into()),
    }
}

/// A text that is nothing but one secret of the CI system: `${{ secrets.NPM_TOKEN }}`.
pub(super) fn take_secret(text: &str) -> Option<SecretReference> {
    if !text.contains("secrets.") {
        return None;
    }
    let expression: Expression = text.parse().ok()?;
    let name = expression.inner()?.strip_prefix("secrets.")?;
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    plain.then(|| name.parse().ok().map(SecretReference::new)).flatten()
}

/// What a secret is called on GitHub, which knows letters, digits and `_` only.
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

/// A secret as an expression.
pub(super) fn give_secret(secret: &SecretReference) -> String {
    format!("${{{{ secrets.{} }}}}", secret_name(secret))
}

/// Variables; those that are neither text nor nothing stay.
pub(super) fn take_env(place: &mut Option<Values>) -> Entries<String, EnvValue> {
    let Some(values) = place.take() else { return Entries::new() };
    let mut env = Entries::new();
    let mut left = Values::new();
    for (name, value) in values {
        let value = match value {
            Data::Null => EnvValue::Empty,
            Data::Text(text) => match take_secret(&text) {
                Some(secret) => EnvValue::Secret(secret),
                None => EnvValue::Text(text),
            },
            Data::Number(digits) => EnvValue::Text(digits.to_string()),
            Data::Bool(value) => EnvValue::Text(value.to_string()),
            other => {
                left.insert(name, other);
                continue;
            }
        };
        env.insert(name, value);
    }
    *place = (!left.is_empty()).then_some(left);
    env
}

/// A variable's value.
pub(super) fn give_value(value: &EnvValue) -> Draft<'_> {
    match value {
        EnvValue::Empty => Data::Text("".into()),
        EnvValue::Text(text) => Literal::lent(text).give(),
        EnvValue::Secret(secret) => Data::Text(give_secret(secret).into()),
    }
}

/// A value where GitHub takes scalars only: lists and mappings of other systems as the text of their JSON.
pub(super) fn flat(data: Data) -> Data {
    match data {
        Data::List(_) | Data::Map(_) => serde_json::to_string(&data).map_or(Data::Null, Data::Text),
        scalar => scalar,
    }
}

/// Variables; of one name the last.
pub(super) fn give_env<'p>(env: impl IntoIterator<Item = (&'p String, &'p EnvValue)>) -> Option<Fields<'p>> {
    let values: Fields<'p> = env.into_iter().map(|(name, value)| (name.into(), give_value(value))).collect();
    (!values.is_empty()).then_some(values)
}

/// `permissions:`.
pub(super) fn take_permissions<T: Words>(data: &Data<T>) -> Option<Permissions> {
    match data {
        Data::Text(text) if text.as_ref() == "read-all" => Some(Permissions::ReadAll),
        Data::Text(text) if text.as_ref() == "write-all" => Some(Permissions::WriteAll),
        Data::Map(scopes) => {
            let scope = |(scope, access): (&T, &Data<T>)| {
                let access = access.as_word()?.parse::<Access>().ok()?;
                Some((scope.as_ref().to_owned(), access))
            };
            scopes.iter().map(scope).collect::<Option<_>>().map(Permissions::Each)
        }
        _ => None,
    }
}

/// `permissions:`.
pub(super) fn give_permissions(permissions: &Permissions) -> Draft<'_> {
    match permissions {
        Permissions::ReadAll => Data::Text("read-all".into()),
        Permissions::WriteAll => Data::Text("write-all".into()),
        Permissions::Each(scopes) => Data::Map(
            scopes
                .iter()
                .map(|(scope, access)| (scope.into(), Data::Text(access.word().into())))
                .collect(),
        ),
    }
}

/// `concurrency:`; what it says beyond the model stays.
pub(super) fn take_concurrency(place: &mut Option<syntax::Concurrency>) -> Option<Concurrency> {
    let map = &mut place.as_mut()?.0;
    let group = map.group.take()?;
    let concurrency = Concurrency {
        group,
        cancel: carry(&mut map.cancel_in_progress, take_flag),
        queue: carry(&mut map.queue, |queue| (queue.as_str() == "max").then(|| "all".to_owned())),
    };
    if *map == syntax::ConcurrencyMap::default() {
        *place = None;
    }
    Some(concurrency)
}

/// `concurrency:`.
pub(super) fn give_concurrency(concurrency: &Concurrency) -> syntax::Concurrency<Text<'_>> {
    syntax::Concurrency(syntax::ConcurrencyMap {
        group: Some(concurrency.group.as_str().into()),
        cancel_in_progress: concurrency.cancel.as_ref().map(give_flag),
        queue: concurrency
            .queue
            .as_deref()
            .filter(|queue| *queue == "all")
            .map(|_| Literal::Text("max".into())),
        rest: Fields::new(),
    })
}

/// `defaults:`; what it says beyond the model stays.
pub(super) fn take_defaults(place: &mut Option<syntax::Defaults>) -> Option<Defaults> {
    let run = place.as_mut()?.run.as_mut()?;
    let defaults = Defaults {
        shell: run.shell.take(),
        dir: run.working_directory.take(),
    };
    if defaults == Defaults::default() {
        return None;
    }
    tidy_defaults(place);
    Some(defaults)
}

fn tidy_defaults(place: &mut Option<syntax::Defaults>) {
    let Some(defaults) = place else { return };
    if defaults.run.as_ref().is_some_and(|run| *run == syntax::RunDefaults::default()) {
        defaults.run = None;
    }
    if *defaults == syntax::Defaults::default() {
        *place = None;
    }
}

/// `defaults:`.
pub(super) fn give_defaults(defaults: &Defaults) -> Option<syntax::Defaults<Text<'_>>> {
    (*defaults != Defaults::default()).then(|| syntax::Defaults {
        run: Some(syntax::RunDefaults {
            shell: defaults.shell.as_deref().map(Text::from),
            working_directory: defaults.dir.as_deref().map(Text::from),
            rest: Fields::new(),
        }),
        rest: Fields::new(),
    })
}

/// `runs-on:`.
pub(super) fn take_runner(data: &Data) -> Option<Computed<Runner>> {
    let label = |text: &str| -> Option<Runner> {
        Some(match text {
            "self-hosted" => Runner::SelfHosted(SelfHosted {
                labels: Many(vec![text.to_owned()]),
                ..SelfHosted::default()
            }),
            text if is_computed(text) => Runner::Hosted(Computed::Expression(text.parse().ok()?)),
            text => Runner::hosted(text),
        })
    };
    let labels = |data: &Data| -> Option<Vec<String>> {
        match data {
            Data::Text(one) => Some(vec![one.clone()]),
            Data::List(items) => items
                .iter()
                .map(|item| match item {
                    Data::Text(text) => Some(text.clone()),
                    _ => None,
                })
                .collect(),
            _ => None,
        }
    };
    let runner = match data {
        Data::Text(text) => label(text)?,
        Data::List(_) => match labels(data)?.as_slice() {
            [one] => label(one)?,
            many => Runner::SelfHosted(SelfHosted {
                labels: Many(many.to_vec()),
                ..SelfHosted::default()
            }),
        },
        Data::Map(map) => {
            let Some(Data::Text(name)) = map.get("group") else { return None };
            let known = map.keys().all(|key| matches!(key.as_str(), "group" | "labels"));
            let labels = match map.get("labels") {
                Some(data) => labels(data)?,
                None => Vec::new(),
            };
            known.then(|| {
                Runner::Pool(RunnerPool {
                    name: name.clone(),
                    labels: Many(labels),
                    image: None,
                    ephemeral: None,
                    count: None,
                })
            })?
        }
        _ => return None,
    };
    Some(runner.into())
}

/// `runs-on:`.
pub(super) fn give_runner(runner: &Computed<Runner>) -> Draft<'_> {
    fn labels(labels: &Many<String>) -> Draft<'_> {
        match labels.0.as_slice() {
            [one] => Data::Text(one.into()),
            many => Data::List(many.iter().map(|label| Data::Text(label.into())).collect()),
        }
    }
    match runner {
        Computed::Expression(expression) => Data::Text(expression.as_str().into()),
        Computed::Literal(Runner::Hosted(Computed::Expression(label))) => Data::Text(label.as_str().into()),
        Computed::Literal(Runner::Hosted(Computed::Literal(label))) => Data::Text(label.as_str().into()),
        Computed::Literal(Runner::SelfHosted(own)) if own.labels.is_empty() => Data::Text("self-hosted".into()),
        Computed::Literal(Runner::SelfHosted(own)) => labels(&own.labels),
        Computed::Literal(Runner::Pool(pool)) => {
            let mut map = Fields::from([("group".into(), Data::Text(pool.name.as_str().into()))]);
            if !pool.labels.is_empty() {
                map.insert("labels".into(), labels(&pool.labels));
            }
            Data::Map(map)
        }
    }
}

/// `container:` or one of `services:`; what it says beyond the model stays.
pub(super) fn take_container(place: &mut Option<syntax::Container>) -> Option<Container> {
    let map = &mut place.as_mut()?.0;
    let mut container = Container::new(map.image.take()?);
    container.env = take_env(&mut map.env);
    container.ports = map
        .ports
        .take()
        .unwrap_or_default()
        .iter()
        .map(|port| port.as_str().to_owned())
        .collect();
    container.volumes = map.volumes.take().unwrap_or_default();
    container.options = map.options.take();
    if let Some(credentials) = &mut map.credentials {
        let secret = credentials.password.as_deref().and_then(take_secret);
        if let Some(secret) = secret {
            container.password = Some(secret);
            credentials.password = None;
            container.username = credentials.username.take();
        }
        if *credentials == syntax::Credentials::default() {
            map.credentials = None;
        }
    }
    if *map == syntax::ContainerMap::default() {
        *place = None;
    }
    Some(container)
}

/// `container:` or one of `services:`.
pub(super) fn give_container(container: &Container) -> syntax::Container<Text<'_>> {
    let credentials = (container.username.is_some() || container.password.is_some()).then(|| syntax::Credentials {
        username: container.username.as_deref().map(Text::from),
        password: container.password.as_ref().map(|secret| give_secret(secret).into()),
        rest: Fields::new(),
    });
    let ports: Vec<_> = container.ports.iter().map(|port| Literal::lent(port)).collect();
    syntax::Container(syntax::ContainerMap {
        image: Some(container.image.as_str().into()),
        credentials,
        env: give_env(&container.env),
        ports: (!ports.is_empty()).then_some(ports),
        volumes: (!container.volumes.is_empty()).then(|| container.volumes.iter().map(Text::from).collect()),
        options: container.options.as_deref().map(Text::from),
        rest: Fields::new(),
    })
}
