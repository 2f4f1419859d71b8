//! The target `recovery-plan`: what is lost and how to recover, for the day it happens and for those who sign it.

use super::open::Paper;
use super::scope::Scope;
use super::way_back::told;
use super::words::took;
use super::{carries, people, procedure};
use crate::analysis::recovery::{self, Loss, Outcome, Recovery, recover};
use crate::diagnostic::Severity;
use crate::emit::markdown::{code, text};
use crate::error::Error;
use crate::model::DrillKind;
use crate::plan::Plan;
use crate::render::{FileSet, Options, Target, TargetKind};
use crate::text::ModelPath;

/// The target.
pub const TARGETS: &[Target] = &[TARGET];

const TARGET: Target = Target {
    name: "recovery-plan",
    kind: TargetKind::Document,
    summary: "the disaster recovery plan: what is lost, how long recovery takes, what is done step by step, and what would keep the promise",
    about: "Losses kind by kind, as built against as promised, with what decides each figure and the cheapest change that would keep the \
            promise. The figures are those of `gatewright recover`. What the delivery does not say is marked with **Open:**.",
    writes: "recovery-plan.md",
    options: &[],
    severity: Severity::Info,
    carries: carries::recovery_plan,
    render,
};

fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let recovery = recover(plan);
    let mut paper = Paper::about(plan, "Recovery plan");
    paper.page.heading(2, "What is promised, and what is built");
    for line in recovery.promise().lines() {
        paper.page.point(&told(line));
    }
    table(&mut paper, &recovery);
    promised(&mut paper, &recovery);
    paper.page.heading(2, "Who to call");
    people::write(&mut paper, &Scope::of(plan, &Options::default())?);
    paper.page.heading(2, "What to do");
    paper
        .page
        .paragraph("**Stop and call** before you bring anything back over data that may still be good.");
    procedure::write(&mut paper, &recovery, 3);
    account(&mut paper, &recovery);
    drills(&mut paper);
    Ok(FileSet::of("recovery-plan.md", paper.finish(&TARGET, options)))
}

fn table(paper: &mut Paper<'_>, recovery: &Recovery<'_>) {
    let rows: Vec<[String; 6]> = recovery.outcomes.iter().map(|outcome| row(recovery, outcome)).collect();
    paper.page.table(
        &[
            "after",
            "work lost (RPO)",
            "kept",
            "time to recover (RTO)",
            "kept",
            "what decides the time",
        ],
        6,
        rows,
    );
}

fn row(recovery: &Recovery<'_>, outcome: &Outcome<'_>) -> [String; 6] {
    let binding = outcome.way.longest().map_or_else(
        || "–".to_owned(),
        |term| format!("{} ({})", told(&term.part.to_string()), term.time),
    );
    [
        recovery::words(outcome.mode).to_owned(),
        outcome.loss().to_string(),
        kept(keeps_point(recovery, outcome)).to_owned(),
        took(outcome.way.time),
        kept(keeps_time(recovery, outcome)).to_owned(),
        binding,
    ]
}

/// Whether no more work is lost than promised; nothing when that cannot be said.
pub(super) fn keeps_point(recovery: &Recovery<'_>, outcome: &Outcome<'_>) -> Option<bool> {
    let promised = recovery.promised.point?;
    match outcome.loss() {
        Loss::Time(time) => Some(time <= promised),
        Loss::Unknown => None,
        Loss::All => Some(false),
    }
}

/// Whether recovery takes no longer than promised; nothing when that cannot be said.
pub(super) fn keeps_time(recovery: &Recovery<'_>, outcome: &Outcome<'_>) -> Option<bool> {
    let promised = recovery.promised.time?;
    match outcome.way.time {
        recovery::Time::Known(_, worst) => Some(worst <= promised),
        recovery::Time::AtLeast(_, worst) => (worst > promised).then_some(false),
        recovery::Time::Unknown => None,
    }
}

/// Whether a promise is kept, in a word.
pub(super) const fn kept(kept: Option<bool>) -> &'static str {
    match kept {
        Some(true) => "yes",
        Some(false) => "**no**",
        None => "not known",
    }
}

fn promised(paper: &mut Paper<'_>, recovery: &Recovery<'_>) {
    let path = ModelPath::root().key("objectives");
    if recovery.promised.point.is_none() {
        paper.open("it is not promised how much work may be lost", path.clone().key("recovery_point"));
    }
    if recovery.promised.time.is_none() {
        paper.open("it is not promised how long recovery may take", path.key("recovery_time"));
    }
}

/// What decides the figures, and what would keep the promise.
fn account(paper: &mut Paper<'_>, recovery: &Recovery<'_>) {
    let mut heading = "";
    for (about, line) in recovery.account() {
        if about != heading {
            heading = about;
            let (first, rest) = about.split_at_checked(1).unwrap_or((about, ""));
            paper.page.heading(2, &format!("{}{rest}", first.to_uppercase()));
        }
        paper.page.point(&told(&line));
    }
}

/// What was tried, and when.
fn drills(paper: &mut Paper<'_>) {
    let Some(recovery) = &paper.plan.delivery().recovery else { return };
    paper.page.heading(2, "Trials");
    let path = ModelPath::root().key("recovery");
    let rows = recovery.drills.iter().map(|(id, drill)| {
        let or = |value: Option<String>| value.unwrap_or_else(|| "–".to_owned());
        [
            code(id),
            or(drill.kind.map(|kind| kind.word().to_owned())),
            or(drill.every.map(|every| every.to_string())),
            or(drill.last.map(|day| day.to_string())),
            or(drill
                .passed
                .map(|passed| if passed { "yes".to_owned() } else { "**no**".to_owned() })),
            or(drill.took.map(|took| took.to_string())),
            or(drill.owner.as_ref().map(|owner| text(owner))),
        ]
    });
    let rows: Vec<_> = rows.collect();
    paper
        .page
        .table(&["trial", "of what", "every", "last", "passed", "took", "by"], 7, rows);
    let tried = |kind| recovery.drills.values().any(|drill| drill.kind == Some(kind));
    if recovery.drills.is_empty() {
        paper.open(
            "no trial of the recovery is planned, so its times are guesses",
            path.clone().key("drills"),
        );
    } else if !tried(DrillKind::Restore) && recovery.drills.get("restore").is_none() {
        paper.open("bringing a backup back is never tried", path.clone().key("drills").key("restore"));
    }
    for (id, backup) in &recovery.backups {
        let restore = path.clone().key("backups").key(id.as_str()).key("restore");
        match &backup.restore {
            None => paper.open(
                &format!("nobody says how long bringing {} back takes, or whether it was tried", code(id)),
                restore,
            ),
            Some(known) if known.tested.is_none() => {
                paper.open(&format!("bringing {} back was never tried", code(id)), restore.key("tested"));
            }
            Some(_) => {}
        }
    }
}
