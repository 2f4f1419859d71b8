//! What a delivery costs: every line with its quantity, price and source, in exact decimals, and what nobody knows by name.
//!
//! Lines come from the items that the document lists and from what follows from it: minutes of CI, environments, clusters,
//! stores, backups, logs, data that moves. What an item pays for is not counted again. A price or an amount that is not known
//! is never nothing: it is told as unknown and not part of any total.

mod advice;
mod ci;
mod cluster;
mod commitment;
mod estimate;
mod host;
mod hours;
mod item;
mod ledger;
mod line;
mod network;
mod rollout;
mod runs;
mod split;
mod standby;
mod stock;
mod store;
mod three;

pub use advice::{Advice, advice, reservable, rests, rounding, unreservable};
pub use ci::utilization;
pub use ci::{Minutes, System, billed_minutes, circleci_credits, gitlab_minutes};
pub use commitment::{BreakEven, break_even};
pub use estimate::{Estimate, PipelineCost, Share, Totals};
pub use hours::hours_on;
pub use line::{Kind, Line, Provenance, Unknown, What};
pub use split::{evenly, rounded};
pub use three::Three;

use crate::plan::Plan;
use crate::prices::PriceBook;
use ledger::Ledger;

/// The CI service that runs the pipelines of a plan, when it can be told.
pub fn system(plan: &Plan) -> Option<System> {
    ci::system(plan)
}

/// What a plan costs with the prices of a book. Linear in the document.
///
/// ```
/// use gatewright::analysis::cost::estimate;
/// use gatewright::{Read, ReadOptions, prices};
///
/// let text = "gatewright: 1\nname: shop\ncosts: { items: { tool: 99 USD/month } }";
/// let plan = Read::from_text(text, ReadOptions::default()).plan().expect("it holds together");
/// let estimate = estimate(&plan, prices::builtin());
/// assert_eq!(estimate.totals.monthly.likely.to_string(), "99");
/// ```
pub fn estimate(plan: &Plan, book: &PriceBook) -> Estimate {
    let mut ledger = Ledger::new(plan, book);
    let runs = runs::of(plan, &mut ledger);
    item::add(&mut ledger, &runs);
    let pipelines = ci::add(&mut ledger, &runs);
    host::add(&mut ledger);
    cluster::add(&mut ledger);
    store::add(&mut ledger);
    stock::add(&mut ledger);
    network::add(&mut ledger);
    standby::add(&mut ledger);
    let release = rollout::add(&mut ledger);
    commitment::add(&mut ledger);
    ledger.settle();
    Estimate::of(ledger, pipelines, release)
}

impl Plan {
    /// What the plan costs with the prices of a book, such as [`builtin`](crate::prices::builtin).
    pub fn cost(&self, book: &PriceBook) -> Estimate {
        estimate(self, book)
    }
}
