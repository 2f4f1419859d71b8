//! What changes from one delivery to another: nouns by their routes, money, time, and what that risks.

mod changes;
mod risk;
mod time;

pub use changes::{Change, ChangeKind, Changes, changes};
pub use risk::{Approver, Risk, RiskLevel, risk};
pub use time::{PipelineTime, times};

use crate::analysis::cost::{Estimate, estimate};
use crate::plan::Plan;
use crate::prices::PriceBook;

/// All that is known of the way from one delivery to another.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What was added, removed and changed.
    pub changes: Changes,
    /// What it cost before.
    pub before: Estimate,
    /// What it costs afterwards.
    pub after: Estimate,
    /// How long each pipeline takes, before and afterwards.
    pub times: Vec<PipelineTime>,
    /// What the change risks, who must say yes, and the way back.
    pub risk: Risk,
}

/// Compares two plans. Linear in both.
pub fn compare(before: &Plan, after: &Plan, book: &PriceBook) -> Comparison {
    let changes = changes(before.delivery(), after.delivery());
    let (was, will) = (estimate(before, book), estimate(after, book));
    let risk = risk(before, after, &changes, &was, &will);
    Comparison {
        times: times(before, after),
        before: was,
        after: will,
        risk,
        changes,
    }
}
