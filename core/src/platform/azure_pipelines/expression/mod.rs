//! Azure's expressions: their tree, their text, and what they are in the model.

mod parse;
mod take;
#[cfg(test)]
mod tests;
mod text;
mod tree;
mod variables;

pub(super) use parse::parse;
pub(super) use take::{OutputName, Scope, condition, into_model, output_name, outputs};
pub(super) use text::{Part, parts, text_into_model};
pub(super) use tree::Formula;
use tree::is_plain;
pub(super) use variables::{REASONS, RESULTS, SYSTEMS, context_of, is_own, variable_of};
