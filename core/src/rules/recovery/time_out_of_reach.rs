//! `DR002`: recovery takes longer than promised.

use crate::analysis::recovery::{ChangeKind, Part, Way, WayKind, recover, words};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// Recovery can take longer than the promised recovery time (RTO) allows.
    ///
    /// Someone must notice and decide; then the longest chain of steps counts, since a step waits for those before it and one
    /// person does one step at a time; then someone must be sure that all works, and clients must forget the old address.
    /// A drill that took longer than promised says the same.
    ///
    /// ```yaml bad
    /// objectives: { recovery_time: 30m }
    /// recovery:
    ///   regions: { primary: westus2, standby: eastus2 }
    ///   failover:
    ///     restore: { takes: 15m..20m }
    ///     dns: { takes: 5m, after: restore }
    ///     start: { takes: 10m..15m, after: dns }
    /// ```
    ///
    /// ```yaml good
    /// objectives: { recovery_time: 1h }
    /// recovery:
    ///   regions: { primary: westus2, standby: eastus2 }
    ///   failover:
    ///     restore: { takes: 15m..20m }
    ///     dns: { takes: 5m, after: restore }
    ///     start: { takes: 10m..15m, after: dns }
    /// ```
    ///
    /// References: NIST SP 800-34, "Recovery Time Objective"; AWS Well-Architected, REL13-BP01; ISO 22301, 8.2.2.
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let recovery = recover(plan);
    let Some(promised) = recovery.promised.time else { return };
    let time = |kind: &ChangeKind<'_>| matches!(kind, ChangeKind::Shorten(_) | ChangeKind::PromiseTime);
    let changes: Vec<String> = recovery
        .changes
        .iter()
        .filter(|change| time(&change.kind))
        .map(ToString::to_string)
        .collect();
    let help = changes.join("; or ");
    let place = ModelPath::root().key("objectives").key("recovery_time");
    let mut told: Vec<(String, &Way<'_>, Vec<&'static str>)> = Vec::new();
    for (outcome, worst) in recovery.late_times() {
        let way = &outcome.way;
        let chain: Vec<String> = way
            .terms
            .iter()
            .map(|term| format!("{} {}", term.part, term.time.worst()))
            .collect();
        let text = format!("recovery can take {worst}: {}", chain.join(" → "));
        match told.iter_mut().find(|(known, ..)| *known == text) {
            Some((.., modes)) => modes.push(words(outcome.mode)),
            None => told.push((text, way, vec![words(outcome.mode)])),
        }
    }
    for (text, way, modes) in told {
        let draft = found
            .add(
                place.clone(),
                format!("the promised {promised} is arithmetically false: {text} ({})", modes.join(", ")),
            )
            .help(help.clone());
        _ = match longest(way) {
            Some(longest) => draft.related(longest, "the longest part"),
            None => draft,
        };
    }
    if let Some((id, took)) = recovery.drilled.filter(|(_, took)| *took > promised) {
        _ = found
            .add(
                place,
                format!("the promised {promised} was not kept when it was tried: `{id}` took {took}"),
            )
            .help(help)
            .related(ModelPath::root().key("recovery").key("drills").key(id.as_str()), "the drill");
    }
}

/// Where the longest part of a way back is described.
fn longest(way: &Way<'_>) -> Option<ModelPath> {
    let base = ModelPath::root().key("recovery");
    match (way.longest()?.part, way.kind) {
        (Part::Detect, WayKind::Failover) => Some(base.key("detect")),
        (Part::Declare, WayKind::Failover) => Some(base.key("declare")),
        (Part::Validate, WayKind::Failover) => Some(base.key("validate")),
        (Part::Step(id), WayKind::Failover) => Some(base.key("failover").key(id.as_str())),
        (Part::Step(id), WayKind::Procedure(name)) => Some(base.key("procedures").key(name.as_str()).key("steps").key(id.as_str())),
        (Part::Restore(id), _) => Some(base.key("backups").key(id.as_str())),
        _ => None,
    }
}
