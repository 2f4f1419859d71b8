//! `Delivery` -> text in the one canonical form: declared order, block style, no needless quotes, scripts as blocks.

use super::comments;
use crate::emit::yaml;
use crate::error::Error;
use crate::model::Delivery;
use crate::text::Tree;

/// Short lists of words are written `[a, b]` when they fit into this width.
const FLOW_WIDTH: usize = 100;

/// The document as canonical YAML.
pub fn to_yaml(delivery: &Delivery) -> Result<String, Error> {
    let options = yaml::Options {
        flow_lists: Some(FLOW_WIDTH),
        ..yaml::Options::default()
    };
    let text = yaml::to_string_with(delivery, &options).map_err(|error| Error::internal(error.to_string()))?;
    Ok(comments::part_sections(&text))
}

/// The document as JSON.
pub fn to_json(delivery: &Delivery) -> Result<String, Error> {
    serde_json::to_string_pretty(delivery)
        .map(|json| json + "\n")
        .map_err(|error| Error::internal(error.to_string()))
}

/// The canonical YAML of a document that was read, with the comments of its text.
pub fn reformat(delivery: &Delivery, tree: &Tree) -> Result<String, Error> {
    Ok(comments::carry_over(tree, &to_yaml(delivery)?))
}
