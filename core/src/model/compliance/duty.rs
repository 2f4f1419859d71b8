//! Who does what, and the way in for emergencies.

use crate::model::Many;
use crate::model::macros::{record, words};
use crate::model::scalar::{Duration, Id};

record! {
    /// What a group or an identity does in the delivery.
    pub struct Duties : Default {
        of "duties";
        short does;
        /// What it does.
        pub does: Many<Duty>,
        /// The environments it does so in; all when left out.
        pub environments: Many<Id>,
        /// How often it is looked at whether it still should.
        pub reviewed_every: Option<Duration>,
    }
}

words! {
    /// Things one does in a delivery.
    pub enum Duty {
        of "a duty";
        /// Writes changes.
        Author = "author",
        /// Looks at changes of others.
        Review = "review",
        /// Brings changes into the main branch.
        Merge = "merge",
        /// Says yes to a release.
        Approve = "approve",
        /// Brings a release into an environment.
        Deploy = "deploy",
        /// Changes what others may do.
        Administer = "administer",
        /// Changes the pipelines and the rules they follow.
        Configure = "configure",
        /// Reads production's data.
        ReadData = "read_data",
        /// Looks at what was done.
        Audit = "audit",
    }
}

record! {
    /// The way in when the usual one takes too long.
    pub struct EmergencyAccess : Default {
        of "an emergency access";
        /// Who may take it.
        pub by: Many<String>,
        /// The environments it leads to; production when left out.
        pub environments: Many<Id>,
        /// How long it stays open once taken.
        pub lasts: Option<Duration>,
        /// Who is told at once when it is taken.
        pub notify: Many<String>,
        /// How soon afterwards someone looks at what was done.
        pub review_within: Option<Duration>,
        /// Pipeline that it takes, by id.
        pub pipeline: Option<Id>,
    }
}
