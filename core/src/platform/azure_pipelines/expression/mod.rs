//! Azure's expressions: their tree, their text, and what they are in the model.

mod give;
mod parse;
mod take;
#[cfg(test)]
mod tests;
mod text;
mod tree;
mod variables;

pub(super) use give::{Given, Lookup, REF_NAME, asks_for_status, condition, value};
pub(super) use parse::parse;
pub(super) use take::{OutputName, Scope, into_model, output_name, outputs, taken_condition};
pub(super) use text::{Part, parts, text_from_model, text_into_model};
pub(super) use tree::Formula;
use tree::is_plain;
use variables::{REASONS, SYSTEMS, variable_of};
