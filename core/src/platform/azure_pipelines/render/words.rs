//! Small values as Azure writes them.

use crate::foreign::{Literal, Syntax};
use crate::model::Data;
use crate::model::scalar::Duration;
use crate::platform::azure_pipelines::syntax::Values;
use crate::resolve::JobView;

/// A name for stages, jobs, steps and parameters: letters, digits and `_`.
pub(super) fn name(text: &str) -> String {
    let mut name: String = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' })
        .collect();
    if name.starts_with(|c: char| c.is_ascii_digit()) || name.is_empty() {
        name.insert(0, '_');
    }
    name
}

/// The name, or the first of `name_2`, `name_3` … that is free; it is taken from then on. Capitals make no difference.
pub(super) fn free(name: &str, taken: &mut std::collections::HashSet<String>) -> String {
    let mut wanted = name.to_owned();
    let mut number = 2;
    while !taken.insert(wanted.to_ascii_lowercase()) {
        wanted = format!("{name}_{number}");
        number += 1;
    }
    wanted
}

/// A length of time in whole minutes, at least one.
pub(super) fn minutes(duration: Duration) -> u64 {
    duration.as_secs().div_ceil(60).max(1)
}

/// A number.
pub(super) fn number(number: u64) -> Literal {
    Literal::Number(number.to_string().into())
}

/// Entries as they are written; a text that looks like a number or a flag is one.
pub(super) fn entries<'e>(entries: impl IntoIterator<Item = (&'e str, String)>) -> Values {
    entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), Literal::plain(&value).give()))
        .collect()
}

/// A text.
pub(super) fn text(text: impl Into<String>) -> Data {
    Data::Text(text.into())
}

/// One of the names of a secret, as a variable has it.
pub(super) fn variable(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return text.to_owned();
    }
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' })
        .collect()
}

/// What a step is called that has no name: its first line.
pub(super) fn title(script: &str) -> String {
    let line = script
        .lines()
        .map(|line| line.trim().trim_end_matches('\\').trim_end())
        .find(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with("set -"))
        .unwrap_or("Run commands");
    if line.chars().count() <= 60 {
        return line.to_owned();
    }
    let short: String = line.chars().take(59).collect();
    let short = short.rsplit_once(' ').map_or(short.as_str(), |(words, _)| words);
    format!("{short} …")
}

/// An id as people read it: `security-image` is `Security image`.
pub(super) fn humane(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

/// A word as it is.
pub(super) fn literal(text: &str) -> Literal {
    Literal::Text(text.to_owned())
}

/// The name of a job in the file. `deploy` is a word of Azure's, which no deployment may have.
pub(super) fn job(view: &JobView<'_>) -> String {
    let name = name(view.id);
    if name != "deploy" || !super::job::deploys(view) {
        return name;
    }
    match view.job.environment.as_ref().and_then(|environment| environment.name.literal()) {
        Some(environment) => format!("deploy_{}", self::name(environment)),
        None => "deployment".to_owned(),
    }
}

/// A script; one of a single line ends without a break.
pub(super) fn script(script: &str) -> String {
    let short = script.trim_end();
    if short.contains('\n') {
        format!("{short}\n")
    } else {
        short.to_owned()
    }
}
