//! Steps in both directions.

use super::known::{self, Taken};
use super::scope::At;
use super::syntax::{self, Values};
use super::words::{give_count, give_env, give_flag, give_timeout, take_count, take_env, take_flag, take_timeout};
use crate::foreign::{Literal, Syntax, recognise};
use crate::model::{Action, Checkout, Computed, Data, Fetch, Many, Publish, Retry, Step, Use, When};

/// A step of the model for one of a file, or for whatever stands in its place.
pub(super) fn take(data: &Data, at: &At<'_>) -> Step {
    let Ok(written) = syntax::Step::take(data.clone()) else {
        return unknown(data.as_word().unwrap_or_default(), at);
    };
    let Some(taken) = action(&written, at) else {
        let name = written.rest.keys().next().map_or("", String::as_str);
        let mut step = unknown(name, at);
        common(&written, at, &mut step);
        return step;
    };
    let mut step = Step::new(taken.action);
    step.shell = taken.shell.map(str::to_owned);
    step.dir = taken.dir;
    step.reports = taken.reports.map(Box::new);
    common(&written, at, &mut step);
    step
}

/// A step of a kind that only Azure has, or one that a loop or a parameter stands for.
fn unknown(name: &str, at: &At<'_>) -> Step {
    let mut step = if super::list::is_expression(name) {
        Step::new(Action::Use(Use {
            action: name.to_owned(),
            with: Values::new(),
        }))
    } else {
        Step::run(String::new())
    };
    step.when = at.when(None);
    step
}

/// What all kinds of steps say.
fn common(written: &syntax::Step, at: &At<'_>, step: &mut Step) {
    let text = |literal: &Option<Literal>| literal.as_ref().map(|literal| at.text(literal.as_str()));
    step.id = written.name.as_ref().map(|name| name.as_str().to_owned());
    step.name = text(&written.display_name);
    step.when = match &written.enabled {
        Some(enabled) if enabled.as_str().eq_ignore_ascii_case("false") => Some(When::Never),
        _ => at.when(written.condition.as_ref().map(Literal::as_str)),
    };
    step.env = take_env(written.env.as_ref(), at);
    if let Some(dir) = text(&written.working_directory) {
        step.dir = Some(dir);
    }
    step.timeout = written.timeout.as_ref().and_then(|timeout| take_timeout(timeout, at));
    step.continue_on_error = written.continue_on_error.as_ref().and_then(|flag| take_flag(flag, at));
    step.retry = written
        .retries
        .as_ref()
        .and_then(|retries| retries.as_str().parse().ok())
        .map(|times| Retry {
            times: Some(times),
            ..Retry::default()
        });
}

fn action(written: &syntax::Step, at: &At<'_>) -> Option<Taken> {
    let run = |script: &Literal, shell: Option<&'static str>| Taken {
        action: recognise(script.as_str()).unwrap_or_else(|| Action::Run(at.text(script.as_str()))),
        shell,
        dir: None,
        reports: None,
    };
    let plain = |action: Action| Taken {
        action,
        shell: None,
        dir: None,
        reports: None,
    };
    if let Some(template) = &written.template {
        return Some(plain(Action::Use(Use {
            action: local(template.as_str(), at),
            with: with(written.parameters.as_ref(), at),
        })));
    }
    if let Some(task) = &written.task {
        let empty = Values::new();
        let inputs = written.inputs.as_ref().unwrap_or(&empty);
        if task.as_str().contains("${{") {
            return None;
        }
        return known::take(task.as_str(), inputs, at).or_else(|| Some(plain(known::plain(task.as_str(), inputs, at))));
    }
    for (script, shell) in [
        (&written.script, None),
        (&written.bash, Some("bash")),
        (&written.pwsh, Some("pwsh")),
        (&written.powershell, Some("powershell")),
    ] {
        if let Some(script) = script {
            return Some(run(script, shell));
        }
    }
    if let Some(source) = &written.checkout {
        return checkout(source.as_str(), written, at).map(|checkout| plain(checkout.into()));
    }
    if let Some(path) = &written.publish {
        return Some(plain(
            Publish {
                artifact: known::artifact(written.artifact.as_ref().map_or("artifact", Literal::as_str), at)?,
                path: Many(vec![at.text(path.as_str())]),
                keep: None,
                optional: false,
                registry: None,
            }
            .into(),
        ));
    }
    let from = written.download.as_ref()?.as_str();
    // Without a name, all artifacts are fetched; no single one is meant.
    let name = written.artifact.as_ref()?.as_str();
    if from.eq_ignore_ascii_case("none") || (from.eq_ignore_ascii_case("current") && !at.scope.published.contains(name)) {
        return None;
    }
    Some(plain(
        Fetch {
            artifact: known::artifact(name, at)?,
            path: written.path.as_ref().map(|path| at.text(path.as_str())),
            from: (!from.eq_ignore_ascii_case("current")).then(|| from.to_owned()),
        }
        .into(),
    ))
}

fn checkout(source: &str, written: &syntax::Step, at: &At<'_>) -> Option<Checkout> {
    if source.eq_ignore_ascii_case("none") {
        return None;
    }
    Some(Checkout {
        repository: (!source.eq_ignore_ascii_case("self")).then(|| at.text(source)),
        depth: written.fetch_depth.as_ref().and_then(|depth| take_count(depth, at)),
        path: written.path.as_ref().map(|path| at.text(path.as_str())),
        submodules: written.submodules.as_ref().and_then(|word| match word.as_str() {
            "recursive" => Some(Computed::Literal(true)),
            "false" => Some(Computed::Literal(false)),
            _ => None,
        }),
        lfs: written.lfs.as_ref().and_then(|flag| take_flag(flag, at)),
        keep_credentials: written.persist_credentials.as_ref().and_then(|flag| take_flag(flag, at)),
        ..Checkout::default()
    })
}

/// A template as the model names it: one of this repository by its path from the root.
pub(super) fn local(template: &str, at: &At<'_>) -> String {
    match at.scope.resolved(template) {
        Some(path) => format!("./{path}"),
        None if template.contains(['/', '.', '@', '$']) => template.to_owned(),
        None => format!("./{template}"),
    }
}

/// What a template is given.
pub(super) fn with(parameters: Option<&Data>, at: &At<'_>) -> Values {
    let value = |data: &Data| match data {
        Data::Text(text) => Data::Text(at.text(text)),
        other => other.clone(),
    };
    let entries = parameters.and_then(Data::as_map).into_iter().flatten();
    entries.map(|(key, data)| (key.clone(), value(data))).collect()
}

/// The parameters of a template, as they are written.
pub(super) fn give_with(with: &Values, at: &At<'_>) -> Option<Data> {
    let value = |data: &Data| match data {
        Data::Text(text) => Data::Text(at.back(text)),
        other => other.clone(),
    };
    let map: Values = with.iter().map(|(key, data)| (key.clone(), value(data))).collect();
    (!map.is_empty()).then_some(Data::Map(map))
}

/// A template as a file names it.
pub(super) fn give_template(action: &str) -> Option<String> {
    if let Some(path) = action.strip_prefix("./") {
        return Some(format!("/{path}"));
    }
    let path = action.rsplit_once('@').map_or(action, |(path, _)| path);
    (super::is_yaml(path) || super::list::is_expression(path)).then(|| action.to_owned())
}

/// A step of a file for one of the model, with nothing added that the model does not say. `task` is the task it was written
/// as, where several would do.
pub(super) fn give(step: &Step, task: Option<&str>, at: &At<'_>) -> Data {
    let literal = |text: &str| Some(Literal::Text(at.back(text)));
    let mut written = syntax::Step {
        name: step.id.clone().map(Literal::Text),
        display_name: step.name.as_deref().and_then(literal),
        env: give_env(&step.env, at),
        working_directory: step.dir.as_deref().and_then(literal),
        timeout: step.timeout.as_ref().map(|timeout| give_timeout(timeout, at)),
        continue_on_error: step.continue_on_error.as_ref().map(|flag| give_flag(flag, at)),
        retries: step
            .retry
            .as_ref()
            .and_then(|retry| retry.times)
            .map(|times| Literal::Number(times.to_string().into())),
        ..syntax::Step::default()
    };
    match &step.when {
        Some(When::Never) => written.enabled = Some(Literal::Bool(false)),
        Some(when) => written.condition = at.condition(when).map(Literal::Text),
        None => {}
    }
    if let Some(task) = task
        && let Some(inputs) = known::give_as(task, step, at)
    {
        written.task = Some(Literal::Text(task.to_owned()));
        if inputs.contains_key("workingDirectory") {
            written.working_directory = None;
        }
        written.inputs = Some(inputs);
        return written.give();
    }
    match &step.action {
        Action::Run(script) if script.is_empty() => {}
        Action::Run(script) => {
            let script = literal(script);
            match step.shell.as_deref() {
                None => written.script = script,
                Some("pwsh") => written.pwsh = script,
                Some("powershell") => written.powershell = script,
                Some(_) => written.bash = script,
            }
        }
        Action::Checkout(checkout) => {
            written.checkout = Some(Literal::Text(
                checkout
                    .repository
                    .as_deref()
                    .map_or_else(|| "self".to_owned(), |source| at.back(source)),
            ));
            written.fetch_depth = checkout.depth.as_ref().map(|depth| give_count(depth, at));
            written.path = checkout.path.as_deref().and_then(literal);
            written.submodules = checkout.submodules.as_ref().and_then(Computed::literal).map(|all| {
                if *all {
                    Literal::Text("recursive".into())
                } else {
                    Literal::Bool(false)
                }
            });
            written.lfs = checkout.lfs.as_ref().map(|flag| give_flag(flag, at));
            written.persist_credentials = checkout.keep_credentials.as_ref().map(|flag| give_flag(flag, at));
        }
        Action::Publish(publish) => {
            if let [path] = publish.path.0.as_slice() {
                written.publish = literal(path);
                written.artifact = literal(&publish.artifact.to_string());
            }
        }
        Action::Fetch(fetch) => {
            written.download = Some(Literal::Text(fetch.from.clone().unwrap_or_else(|| "current".to_owned())));
            written.artifact = literal(&fetch.artifact.to_string());
            written.path = fetch.path.as_deref().and_then(literal);
        }
        Action::Use(used) if super::list::is_directive(&used.action) => {}
        Action::Use(used) => match give_template(&used.action) {
            Some(template) => {
                written.template = Some(Literal::Text(template));
                written.parameters = give_with(&used.with, at);
            }
            None => {
                if let Some((task, inputs)) = known::give(&step.action, at) {
                    written.task = Some(Literal::Text(task));
                    written.inputs = (!inputs.is_empty()).then_some(inputs);
                }
            }
        },
        other => {
            if let Some((task, inputs)) = known::give(other, at) {
                written.task = Some(Literal::Text(task));
                written.inputs = (!inputs.is_empty()).then_some(inputs);
            }
        }
    }
    written.give()
}

/// What would be written for a step that says no more than this.
pub(super) fn meant(kept: &Values, at: &At<'_>) -> Values {
    let step = take(&Data::Map(kept.clone()), at);
    let task = kept
        .get("task")
        .and_then(Data::as_word)
        .filter(|task| known::is_way(task, &step.action));
    super::scope::map(give(&step, task, at))
}

/// True for what a step of a file can say by itself.
pub(super) fn gives(action: &Action) -> bool {
    match action {
        Action::Run(_) | Action::Use(_) | Action::Checkout(_) | Action::Fetch(_) => true,
        Action::Publish(publish) => publish.path.len() == 1,
        Action::Setup(setup) => known::installs(setup),
        Action::Cache(cache) => cache.paths.len() == 1 && cache.key.is_some() && cache.access.is_none(),
        _ => false,
    }
}
