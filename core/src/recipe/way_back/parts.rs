//! What else a rollback does: commands, intents, and what a person is asked to do.

use crate::diagnostic::Severity;
use crate::model::{Action, Rollback, RollbackStep, Step};
use crate::recipe::{Recipe, Script, Site};
use crate::render::{Feature, loss};
use crate::text::ModelPath;

/// Adds the parts of a rollback, each after those it waits for.
pub(super) fn add(site: &Site<'_>, rollback: &str, said: &Rollback, recipe: &mut Recipe) {
    let mut done: Vec<&str> = Vec::new();
    let mut waiting: Vec<(&str, &RollbackStep)> = said.steps.iter().map(|(id, part)| (id.as_str(), part)).collect();
    while !waiting.is_empty() {
        let ready = |part: &RollbackStep| {
            part.after
                .iter()
                .all(|id| done.contains(&id.as_str()) || !said.steps.contains_key(id))
        };
        // Parts that wait for one another are taken in the order they stand in.
        let next = waiting.iter().position(|(_, part)| ready(part)).unwrap_or(0);
        let (id, part) = waiting.remove(next);
        done.push(id);
        let path = ModelPath::root().key("rollbacks").key(rollback).key("steps").key(id);
        if part.manual {
            ask(site, id, part, recipe);
        }
        for (number, step) in part.steps.iter().enumerate() {
            carry_out(site, id, step, path.clone().key("steps").index(number), recipe);
        }
    }
}

/// Says in the log what a person is asked to do.
fn ask(site: &Site<'_>, id: &str, part: &RollbackStep, recipe: &mut Recipe) {
    let mut script = Script::new();
    let what = part.summary.as_deref().unwrap_or(id);
    let message = script.message(&format!("a person does this: {what}"));
    script.lines(&format!("echo {message}"));
    recipe
        .acts
        .push(script.when_begun(&site.memory()).act(format!("Ask a person: {id}")));
}

fn carry_out(site: &Site<'_>, id: &str, step: &Step, path: ModelPath, recipe: &mut Recipe) {
    if let Action::Run(commands) = &step.action {
        let mut script = Script::new();
        for (name, value) in &step.env {
            script.set(name, value.clone());
        }
        let commands = script.word("COMMANDS", commands);
        script.lines(&format!("sh -e -c {commands}"));
        let name = step.name.clone().unwrap_or_else(|| format!("Go back: {id}"));
        recipe.acts.push(script.when_begun(&site.memory()).act(name));
        return;
    }
    match crate::recipe::of(site.plan, site.job.index, path.clone(), step) {
        Some(inner) => {
            recipe.needs.extend(inner.needs);
            recipe.acts.extend(inner.acts);
            recipe.losses.extend(inner.losses);
        }
        None => {
            let message = format!("`{}` is no part of a way back by commands", step.action.key());
            recipe.losses.push(loss(Feature::Rollbacks, Severity::Warning, path, message));
        }
    }
}
