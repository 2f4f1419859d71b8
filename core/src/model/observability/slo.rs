//! Service levels: what is promised to users, as measured.

use super::AlertSeverity;
use crate::model::macros::{record, words};
use crate::model::scalar::{Condition, Decimal, Duration, Id, Percent, SignalName};
use crate::model::{Extensions, Many};

record! {
    /// A service level: how often something must be good. What may be bad is the error budget that releases spend.
    pub struct Slo {
        of "a service level";
        /// What is promised, in a sentence.
        pub summary: Option<String>,
        /// The service it is about; the one with the same id when left out.
        pub service: Option<Id>,
        /// The environments it is about; production when left out.
        pub environments: Many<Id>,
        /// What is measured.
        pub kind: Option<SloKind>,
        /// How often it must be good, such as `99.9%`.
        pub objective: Percent,
        /// The time it is counted over; the last 30 days when left out.
        pub over: Option<Duration>,
        /// True when counting starts anew with each calendar month instead.
        pub calendar: bool,
        /// The share of good requests, as one signal, such as `success_rate`.
        pub signal: Option<SignalName>,
        /// The share of good requests, as counts.
        pub ratio: Option<EventRatio>,
        /// What must hold for a moment to count as good, such as `latency.p95 < 500ms`.
        pub good: Many<Condition>,
        /// Where it is measured.
        pub provider: Option<Id>,
        /// How much of the error budget of the current time is spent already.
        pub spent: Option<Percent>,
        /// The share of the error budget that a single release may spend.
        pub per_release: Option<Percent>,
        /// When someone is told that the budget is spent too fast.
        pub burn: Vec<BurnAlert>,
        /// Whom those alerts reach, by id.
        pub notify: Many<Id>,
        /// What is done when the budget is spent.
        pub when_spent: Option<BudgetPolicy>,
        /// Address of what to do about it.
        pub runbook: Option<String>,
        /// Who answers for it.
        pub owner: Option<String>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

impl Slo {
    /// A service level of the service with the same id, nothing else said.
    pub fn new(objective: Percent) -> Self {
        Self {
            summary: None,
            service: None,
            environments: Many::default(),
            kind: None,
            objective,
            over: None,
            calendar: false,
            signal: None,
            ratio: None,
            good: Many::default(),
            provider: None,
            spent: None,
            per_release: None,
            burn: Vec::new(),
            notify: Many::default(),
            when_spent: None,
            runbook: None,
            owner: None,
            extensions: Extensions::new(),
        }
    }
}

words! {
    /// What a service level measures.
    pub enum SloKind {
        of "a kind of service level";
        /// Whether it answers.
        Availability = "availability",
        /// How fast it answers.
        Latency = "latency",
        /// How old what it shows is.
        Freshness = "freshness",
        /// Whether what it shows is right.
        Correctness = "correctness",
        /// How much it gets done.
        Throughput = "throughput",
        /// Whether data is still there.
        Durability = "durability",
    }
}

record! {
    /// A share as two counts: `good` or `bad`, of `total`.
    pub struct EventRatio {
        of "a ratio of events";
        /// Signal that counts the good ones.
        pub good: Option<SignalName>,
        /// Signal that counts the bad ones.
        pub bad: Option<SignalName>,
        /// Signal that counts all.
        pub total: SignalName,
    }
}

record! {
    /// When someone is told that an error budget is spent too fast: both windows must show it, the long one to be sure
    /// and the short one to stop as soon as it is over. For 30 days, `14.4` over `1h` and `5m` and `6` over `6h` and
    /// `30m` call someone, `3` over `1d` and `2h` and `1` over `3d` and `6h` make a ticket.
    pub struct BurnAlert {
        of "a burn-rate alert";
        /// How many times faster than allowed.
        pub rate: Decimal,
        /// The long window.
        pub long: Duration,
        /// The short window; a twelfth of the long one when left out.
        pub short: Option<Duration>,
        /// How urgent it is.
        pub severity: AlertSeverity,
    }
}

words! {
    /// What is done when an error budget is spent.
    pub enum BudgetPolicy {
        of "an error budget policy";
        /// Nothing is delivered but repairs.
        Freeze = "freeze",
        /// Releases need another approval.
        Approve = "approve",
        /// Releases go on more slowly.
        Slow = "slow",
        /// It is talked about.
        Review = "review",
    }
}
