//! Questions about signals: what they tell apart, and why some cannot be asked.

use crate::analysis::signals::{self, LOOKBACK, Provided, Query, Subject, System, declared, provided};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Duration, SignalName};
use crate::model::{Delivery, Id};
use crate::platform::monitoring::alarm::Alarm;
use crate::render::loss;

/// What a question is about, as far as it makes a difference to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct About<'p> {
    pub(super) service: Option<&'p Id>,
    pub(super) environment: Option<&'p Id>,
}

impl<'p> About<'p> {
    /// The words that stand in questions.
    pub(super) fn subject(self) -> Subject<'p> {
        Subject {
            service: self.service.map_or("", |id| id.as_str()),
            environment: self.environment.map_or("", |id| id.as_str()),
            version: "",
        }
    }
}

/// Why something cannot be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// There is no question for the signal.
    Unknown,
    /// The question is about one version, and nobody knows here which one is new.
    OneVersion,
}

/// What the question for a signal tells apart: each service and each environment, where it speaks of them, and else nothing.
/// Empty when it speaks of something that there is none of.
pub(super) fn abouts<'p>(
    delivery: &Delivery,
    signal: &SignalName,
    system: System,
    services: &[&'p Id],
    environments: &[&'p Id],
) -> Vec<About<'p>> {
    let marked = Subject {
        service: SERVICE,
        environment: ENVIRONMENT,
        version: "",
    };
    let text = match asked(delivery, signal, system, marked, LOOKBACK) {
        Ok((Query::Text(text), _)) => text,
        _ => String::new(),
    };
    let told_apart = |list: &[&'p Id], mark: &str| -> Vec<Option<&'p Id>> {
        if text.contains(mark) {
            list.iter().copied().map(Some).collect()
        } else {
            vec![None]
        }
    };
    let (services, environments) = (told_apart(services, SERVICE), told_apart(environments, ENVIRONMENT));
    let pairs = environments
        .iter()
        .flat_map(|environment| services.iter().map(|service| (*environment, *service)));
    pairs.map(|(environment, service)| About { service, environment }).collect()
}

/// Words that no question has.
const SERVICE: &str = "\u{1}service";
const ENVIRONMENT: &str = "\u{1}environment";

/// The question for a signal in the language of a system, and whether it is the document's own.
pub(super) fn asked(
    delivery: &Delivery,
    signal: &SignalName,
    system: System,
    subject: Subject<'_>,
    lookback: Duration,
) -> Result<(Query, bool), Refusal> {
    let declared = declared(delivery, signal);
    let own = declared.and_then(|signal| match system {
        System::Prometheus => signal.prometheus.as_ref().map(|own| &own.query),
        System::AzureMonitor { .. } => signal.azure_monitor.as_ref().map(|own| &own.query),
        System::CloudWatch | System::Datadog => None,
    });
    if own.is_some_and(|own| own.contains("{{version}}")) {
        return Err(Refusal::OneVersion);
    }
    let asked = signals::question(signal, declared, system, subject, lookback).ok_or(Refusal::Unknown)?;
    Ok((asked.query, asked.own))
}

/// True when something is measured by a system, as far as anyone says; where else it is measured is told.
pub(super) fn is_asked_by(delivery: &Delivery, alarm: &Alarm<'_>, system: &str, losses: &mut Vec<Diagnostic>) -> bool {
    let provided = provided(delivery, alarm.provider);
    let kind = provided.kind();
    if matches!(provided, Provided::Unsaid) || kind.as_deref() == Some(system) {
        return true;
    }
    let message = format!(
        "`{}` is measured by `{}`, which has alerts of its own",
        alarm.name,
        kind.unwrap_or_default()
    );
    losses.push(loss(alarm.feature, Severity::Info, alarm.path.clone(), message));
    false
}

/// That something cannot be asked, so that nobody is told.
pub(super) fn refused(alarm: &Alarm<'_>, signal: &str, refusal: Refusal, system: &str) -> Diagnostic {
    let (message, help) = match refusal {
        Refusal::Unknown => (
            format!("there is no question for `{signal}`, so nobody is told"),
            format!("declare it under `signals`, with its query for `{system}`"),
        ),
        Refusal::OneVersion => (
            format!("`{signal}` is asked of one version, and rules do not know which one is new"),
            String::from("leave `{{version}}` out of the query to have it watched at all times"),
        ),
    };
    loss(alarm.feature, Severity::Error, alarm.path.clone(), message).help(help)
}
