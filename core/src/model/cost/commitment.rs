//! Discounts for promising to stay.

use crate::model::Many;
use crate::model::macros::{record, words};
use crate::model::scalar::{Date, Money, Percent, Price};

record! {
    /// A discount for promising to stay. It costs the same whether it is used or not, so it loses money when too little
    /// is used.
    pub struct Commitment : Default {
        of "a commitment";
        /// What kind of promise.
        pub kind: Option<CommitmentKind>,
        /// Meters, cost items or environments it covers.
        pub covers: Many<String>,
        /// For how long.
        pub term: Option<CommitmentTerm>,
        /// When it is paid.
        pub payment: Option<CommitmentPayment>,
        /// What it takes off the list price.
        pub discount: Option<Percent>,
        /// How much of the use it covers.
        pub coverage: Option<Percent>,
        /// How much of it is used.
        pub utilization: Option<Percent>,
        /// What is promised, such as `2 USD/hour`.
        pub price: Option<Price>,
        /// What is paid at the beginning.
        pub upfront: Option<Money>,
        /// Region it holds in; all when left out.
        pub region: Option<String>,
        /// First day.
        pub from: Option<Date>,
        /// Last day.
        pub until: Option<Date>,
    }
}

words! {
    /// Kinds of promises.
    pub enum CommitmentKind {
        of "a kind of commitment";
        /// So many of one kind of machine or plan.
        Reservation = "reservation",
        /// So much money in each hour.
        SavingsPlan = "savings_plan",
        /// So much use, as Google Cloud sells it.
        CommittedUse = "committed_use",
        /// So much of one service in each day, as with logs.
        Tier = "tier",
        /// A contract about everything.
        Contract = "contract",
        /// None: machines that may be taken away at any time.
        Spot = "spot",
    }
}

words! {
    /// For how long one promises to stay.
    pub enum CommitmentTerm {
        of "a term of a commitment";
        /// One month.
        Month = "month",
        /// One year.
        Year = "year",
        /// Three years.
        ThreeYears = "three_years",
        /// Five years.
        FiveYears = "five_years",
    }
}

words! {
    /// When a commitment is paid.
    pub enum CommitmentPayment {
        of "a payment of a commitment";
        /// Month by month.
        NoUpfront = "no_upfront",
        /// A part at the beginning.
        PartialUpfront = "partial_upfront",
        /// All at the beginning.
        AllUpfront = "all_upfront",
    }
}
