//! Questions: each is asked once and its answer kept under a name, which alerts and dashboards then use.

use super::file::{Pairs, Recording, series};
use crate::analysis::signals::{Query, Subject, System, declared};
use crate::model::Delivery;
use crate::model::scalar::{Duration, SignalName};
use crate::platform::monitoring::question::{About, Refusal, asked};
use std::collections::HashSet;

/// The labels that tell what a question is about.
pub(super) fn labels(about: About<'_>) -> Pairs {
    let mut labels = Pairs::new();
    labels.extend(about.environment.map(|id| (String::from("environment"), id.to_string())));
    labels.extend(about.service.map(|id| (String::from("service"), id.to_string())));
    labels
}

/// A question about a signal.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// Under which name its answer is kept, with labels.
    pub(super) series: String,
    /// True when the question is the document's own.
    pub(super) own: bool,
}

/// Answers that are kept, each once.
#[derive(Debug, Default)]
pub(super) struct Answers {
    known: HashSet<String>,
    pub(super) list: Vec<Recording>,
}

impl Answers {
    /// Asks for a signal, unless that is done already.
    pub(super) fn ask(&mut self, delivery: &Delivery, signal: &SignalName, about: About<'_>, lookback: Duration) -> Result<Asked, Refusal> {
        let (query, own) = question(delivery, signal, about.subject(), lookback)?;
        let name: String = signal
            .as_str()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect();
        let record = format!("service:{name}:{lookback}");
        let labels = labels(about);
        let series = series(&record, &labels);
        if self.known.insert(series.clone()) {
            self.list.push(Recording {
                record,
                expr: query,
                labels,
            });
        }
        Ok(Asked { series, own })
    }
}

/// The question for a signal in the language of Prometheus, and whether it is the document's own.
pub(in crate::platform::monitoring) fn question(
    delivery: &Delivery,
    signal: &SignalName,
    subject: Subject<'_>,
    lookback: Duration,
) -> Result<(String, bool), Refusal> {
    match asked(delivery, signal, System::Prometheus, subject, lookback)? {
        (Query::Text(query), own) => Ok((query.trim().to_owned(), own)),
        (Query::CloudWatch(_), _) => Err(Refusal::Unknown),
    }
}

/// True when a question looks as far back as it is told to.
pub(super) fn stretches(delivery: &Delivery, signal: &SignalName) -> bool {
    let own = declared(delivery, signal).and_then(|signal| signal.prometheus.as_ref());
    own.is_none_or(|own| own.query.contains("{{lookback}}"))
}
