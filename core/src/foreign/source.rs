//! A file of another system: its text, and its tree as data.

use crate::model::Data;
use crate::text::read::{FromNode, Reader as Values};
use crate::text::yaml::{self, Dialect};
use crate::text::{Limits, Problem, Source, Tree};
use schemars::JsonSchema;
use serde::Deserialize;

/// A file as it is handed to an adopter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    /// Its path from the root of the repository, with `/`.
    pub path: String,
    /// What is in it.
    pub text: String,
}

impl SourceFile {
    /// A file.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
        }
    }
}

/// The value of a tree.
pub fn value(tree: &Tree) -> Option<Data> {
    let mut reader = Values::new(tree, Limits::default());
    Data::from_node(tree.root()?, &mut reader)
}

/// How the files of a system are read.
#[derive(Clone, Copy, Debug)]
pub enum Reader {
    /// As YAML.
    Yaml(Dialect),
    /// In a language of their own: a tree of it, and what is wrong.
    Own(fn(&Source, Limits) -> (Tree, Vec<Problem>)),
}

impl From<Dialect> for Reader {
    fn from(dialect: Dialect) -> Self {
        Self::Yaml(dialect)
    }
}

/// Reads a file as its system does: its tree, its value when it has one, and what is wrong with it.
pub fn read(file: &SourceFile, reader: impl Into<Reader>, limits: Limits) -> (Tree, Option<Data>, Vec<Problem>) {
    let source = Source::new(file.path.as_str(), file.text.as_str());
    let (tree, mut problems) = match reader.into() {
        Reader::Yaml(dialect) => yaml::parse_as(dialect, &source, limits),
        Reader::Own(parse) => parse(&source, limits),
    };
    let mut data = None;
    if problems.is_empty()
        && let Some(root) = tree.root()
    {
        let mut reader = Values::new(&tree, limits);
        data = Data::from_node(root, &mut reader);
        problems.extend(reader.finish().0);
    }
    (tree, data, problems)
}
