//! Variables that a job leaves for later ones in files: `artifacts: reports: dotenv` -> outputs of the job.

use super::meaning::set;
use super::scope::Scope;
use super::script::{own, part};
use super::syntax::{self, Values};
use crate::emit::shell;
use crate::model::{Data, Job, Output, Step};

/// The part of a job that reads its files; the file has no word for it.
pub(super) const PART: &str = "dotenv";

/// The files.
fn files(job: &Values) -> Vec<&str> {
    let reports = job
        .get("artifacts")
        .and_then(Data::as_map)
        .and_then(|artifacts| artifacts.get("reports"));
    match reports.and_then(Data::as_map).and_then(|reports| reports.get("dotenv")) {
        Some(Data::List(files)) => files.iter().filter_map(Data::as_word).collect(),
        Some(one) => one.as_word().into_iter().collect(),
        None => Vec::new(),
    }
}

/// The variables that a job's scripts write into its files, each once.
pub(super) fn variables(job: &Values) -> Vec<String> {
    fn lines<'d>(data: &'d Data, into: &mut Vec<&'d str>) {
        match data {
            Data::List(items) => items.iter().for_each(|item| lines(item, into)),
            other => into.extend(other.as_word().into_iter().flat_map(str::lines)),
        }
    }
    let files = files(job);
    let mut found: Vec<String> = Vec::new();
    if files.is_empty() {
        return found;
    }
    let mut all = Vec::new();
    for key in ["before_script", "script", "after_script"] {
        job.get(key).into_iter().for_each(|data| lines(data, &mut all));
    }
    let writing = all
        .into_iter()
        .filter(|line| line.contains('>') && files.iter().any(|file| line.contains(file)));
    for name in writing.flat_map(set).filter(|name| !name.is_empty()) {
        if !name.starts_with(|c: char| c.is_ascii_digit()) && !found.iter().any(|there| there == name) {
            found.push(name.to_owned());
        }
    }
    found
}

/// The files of a job -> its outputs, and a step that reads them.
pub(super) fn take(values: &Values, job: &mut Job) {
    let names = variables(values);
    if names.is_empty() || job.call.is_some() {
        return;
    }
    for name in names {
        let value = format!("${{{{ steps.{PART}.outputs.{name} }}}}");
        if let Ok(name) = name.parse() {
            job.outputs.insert(name, Output { value, description: None });
        }
    }
    let files: Vec<String> = files(values).into_iter().map(shell::word).collect();
    let mut step = Step::run(format!("cat {} >> \"$GITHUB_OUTPUT\"", files.join(" ")));
    step.id = Some(PART.to_owned());
    step.extensions = own([part(PART)]);
    job.steps.push(step);
}

/// The value of a variable that an earlier job leaves, as the job of this name sees it.
pub(super) fn output(variable: &str, name: &str, job: &syntax::Job, scope: &Scope) -> Option<String> {
    let level = scope.levels.get(name);
    let is_needed = |other: &String| {
        let needs = job.needs.iter().flatten();
        needs.filter_map(|need| need.0.job.as_ref()).any(|need| need == other)
    };
    let of = scope.outputs.get(variable)?.iter().filter(|other| *other != name);
    let other = of
        .rev()
        .find(|other| is_needed(other) || job.needs.is_none() && scope.levels.get(*other) < level)?;
    let (_, id) = scope.jobs.get(other)?;
    Some(format!("${{{{ jobs.{id}.outputs.{variable} }}}}"))
}
