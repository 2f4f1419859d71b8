//! What conditions ask: the question for a signal in the language of each system, and the number its answer is held against.
//!
//! Rollbacks, analyses, gates and alerts all ask here. So the alert that wakes someone and the trigger that takes a release
//! back cannot disagree about what they see.

mod provider;
mod queries;
#[cfg(test)]
mod tests;
mod watches;

pub use provider::{Provided, provided};
pub use watches::{Reason, Watch, analyses, watches};

use crate::model::scalar::{Comparison, Condition, Direction, Duration, Quantity, SignalName, Threshold};
use crate::model::{CloudWatchQuery, Delivery, MonitoringKind, SignalDefinition, SignalUnit};
use queries::{APPLICATION_INSIGHTS, PROMETHEUS, built_in};

/// How far back a measurement looks when nothing says.
pub const LOOKBACK: Duration = Duration::from_minutes(5);

/// How far back a baseline looks when nothing says.
const BASELINE: Duration = Duration::from_hours(1);

/// A system that can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Prometheus, or what speaks its language.
    Prometheus,
    /// Azure Monitor: Application Insights, or a workspace of one's own tables.
    AzureMonitor {
        /// True when it is Application Insights, whose tables everyone knows.
        application_insights: bool,
    },
    /// Amazon CloudWatch.
    CloudWatch,
    /// Datadog.
    Datadog,
}

impl System {
    /// The system of a provider. None when it is not known how it is asked for a number.
    pub const fn of(kind: &MonitoringKind) -> Option<Self> {
        match kind {
            MonitoringKind::Prometheus(_) => Some(Self::Prometheus),
            MonitoringKind::AzureMonitor(azure) => Some(Self::AzureMonitor {
                application_insights: azure.application_insights.is_some(),
            }),
            MonitoringKind::CloudWatch(_) => Some(Self::CloudWatch),
            MonitoringKind::Datadog(_) => Some(Self::Datadog),
            _ => None,
        }
    }
}

/// What a question is about; stands for `{{service}}`, `{{environment}}` and `{{version}}` in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject<'s> {
    /// The service.
    pub service: &'s str,
    /// The environment.
    pub environment: &'s str,
    /// The version.
    pub version: &'s str,
}

/// A question in the language of a system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// A text.
    Text(String),
    /// For CloudWatch, which has more than texts.
    CloudWatch(CloudWatchQuery),
}

/// A question, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub query: Query,
    /// True when the document has it; false when it is asked by the names that are usual.
    pub own: bool,
}

/// What the document says of a signal: by its whole name, or by that of its family.
pub fn declared<'d>(delivery: &'d Delivery, signal: &SignalName) -> Option<&'d SignalDefinition> {
    delivery.signals.get(signal).or_else(|| delivery.signals.get(signal.root()))
}

/// How far back a measurement of a signal looks.
pub fn lookback(declared: Option<&SignalDefinition>) -> Duration {
    declared.and_then(|signal| signal.lookback).unwrap_or(LOOKBACK)
}

/// The question for a signal: the document's own, or the usual one. None when there is neither.
pub fn question(
    signal: &SignalName,
    declared: Option<&SignalDefinition>,
    system: System,
    subject: Subject<'_>,
    lookback: Duration,
) -> Option<Question> {
    let fill = |text: &str| {
        text.replace("{{service}}", subject.service)
            .replace("{{environment}}", subject.environment)
            .replace("{{version}}", subject.version)
            .replace("{{lookback}}", &format!("{}m", minutes(lookback)))
    };
    let own = declared.and_then(|signal| match system {
        System::Prometheus => signal.prometheus.as_ref().map(|query| Query::Text(fill(&query.query))),
        System::AzureMonitor { .. } => signal.azure_monitor.as_ref().map(|query| Query::Text(fill(&query.query))),
        System::CloudWatch => signal.cloudwatch.clone().map(Query::CloudWatch),
        System::Datadog => signal.datadog.as_ref().map(|query| Query::Text(fill(&query.query))),
    });
    if let Some(query) = own {
        return Some(Question { query, own: true });
    }
    let usual = match system {
        System::Prometheus => built_in(PROMETHEUS, signal),
        System::AzureMonitor {
            application_insights: true,
        } => built_in(APPLICATION_INSIGHTS, signal),
        _ => None,
    };
    let query = Query::Text(fill(&usual?));
    Some(Question { query, own: false })
}

/// Whole minutes, at least one.
pub fn minutes(duration: Duration) -> u64 {
    duration.as_millis().div_ceil(60_000).max(1)
}

/// A number in the unit that the query of a signal answers in.
pub fn in_unit(base: f64, declared: Option<&SignalDefinition>) -> f64 {
    let scaled = match declared.and_then(|signal| signal.unit) {
        Some(SignalUnit::Percent) => base * 100.0,
        Some(SignalUnit::Milliseconds) => base * 1000.0,
        _ => base,
    };
    // What binary numbers add far behind the point is taken away again.
    (scaled * 1e9).round() / 1e9
}

/// The number that the answer is held against. None when it must be known how the signal usually is.
pub fn limit(condition: &Condition, declared: Option<&SignalDefinition>) -> Option<f64> {
    match condition.threshold {
        Threshold::Absolute(quantity) => Some(in_unit(quantity.base(), declared)),
        Threshold::Factor(_) | Threshold::Delta { .. } => None,
    }
}

/// A condition in the language of Prometheus, true of what it gives back: `(query) > 0.05`. None when there is no question for
/// the signal.
pub fn expression(delivery: &Delivery, condition: &Condition, subject: Subject<'_>, window: Option<Duration>) -> Option<String> {
    let declared = declared(delivery, &condition.signal);
    let lookback = window.unwrap_or(lookback(declared));
    let asked = question(&condition.signal, declared, System::Prometheus, subject, lookback)?;
    match asked.query {
        Query::Text(query) => Some(held(condition, declared, lookback, &format!("({query})"))),
        Query::CloudWatch(_) => None,
    }
}

/// A condition over what is asked in the language of Prometheus: a question in brackets, or the name of what was asked before.
/// What is usual is asked by the same question, over the time before anything that the condition looks at.
pub fn held(condition: &Condition, declared: Option<&SignalDefinition>, lookback: Duration, asked: &str) -> String {
    let sign = sign(condition.comparison);
    let usual = || {
        let sustained = condition.sustained.unwrap_or_default();
        let (before, until) = (minutes(baseline(declared)), minutes(lookback.saturating_add(sustained)));
        format!("avg_over_time({asked}[{before}m:1m] offset {until}m)")
    };
    let against = match condition.threshold {
        Threshold::Absolute(quantity) => in_unit(quantity.base(), declared).to_string(),
        Threshold::Factor(factor) => format!("{factor} * {}", usual()),
        Threshold::Delta { quantity, direction } => {
            let sign = match direction {
                Direction::Above => '+',
                Direction::Below => '-',
            };
            match quantity {
                // A percentage is a share of what is usual.
                Quantity::Percent(share) => format!("(1 {sign} {}) * {}", share.as_fraction(), usual()),
                other => format!("{} {sign} {}", usual(), in_unit(other.base(), declared)),
            }
        }
    };
    format!("{asked} {sign} {against}")
}

/// The sign of a comparison in the language of Prometheus, which has two for being equal.
pub const fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "==",
        other => other.as_str(),
    }
}

/// How far back a baseline looks.
pub fn baseline(declared: Option<&SignalDefinition>) -> Duration {
    declared.and_then(|signal| signal.baseline).unwrap_or(BASELINE)
}
