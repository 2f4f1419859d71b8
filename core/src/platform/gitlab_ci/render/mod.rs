//! A plan -> pipeline files.

mod adopted;
mod carries;

pub(super) use carries::carries;

use crate::emit::yaml;
use crate::error::Error;
use crate::foreign::{Notes, Remarked, extension};
use crate::model::{Data, Id, Pipeline};
use crate::plan::Plan;
use crate::render::{FileSet, Options};

use super::EXTENSION;
use super::syntax::Values;

/// The pipeline files of a plan.
pub(super) fn render(plan: &Plan, _: &Options) -> Result<FileSet, Error> {
    let mut files = FileSet::new();
    for (index, _, pipeline) in plan.pipelines() {
        let own = extension(&pipeline.extensions, EXTENSION);
        if own.text("adopted").is_some() {
            for file in adopted::files(plan, index, pipeline) {
                if files.files().iter().all(|there| there.path != file.path) {
                    files.add(file.path, write(file.data, file.notes, None)?);
                }
            }
        }
    }
    Ok(files)
}

/// Where the file of a pipeline is.
pub(super) fn path(plan: &Plan, id: &Id, pipeline: &Pipeline) -> String {
    let _ = plan;
    match extension(&pipeline.extensions, EXTENSION).text("adopted") {
        Some(path) => path.to_owned(),
        None => format!(".gitlab/ci/{id}.yml"),
    }
}

/// A file in the making.
pub(super) struct Rendered {
    pub(super) path: String,
    pub(super) data: Values,
    pub(super) notes: Notes,
}

/// The text of a file; a header is a document of its own.
fn write(mut data: Values, mut notes: Notes, header: Option<&str>) -> Result<String, Error> {
    let mut text = header.map(str::to_owned).unwrap_or_default();
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
