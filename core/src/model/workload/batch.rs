//! Work that ends.

use crate::model::macros::{record, words};
use crate::model::scalar::{Cron, Duration, Zone};

record! {
    /// When and how often work runs that ends.
    pub struct Batch : Default {
        of "a batch";
        short schedule;
        /// When it starts; once, at deployment, when left out.
        pub schedule: Option<Cron>,
        /// Time zone of the schedule; UTC when left out.
        pub zone: Option<Zone>,
        /// What happens when the last run has not ended.
        pub overlap: Option<Overlap>,
        /// How many copies work at once.
        pub parallel: Option<u32>,
        /// How many must succeed.
        pub completions: Option<u32>,
        /// How often it is tried again after a failure.
        pub retries: Option<u32>,
        /// After which it is stopped.
        pub timeout: Option<Duration>,
        /// How late it may still start when its time was missed.
        pub late: Option<Duration>,
        /// How long an ended run can be looked at.
        pub keep: Option<Duration>,
        /// True while it does not start.
        pub paused: bool,
    }
}

words! {
    /// What happens when a run is due and the last one has not ended.
    pub enum Overlap {
        of "an overlap";
        /// Both run.
        Allow = "allow",
        /// The new one is left out.
        Forbid = "forbid",
        /// The old one is stopped.
        Replace = "replace",
    }
}
