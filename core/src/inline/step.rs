//! A single step on its way into the job that calls it.

use super::bind::{Scope, Spent};
use crate::foreign;
use crate::model::scalar::Expression;
use crate::model::{Action, Data, Entries, EnvValue, Job, Pipeline, Step, When};

/// A step with its names bound.
pub(super) fn bound(step: &Step, scope: &Scope, spent: &mut Spent) -> Step {
    let mut step = step.clone();
    // A command that was recognised stays the command it was.
    if let Some(text) = foreign::command(&step).filter(|text| scope.is_about(text)).map(str::to_owned) {
        step.action = Action::Run(text);
    }
    if let Some(when) = &mut step.when {
        scope.bind_when(when);
    }
    let when = step.when.take();
    let extensions = std::mem::take(&mut step.extensions);
    let id = step.id.take();
    let mut step = match texts(&step, scope, spent) {
        Some(step) => step,
        None => step,
    };
    if let Action::Run(script) = &mut step.action {
        let shell = step.shell.clone().unwrap_or_default();
        scope.bind_script(script, &shell, &mut step.env, spent);
    }
    step.when = when;
    step.extensions = extensions;
    step.id = id;
    step
}

/// The step with names bound in all its texts but its script; nothing when none of them changes.
fn texts(step: &Step, scope: &Scope, spent: &mut Spent) -> Option<Step> {
    let json = serde_json::to_string(step).ok().filter(|json| json.contains("${{"))?;
    let mut data: Data = serde_json::from_str(&json).ok()?;
    let before = data.clone();
    if let Data::Map(map) = &mut data {
        // Steps inside have their own turn.
        for (_, value) in map.iter_mut().filter(|(key, _)| !matches!(key.as_str(), "run" | "parallel")) {
            each(value, scope, spent);
        }
        trimmed(map);
    }
    if data == before {
        return None;
    }
    serde_json::from_str(&serde_json::to_string(&data).ok()?).ok()
}

fn each(data: &mut Data, scope: &Scope, spent: &mut Spent) {
    match data {
        Data::Text(text) => scope.bind(text, spent),
        Data::List(items) => items.iter_mut().for_each(|item| each(item, scope, spent)),
        Data::Map(map) => map.values_mut().for_each(|item| each(item, scope, spent)),
        Data::Null | Data::Bool(_) | Data::Number(_) => {}
    }
}

/// A tool whose version is given as nothing has none.
fn trimmed(map: &mut Entries<String, Data>) {
    let tool = match map.get_mut("setup") {
        Some(Data::Map(setup)) => setup.get_mut("tool"),
        other => other,
    };
    if let Some(Data::Text(tool)) = tool {
        *tool = tool.trim_end().to_owned();
    }
}

/// What a shared step says itself in the job of its caller, since that job speaks for its own steps only.
pub(super) fn settle(step: &mut Step, pipeline: &Pipeline, job: &Job, folder: Option<&str>) {
    if !matches!(step.action, Action::Run(_)) {
        return;
    }
    let own = std::mem::take(&mut step.env);
    let around = pipeline
        .env
        .iter()
        .chain(&job.env)
        .map(|(name, value)| (name.clone(), value.clone()));
    step.env = around.chain(own).collect::<Entries<String, EnvValue>>();
    if step.dir.is_none() {
        step.dir = folder.map(str::to_owned);
    }
}

/// What the calling step says for each step it calls.
pub(super) fn within(step: &mut Step, caller: &Step, alone: bool) {
    step.when = both(caller.when.as_ref(), step.when.take());
    if !caller.env.is_empty() {
        let own = std::mem::take(&mut step.env);
        step.env = caller
            .env
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()))
            .chain(own)
            .collect();
    }
    if step.continue_on_error.is_none() {
        step.continue_on_error.clone_from(&caller.continue_on_error);
    }
    if alone && step.name.is_none() {
        step.name.clone_from(&caller.name);
    }
}

/// The condition of a step that runs under its own and under that of its caller.
fn both(caller: Option<&When>, own: Option<When>) -> Option<When> {
    let expression = |left: &str, right: &Expression| {
        let right = right.inner()?;
        Expression::new(&format!("{left} && ({right})")).ok().map(When::Expression)
    };
    match (caller, own) {
        (None | Some(When::Success), own) => own,
        (Some(caller), None | Some(When::Success)) => Some(caller.clone()),
        (Some(When::Never), _) | (_, Some(When::Never)) => Some(When::Never),
        (Some(When::OnDemand), _) | (_, Some(When::OnDemand)) => Some(When::OnDemand),
        (Some(When::Failure), Some(When::Always | When::Failure)) | (Some(When::Always), Some(When::Failure)) => Some(When::Failure),
        (Some(When::Always), Some(When::Always)) => Some(When::Always),
        (Some(When::Always), Some(When::Expression(own))) => expression("always()", &own).or(Some(When::Expression(own))),
        (Some(When::Failure), Some(When::Expression(own))) => expression("failure()", &own).or(Some(When::Expression(own))),
        (Some(When::Expression(caller)), Some(When::Always)) => {
            expression("always()", caller).or_else(|| Some(When::Expression(caller.clone())))
        }
        (Some(When::Expression(caller)), Some(When::Failure)) => {
            expression("failure()", caller).or_else(|| Some(When::Expression(caller.clone())))
        }
        (Some(When::Expression(caller)), Some(When::Expression(own))) => {
            let joined = caller.inner().and_then(|left| expression(&format!("({left})"), &own));
            joined.or(Some(When::Expression(own)))
        }
    }
}
