//! A plan -> pipeline files.

mod adopted;
mod body;
mod carries;
mod companions;
mod environment;
mod fresh;
mod gates;
mod job;
mod login;
mod machine;
mod order;
mod outputs;
mod steps;
mod text;
mod tools;

pub(super) use carries::carries;

use crate::analysis::protection::held_by_skipped;
use crate::diagnostic::Severity;
use crate::emit::yaml;
use crate::error::Error;
use crate::foreign::{Notes, Remarked, Syntax, extension};
use crate::model::{Data, Id, Pipeline};
use crate::plan::Plan;
use crate::render::{Feature, FileSet, Options, is_started, loss, only_started};
use crate::text::ModelPath;

use super::scope::Files;
use super::syntax::{self, Values};
use super::{EXTENSION, TARGET};
use std::rc::Rc;

/// The pipeline files of a plan.
pub(super) fn render(plan: &Plan, _: &Options) -> Result<FileSet, Error> {
    let mut files = FileSet::new();
    let mut started: Vec<(&Id, &Pipeline)> = Vec::new();
    let positions = order::positions(plan);
    let paths = Rc::new(paths(plan));
    for (index, id, pipeline) in plan.pipelines() {
        let own = extension(&pipeline.extensions, EXTENSION);
        if own.text("adopted").is_some() {
            for file in adopted::files(plan, index, pipeline, &paths, &mut files) {
                if files.files().iter().all(|there| there.path != file.path) {
                    files.add(file.path, write(file.data, file.notes)?);
                }
            }
            continue;
        }
        let path = paths.paths.get(id).cloned().unwrap_or_default();
        if is_started(pipeline) {
            started.push((id, pipeline));
        }
        let (data, notes) = fresh::Fresh::new(plan, index, pipeline, &paths, path != MAIN, &positions).render(&mut files);
        files.add_stamped(path, "#", plan, TARGET, &write(data, notes)?);
    }
    if started.len() > 1 {
        let (data, notes) = children(&paths, &started);
        files.add_stamped(MAIN, "#", plan, TARGET, &write(data, notes)?);
    }
    companions::add(plan, &mut files);
    for release in held_by_skipped(plan) {
        let message = format!(
            "GitLab goes on past a job that a condition skips, so `{}` can be reached without its approval",
            release.environment
        );
        files.lose(loss(Feature::Approvals, Severity::Error, plan.step_path(release.place), message));
    }
    Ok(files)
}

/// The file that GitLab starts from.
const MAIN: &str = ".gitlab-ci.yml";

/// Where the file of each pipeline is. The only one that events start is the project's own; several are children of it.
fn paths(plan: &Plan) -> Files {
    let adopted = |pipeline: &Pipeline| extension(&pipeline.extensions, EXTENSION).text("adopted").map(str::to_owned);
    let main = only_started(plan, |pipeline| adopted(pipeline).is_none());
    let mut files = Files::default();
    for (_, id, pipeline) in plan.pipelines() {
        let usual = || {
            if main == Some(id) {
                MAIN.to_owned()
            } else {
                format!(".gitlab/ci/{id}.yml")
            }
        };
        files.add(adopted(pipeline).unwrap_or_else(usual), id);
    }
    files
}

/// A pipeline with a job for each of those that events start.
fn children(paths: &Files, started: &[(&Id, &Pipeline)]) -> (Values, Notes) {
    let mut all: Vec<crate::model::Trigger> = Vec::new();
    let mut jobs = Values::new();
    for (id, pipeline) in started {
        all.extend(pipeline.on.iter().cloned());
        let include = Values::from([("local".to_owned(), Data::Text(paths.paths.get(*id).cloned().unwrap_or_default()))]);
        let trigger = syntax::Trigger(syntax::TriggerMap {
            include: Some(Data::List(vec![Data::Map(include)])),
            strategy: Some("depend".into()),
            ..syntax::TriggerMap::default()
        });
        let rules = super::trigger::rules(&pipeline.on);
        let mut job = Values::from([("stage".to_owned(), Data::Text("pipelines".into()))]);
        if !rules.is_empty() {
            job.insert("rules".to_owned(), Data::List(rules));
        }
        job.insert("trigger".to_owned(), trigger.give());
        jobs.insert(id.to_string(), Data::Map(job));
    }
    let mut file = Values::from([("stages".to_owned(), Data::List(vec![Data::Text("pipelines".into())]))]);
    let mut rules = super::trigger::rules(&all);
    // Which of them starts is for its own rules to say; here only whether there is a pipeline at all.
    for rule in &mut rules {
        if let Data::Map(rule) = rule {
            rule.shift_remove("changes");
        }
    }
    let mut once = Vec::new();
    for rule in rules {
        if !once.contains(&rule) {
            once.push(rule);
        }
    }
    file.insert(
        "workflow".to_owned(),
        Data::Map(Values::from([("rules".to_owned(), Data::List(once))])),
    );
    let mut notes = Notes::default();
    notes.part(&ModelPath::root().key("workflow"));
    for name in jobs.keys() {
        notes.part(&ModelPath::root().key(name.as_str()));
    }
    file.extend(jobs);
    (file, notes)
}

/// A file in the making.
pub(super) struct Rendered {
    pub(super) path: String,
    pub(super) data: Values,
    pub(super) notes: Notes,
}

/// The text of a file; a header is a document of its own.
fn write(mut data: Values, mut notes: Notes) -> Result<String, Error> {
    let mut text = String::new();
    if let Some(spec) = data.shift_remove("spec") {
        let above = Values::from([("spec".to_owned(), spec)]);
        document(&Data::Map(above), &notes.split("spec"), &mut text)?;
        text.push_str("---\n");
    }
    if !data.is_empty() || text.is_empty() {
        document(&Data::Map(data), &notes, &mut text)?;
    }
    Ok(text)
}

fn document(data: &Data, notes: &Notes, text: &mut String) -> Result<(), Error> {
    let options = yaml::Options {
        quoting: yaml::Quoting::Both,
        flow_lists: Some(100),
        block_lists: &["script", "before_script", "after_script"],
        tags: true,
        ..yaml::Options::default()
    };
    let remarked = Remarked::new(data, notes);
    text.push_str(&yaml::to_string_with(&remarked, &options).map_err(|error| Error::internal(error.to_string()))?);
    for line in remarked.last() {
        text.push_str(if line.is_empty() { "#" } else { "# " });
        text.push_str(&line);
        text.push('\n');
    }
    Ok(())
}
