//! A plan -> workflow files.

mod carries;
mod job;
mod step;
mod workflow;

pub(super) use carries::carries;

use crate::emit::yaml;
use crate::error::Error;
use crate::foreign::{Notes, Remarked};
use crate::model::Data;
use crate::plan::Plan;
use crate::render::{FileSet, Options};

/// The workflows of a plan.
pub(super) fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let mut files = FileSet::new();
    for (index, id, pipeline) in plan.pipelines() {
        let rendered = workflow::Workflow::new(plan, index, pipeline, options).render(&mut files);
        let path = workflow::path(id, pipeline);
        files.add(path, write(&rendered.data, &rendered.notes, rendered.header.as_deref())?);
    }
    Ok(files)
}

/// The text of a file.
fn write(data: &Data, notes: &Notes, header: Option<&str>) -> Result<String, Error> {
    let options = yaml::Options {
        quoting: yaml::Quoting::Both,
        flow_lists: Some(100),
        ..yaml::Options::default()
    };
    let remarked = Remarked::new(data, notes);
    let body = yaml::to_string_with(&remarked, &options).map_err(|error| Error::internal(error.to_string()))?;
    let mut text = header.map(str::to_owned).unwrap_or_default();
    text.push_str(&body);
    for line in remarked.last() {
        text.push_str(if line.is_empty() { "#" } else { "# " });
        text.push_str(&line);
        text.push('\n');
    }
    Ok(text)
}
