//! Recovery over the boundary: how much work is lost and how long recovery takes, as built against as promised.

use super::EmptyRequest;
use crate::analysis::recovery::{self, Change, ChangeKind, Loss, Lost, Made, Outcome, Part, Recovery, Source, Time, Way, WayKind};
use crate::error::Error;
use crate::model::scalar::Duration;
use crate::model::{FailureMode, RecoveryTier};
use crate::plan::Plan;
use schemars::JsonSchema;
use serde::Serialize;

/// How much work is lost and how long recovery takes, as built against as promised.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RecoveryFactsJson {
    /// What is promised.
    pub promised: PromisedRecoveryJson,
    /// What becomes of each kind of loss.
    pub outcomes: Vec<RecoveryOutcomeJson>,
    /// What the backups are worth.
    pub backups: Vec<BackupFactsJson>,
    /// What would keep the promises, the smallest change first.
    pub changes: Vec<RecoveryChangeJson>,
    /// The kind of standby that is claimed, and what speaks against it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<StandbyFactsJson>,
    /// What a failover needs although it is lost with the region.
    pub stranded: Vec<StrandedNeedJson>,
    /// The drill that moved production to the standby and took longest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drilled: Option<FailoverDrillJson>,
    /// All of it as a text.
    pub text: String,
    /// All of it as Markdown.
    pub markdown: String,
}

/// A length of time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LengthJson {
    /// In whole seconds, rounded up.
    pub seconds: u64,
    /// As the document would have it, such as `6h20m`.
    pub text: String,
}

/// What is promised of recovery.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PromisedRecoveryJson {
    /// How much work may be lost (RPO).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovery_point: Option<LengthJson>,
    /// How long recovery may take (RTO).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovery_time: Option<LengthJson>,
}

/// What becomes of one kind of loss.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RecoveryOutcomeJson {
    /// The kind of loss.
    pub mode: FailureMode,
    /// How much work is lost at worst.
    pub lost: WorkLostJson,
    /// Whether that is no more than promised; nothing when that cannot be said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keeps_point: Option<bool>,
    /// Whether recovery takes no longer than promised; nothing when that cannot be said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keeps_time: Option<bool>,
    /// What is lost of each store, the worst first.
    pub stores: Vec<StoreLossJson>,
    /// The way back.
    pub way: WayBackJson,
}

/// How much work is lost.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WorkLostJson {
    /// What can be said of it.
    pub kind: WorkLostKindJson,
    /// How much, in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<LengthJson>,
}

/// What can be said of a loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkLostKindJson {
    /// What was done in such a time, at most.
    Time,
    /// Something is left, but nobody says how old.
    Unknown,
    /// All of it.
    Everything,
}

/// What is lost of a store.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StoreLossJson {
    /// The store; left out for everything together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<String>,
    /// How much.
    pub lost: WorkLostJson,
    /// What brings it back: a backup, a replication, or `self` for what it does by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What should be known of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<&'static str>,
    /// The older store that it must fit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fits: Option<String>,
    /// What does not help, and why.
    pub unsaved: Vec<UnsavedJson>,
}

/// Something that does not help after a loss.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UnsavedJson {
    /// The backup or replication.
    pub by: String,
    /// Why it does not help.
    pub why: &'static str,
}

/// The way back after a loss.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WayBackJson {
    /// How it is done.
    pub kind: WayBackKindJson,
    /// The procedure, when it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
    /// How long it takes at best; nothing when nobody says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best: Option<LengthJson>,
    /// How long it takes at worst.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worst: Option<LengthJson>,
    /// False when nobody says how long some of it takes, which is not counted.
    pub complete: bool,
    /// The parts that decide how long it takes, in order.
    pub terms: Vec<RecoveryTermJson>,
    /// Parts nobody says the length of.
    pub open: Vec<RecoveryPartJson>,
    /// Backups whose restore was never measured.
    pub unmeasured: Vec<String>,
}

/// How recovery is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WayBackKindJson {
    /// By the failover.
    Failover,
    /// By a procedure.
    Procedure,
    /// By itself.
    TakesOver,
    /// By bringing backups back, though no procedure says how.
    Restore,
    /// Nobody says how.
    Unknown,
}

/// A part of the way back, with its length.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RecoveryTermJson {
    /// What it is.
    #[serde(flatten)]
    pub part: RecoveryPartJson,
    /// How long it takes at best.
    pub best: LengthJson,
    /// How long it takes at worst.
    pub worst: LengthJson,
    /// True when it waits for whoever does the part before it.
    pub for_people: bool,
}

/// A part of the way back.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RecoveryPartJson {
    /// What kind of part.
    pub part: RecoveryPartKindJson,
    /// The step or backup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// Kinds of parts of a way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecoveryPartKindJson {
    /// Someone notices.
    Detect,
    /// Someone decides.
    Declare,
    /// A step of the failover or procedure.
    Step,
    /// A backup is brought back.
    Restore,
    /// A copy takes over.
    TakeOver,
    /// Stores are made to agree.
    Agree,
    /// It is tried whether all works.
    Validate,
    /// Clients forget the old address.
    Names,
}

/// What a backup is worth.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BackupFactsJson {
    /// The backup.
    pub id: String,
    /// The longest time between two starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub every: Option<LengthJson>,
    /// The two starts that are farthest apart, by the clock of its zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apart: Option<[String; 2]>,
    /// True when a change of the clock leaves a run out.
    pub skips: bool,
    /// True when a change of the clock brings a run twice.
    pub doubles: bool,
    /// How old the youngest good one may be when it is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<LengthJson>,
    /// About how many copies are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copies: Option<u64>,
    /// How far back one can go at the worst moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reaches: Option<LengthJson>,
    /// Why it is of no use to production.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub useless: Option<&'static str>,
}

/// A change that would keep a promise.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RecoveryChangeJson {
    /// What is changed.
    pub kind: RecoveryChangeKindJson,
    /// The backup, replication or step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The new number.
    pub to: LengthJson,
    /// In words.
    pub text: String,
}

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecoveryChangeKindJson {
    /// A backup starts at least so often.
    BackUpEvery,
    /// Changes are copied so often between two backups.
    CopyChangesEvery,
    /// A replication is no further behind.
    Lag,
    /// A copy is kept up to date elsewhere.
    Replicate,
    /// Less is promised of the work lost.
    PromisePoint,
    /// A part of the way back takes no longer.
    Shorten,
    /// Less is promised of the time to recover.
    PromiseTime,
}

/// The kind of standby that is claimed, and what speaks against it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StandbyFactsJson {
    /// The claim.
    pub claimed: RecoveryTier,
    /// What is not there that belongs to it.
    pub missing: Vec<&'static str>,
}

/// Something a failover needs although it is lost with the region.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StrandedNeedJson {
    /// The step.
    pub step: String,
    /// What it needs.
    pub needs: String,
    /// The kind of thing.
    pub kind: &'static str,
    /// Route to where the step names it.
    pub path: String,
}

/// A drill that moved production to the standby.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FailoverDrillJson {
    /// The drill.
    pub id: String,
    /// How long it took.
    pub took: LengthJson,
}

impl From<Duration> for LengthJson {
    fn from(length: Duration) -> Self {
        Self {
            seconds: length.as_secs_up(),
            text: length.to_string(),
        }
    }
}

impl From<Loss> for WorkLostJson {
    fn from(loss: Loss) -> Self {
        let (kind, time) = match loss {
            Loss::Time(time) => (WorkLostKindJson::Time, Some(time.into())),
            Loss::Unknown => (WorkLostKindJson::Unknown, None),
            Loss::All => (WorkLostKindJson::Everything, None),
        };
        Self { kind, time }
    }
}

impl From<Part<'_>> for RecoveryPartJson {
    fn from(part: Part<'_>) -> Self {
        let (part, id) = match part {
            Part::Detect => (RecoveryPartKindJson::Detect, None),
            Part::Declare => (RecoveryPartKindJson::Declare, None),
            Part::Step(id) => (RecoveryPartKindJson::Step, Some(id)),
            Part::Restore(id) => (RecoveryPartKindJson::Restore, Some(id)),
            Part::TakeOver => (RecoveryPartKindJson::TakeOver, None),
            Part::Agree => (RecoveryPartKindJson::Agree, None),
            Part::Validate => (RecoveryPartKindJson::Validate, None),
            Part::Names => (RecoveryPartKindJson::Names, None),
        };
        Self {
            part,
            id: id.map(ToString::to_string),
        }
    }
}

fn by(source: &Source<'_>) -> String {
    match source {
        Source::Backup(id) | Source::Replication(id) => id.to_string(),
        Source::Store => "self".to_owned(),
    }
}

fn store(lost: &Lost<'_>) -> StoreLossJson {
    let unsaved = lost.unsaved.iter().map(|tried| UnsavedJson {
        by: by(&tried.source),
        why: tried.why,
    });
    StoreLossJson {
        store: lost.store.map(ToString::to_string),
        lost: lost.loss.into(),
        by: lost.saved.as_ref().map(|saved| by(&saved.source)),
        remark: lost.saved.as_ref().and_then(|saved| saved.remark),
        fits: lost.with.map(ToString::to_string),
        unsaved: unsaved.collect(),
    }
}

fn way(way: &Way<'_>) -> WayBackJson {
    let (kind, procedure) = match way.kind {
        WayKind::Failover => (WayBackKindJson::Failover, None),
        WayKind::Procedure(id) => (WayBackKindJson::Procedure, Some(id.to_string())),
        WayKind::TakesOver => (WayBackKindJson::TakesOver, None),
        WayKind::Restore => (WayBackKindJson::Restore, None),
        WayKind::Unknown => (WayBackKindJson::Unknown, None),
    };
    let (best, worst, complete) = match way.time {
        Time::Known(best, worst) => (Some(best.into()), Some(worst.into()), true),
        Time::AtLeast(best, worst) => (Some(best.into()), Some(worst.into()), false),
        Time::Unknown => (None, None, false),
    };
    let terms = way.terms.iter().map(|term| RecoveryTermJson {
        part: term.part.into(),
        best: term.time.best().into(),
        worst: term.time.worst().into(),
        for_people: term.for_people,
    });
    WayBackJson {
        kind,
        procedure,
        best,
        worst,
        complete,
        terms: terms.collect(),
        open: way.open.iter().map(|part| (*part).into()).collect(),
        unmeasured: way.unmeasured.iter().map(ToString::to_string).collect(),
    }
}

fn backup(made: &Made<'_>) -> BackupFactsJson {
    BackupFactsJson {
        id: made.id.to_string(),
        every: made.every.map(Into::into),
        apart: made.rhythm.map(|rhythm| [rhythm.apart.0.to_string(), rhythm.apart.1.to_string()]),
        skips: made.rhythm.is_some_and(|rhythm| rhythm.skips),
        doubles: made.rhythm.is_some_and(|rhythm| rhythm.doubles),
        lost: made.lost().map(Into::into),
        copies: made.kept.copies,
        reaches: made.kept.least.map(Into::into),
        useless: made.useless,
    }
}

fn change(change: &Change<'_>) -> RecoveryChangeJson {
    let (kind, id) = match change.kind {
        ChangeKind::BackUpEvery(id) => (RecoveryChangeKindJson::BackUpEvery, Some(id.to_string())),
        ChangeKind::CopyChangesEvery(id) => (RecoveryChangeKindJson::CopyChangesEvery, Some(id.to_string())),
        ChangeKind::Lag(id) => (RecoveryChangeKindJson::Lag, Some(id.to_string())),
        ChangeKind::Replicate => (RecoveryChangeKindJson::Replicate, None),
        ChangeKind::PromisePoint => (RecoveryChangeKindJson::PromisePoint, None),
        ChangeKind::Shorten(part) => (RecoveryChangeKindJson::Shorten, RecoveryPartJson::from(part).id),
        ChangeKind::PromiseTime => (RecoveryChangeKindJson::PromiseTime, None),
    };
    RecoveryChangeJson {
        kind,
        id,
        to: change.to.into(),
        text: change.to_string(),
    }
}

impl RecoveryFactsJson {
    /// Works it out for a plan.
    pub fn of(plan: &Plan) -> Self {
        let found = recovery::recover(plan);
        let promised = found.promised;
        let outcome = |outcome: &Outcome<'_>| RecoveryOutcomeJson {
            mode: outcome.mode,
            lost: outcome.loss().into(),
            keeps_point: promised.point.and_then(|promised| match outcome.loss() {
                Loss::Time(time) => Some(time <= promised),
                Loss::Unknown => None,
                Loss::All => Some(false),
            }),
            keeps_time: promised.time.and_then(|promised| match outcome.way.time {
                Time::Known(_, worst) => Some(worst <= promised),
                Time::AtLeast(_, worst) => (worst > promised).then_some(false),
                Time::Unknown => None,
            }),
            stores: outcome.lost.iter().map(store).collect(),
            way: way(&outcome.way),
        };
        Self {
            promised: PromisedRecoveryJson {
                recovery_point: promised.point.map(Into::into),
                recovery_time: promised.time.map(Into::into),
            },
            outcomes: found.outcomes.iter().map(outcome).collect(),
            backups: found.backups.iter().map(backup).collect(),
            changes: found.changes.iter().map(change).collect(),
            tier: found.tier.as_ref().map(|tier| StandbyFactsJson {
                claimed: tier.claimed,
                missing: tier.missing.clone(),
            }),
            stranded: stranded(&found),
            drilled: found.drilled.map(|(id, took)| FailoverDrillJson {
                id: id.to_string(),
                took: took.into(),
            }),
            text: found.to_text(),
            markdown: found.to_markdown(),
        }
    }
}

fn stranded(found: &Recovery<'_>) -> Vec<StrandedNeedJson> {
    let one = found.stranded.iter().map(|stranded| StrandedNeedJson {
        step: stranded.step.to_string(),
        needs: stranded.needs.to_string(),
        kind: stranded.kind,
        path: stranded.path.to_string(),
    });
    one.collect()
}

#[expect(clippy::unnecessary_wraps, reason = "every operation may fail")]
pub(super) fn recover(plan: &Plan, _: &EmptyRequest) -> Result<RecoveryFactsJson, Error> {
    Ok(RecoveryFactsJson::of(plan))
}
