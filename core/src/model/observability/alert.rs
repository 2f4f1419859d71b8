//! When someone is told, and whom that reaches.

use super::Escalation;
use crate::model::macros::{record, words};
use crate::model::scalar::{Condition, Date, Duration, Id};
use crate::model::{Entries, Extensions, Many, SecretReference};

record! {
    /// When someone is told that something is wrong.
    pub struct Alert : Default {
        of "an alert";
        /// What is wrong, in a sentence.
        pub summary: Option<String>,
        /// Services it is about.
        pub services: Many<Id>,
        /// The environments it is about; production when left out.
        pub environments: Many<Id>,
        /// Any of these raises it.
        pub when: Many<Condition>,
        /// How urgent it is; a ticket when left out.
        pub severity: Option<AlertSeverity>,
        /// Where it is measured.
        pub provider: Option<Id>,
        /// How often it is measured.
        pub every: Option<Duration>,
        /// How many measurements in a row must show it, where the system counts them.
        pub datapoints: Option<u32>,
        /// Whom it reaches, by id.
        pub notify: Many<Id>,
        /// Who answers for it.
        pub owner: Option<String>,
        /// Address of what to do about it. Who is woken without one starts from nothing.
        pub runbook: Option<String>,
        /// True when it stays silent while something is delivered.
        pub silent_in_rollouts: bool,
        /// What a missing measurement means.
        pub no_data: Option<NoData>,
        /// The day it was last seen to work.
        pub tested: Option<Date>,
        /// Labels it carries.
        pub labels: Entries<String, String>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// How urgent an alert is.
    pub enum AlertSeverity {
        of "a severity of an alert";
        /// Someone is called at once, at any hour.
        Page = "page",
        /// Someone looks at it in working hours.
        Ticket = "ticket",
        /// It is only noted.
        Info = "info",
    }
}

words! {
    /// What a missing measurement means to an alert.
    pub enum NoData {
        of "a meaning of missing data";
        /// Nothing: the alert stays as it is.
        Keep = "keep",
        /// All is well.
        Fine = "fine",
        /// Something is wrong.
        Alert = "alert",
    }
}

record! {
    /// Whom an alert reaches.
    pub struct Receiver {
        of "a receiver";
        /// By what.
        pub via: ReceiverKind,
        /// Channel, address, service or group there.
        pub to: Many<String>,
        /// Key or secret address.
        pub key: Option<SecretReference>,
        /// Only alerts at least this urgent.
        pub at_least: Option<AlertSeverity>,
        /// Who is reached next when nobody answers.
        pub escalation: Vec<Escalation>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

impl Receiver {
    /// A receiver by a channel, nothing else said.
    pub fn new(via: ReceiverKind) -> Self {
        Self {
            via,
            to: Many::default(),
            key: None,
            at_least: None,
            escalation: Vec::new(),
            extensions: Extensions::new(),
        }
    }
}

words! {
    /// What alerts are sent by.
    pub enum ReceiverKind {
        of "a kind of receiver";
        /// PagerDuty.
        Pagerduty = "pagerduty",
        /// Opsgenie.
        Opsgenie = "opsgenie",
        /// Slack.
        Slack = "slack",
        /// Microsoft Teams.
        Teams = "teams",
        /// Email.
        Email = "email",
        /// Short message.
        Sms = "sms",
        /// A request to an address of one's own.
        Webhook = "webhook",
        /// A ticket in a tracker.
        Ticket = "ticket",
    }
}
