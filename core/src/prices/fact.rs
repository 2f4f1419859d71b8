//! A fact of a price book that is no price: what is included, what a minute counts, what a promise takes off.

use super::Confidence;
use crate::model::scalar::{Date, Decimal};
use smol_str::SmolStr;

/// A number that bills depend on, with its day and source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it says, such as `github-actions.included.team`.
    pub name: SmolStr,
    /// The number.
    pub value: Decimal,
    /// Of what.
    pub unit: SmolStr,
    /// The day it was true.
    pub as_of: Option<Date>,
    /// Where it comes from.
    pub source: SmolStr,
    /// How sure it is.
    pub confidence: Confidence,
}
