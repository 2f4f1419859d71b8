//! A plan -> pipeline files, their templates, and what must be set up beside them.

mod adopted;
mod app_service;
mod body;
mod caches;
mod call;
mod carries;
mod companions;
mod condition;
mod flow;
mod fresh;
mod gates;
mod inputs;
mod job;
mod login;
mod machine;
mod outputs;
mod reports;
mod scans;
mod stage;
mod steps;
mod strategies;
mod templates;
mod text;
mod tools;
mod triggers;
mod wanted;
mod words;

pub(super) use carries::carries;

use crate::emit::yaml;
use crate::error::Error;
use crate::foreign::{Notes, Remarked, extension};
use crate::model::{Data, Id, Pipeline};
use crate::plan::Plan;
use crate::render::{FileSet, Options, is_started, only_started};
use crate::text::ModelPath;
use call::Calls;
use fresh::Fresh;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::rc::Rc;
use wanted::Out;

use super::scope::Shared;
use super::syntax::Values;
use super::{EXTENSION, TARGET};

/// The files of a plan.
pub(super) fn render(plan: &Plan, _: &Options) -> Result<FileSet, Error> {
    let mut out = Out::default();
    let calls = Rc::new(Calls::new(plan));
    let mut templates = HashMap::new();
    let shared = Rc::new(Shared::of_plan(plan));
    for (index, id, pipeline) in plan.pipelines().filter(|(_, _, pipeline)| is_adopted(pipeline)) {
        let fresh = Fresh::new(plan, index, id, pipeline, &calls, false);
        let (path, data, notes) = adopted::file(&fresh, &shared, &mut out);
        out.files.add(path, write(data, &notes)?);
    }
    for index in &calls.order {
        if let Some((id, pipeline)) = plan.pipeline(*index).filter(|(_, pipeline)| !is_adopted(pipeline)) {
            let (data, notes) = Fresh::new(plan, *index, id, pipeline, &calls, true).template(&mut out);
            templates.insert(*index, write(data, &notes)?);
        }
    }
    let main = only_started(plan, |pipeline| !is_adopted(pipeline));
    for (index, id, pipeline) in plan.pipelines().filter(|(_, _, pipeline)| !is_adopted(pipeline)) {
        let template = templates.remove(&index);
        if is_started(pipeline) || template.is_none() {
            let (data, notes) = Fresh::new(plan, index, id, pipeline, &calls, false).pipeline(&mut out);
            let text = write(data, &notes)?;
            out.files.add_stamped(path(main, id), "#", plan, TARGET, &text);
        }
        if let Some(text) = template {
            out.files.add_stamped(call::template_path(id), "#", plan, TARGET, &text);
        }
    }
    for template in std::mem::take(&mut out.wanted.templates) {
        let mut notes = Notes::default();
        notes.part(&ModelPath::root().key("steps"));
        let mut about = format!("# {}\n", template.about());
        if let Some(extension) = template.extension() {
            let _ = writeln!(about, "# Needs the extension {extension} in the organization.");
            out.wanted.extensions.insert(extension);
        }
        let text = about + &write(template.file(), &notes)?;
        out.files.add_stamped(template.path(), "#", plan, TARGET, &text);
    }
    companions::add(plan, &mut out);
    Ok(out.files)
}

/// The file that Azure looks for first.
const MAIN: &str = "azure-pipelines.yml";

fn is_adopted(pipeline: &Pipeline) -> bool {
    extension(&pipeline.extensions, EXTENSION).text("adopted").is_some()
}

/// Where the file of a pipeline is that was not adopted. `main`, the only one that events start, has the usual name.
fn path(main: Option<&Id>, id: &Id) -> String {
    if main == Some(id) {
        MAIN.to_owned()
    } else {
        format!(".azure-pipelines/{id}.azure-pipelines.yml")
    }
}

/// The text of a file.
fn write(data: Values, notes: &Notes) -> Result<String, Error> {
    let options = yaml::Options {
        quoting: yaml::Quoting::Both,
        flow_lists: Some(100),
        plain_keys: &["on"],
        ..yaml::Options::default()
    };
    let data = Data::Map(data);
    let remarked = Remarked::new(&data, notes);
    let mut text = yaml::to_string_with(&remarked, &options).map_err(|error| Error::internal(error.to_string()))?;
    for line in remarked.last() {
        text.push_str(if line.is_empty() { "#" } else { "# " });
        text.push_str(&line);
        text.push('\n');
    }
    Ok(text)
}
