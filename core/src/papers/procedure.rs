//! What is done after a loss, step by step: the procedures, the failover and the backups of the plan.

use super::checks::told;
use super::open::{Paper, free};
use super::people::reach_all;
use super::words::{span, spoken, took};
use crate::analysis::recovery::{self, Outcome, Recovery, Source, WayKind};
use crate::emit::markdown::{code, codes, text};
use crate::graph::{named, topological_order};
use crate::model::scalar::DurationRange;
use crate::model::{Action, FailoverStep, FailureMode, Id, Map, RecoveryAction};
use crate::plan::Plan;
use crate::recipe::restore_by_hand;
use crate::text::ModelPath;
use indexmap::IndexSet;

/// Losses that are met in the same way.
struct Met<'r, 'p> {
    kind: WayKind<'p>,
    outcomes: Vec<&'r Outcome<'p>>,
}

/// Ways back from losses, each with the losses it is for.
fn met<'r, 'p>(recovery: &'r Recovery<'p>) -> Vec<Met<'r, 'p>> {
    let mut list: Vec<Met<'r, 'p>> = Vec::new();
    for outcome in &recovery.outcomes {
        match list.iter_mut().find(|met| met.kind == outcome.way.kind) {
            Some(met) => met.outcomes.push(outcome),
            None => list.push(Met {
                kind: outcome.way.kind,
                outcomes: vec![outcome],
            }),
        }
    }
    list
}

/// The losses in words: `loss of a zone, loss of the region`.
fn losses(outcomes: &[&Outcome<'_>]) -> String {
    outcomes
        .iter()
        .map(|outcome| recovery::words(outcome.mode))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What is done after each kind of loss, each way once.
pub(super) fn write(paper: &mut Paper<'_>, recovery: &Recovery<'_>, level: usize) {
    for met in met(recovery) {
        let losses = losses(&met.outcomes);
        paper.page.heading(level, &format!("After {losses}"));
        figures(paper, &met.outcomes);
        match met.kind {
            WayKind::TakesOver => paper
                .page
                .paragraph("A copy in another data centre takes over by itself. Watch that it does."),
            WayKind::Failover => failover(paper),
            WayKind::Procedure(id) => procedure(paper, id),
            WayKind::Restore => restore(paper, &met.outcomes),
            WayKind::Unknown => unknown(paper, &met.outcomes),
        }
    }
}

/// How much is lost and how long it takes, a line for all losses of which the same is said.
fn figures(paper: &mut Paper<'_>, outcomes: &[&Outcome<'_>]) {
    let mut told: Vec<(String, Vec<&'static str>)> = Vec::new();
    for outcome in outcomes {
        let store = outcome.worst().and_then(|lost| lost.store);
        let of = store.map(|store| format!(" (of {})", code(store))).unwrap_or_default();
        let mut line = format!("work lost at worst: {}{of}", outcome.loss());
        if !matches!(outcome.way.kind, WayKind::Unknown) {
            line.push_str("; time to recover: ");
            line.push_str(&took(outcome.way.time));
        }
        let mode = recovery::words(outcome.mode);
        match told.iter_mut().find(|(known, _)| *known == line) {
            Some((_, modes)) => modes.push(mode),
            None => told.push((line, vec![mode])),
        }
    }
    for (line, modes) in &told {
        paper.page.point(&if told.len() == 1 {
            line.clone()
        } else {
            format!("{}: {line}", modes.join(", "))
        });
    }
}

fn failover(paper: &mut Paper<'_>) {
    let Some(recovery) = &paper.plan.delivery().recovery else { return };
    let path = ModelPath::root().key("recovery");
    if let Some(regions) = &recovery.regions {
        let to = if regions.standby.is_empty() {
            "another region".to_owned()
        } else {
            codes(&regions.standby)
        };
        paper.page.paragraph(&format!("From {} to {to}.", code(&regions.primary)));
    }
    if recovery.declare.is_none() {
        paper.open("nobody says how long the decision to fail over takes", path.clone().key("declare"));
    }
    if recovery.detect.is_none() {
        paper.open("nobody says how long it takes to notice the loss", path.clone().key("detect"));
    }
    steps(paper, &recovery.failover, &path.key("failover"), recovery.validate);
}

fn procedure(paper: &mut Paper<'_>, id: &Id) {
    let recovery = paper.plan.delivery().recovery.as_ref();
    let Some(procedure) = recovery.and_then(|recovery| recovery.procedures.get(id)) else {
        return;
    };
    let name = procedure
        .summary
        .as_ref()
        .map(|summary| format!(": {}", text(summary)))
        .unwrap_or_default();
    paper.page.paragraph(&format!("By {}{name}.", code(id)));
    steps(
        paper,
        &procedure.steps,
        &ModelPath::root().key("recovery").key("procedures").key(id.as_str()).key("steps"),
        procedure.validate.or(recovery.and_then(|recovery| recovery.validate)),
    );
}

/// Backups are there, but nobody says how they are brought back.
fn restore(paper: &mut Paper<'_>, outcomes: &[&Outcome<'_>]) {
    let plan = paper.plan;
    let lost = outcomes.iter().flat_map(|outcome| &outcome.lost);
    let saved = lost.filter_map(|lost| lost.saved.as_ref());
    let backups: IndexSet<&Id> = saved
        .filter_map(|saved| match saved.source {
            Source::Backup(id) => Some(id),
            _ => None,
        })
        .collect();
    for (number, id) in backups.iter().enumerate() {
        bring_back(paper, plan, id, number == 0);
    }
    unwritten(paper, outcomes);
}

fn unknown(paper: &mut Paper<'_>, outcomes: &[&Outcome<'_>]) {
    paper.page.paragraph("**Stop and call:** nothing says how to recover from this.");
    unwritten(paper, outcomes);
}

fn unwritten(paper: &mut Paper<'_>, outcomes: &[&Outcome<'_>]) {
    let modes: Vec<FailureMode> = outcomes.iter().map(|outcome| outcome.mode).collect();
    let what = format!(
        "no procedure says what to do against {}",
        codes(modes.iter().map(|mode| mode.word()))
    );
    let (path, recovery) = (ModelPath::root().key("recovery"), paper.plan.delivery().recovery.as_ref());
    match recovery {
        None => paper.open("nothing is said about backups, replication or failover", path),
        Some(recovery) if recovery.procedures.is_empty() => paper.open(&what, path.key("procedures")),
        // A name that is free, so that the place is not there yet.
        Some(recovery) => {
            let name = modes.first().map_or("loss", |mode| mode.word()).replace('_', "-");
            let free = free(&name, |name| recovery.procedures.contains_key(name));
            paper.open(&what, path.key("procedures").key(free));
        }
    }
}

/// The steps of a way back, none before what it waits for, and at last how long it takes to be sure that all works.
fn steps(paper: &mut Paper<'_>, steps: &Map<FailoverStep>, path: &ModelPath, validate: Option<DurationRange>) {
    if steps.is_empty() {
        paper.open("there are no steps", path.clone());
    }
    let (mut how, mut long, mut who) = (Vec::new(), Vec::new(), Vec::new());
    for (id, step) in in_order(steps) {
        let path = path.clone().key(id.as_str());
        paper.page.step(&format!("{}{}", title(id, step), facts(paper.plan, step)));
        let mut typed = false;
        for backup in &step.restores {
            typed |= commands_of(paper, paper.plan, backup);
        }
        for inner in &step.steps {
            if let Action::Run(run) = &inner.action {
                paper.page.fence("sh", run);
                typed = true;
            }
        }
        let checks: Vec<_> = step.verify.iter().filter_map(|check| told(None, &check.kind)).collect();
        let runs: Vec<&str> = checks.iter().filter_map(|check| check.run.as_deref()).collect();
        if !runs.is_empty() {
            paper
                .page
                .fence("sh", &format!("# It is done when this succeeds:\n{}", runs.join("\n")));
        }
        if !typed && step.steps.is_empty() && step.runbook.is_none() {
            let place = if step.does == Some(RecoveryAction::Notify) {
                "runbook"
            } else {
                "steps"
            };
            how.push((format!("nothing says how {} is done", code(id)), path.clone().key(place)));
        }
        if step.takes.is_none() && step.restores.is_empty() {
            long.push((format!("nobody says how long {} takes", code(id)), path.clone().key("takes")));
        }
        if step.by.is_empty() && step.steps.is_empty() {
            who.push((format!("nobody says who does {}", code(id)), path.key("by")));
        }
    }
    if let Some(validate) = validate {
        paper.page.step(&format!("Be sure that all works ({})", span(validate)));
    }
    paper.open_each("nothing says how these steps are done", how);
    paper.open_each("nobody says how long these steps take", long);
    paper.open_each("nobody says who does these steps", who);
}

fn title(id: &Id, step: &FailoverStep) -> String {
    match (&step.summary, step.does) {
        (Some(summary), _) => format!("{}: {}", code(id), text(summary)),
        (None, Some(does)) => format!("{}: {}", code(id), spoken(does.word())),
        (None, None) => code(id),
    }
}

/// Who does it, how long it takes, what it needs.
fn facts(plan: &Plan, step: &FailoverStep) -> String {
    let mut facts = Vec::new();
    if !step.by.is_empty() {
        facts.push(format!("by {}", reach_all(plan.delivery(), &step.by)));
    } else if step.manual {
        facts.push("by hand".to_owned());
    }
    facts.extend(step.takes.map(|takes| format!("takes {}", span(takes))));
    if !step.after.is_empty() {
        facts.push(format!("after {}", codes(&step.after)));
    }
    if !step.promotes.is_empty() {
        facts.push(format!("{} takes over", codes(&step.promotes)));
    }
    if !step.needs.is_empty() {
        facts.push(format!("needs {}", codes(&step.needs)));
    }
    facts.extend(step.runbook.as_ref().map(|runbook| format!("instructions: {}", text(runbook))));
    if facts.is_empty() {
        String::new()
    } else {
        format!(" ({})", facts.join("; "))
    }
}

fn in_order(steps: &Map<FailoverStep>) -> Vec<(&Id, &FailoverStep)> {
    let graph = named(steps.iter().map(|(id, step)| (id, step.after.iter())));
    let order = topological_order(&graph).unwrap_or_else(|_| (0_u32..).take(steps.len()).collect());
    order.into_iter().filter_map(|number| steps.get_index(number as usize)).collect()
}

/// A backup is brought back, as steps of their own.
fn bring_back(paper: &mut Paper<'_>, plan: &Plan, id: &Id, stop: bool) {
    // What writes is stopped once, before the first.
    for command in restore_by_hand(plan, id).into_iter().skip(usize::from(!stop)) {
        paper.page.step(&text(&command.what));
        if let Some(run) = command.run {
            paper.page.fence("sh", &run);
        }
    }
}

/// The commands that bring a backup back, within the last step. False when there are none.
fn commands_of(paper: &mut Paper<'_>, plan: &Plan, id: &Id) -> bool {
    let runs: Vec<String> = restore_by_hand(plan, id).into_iter().filter_map(|command| command.run).collect();
    for run in &runs {
        paper.page.fence("sh", run);
    }
    !runs.is_empty()
}
