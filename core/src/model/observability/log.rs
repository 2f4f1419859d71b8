//! What is written down: logs, traces and measurements, and for how long they are kept.

use crate::model::macros::{record, words};
use crate::model::scalar::{Duration, Id, Percent, Size};
use crate::model::{DataClass, Extensions, Many};

record! {
    /// Logs of one kind, and for how long they are kept.
    pub struct LogStream : Default {
        of "a log";
        /// What is written down.
        pub kind: Option<LogKind>,
        /// Services that write it; all when left out.
        pub services: Many<Id>,
        /// The environments it is written in; all when left out.
        pub environments: Many<Id>,
        /// Where it is kept.
        pub provider: Option<Id>,
        /// For how long it is kept. Frameworks ask for a least time; storage is paid for all of it.
        pub keep: Option<Duration>,
        /// For how long it can be searched at once, before it goes to an archive.
        pub online: Option<Duration>,
        /// How much is written in a day; logs can cost more than machines.
        pub daily: Option<Size>,
        /// Region it is kept in; that of the provider when left out.
        pub region: Option<String>,
        /// The most sensitive data in it.
        pub data: Option<DataClass>,
        /// True when lines have fields instead of free text.
        pub structured: Option<bool>,
        /// True when secrets and personal data are taken out before it is written.
        pub redacted: Option<bool>,
        /// True when nobody can change it afterwards.
        pub immutable: Option<bool>,
        /// Who looks at it.
        pub reviewed_by: Many<String>,
        /// How often someone looks at it.
        pub reviewed_every: Option<Duration>,
        /// Who may read it.
        pub readers: Many<String>,
        /// Object store that old lines go to, one of the declared ones.
        pub archive: Option<Id>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// What a log writes down.
    pub enum LogKind {
        of "a kind of log";
        /// What the software does.
        Application = "application",
        /// Who did what: deployments, approvals, changes of rights.
        Audit = "audit",
        /// Who asked for what.
        Access = "access",
        /// What looks like an attack.
        Security = "security",
        /// What passes on the network.
        Network = "network",
        /// What machines and clusters do.
        Platform = "platform",
    }
}

record! {
    /// Records of single requests on their way through services.
    pub struct Traces : Default {
        of "the traces";
        /// Where they are kept.
        pub provider: Option<Id>,
        /// How many requests are recorded.
        pub sampling: Option<Percent>,
        /// For how long they are kept.
        pub keep: Option<Duration>,
        /// How much is recorded in a day.
        pub daily: Option<Size>,
        /// How a request is recognised in the next service, such as `w3c`.
        pub propagation: Option<String>,
        /// Services that are recorded; all when left out.
        pub services: Many<Id>,
    }
}

record! {
    /// Measurements as they are kept.
    pub struct Metrics : Default {
        of "the metrics";
        /// Where they are kept.
        pub provider: Option<Id>,
        /// How often is measured. What is shorter is never seen.
        pub every: Option<Duration>,
        /// For how long they are kept.
        pub keep: Option<Duration>,
        /// Path that services offer them under, such as `/metrics`.
        pub path: Option<String>,
        /// How many different curves there are, which is what is paid for.
        pub series: Option<u64>,
        /// Services that are measured; all when left out.
        pub services: Many<Id>,
    }
}
