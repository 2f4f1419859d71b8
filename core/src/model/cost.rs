//! What the delivery costs: items, prices, use, discounts and budgets.

mod budget;
mod ci;
mod commitment;
mod item;
mod usage;

pub use budget::*;
pub use ci::*;
pub use commitment::*;
pub use item::*;
pub use usage::*;

use super::macros::record;
use super::scalar::{Currency, Date, Decimal, Id, Price};
use super::{Entries, Extensions, Many, Map};

record! {
    /// What the delivery costs beyond what follows from the document itself, and what it may cost. Minutes of machines
    /// and items of the cloud are derived from pipelines, environments and infrastructure.
    pub struct Costs : Default {
        of "the costs";
        /// The currency that totals are told in; that of the budget when left out.
        pub currency: Option<Currency>,
        /// What one unit of another currency is worth in that one, by its code.
        pub exchange: Entries<String, Decimal>,
        /// What is paid for.
        pub items: Map<CostItem>,
        /// Prices that take the place of the price book's, by meter, such as `azure.app-service.p1v3`.
        pub prices: Entries<String, PriceOverride>,
        /// Discounts for promising to stay.
        pub commitments: Map<Commitment>,
        /// How much is used of what cannot be derived, by meter or by path in the document.
        pub usage: Entries<String, UsageRange>,
        /// Data that moves between places, which clouds charge for.
        pub transfers: Vec<Transfer>,
        /// What the CI service charges by.
        pub ci: Option<CiCosts>,
        /// What may be spent on parts of it; the whole has its budget in the objectives.
        pub budgets: Map<CostBudget>,
        /// From when on a cost is worth a word.
        pub limits: Option<CostLimits>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// A price that takes the place of the price book's.
    pub struct PriceOverride : Default {
        of "a price";
        short price;
        /// The price, such as `0.006 USD/minute`.
        pub price: Option<Price>,
        /// Prices by amount, when it changes with it.
        pub tiers: Vec<PriceTier>,
        /// How much is free in each month.
        pub free: Option<Decimal>,
        /// Region it holds in; all when left out.
        pub region: Option<String>,
        /// The day it was true. Old prices are doubtful.
        pub as_of: Option<Date>,
        /// Where it comes from, such as a contract.
        pub source: Option<String>,
        /// The environments it holds for; all when left out.
        pub environments: Many<Id>,
    }
}
