//! How the objects of environments become files.

mod chart;
mod kustomize;
mod patch;
mod plain;
mod trees;

pub(super) use chart::helm;
pub(super) use kustomize::kustomize;
pub(super) use plain::plain;

use crate::emit::yaml::{self, Options, Quoting};
use crate::error::Error;
use serde::Serialize;

/// The folder of everything that the document gives no folder.
const FOLDER: &str = "kubernetes";

/// An object as text.
fn text<T: Serialize>(object: &T) -> Result<String, Error> {
    let options = Options {
        quoting: Quoting::Both,
        ..Options::default()
    };
    yaml::to_string_with(object, &options).map_err(|error| Error::internal(error.to_string()))
}

/// Objects of one file.
fn joined(texts: &[String]) -> String {
    texts.join("---\n")
}
