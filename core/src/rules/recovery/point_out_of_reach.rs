//! `DR001`: more work is lost than promised.

use crate::analysis::recovery::{ChangeKind, Lost, Recovery, Source, recover, words};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// More work can be lost than the promised recovery point (RPO) allows.
    ///
    /// What was done since the youngest good copy is lost with the original. At the worst moment that is the longest time
    /// between two starts of the backup, nights, weekends and changes of the clock included, and how long one takes, since it
    /// is of no use before it has ended. A replication is as far behind as its lag, and no help against wrong or deleted
    /// data, which it copies. `gatewright recover` shows the sum for every kind of loss.
    ///
    /// ```yaml bad
    /// objectives: { recovery_point: 5m }
    /// recovery:
    ///   backups:
    ///     all: { tool: velero, schedule: "0 */6 * * *", keep: 30d, takes: 20m, to: { azure_blob: { redundancy: geo } } }
    /// ```
    ///
    /// ```yaml good
    /// objectives: { recovery_point: 7h }
    /// recovery:
    ///   backups:
    ///     all: { tool: velero, schedule: "0 */6 * * *", keep: 30d, takes: 20m, to: { azure_blob: { redundancy: geo } } }
    /// ```
    ///
    /// References: NIST SP 800-34, "Recovery Point Objective"; AWS Well-Architected, REL13-BP01; ISO 22301, 8.2.2.
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let recovery = recover(plan);
    let Some(promised) = recovery.promised.point else { return };
    // One finding for all kinds of loss with the same worst store and the same reason.
    let mut told: Vec<(&Lost<'_>, String, Vec<&'static str>)> = Vec::new();
    for (outcome, worst, lost) in recovery.late_points() {
        let text = format!("{lost} of work can be lost{}{}", of(worst), reason(&recovery, worst));
        match told.iter_mut().find(|(_, known, _)| *known == text) {
            Some((.., modes)) => modes.push(words(outcome.mode)),
            None => told.push((worst, text, vec![words(outcome.mode)])),
        }
    }
    let point = |kind: &ChangeKind<'_>| {
        matches!(
            kind,
            ChangeKind::BackUpEvery(_)
                | ChangeKind::CopyChangesEvery(_)
                | ChangeKind::Lag(_)
                | ChangeKind::Replicate
                | ChangeKind::PromisePoint
        )
    };
    let changes: Vec<String> = recovery
        .changes
        .iter()
        .filter(|change| point(&change.kind))
        .map(ToString::to_string)
        .collect();
    let base = ModelPath::root().key("recovery");
    for (worst, text, modes) in told {
        let place = match worst.saved.as_ref().map(|saved| &saved.source) {
            Some(Source::Backup(id)) => Some(base.clone().key("backups").key(id.as_str())),
            Some(Source::Replication(id)) => Some(base.clone().key("replications").key(id.as_str())),
            _ => None,
        };
        let draft = found
            .add(
                ModelPath::root().key("objectives").key("recovery_point"),
                format!("the promised {promised} is arithmetically false: {text} ({})", modes.join(", ")),
            )
            .help(changes.join("; or "));
        _ = match place {
            Some(place) => draft.related(place, "the youngest copy there is"),
            None => draft,
        };
    }
}

fn of(lost: &Lost<'_>) -> String {
    lost.store.map_or_else(String::new, |id| format!(" of `{id}`"))
}

/// What decides how much is lost.
fn reason(recovery: &Recovery<'_>, lost: &Lost<'_>) -> String {
    let Some(saved) = &lost.saved else { return String::new() };
    match saved.source {
        Source::Backup(id) => {
            let made = recovery.backups.iter().find(|made| made.id == id);
            let lag = if saved.lag.is_zero() {
                String::new()
            } else {
                format!(", and its further copy is complete {} later", saved.lag)
            };
            made.map_or_else(String::new, |made| format!(", since {}{lag}", made.sum()))
        }
        Source::Replication(id) => format!(", since `{id}` may be so far behind"),
        Source::Store => String::new(),
    }
}
