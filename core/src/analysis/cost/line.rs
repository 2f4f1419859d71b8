//! A line of an estimate, and what is not known.

use super::Three;
use crate::model::CostCategory;
use crate::model::scalar::{Date, Id, Price};
use crate::prices::Confidence;
use crate::text::ModelPath;
use smol_str::SmolStr;

/// A line of an estimate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where in the document it comes from.
    pub path: ModelPath,
    /// What people call it.
    pub name: String,
    /// The meter it is charged by; none for an item with a price of its own.
    pub meter: Option<SmolStr>,
    /// What kind of thing it is, in bills.
    pub category: CostCategory,
    /// How it is paid.
    pub kind: Kind,
    /// How many units in a month, or once.
    pub quantity: Three,
    /// What one costs at first; with tiers, more may cost less.
    pub price: Price,
    /// Whose word the price is.
    pub provenance: Provenance,
    /// What it costs in a month, or once, in the currency of the estimate.
    pub amount: Three,
    /// The environments it is for; none when all share it.
    pub environments: Vec<Id>,
    /// The services it is for; none when all share it.
    pub services: Vec<Id>,
    /// True when it is for the clusters.
    pub clusters: bool,
    /// Who is paid.
    pub provider: Option<SmolStr>,
}

/// How something is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The same in each month.
    Fixed,
    /// By what is used.
    Usage,
    /// Once.
    Once,
}

impl Kind {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Usage => "usage",
            Self::Once => "once",
        }
    }
}

/// Whose word a price is, and from when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Where it comes from.
    pub source: SmolStr,
    /// Region it holds in; none when it is the same everywhere.
    pub region: Option<SmolStr>,
    /// Region it was asked for, when the book knows none for that.
    pub instead_of: Option<SmolStr>,
    /// The day it was true.
    pub as_of: Option<Date>,
    /// How sure it is.
    pub confidence: Confidence,
}

impl Provenance {
    /// The word of the document itself.
    pub(super) fn said(place: &str) -> Self {
        Self {
            source: SmolStr::new(place),
            region: None,
            instead_of: None,
            as_of: None,
            confidence: Confidence::Primary,
        }
    }
}

/// Something that costs money, and nobody knows how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Where in the document it comes from.
    pub path: ModelPath,
    /// What is not known.
    pub what: What,
    /// In words: what it is, and what to say in the document.
    pub why: String,
    /// The meter, where it is known.
    pub meter: Option<SmolStr>,
}

/// What is not known of a cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// What one costs.
    Price,
    /// How much of it there is.
    Amount,
    /// What another currency is worth.
    Exchange,
}

impl What {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Amount => "amount",
            Self::Exchange => "exchange",
        }
    }
}
