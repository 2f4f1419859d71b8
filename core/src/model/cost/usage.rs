//! How much is used, and where data moves.

use crate::model::macros::{record, words};
use crate::model::scalar::{Decimal, Duration, Id, Size};

record! {
    /// How much is used: a number, or the least, the likely and the most.
    pub struct UsageRange : Default {
        of "an amount of use";
        short likely;
        /// The least.
        pub low: Option<Decimal>,
        /// The likely amount.
        pub likely: Option<Decimal>,
        /// The most.
        pub high: Option<Decimal>,
        /// What is counted, such as `GB`; the meter's own unit when left out.
        pub unit: Option<String>,
        /// The time it is used in; a month when left out.
        pub every: Option<Duration>,
    }
}

record! {
    /// Data that moves from one place to another.
    pub struct Transfer {
        of "a transfer";
        /// Where it comes from: a service, an environment or a part of the infrastructure, by id.
        pub from: Id,
        /// Where it goes; out to the internet when left out.
        pub to: Option<Id>,
        /// How much in a month.
        pub monthly: Size,
        /// The border it crosses; told from the regions of both when left out.
        pub crosses: Option<Border>,
    }
}

words! {
    /// A border that data crosses; each has its price.
    pub enum Border {
        of "a border";
        /// None: it stays in one data centre.
        None = "none",
        /// From one data centre to another of the same region.
        Zone = "zone",
        /// From one region to another.
        Region = "region",
        /// Out to the internet.
        Internet = "internet",
        /// To another cloud or one's own machines.
        Cloud = "cloud",
    }
}
