//! Azure's expressions: their tree, their text, and what they are in the model.

mod give;
mod tree;
mod variables;

pub(super) use give::{Given, REF_NAME, asks_for_status, condition, value};
pub(super) use tree::Formula;
use variables::{REASONS, SYSTEMS, variable_of};
