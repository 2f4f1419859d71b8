//! Copies of data kept up to date all the time, and stores that belong together.

use crate::model::macros::{record, words};
use crate::model::scalar::{Duration, DurationRange, Id};
use crate::model::{Extensions, Many};

record! {
    /// A copy of data kept up to date all the time. It copies mistakes too, so it protects from the loss of a place only.
    pub struct Replication : Default {
        of "a replication";
        /// What is copied, by id.
        pub of: Many<Id>,
        /// Region it is copied from; the primary one when left out.
        pub from: Option<String>,
        /// Regions or zones it is copied to.
        pub to: Many<String>,
        /// Whether a write waits for the copy.
        pub mode: Option<ReplicationMode>,
        /// How far the copy is behind, 99 % of the time; this work can be lost.
        pub lag: Option<Duration>,
        /// How far it is kept behind on purpose, so that a mistake can be stopped in time.
        pub delay: Option<Duration>,
        /// How long until the copy can take over.
        pub promote: Option<DurationRange>,
        /// Where writes are taken: one place, or all of them.
        pub writers: Option<Writers>,
        /// What decides when two places changed the same thing, such as `last-write-wins`. Needed with several writers.
        pub conflicts: Option<String>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// Whether a write waits for its copy.
    pub enum ReplicationMode {
        of "a replication mode";
        /// It waits: nothing is lost.
        Synchronous = "synchronous",
        /// It waits until the copy has received it, not until it has been applied.
        SemiSynchronous = "semi_synchronous",
        /// It does not wait: the lag is lost.
        Asynchronous = "asynchronous",
    }
}

words! {
    /// Where writes are taken.
    pub enum Writers {
        of "the writers";
        /// In one place.
        One = "one",
        /// In every place.
        All = "all",
    }
}

record! {
    /// Stores that must be restored to the same moment. The oldest copy among them decides how much is lost.
    pub struct ConsistentStores {
        of "a group of consistent stores";
        short stores;
        /// Databases and stores, by id.
        pub stores: Vec<Id>,
        /// How long it takes to make them agree again after a restore.
        pub reconcile: Option<DurationRange>,
    }
}
