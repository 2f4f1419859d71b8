//! Files that were adopted, as they were written, changed where the model has changed since.

use super::Rendered;
use super::body::Body;
use super::fresh::Fresh;
use crate::diagnostic::Severity;
use crate::foreign::{Notes, command, extension, put_comments, recognise, written};
use crate::model::{Action, Data, Job, Pipeline, Step};
use crate::plan::Plan;
use crate::platform::gitlab_ci::inherit::{Inherit, put_over};
use crate::platform::gitlab_ci::scope::{Files, Scope};
use crate::platform::gitlab_ci::syntax::{self, GLOBAL, Values};
use crate::platform::gitlab_ci::{EXTENSION, adopt, give, pipeline, starts};
use crate::recipe;
use crate::render::{Feature, FileSet, loss};
use crate::resolve::{JobView, PipelineIndex, StepPlace};
use crate::text::ModelPath;
use std::borrow::Cow;
use std::collections::HashSet;
use std::rc::Rc;

/// The files of a pipeline that was adopted.
pub(super) fn files(plan: &Plan, index: PipelineIndex, pipeline: &Pipeline, paths: &Rc<Files>, losses: &mut FileSet) -> Vec<Rendered> {
    let own = extension(&pipeline.extensions, EXTENSION);
    let scope = Scope::of_plan(plan, index, Rc::clone(paths));
    let main = own.text("adopted").unwrap_or_default().to_owned();
    let mut rendered: Vec<Rendered> = Vec::new();
    for (path, file) in own.get("files").and_then(Data::as_map).into_iter().flatten() {
        let file = file.as_map();
        let keys = file.and_then(|file| file.get("keys")).and_then(Data::as_map);
        let mut notes = Notes::default();
        let comments = file.and_then(|file| file.get("comments")).cloned();
        let holder = Values::from([(
            EXTENSION.to_owned(),
            Data::Map(comments.map(|comments| ("comments".to_owned(), comments)).into_iter().collect()),
        )]);
        put_comments(extension(&holder, EXTENSION), &ModelPath::root(), &mut notes);
        rendered.push(Rendered {
            path: path.clone(),
            data: keys.cloned().unwrap_or_default(),
            notes,
        });
    }
    let mut under = Values::new();
    for file in &rendered {
        put_over(&mut under, file.data.clone());
    }
    let kept: Values = own.over().map(|(key, value)| (key.clone(), value.clone())).collect();
    let stages: Vec<String> = plan
        .stages_of(index)
        .filter(|stage| extension(&stage.stage.extensions, EXTENSION).get("unlisted").is_none())
        .map(|stage| scope.stages.get(stage.id).cloned().unwrap_or_else(|| stage.id.to_string()))
        .collect();
    let now = pipeline::adopted(pipeline, Some(stages.clone()));
    let mut all = under.clone();
    put_over(&mut all, kept.clone());
    let beside = written::put_back_all(&kept, &pipeline::meant(&all, &stages, starts::sees_changes(pipeline)), &now);
    let mut notes = Notes::default();
    put_comments(own, &ModelPath::root(), &mut notes);
    // What holds for all comes first.
    let (globals, hidden): (Vec<_>, Vec<_>) = beside.clone().into_iter().partition(|(key, _)| GLOBAL.contains(&key.as_str()));
    rendered.push(Rendered {
        path: main.clone(),
        data: globals.into_iter().chain(hidden).collect(),
        notes,
    });
    put_over(&mut under, beside);
    jobs(plan, index, &scope, &main, &under, &mut rendered, losses);
    rendered
}

/// A job with commands in place of what it was not adopted with: steps that the model has since, or that mean something else.
fn intents<'p>(plan: &'p Plan, view: &JobView<'p>, files: &mut FileSet) -> Cow<'p, Job> {
    let is_new = |step: &Step| {
        let own = extension(&step.extensions, EXTENSION).text("run");
        recipe::carries_out(&step.action) && own.and_then(recognise).as_ref() != Some(&step.action)
    };
    if !view.job.steps.iter().any(is_new) {
        return Cow::Borrowed(view.job);
    }
    let mut job = view.job.clone();
    for (number, step) in job.steps.iter_mut().enumerate().filter(|(_, step)| is_new(step)) {
        let place = StepPlace {
            job: view.index,
            step: u32::try_from(number).unwrap_or(u32::MAX),
            inner: None,
        };
        let path = plan.step_path(place);
        let text = match (command(step), recipe::of(plan, view.index, path.clone(), step)) {
            (Some(text), _) => text.to_owned(),
            (None, Some(recipe)) => {
                let mut body = Body::default();
                Fresh::carry_out(&mut body, recipe, Some(step), &mut syntax::Job::default(), files);
                [body.before, body.opened, body.script, vec!["set +u".to_owned()]]
                    .concat()
                    .join("\n")
            }
            (None, None) => {
                let message = format!("`{}` is left out: there is no way to do it here", step.action.key());
                files.lose(loss(Feature::of_action(&step.action), Severity::Error, path, message));
                continue;
            }
        };
        step.action = Action::Run(text);
    }
    Cow::Owned(job)
}

fn jobs(plan: &Plan, index: PipelineIndex, scope: &Scope, main: &str, beside: &Values, rendered: &mut [Rendered], files: &mut FileSet) {
    let views: Vec<(String, JobView<'_>)> = plan
        .jobs_of(index)
        .filter_map(|view| {
            let stage = plan.stage(view.stage)?.id;
            let name = scope.names.get(&(stage.clone(), view.id.clone()))?;
            Some((name.clone(), view))
        })
        .collect();
    let mut whole = beside.clone();
    for (name, view) in &views {
        let kept: Values = extension(&view.job.extensions, EXTENSION)
            .over()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        put_over(&mut whole, Values::from([(name.clone(), Data::Map(kept))]));
    }
    let mut inherit = Inherit::new(whole);
    let mut written: Vec<(usize, Values)> = Vec::new();
    for position in order(&views, inherit.all()) {
        let Some((name, view)) = views.get(position) else { continue };
        let own = extension(&view.job.extensions, EXTENSION);
        let kept: Values = own.over().map(|(key, value)| (key.clone(), value.clone())).collect();
        let Some(stage) = plan.stage(view.stage) else { continue };
        let job = intents(plan, view, files);
        let now = give::adopted(&job, stage.id, scope);
        let under = beside.get(name).and_then(Data::as_map).cloned().unwrap_or_default();
        let then = adopt::meant(name, &under, &kept, &mut inherit, scope);
        let job = written::put_back_all(&kept, &then, &now);
        let mut entry = under;
        put_over(&mut entry, job.clone());
        inherit.set(name, Data::Map(entry));
        written.push((position, job));
    }
    written.sort_by_key(|(position, _)| *position);
    for (position, job) in written {
        let Some((name, view)) = views.get(position) else { continue };
        let own = extension(&view.job.extensions, EXTENSION);
        let path = own.text("file").unwrap_or(main);
        if let Some(file) = rendered.iter_mut().find(|file| file.path == path) {
            put_comments(own, &ModelPath::root().key(name.as_str()), &mut file.notes);
            file.notes.part(&ModelPath::root().key(name.as_str()));
            file.data.insert(name.clone(), Data::Map(job));
        }
    }
}

/// Jobs after those that they take something from.
fn order(views: &[(String, JobView<'_>)], file: &Values) -> Vec<usize> {
    fn named(data: &Data, names: &mut Vec<String>) {
        match data {
            Data::Map(map) => {
                if let Some(Data::List(reference)) = map.get("!reference") {
                    names.extend(reference.first().and_then(Data::as_word).map(str::to_owned));
                }
                map.values().for_each(|value| named(value, names));
            }
            Data::List(items) => items.iter().for_each(|item| named(item, names)),
            _ => {}
        }
    }
    let mut order = Vec::new();
    let mut seen = HashSet::new();
    for (name, _) in views {
        let mut open = vec![(name.clone(), false)];
        while let Some((name, done)) = open.pop() {
            if done {
                order.extend(views.iter().position(|(other, _)| *other == name));
                continue;
            }
            if !seen.insert(name.clone()) {
                continue;
            }
            let mut names = Vec::new();
            if let Some(Data::Map(map)) = file.get(&name) {
                match map.get("extends") {
                    Some(Data::Text(one)) => names.push(one.clone()),
                    Some(Data::List(many)) => names.extend(many.iter().filter_map(Data::as_word).map(str::to_owned)),
                    _ => {}
                }
            }
            if let Some(data) = file.get(&name) {
                named(data, &mut names);
            }
            open.push((name, true));
            open.extend(names.into_iter().map(|name| (name, false)));
        }
    }
    order
}
