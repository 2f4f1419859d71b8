//! A file of another system: its text, and its tree as data.

use crate::model::Data;
use crate::text::read::{FromNode, Reader};
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
    let mut reader = Reader::new(tree, Limits::default());
    Data::from_node(tree.root()?, &mut reader)
}

/// Reads a YAML file as its system does: its tree, its value when it has one, and what is wrong with it.
pub fn read(file: &SourceFile, dialect: Dialect, limits: Limits) -> (Tree, Option<Data>, Vec<Problem>) {
    let source = Source::new(file.path.as_str(), file.text.as_str());
    let (tree, mut problems) = yaml::parse_as(dialect, &source, limits);
    let mut data = None;
    if problems.is_empty()
        && let Some(root) = tree.root()
    {
        let mut reader = Reader::new(&tree, limits);
        data = Data::from_node(root, &mut reader);
        problems.extend(reader.finish().0);
    }
    (tree, data, problems)
}
