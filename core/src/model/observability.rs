//! How one sees how the software does: service levels, alerts, dashboards, logs and who is called.

mod alert;
mod dashboard;
mod log;
mod provider;
mod signal;
mod slo;

pub use alert::*;
pub use dashboard::*;
pub use log::*;
pub use provider::*;
pub use signal::*;
pub use slo::*;

use super::macros::record;
use super::scalar::{Decimal, Duration, Id, Percent, Rate};
use super::{Extensions, Many, Map};

record! {
    /// How one sees how the software does.
    pub struct Observability : Default {
        of "the observability";
        /// Where measurements, logs and traces are kept.
        pub providers: Map<MonitoringProvider>,
        /// What is promised to users, as measured. Without it nothing says what a bad release is.
        pub slos: Map<Slo>,
        /// When someone is told.
        pub alerts: Map<Alert>,
        /// Whom an alert reaches.
        pub receivers: Map<Receiver>,
        /// Who answers, and how fast.
        pub on_call: Option<OnCall>,
        /// Pages to look at.
        pub dashboards: Map<Dashboard>,
        /// What is written down, and for how long.
        pub logs: Map<LogStream>,
        /// Records of single requests on their way through services.
        pub traces: Option<Traces>,
        /// Measurements as they are kept.
        pub metrics: Option<Metrics>,
        /// Questions asked from outside, to see what users see.
        pub uptime: Map<UptimeCheck>,
        /// How each service behaves on a normal day, by its id; what a canary can notice is computed from it.
        pub normal: Map<NormalDay>,
        /// Who is told about each deployment, so that a change in the curves can be matched with it.
        pub markers: Option<DeploymentMarkers>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// How a service behaves on a normal day.
    pub struct NormalDay : Default {
        of "a normal day";
        /// How many requests it gets, such as `100/second`. With few, a canary sees nothing.
        pub requests: Option<Rate>,
        /// How many times more there are at the busiest hour.
        pub peak: Option<Decimal>,
        /// How many of them fail although nothing is wrong.
        pub error_rate: Option<Percent>,
        /// How long half of the answers take at most.
        pub latency_p50: Option<Duration>,
        /// How long 95 of 100 answers take at most.
        pub latency_p95: Option<Duration>,
        /// How long 99 of 100 answers take at most.
        pub latency_p99: Option<Duration>,
        /// How many exceptions there are.
        pub exceptions: Option<Rate>,
        /// How many requests one user makes in a visit, to tell users from requests.
        pub requests_per_user: Option<Decimal>,
        /// How many requests tell as much as a single independent one, since those of one user are alike; one when left out.
        pub clustering: Option<Decimal>,
        /// True when a user always meets the same version.
        pub sticky: bool,
    }
}

record! {
    /// Who answers an alert, and how fast. A person in the way of a rollback makes it this much slower.
    pub struct OnCall : Default {
        of "the on-call duty";
        /// Group whose members take turns.
        pub group: Option<Id>,
        /// How long until someone answers, 95 % of the time.
        pub acknowledge: Option<Duration>,
        /// How long until someone has decided.
        pub decide: Option<Duration>,
        /// When someone answers, such as `24x7` or `business-hours`.
        pub hours: Option<String>,
        /// How often the turn changes.
        pub rotates: Option<Duration>,
        /// Who is reached next when nobody answers.
        pub escalation: Vec<Escalation>,
    }
}

record! {
    /// Who is reached next when nobody answers.
    pub struct Escalation {
        of "an escalation";
        /// After how long.
        pub after: Duration,
        /// Receivers, by id.
        pub to: Many<Id>,
    }
}

record! {
    /// Who is told about each deployment.
    pub struct DeploymentMarkers : Default {
        of "the deployment markers";
        short to;
        /// Providers whose curves get a mark, by id.
        pub to: Many<Id>,
        /// The log that keeps who deployed what and when, one of the declared ones.
        pub audit: Option<Id>,
        /// The environments it is done for; all when left out.
        pub environments: Many<Id>,
    }
}
