//! Which rules hold for a document.

use super::macros::{record, words};
use super::{Entries, Many};

record! {
    /// Which rules are run on the document, unless whoever runs them says otherwise.
    pub struct Checks : Default {
        of "checks";
        short profile;
        /// Which rules run; `recommended` when left out.
        pub profile: Option<Profile>,
        /// Rules left out: codes, names, or prefixes such as `K8S`.
        pub ignore: Many<String>,
        /// Severities other than the rules' own, by code, name or prefix.
        pub severities: Entries<String, FindingSeverity>,
    }
}

words! {
    /// A choice of rules.
    pub enum Profile {
        of "a profile";
        /// Rules whose findings are nearly always worth mending.
        Recommended = "recommended",
        /// All rules, those too that are a matter of taste or of policy.
        Strict = "strict",
        /// Those that are recommended; what weakens production is an error.
        Production = "production",
    }
}

words! {
    /// How bad a finding is.
    pub enum FindingSeverity {
        of "a severity";
        /// Wrong, or a promise that cannot be kept.
        Error = "error",
        /// Likely to hurt.
        Warning = "warning",
        /// Worth knowing.
        Info = "info",
    }
}
