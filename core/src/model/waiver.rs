//! A finding that is accepted for a while.

use super::macros::record;
use super::scalar::Date;

record! {
    /// A finding that is accepted: which, where, why, by whom and until when. One that matches nothing, or whose day
    /// has passed, is itself a finding.
    pub struct Waiver {
        of "a waiver";
        /// Code of the rule, such as `STR008`.
        pub code: String,
        /// Where it is accepted: a path such as `pipelines.main.stages.build`, and everything below it. Everywhere
        /// when left out.
        pub at: Option<String>,
        /// Why it is accepted.
        pub reason: String,
        /// Who accepted it.
        pub owner: String,
        /// Last day it is accepted.
        pub until: Option<Date>,
    }
}
