//! What may be asked of a target: declared options, and values that were held against them.

use super::Target;
use crate::diagnostic::nearest;
use crate::error::Error;
use std::collections::BTreeMap;

/// An option of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OptionSpec {
    /// Its name: `direction`.
    pub name: &'static str,
    /// What it changes, in one line.
    pub doc: &'static str,
    /// The value when none is given.
    pub default: &'static str,
    /// The values it can have; any text when empty.
    pub words: &'static [&'static str],
}

/// The options of one rendering, each with a value that its target allows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    values: BTreeMap<&'static str, String>,
}

impl Options {
    /// Holds values against what the target declares; what is not given gets its default.
    pub fn new<'v>(target: &Target, given: impl IntoIterator<Item = (&'v str, &'v str)>) -> Result<Self, Error> {
        let mut values: BTreeMap<&'static str, String> = target.options.iter().map(|spec| (spec.name, spec.default.to_owned())).collect();
        for (name, value) in given {
            let Some(spec) = target.options.iter().find(|spec| spec.name == name) else {
                return Err(unknown("option", name, target, target.options.iter().map(|spec| spec.name)));
            };
            if !spec.words.is_empty() && !spec.words.contains(&value) {
                let of = format!("value of `{name}`");
                return Err(unknown(&of, value, target, spec.words.iter().copied()));
            }
            values.insert(spec.name, value.to_owned());
        }
        Ok(Self { values })
    }

    /// The value of an option; empty for one that the target does not declare.
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// The options that differ from their defaults, for a command line that renders the same again.
    pub fn changed(&self, target: &Target) -> Vec<(&'static str, &str)> {
        let specs = target.options.iter().filter(|spec| self.get(spec.name) != spec.default);
        specs.map(|spec| (spec.name, self.get(spec.name))).collect()
    }
}

fn unknown(what: &str, word: &str, target: &Target, known: impl Iterator<Item = &'static str> + Clone) -> Error {
    let meant = match nearest(word, known.clone()) {
        Some(meant) => format!("; did you mean `{meant}`?"),
        None => {
            let known: Vec<String> = known.map(|word| format!("`{word}`")).collect();
            if known.is_empty() {
                "; it has none".to_owned()
            } else {
                format!("; there are {}", known.join(", "))
            }
        }
    };
    Error::argument(format!("`{word}` is no {what} of the target `{}`{meant}", target.name))
}
