//! Pages to look at, and questions asked from outside.

use crate::model::macros::{record, words};
use crate::model::scalar::{Condition, Duration, Id, SignalName};
use crate::model::{Extensions, Many};

record! {
    /// A page to look at.
    pub struct Dashboard : Default {
        of "a dashboard";
        /// Title; the id when left out.
        pub title: Option<String>,
        /// Services it is about.
        pub services: Many<Id>,
        /// Where it is shown.
        pub provider: Option<Id>,
        /// Address, when it exists already.
        pub url: Option<String>,
        /// What it shows.
        pub panels: Vec<Panel>,
        /// How much time it shows.
        pub over: Option<Duration>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// A part of a dashboard.
    pub struct Panel : Default {
        of "a panel";
        short signals;
        /// Signals it shows.
        pub signals: Many<SignalName>,
        /// Title; made from the signals when left out.
        pub title: Option<String>,
        /// How it shows them; as curves when left out.
        pub kind: Option<PanelKind>,
        /// What is shown as bad.
        pub bad: Many<Condition>,
        /// Service level it shows instead.
        pub slo: Option<Id>,
    }
}

words! {
    /// How a panel shows signals.
    pub enum PanelKind {
        of "a kind of panel";
        /// As curves.
        Line = "line",
        /// As one large number.
        Number = "number",
        /// As a hand on a scale.
        Gauge = "gauge",
        /// As rows.
        Table = "table",
        /// As a map of colours.
        Heatmap = "heatmap",
    }
}

record! {
    /// A question asked from outside, to see what users see.
    pub struct UptimeCheck {
        of "an uptime check";
        short url;
        /// Address that is asked.
        pub url: String,
        /// Service it belongs to.
        pub service: Option<Id>,
        /// How often.
        pub every: Option<Duration>,
        /// How long an answer may take.
        pub timeout: Option<Duration>,
        /// Places it is asked from.
        pub from: Many<String>,
        /// Status expected; any 2xx when left out.
        pub status: Option<u16>,
        /// After how many bad answers it counts as down.
        pub failures: Option<u32>,
        /// Who asks.
        pub provider: Option<Id>,
        /// Whom it tells, by id.
        pub notify: Many<Id>,
    }
}
