//! How a service of each language becomes an image: where it is built, what is kept, and what it starts with.

mod compiled;
mod node;
mod python;
mod ruby;

use super::dockerfile::Dockerfile;
use super::source::Source;

/// What the last stage of an image starts with and asks itself with.
pub(super) struct Ends {
    /// Program and arguments, when they follow from the language.
    pub(super) start: Option<Vec<String>>,
    /// What in the image can ask whether the service is well.
    pub(super) probe: Probe,
    /// How a user is made.
    pub(super) users: Users,
}

/// What in an image can ask over HTTP.
#[derive(Clone, Copy)]
pub(super) enum Probe {
    Node,
    Python,
    Ruby,
    Wget,
}

/// The words with which a system makes users.
#[derive(Clone, Copy)]
pub(super) enum Users {
    Alpine,
    Debian,
}

/// Writes the stages of one language up to the last one, without what all have in common at their end.
type Writer = fn(&Source<'_>, &mut Dockerfile) -> Ends;

/// The languages that are known.
const LANGUAGES: &[(&str, Writer)] = &[
    ("dotnet", compiled::dotnet),
    ("go", compiled::go),
    ("java", compiled::java),
    ("node", node::write),
    ("python", python::write),
    ("ruby", ruby::write),
    ("rust", compiled::rust),
];

/// What writes the stages of a language.
pub(super) fn writer(language: &str) -> Option<Writer> {
    LANGUAGES.iter().find(|(name, _)| *name == language).map(|(_, writer)| *writer)
}

/// The languages that are known, in words.
pub(super) fn names() -> String {
    let names: Vec<&str> = LANGUAGES.iter().map(|(name, _)| *name).collect();
    names.join(", ")
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// What the image keeps of the build's folder: what is said, or all of it.
fn kept(source: &Source<'_>, folder: &str, file: &mut Dockerfile) {
    if source.build.keep.is_empty() {
        file.copy(Some("build"), &[&format!("{folder}/")], "./");
    }
    for name in &source.build.keep {
        let name = name.strip_prefix("./").unwrap_or(name).trim_end_matches('/');
        file.copy(Some("build"), &[&format!("{folder}/{name}")], &format!("./{name}"));
    }
}
