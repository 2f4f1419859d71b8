//! Controls that are not kept for a while.

use crate::model::Many;
use crate::model::macros::record;
use crate::model::scalar::{Date, Id};

record! {
    /// Something that is not as it should be, for a while. Without an owner, a reason and an end it becomes the rule.
    pub struct Exception : Default {
        of "an exception";
        /// Controls it is about, with their framework: `pci_dss/6.4.2`.
        pub controls: Many<String>,
        /// Weaknesses it is about, such as `CVE-2025-12345`.
        pub vulnerabilities: Many<String>,
        /// Paths in the document it is about, such as `environments.prod`; all of it when left out.
        pub at: Many<String>,
        /// The environments it holds in; all when left out.
        pub environments: Many<Id>,
        /// Why.
        pub reason: Option<String>,
        /// Who answers for it.
        pub owner: Option<String>,
        /// Who allowed it.
        pub approved_by: Option<String>,
        /// The day it was allowed.
        pub from: Option<Date>,
        /// Last day it holds.
        pub until: Option<Date>,
        /// What is done instead meanwhile.
        pub instead: Option<String>,
        /// Where it is recorded.
        pub ticket: Option<String>,
    }
}
