//! A plan -> pipeline files.

mod adopted;
mod carries;

pub(super) use carries::carries;

use super::scope::Shared;
use crate::emit::yaml;
use crate::error::Error;
use crate::foreign::{Notes, Remarked};
use crate::model::Data;
use crate::plan::Plan;
use crate::render::{FileSet, Options};
use std::rc::Rc;

/// The pipeline files of a plan.
pub(super) fn render(plan: &Plan, _: &Options) -> Result<FileSet, Error> {
    let mut files = FileSet::new();
    let shared = Rc::new(Shared::of_plan(plan));
    for (_, id, pipeline) in plan.pipelines() {
        if let Some((path, data, notes)) = adopted::file(&shared, id, pipeline) {
            files.add(path, write(&data, &notes)?);
        }
    }
    Ok(files)
}

/// The text of a file.
fn write(data: &Data, notes: &Notes) -> Result<String, Error> {
    let options = yaml::Options {
        quoting: yaml::Quoting::Both,
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
