//! A file that was adopted: as it was written, changed where the model says something else than the file does.

use super::fresh::Fresh;
use super::needed::Needed;
use crate::emit::groovy::{self, Call, Statement, Value};
use crate::foreign::extension;
use crate::model::{Action, Job, Pipeline, Stage, Step};
use crate::plan::Plan;
use crate::platform::jenkins::EXTENSION;
use crate::platform::jenkins::adopt::{Taken, of_text};
use crate::platform::jenkins::syntax::parse;
use crate::render::FileSet;
use crate::resolve::PipelineIndex;
use crate::text::{ModelPath, Span};

/// The text of a file that was adopted. Nothing for one that was not, or that is written anew as a whole.
pub(super) fn text(plan: &Plan, index: PipelineIndex, pipeline: &Pipeline, files: &mut FileSet, needed: &mut Needed) -> Option<String> {
    let text = extension(&pipeline.extensions, EXTENSION).text("text")?;
    let taken = of_text(text, &parse(text))?;
    let mut now = pipeline.clone();
    now.extensions = taken.pipeline.extensions.clone();
    if now == taken.pipeline {
        return Some(text.to_owned());
    }
    let mut changes: Vec<(Span, String)> = Vec::new();
    let mut functions = Vec::new();
    let fresh = Fresh::new(plan, index, pipeline);
    for (id, stage) in &pipeline.stages {
        let then = taken.pipeline.stages.get(id)?;
        if stage == then {
            continue;
        }
        let route = ModelPath::root().key("stages").key(id.as_str());
        if let Some(found) = commands(&taken, &route, then, stage) {
            changes.extend(found);
            continue;
        }
        let (_, span, _) = taken.blocks.iter().find(|(own, ..)| *own == route)?;
        let (statement, more) = fresh.one_stage(id, files, needed)?;
        changes.push((*span, placed(text, *span, &groovy::to_string(&[statement]))));
        functions.extend(more);
    }
    // Anything else has no place of its own in the text.
    now.stages.clone_from(&taken.pipeline.stages);
    if now != taken.pipeline || pipeline.stages.keys().ne(taken.pipeline.stages.keys()) {
        return None;
    }
    changes.sort_by_key(|(span, _)| span.start);
    let mut out = String::new();
    let mut at = 0_usize;
    for (span, change) in changes {
        out.push_str(text.get(at..span.start as usize)?);
        out.push_str(&change);
        at = span.end as usize;
    }
    out.push_str(text.get(at..)?);
    out.push_str(&groovy::to_string(&functions));
    Some(out)
}

/// Commands that changed in a stage in which nothing else did.
fn commands(taken: &Taken, route: &ModelPath, then: &Stage, now: &Stage) -> Option<Vec<(Span, String)>> {
    let mut changes = Vec::new();
    let mut same = now.clone();
    for (id, job) in &now.jobs {
        let before = then.jobs.get(id)?;
        let steps = route.clone().key("jobs").key(id.as_str()).key("steps");
        for (number, step, old) in changed(before, job)? {
            let first = usize::from(matches!(before.steps.first().map(|step| &step.action), Some(Action::Checkout(_))));
            let lines = || taken.lines.iter().filter(|(own, ..)| *own == steps);
            // The checkout that nobody wrote is no line.
            let written = lines().any(|(_, place, _)| *place == 0 && first == 1) && lines().count() == before.steps.len();
            let place = if written { number } else { number.checked_sub(first)? };
            let (_, _, span) = lines().find(|(_, own, _)| *own == place)?;
            changes.push((*span, command(step, old)?));
        }
        same.jobs.get_mut(id)?.steps.clone_from(&before.steps);
    }
    (same == *then).then_some(changes)
}

/// The steps of a job whose commands differ; nothing when more does.
fn changed<'j>(before: &'j Job, now: &'j Job) -> Option<Vec<(usize, &'j Step, &'j Step)>> {
    if before.steps.len() != now.steps.len() {
        return None;
    }
    let mut found = Vec::new();
    for (number, (old, new)) in before.steps.iter().zip(&now.steps).enumerate() {
        if old == new {
            continue;
        }
        let mut same = new.clone();
        same.action = old.action.clone();
        let commands = matches!((&old.action, &new.action), (Action::Run(_), Action::Run(_)));
        if !commands || same != *old || old.when.is_some() {
            return None;
        }
        found.push((number, new, old));
    }
    Some(found)
}

/// A command as a step of the kind it was.
fn command(step: &Step, old: &Step) -> Option<String> {
    let Action::Run(script) = &step.action else { return None };
    if script.contains("${{") {
        return None;
    }
    let name = match old.shell.as_deref() {
        None => "sh",
        Some("cmd") => "bat",
        Some("pwsh") => "pwsh",
        Some("powershell") => "powershell",
        Some(_) => return None,
    };
    let script = Value::Script(script.trim_end_matches('\n').to_owned());
    let call = match &step.name {
        Some(label) => Call::step(name).named("label", label.as_str()).named("script", script),
        None => Call::step(name).with(script),
    };
    Some(groovy::to_string(&[Statement::from(call)]).trim_end().to_owned())
}

/// Lines that begin where the span does.
fn placed(text: &str, span: Span, block: &str) -> String {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let indent: String = line.chars().take_while(|letter| letter.is_whitespace()).collect();
    let mut out = String::new();
    for (number, line) in block.trim_end().lines().enumerate() {
        if number > 0 {
            out.push('\n');
            if !line.is_empty() {
                out.push_str(&indent);
            }
        }
        out.push_str(line);
    }
    out
}
