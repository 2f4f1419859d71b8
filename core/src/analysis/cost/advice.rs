//! What could be saved: each advice with its amount and what it takes for granted.

use super::{Estimate, Three};
use crate::plan::Plan;
use crate::prices::PriceBook;
use crate::text::ModelPath;

/// Something that would save money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What kind of advice, such as `switch-off-at-night`.
    pub kind: &'static str,
    /// Where in the document.
    pub path: ModelPath,
    /// What to do.
    pub what: String,
    /// What it saves in a month.
    pub saves: Three,
    /// What it takes for granted.
    pub assumes: String,
}

/// What could be saved, the most first.
pub fn advice(_plan: &Plan, _estimate: &Estimate, _book: &PriceBook) -> Vec<Advice> {
    Vec::new()
}
