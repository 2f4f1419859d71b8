//! Jenkins' variables and what the model calls the same.

use crate::model::{Data, Entries};

/// Contexts of the model and the variables that hold the same.
const SAME: &[(&str, &str)] = &[
    ("github.sha", "GIT_COMMIT"),
    ("github.event.pull_request.head.sha", "GIT_COMMIT"),
    ("github.ref", "BRANCH_NAME"),
    ("github.ref_name", "BRANCH_NAME"),
    ("github.head_ref", "CHANGE_BRANCH"),
    ("github.base_ref", "CHANGE_TARGET"),
    ("github.event.number", "CHANGE_ID"),
    ("github.event.pull_request.number", "CHANGE_ID"),
    ("github.event.pull_request.title", "CHANGE_TITLE"),
    ("github.event.pull_request.html_url", "CHANGE_URL"),
    ("github.event.pull_request.head.ref", "CHANGE_BRANCH"),
    ("github.event.pull_request.base.ref", "CHANGE_TARGET"),
    ("github.event.pull_request.user.login", "CHANGE_AUTHOR"),
    ("github.run_number", "BUILD_NUMBER"),
    ("github.run_id", "BUILD_ID"),
    ("github.workflow", "JOB_NAME"),
    ("github.job", "STAGE_NAME"),
    ("github.workspace", "WORKSPACE"),
    ("runner.temp", "WORKSPACE_TMP"),
    ("runner.name", "NODE_NAME"),
];

/// Names that a value of a matrix or of a person must not take away.
const TAKEN: &[&str] = &["PATH", "HOME", "USER", "SHELL", "PWD", "LANG", "TERM", "TMPDIR", "WORKSPACE", "CI"];

/// What a context of the model is in Jenkins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// A variable.
    Variable(String),
    /// A value that a person or a caller gave.
    Parameter(String),
    /// A secret, which only the shell may read.
    Secret(String),
    /// Known already.
    Text(String),
}

/// What is known where a text stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// The values of this combination, when each has a stage of its own.
    pub(super) combination: Option<Entries<String, Data>>,
}

impl Scope {
    /// What a context of the model is.
    pub(super) fn known(&self, path: &str) -> Option<Known> {
        let lower = path.to_ascii_lowercase();
        if let Some((_, name)) = SAME.iter().find(|(context, _)| *context == lower) {
            return Some(Known::Variable((*name).to_owned()));
        }
        let (context, name) = path.split_once('.')?;
        if context == "matrix"
            && let Some(values) = &self.combination
        {
            let mut names = name.split('.');
            let first = values.get(names.next()?)?;
            let value = names.try_fold(first, |value, name| value.as_map()?.get(name))?;
            return value.as_word().map(|word| Known::Text(word.to_owned()));
        }
        let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        if !plain {
            return None;
        }
        match context {
            "env" | "vars" => Some(Known::Variable(name.replace('-', "_"))),
            "secrets" => Some(Known::Secret(name.replace('-', "_"))),
            "inputs" => Some(Known::Parameter(own(name))),
            "matrix" => Some(Known::Variable(own(name))),
            _ => None,
        }
    }
}

/// The variable for an input or an axis: in capitals, as Jenkins writes parameters.
pub(super) fn own(name: &str) -> String {
    let mut upper: String = name
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect();
    if upper.starts_with(|first: char| first.is_ascii_digit()) || TAKEN.contains(&upper.as_str()) || upper.is_empty() {
        upper.insert_str(0, "INPUT_");
    }
    upper
}

/// The id of the credentials that hold a secret.
pub(super) fn credentials(name: &str) -> String {
    name.chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() || "_.-".contains(letter) {
                letter
            } else {
                '-'
            }
        })
        .collect()
}

/// The context of a variable; nothing for those that only Jenkins has.
pub(super) fn context_of(variable: &str) -> Option<&'static str> {
    let first = match variable {
        // Of several contexts, the one that says most.
        "BRANCH_NAME" => "github.ref_name",
        "CHANGE_ID" => "github.event.pull_request.number",
        other => return SAME.iter().find(|(_, name)| *name == other).map(|(context, _)| *context),
    };
    Some(first)
}
