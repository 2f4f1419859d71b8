//! A plan -> workflow files.

mod body;
mod carries;
mod companions;
mod composite;
mod elsewhere;
mod expressions;
mod gates;
mod given;
mod job;
mod login;
mod reports;
mod step;
mod workflow;

pub(super) use carries::carries;

use crate::diagnostic::Severity;
use crate::emit::yaml;
use crate::error::Error;
use crate::foreign::{Notes, Remarked};
use crate::plan::Plan;
use crate::platform::github_actions::syntax::Draft;
use crate::render::{Feature, FileSet, Options, loss};
use std::rc::Rc;

/// The workflows of a plan.
pub(super) fn render(plan: &Plan, _: &Options) -> Result<FileSet, Error> {
    let mut files = FileSet::new();
    let mut waits = Vec::new();
    let shared = gates::shared(plan);
    let (called, actions) = <(Rc<_>, Rc<_>)>::default();
    for (index, id, pipeline) in plan.pipelines() {
        let mut workflow = workflow::Workflow::new(plan, index, pipeline);
        workflow.shared.clone_from(&shared);
        workflow.called = Rc::clone(&called);
        workflow.actions = Rc::clone(&actions);
        let adopted = workflow.adopted;
        if !adopted && plan.jobs_of(index).next().is_none() {
            let message = "a workflow has jobs; this pipeline has none and is left out";
            files.lose(loss(Feature::Pipelines, Severity::Info, plan.pipeline_path(index), message));
            continue;
        }
        let rendered = if pipeline.is_called_by_steps() {
            workflow.composite(&mut files).0
        } else {
            workflow.render(&mut files)
        };
        waits.extend(rendered.waits);
        let text = write(&rendered.data, &rendered.notes)?;
        let path = workflow::path(id, pipeline);
        if adopted {
            files.add(path, text);
        } else {
            files.add_stamped(path, "#", plan, super::TARGET, &text);
        }
    }
    companions::add(plan, &waits, &mut files);
    Ok(files)
}

/// The text of a file.
fn write(data: &Draft<'_>, notes: &Notes) -> Result<String, Error> {
    let options = yaml::Options {
        quoting: yaml::Quoting::Both,
        flow_lists: Some(100),
        ..yaml::Options::default()
    };
    let remarked = Remarked::new(data, notes);
    let mut text = yaml::to_string_with(&remarked, &options).map_err(|error| Error::internal(error.to_string()))?;
    for line in remarked.last() {
        text.push_str(if line.is_empty() { "#" } else { "# " });
        text.push_str(&line);
        text.push('\n');
    }
    Ok(text)
}
