//! Which rules from outside hold, what shows that they are kept, and what is excepted.

mod duty;
mod evidence;
mod exception;
mod minimum;
mod repository;

pub use duty::*;
pub use evidence::*;
pub use exception::*;
pub use minimum::*;
pub use repository::*;

use super::macros::record;
use super::scalar::{Date, Id};
use super::{Entries, Extensions, Many, Map};

record! {
    /// Which rules from outside hold, what shows that they are kept, and what is excepted. The objectives say which
    /// frameworks are answered to; here is what the rest of the document cannot show.
    pub struct Compliance : Default {
        of "the compliance";
        /// What is particular about each framework, by its name, such as `soc2`.
        pub frameworks: Entries<String, Framework>,
        /// What shows that a control is kept, beyond what the document shows by itself.
        pub evidence: Map<Evidence>,
        /// Controls that are not kept for a while: which, why, by whom decided and until when.
        pub exceptions: Map<Exception>,
        /// Regions that data may be in, standby, logs and backups included; any when left out.
        pub regions: Many<String>,
        /// Regions that single kinds of data may be in.
        pub residency: Vec<Residency>,
        /// For how long things must be kept at least.
        pub retention: Option<MinimumRetention>,
        /// After how long secrets, keys and certificates must be replaced.
        pub rotation: Option<MaximumAge>,
        /// How lately things must have been tried.
        pub tested: Option<TestAge>,
        /// How fast weaknesses must be repaired once they are known.
        pub repair: Option<RepairTime>,
        /// What every release to production must have.
        pub requires: Option<ReleaseRequirements>,
        /// Who does what; who writes a change should not be the one who lets it out.
        pub duties: Map<Duties>,
        /// How the source is protected.
        pub repositories: Map<SourceRepository>,
        /// The way in when the usual one takes too long.
        pub emergency: Option<EmergencyAccess>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// What is particular about one framework.
    pub struct Framework : Default {
        of "a framework";
        /// Its version, such as `2022`; the one in force when left out.
        pub version: Option<String>,
        /// The level or type that is aimed at, such as `type-2` or `build-l3`.
        pub level: Option<String>,
        /// The environments it is about; production when left out.
        pub environments: Many<Id>,
        /// Services it is about; all when left out.
        pub services: Many<Id>,
        /// Controls that are looked at; all when left out.
        pub controls: Many<String>,
        /// Controls that do not apply, each with the reason.
        pub not_applicable: Entries<String, String>,
        /// Who answers for it.
        pub owner: Option<String>,
        /// Who looks at it from outside.
        pub auditor: Option<String>,
        /// The day of the next look from outside.
        pub next_audit: Option<Date>,
    }
}
