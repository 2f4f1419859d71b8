//! The words that papers have for times, gates and strategies. Plain text: whoever writes it into a page escapes it.

use crate::analysis::recovery::Time;
use crate::document::diagram::words::{cron, strategy as named};
use crate::model::scalar::{Condition, Duration, DurationRange};
use crate::model::{Approval, Gate, GateKind, Id, Strategy, Window};
use std::fmt::Display;

/// Milliseconds as people say them, without what nobody reads.
pub(super) fn time(millis: u64) -> String {
    let unit = match millis {
        0..10_000 => 1,
        10_000..10_800_000 => 1_000,
        _ => 60_000,
    };
    Duration::from_millis(millis.saturating_add(unit / 2) / unit * unit).to_string()
}

/// How long something takes: `4m to 6m`.
pub(super) fn span(range: DurationRange) -> String {
    if range.is_exact() {
        time(range.best().as_millis())
    } else {
        format!("{} to {}", time(range.best().as_millis()), time(range.worst().as_millis()))
    }
}

/// How long a way back from a loss takes: `30m to 40m`.
pub(super) fn took(time: Time) -> String {
    time.to_string().replace("..", " to ")
}

/// Some things with commas.
pub(super) fn listed<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    items.join(", ")
}

/// A number of things: `1 job`, `2 jobs`.
pub(super) fn counted(count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {one}s")
    }
}

/// Conditions, with `and` or `or` between them.
pub(super) fn conditions(list: &[Condition], join: &str) -> String {
    list.iter().map(ToString::to_string).collect::<Vec<_>>().join(join)
}

/// A word of the model as people write it.
pub(super) fn spoken(word: &str) -> String {
    word.replace('_', " ")
}

/// What a strategy is, by its name and kind.
pub(super) fn strategy(id: &Id, strategy: &Strategy) -> String {
    named(id, strategy).replace(" · ", ": ")
}

/// What a gate is and what it asks for.
pub(super) fn gate(gate: &Gate) -> (String, String) {
    let kind = match &gate.kind {
        GateKind::Approval(approval) if approval.emergency => "emergency way in".to_owned(),
        GateKind::Budget(_) => "error budget".to_owned(),
        kind => spoken(kind.key()),
    };
    let mut parts: Vec<String> = gate.name.iter().cloned().collect();
    match &gate.kind {
        GateKind::Approval(approval) => parts.extend(asks(approval)),
        GateKind::Window(window) => parts.extend(opens(window)),
        GateKind::Quality(quality) => parts.push(conditions(&quality.conditions, " and ")),
        GateKind::Bake(bake) => {
            parts.push(format!("watched for {}", bake.length));
            parts.extend((!bake.conditions.is_empty()).then(|| conditions(&bake.conditions, " and ")));
        }
        GateKind::Budget(budget) => {
            let slo = budget.slo.as_ref().map(|slo| format!(" of {slo}")).unwrap_or_default();
            let left = budget.left.map_or_else(|| "some".to_owned(), |left| left.to_string());
            parts.push(format!("{left} of the error budget{slo} left"));
        }
        GateKind::ChangeTicket(ticket) => {
            let system = ticket
                .system
                .map_or_else(|| "a change record".to_owned(), |system| spoken(system.word()));
            let states = if ticket.states.is_empty() {
                String::new()
            } else {
                format!(" is {}", listed(&ticket.states))
            };
            let project = ticket.project.as_ref().map(|project| format!(" ({project})")).unwrap_or_default();
            parts.push(format!("{system}{project}{states}"));
        }
        GateKind::RollbackReady(ready) => {
            let tried = ready.tested_within.map(|age| format!(", tried within {age}")).unwrap_or_default();
            parts.push(format!("a way back that works{tried}"));
        }
        GateKind::Policy(policy) => parts.push(format!("{} says yes to {}", policy.engine.word(), policy.policy)),
        GateKind::Manual(manual) => {
            parts.push("anyone presses the button".to_owned());
            parts.extend(manual.instructions.clone());
        }
    }
    parts.extend(gate.timeout.map(|timeout| format!("given up after {timeout}")));
    parts.retain(|part| !part.is_empty());
    (kind, parts.join("; "))
}

fn asks(approval: &Approval) -> Vec<String> {
    let count = approval.at_least.unwrap_or(1);
    let by = if approval.by.is_empty() {
        "anyone".to_owned()
    } else {
        listed(&approval.by)
    };
    let mut parts = vec![format!("{count} of {by}")];
    if approval.not_author {
        parts.push("not the author".to_owned());
    }
    if approval.fresh == Some(true) {
        parts.push("again after each new commit".to_owned());
    }
    parts.extend(approval.instructions.clone());
    parts
}

fn opens(window: &Window) -> Vec<String> {
    let zone = window.zone.as_ref().map_or("UTC", |zone| zone.as_str());
    let mut parts = vec![format!("open {} for {} ({zone})", cron(&window.cron), window.length)];
    for freeze in &window.freeze {
        let why = freeze.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        parts.push(format!("closed from {} to {}{why}", freeze.from, freeze.to));
    }
    parts
}
