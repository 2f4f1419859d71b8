//! The rollouts that rules look at, and how they name them.

use crate::analysis::rollout::{Asked, Facts, Setting, Subject, subjects};
use crate::model::scalar::{Duration, Percent};
use crate::plan::Plan;
use crate::text::ModelPath;
use std::collections::HashSet;

/// Rollouts that users meet, with what they start from.
pub(super) fn settings(plan: &Plan) -> impl Iterator<Item = (Subject<'_>, Setting)> {
    let subjects = subjects(plan).into_iter().filter(Subject::matters);
    subjects.map(move |subject| {
        let setting = Setting::of(plan, &subject, &Asked::default());
        (subject, setting)
    })
}

/// Rollouts that users meet and of which is known how many requests they get, with all that is said of them.
pub(super) fn facts(plan: &Plan) -> impl Iterator<Item = Facts<'_>> {
    let known = settings(plan).filter(|(_, setting)| setting.scene.requests.is_some());
    known.map(move |(subject, _)| Facts::of(plan, subject, &Asked::default()))
}

/// The route to a step of a strategy, or to the whole of it.
pub(super) fn step_path(subject: &Subject<'_>, step: Option<usize>) -> ModelPath {
    let path = kind_path(subject);
    match step {
        Some(step) if subject.strategy.1.kind.key() != "linear" && subject.strategy.1.kind.key() != "ab" => path.key("steps").index(step),
        _ => path,
    }
}

/// The route to what a strategy is.
pub(super) fn kind_path(subject: &Subject<'_>) -> ModelPath {
    subject.path().key(subject.strategy.1.kind.key())
}

/// Tells one place once, however many environments and services share it.
#[derive(Default)]
pub(super) struct Once(HashSet<String>);

impl Once {
    /// True the first time.
    pub(super) fn is_new(&mut self, path: &ModelPath) -> bool {
        self.0.insert(path.to_string())
    }
}

/// Of what and where, for messages: ` of `api` in `prod``, or nothing.
pub(super) fn about(subject: &Subject<'_>) -> String {
    let service = subject.service.map(|(id, _)| format!(" of `{id}`")).unwrap_or_default();
    let environment = subject.environment.map(|view| format!(" in `{}`", view.id)).unwrap_or_default();
    service + &environment
}

/// A weight or a chance in percent, as people write it.
pub(super) fn percent(number: f64) -> String {
    let fraction = (number / 100.0).clamp(0.0, 1.0);
    // Two digits after the point are as many as anybody reads.
    let shown = (fraction * 10_000.0).round() / 10_000.0;
    Percent::from_fraction(shown).map_or_else(String::new, |percent| percent.to_string())
}

/// A time as people write it.
pub(super) fn time(millis: u64) -> String {
    let shown = if millis >= 60_000 { (millis + 500) / 1_000 * 1_000 } else { millis };
    Duration::from_millis(shown).to_string()
}
