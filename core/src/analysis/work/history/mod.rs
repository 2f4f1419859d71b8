//! What really happened: jobs of past runs, as the interfaces of GitHub, GitLab and Azure DevOps tell them.

mod matching;
mod measured;
mod moment;
mod read;

pub use measured::{Measure, Measured, Unmatched};

use crate::plan::Plan;

/// Jobs of past runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The jobs, in the order of the files.
    pub records: Vec<Record>,
    /// What could not be read.
    pub problems: Vec<String>,
}

/// One try of a job in a past run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The name that the system shows.
    pub name: String,
    /// What it is part of, as far as the system says: a stage of GitLab, the identifier of Azure.
    pub part_of: Option<String>,
    /// The pipeline, where the system names it.
    pub pipeline: Option<String>,
    /// The run, told apart from others.
    pub run: String,
    /// Which try it was; those of a run that are not numbered come one after the other.
    pub attempt: u64,
    /// How it ended.
    pub outcome: Outcome,
    /// How long it took, in milliseconds.
    pub time: Option<u64>,
    /// How long it waited for a machine, in milliseconds.
    pub queued: Option<u64>,
}

/// How a job ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did what it should.
    Passed,
    /// It failed.
    Failed,
    /// It was skipped or cancelled, or is not over yet.
    Other,
}

impl History {
    /// Reads files by name and text: the answers of GitHub (`/actions/runs/{id}/jobs`), GitLab (`/pipelines/{id}/jobs`) and
    /// Azure DevOps (`/builds/{id}/timeline`), pages after one another or in lists.
    ///
    /// ```
    /// use gatewright::analysis::work::History;
    ///
    /// let page = r#"{"jobs":[{"name":"test","run_id":1,"status":"completed","conclusion":"success",
    ///     "started_at":"2026-11-20T10:00:00Z","completed_at":"2026-11-20T10:04:30Z"}]}"#;
    /// assert_eq!(History::read([("jobs.json", page)]).records[0].time, Some(270_000));
    /// ```
    pub fn read<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut history = Self::default();
        for (name, text) in files {
            read::file(name, text, &mut history);
        }
        history
    }

    /// What it says of the jobs of a plan.
    pub fn of(&self, plan: &Plan) -> Measured {
        matching::measure(self, plan)
    }
}
