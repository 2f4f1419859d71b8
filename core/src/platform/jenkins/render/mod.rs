//! A plan -> files for Jenkins.

mod adopted;
mod artifact;
mod body;
mod call;
mod carries;
mod companions;
mod container;
mod fresh;
mod gates;
mod job;
mod login;
mod matrix;
mod needed;
mod order;
mod reports;
mod stage;
mod steps;
mod text;
mod triggers;
mod words;

pub(super) use carries::carries;

use crate::analysis::protection::held_by_skipped;
use crate::diagnostic::Severity;
use crate::emit::groovy;
use crate::error::Error;
use crate::foreign::extension;
use crate::model::{Id, Pipeline};
use crate::plan::Plan;
use crate::render::{Feature, FileSet, Options, loss, only_started};

use super::{EXTENSION, TARGET};

/// The files of a plan.
pub(super) fn render(plan: &Plan, _: &Options) -> Result<FileSet, Error> {
    let mut files = FileSet::new();
    let mut needed = needed::Needed::default();
    let main = main(plan);
    for (index, id, pipeline) in plan.pipelines() {
        if let Some(text) = adopted::text(plan, index, pipeline, &mut files, &mut needed) {
            files.add(path(main, id, pipeline), text);
            continue;
        }
        let text = groovy::to_string(&fresh::Fresh::new(plan, index, pipeline).render(&mut files, &mut needed));
        files.add_stamped(path(main, id, pipeline), "//", plan, TARGET, &text);
    }
    companions::add(plan, &needed, &mut files)?;
    for release in held_by_skipped(plan) {
        let message = format!(
            "Jenkins goes on past a job that a condition skips, so `{}` can be reached without its approval",
            release.environment
        );
        files.lose(loss(Feature::Approvals, Severity::Error, plan.step_path(release.place), message));
    }
    Ok(files)
}

/// The file that Jenkins looks for.
const MAIN: &str = "Jenkinsfile";

/// The pipeline whose file is the project's own: the only one that events start.
pub(super) fn main(plan: &Plan) -> Option<&Id> {
    only_started(plan, |pipeline| {
        extension(&pipeline.extensions, EXTENSION).text("adopted").is_none()
    })
}

/// Where the file of a pipeline is.
pub(super) fn path(main: Option<&Id>, id: &Id, pipeline: &Pipeline) -> String {
    if let Some(path) = extension(&pipeline.extensions, EXTENSION).text("adopted") {
        return path.to_owned();
    }
    if main == Some(id) {
        MAIN.to_owned()
    } else {
        format!("jenkins/{id}.Jenkinsfile")
    }
}

/// The full name of the job of a pipeline.
pub(super) fn job_name(plan: &Plan, id: &Id) -> String {
    format!("{}/{id}", plan.delivery().name)
}
