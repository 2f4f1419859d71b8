//! What may be spent, and from when on a cost is worth a word.

use crate::model::Many;
use crate::model::macros::record;
use crate::model::scalar::{Date, Duration, Id, Money, Percent, Price};

record! {
    /// What may be spent on a part of the delivery.
    pub struct CostBudget {
        of "a budget";
        short limit;
        /// What may be spent, such as `200 USD/month`.
        pub limit: Price,
        /// The environments it is for; all when left out.
        pub environments: Many<Id>,
        /// Services it is for; all when left out.
        pub services: Many<Id>,
        /// Cost items it is for; all when left out.
        pub items: Many<Id>,
        /// Tenants it is for; all when left out.
        pub tenants: Many<Id>,
        /// Shares of it at which someone is told, such as `80%`.
        pub alert_at: Many<Percent>,
        /// Who is told.
        pub notify: Many<String>,
        /// Who answers for it.
        pub owner: Option<String>,
        /// Last day it holds.
        pub until: Option<Date>,
    }
}

impl CostBudget {
    /// A budget of everything.
    pub fn new(limit: Price) -> Self {
        Self {
            limit,
            environments: Many::default(),
            services: Many::default(),
            items: Many::default(),
            tenants: Many::default(),
            alert_at: Many::default(),
            notify: Many::default(),
            owner: None,
            until: None,
        }
    }
}

record! {
    /// From when on a cost is worth a word.
    pub struct CostLimits : Default {
        of "the cost limits";
        /// How much a change may add to a month, as a part of what it was.
        pub increase: Option<Percent>,
        /// How much a change may add to a month, as money.
        pub increase_by: Option<Money>,
        /// How many lines of an estimate may have no price.
        pub unknown: Option<Percent>,
        /// How old a price may be.
        pub price_age: Option<Duration>,
        /// What moving data between two places may cost.
        pub transfer: Option<Price>,
        /// How many billed minutes may be lost to rounding.
        pub rounding: Option<Percent>,
        /// How long a job may wait for a machine.
        pub queue: Option<Duration>,
        /// How busy machines for CI must be at least.
        pub utilization: Option<Percent>,
        /// What one release may cost in machines that run twice.
        pub release: Option<Money>,
        /// How much of a steady load must be covered by commitments.
        pub coverage: Option<Percent>,
    }
}
