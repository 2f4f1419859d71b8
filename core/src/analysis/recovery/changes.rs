//! What would keep the promises: the smallest changes, in numbers.

use super::backups::{Backups, Made};
use super::loss::{Loss, Lost, Source};
use super::way::Part;
use super::{Outcome, Promised};
use crate::model::scalar::Duration;
use crate::model::{FailureMode, Id};
use crate::plan::Plan;
use std::fmt;

/// A change that would keep a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<'p> {
    /// What is changed.
    pub kind: ChangeKind<'p>,
    /// The new number.
    pub to: Duration,
}

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind<'p> {
    /// A backup starts at least so often.
    BackUpEvery(&'p Id),
    /// Changes are copied so often between two backups.
    CopyChangesEvery(&'p Id),
    /// A replication is no further behind.
    Lag(&'p Id),
    /// A copy is kept up to date elsewhere, no further behind; protects from the loss of a place only.
    Replicate,
    /// Less is promised: so much work may be lost.
    PromisePoint,
    /// A part of the way back takes no longer.
    Shorten(Part<'p>),
    /// Less is promised: recovery may take so long.
    PromiseTime,
}

/// Times between two backups that divide a day or an hour, in minutes, the longest first.
const EVEN: [u64; 19] = [1440, 720, 480, 360, 240, 180, 120, 60, 30, 20, 15, 12, 10, 6, 5, 4, 3, 2, 1];

/// So many backups or replications are told what to change.
const TOLD: usize = 8;

/// What would keep the promises, for losses that can be told in time.
pub(super) fn needed<'p>(
    plan: &'p Plan,
    promised: Promised,
    backups: &Backups<'p>,
    outcomes: &[Outcome<'p>],
    drilled: Option<(&'p Id, Duration)>,
) -> Vec<Change<'p>> {
    let mut list = Vec::new();
    if let Some(promised) = promised.point {
        points(plan, promised, backups, outcomes, &mut list);
    }
    if let Some(promised) = promised.time {
        times(promised, outcomes, drilled, &mut list);
    }
    list
}

fn points<'p>(plan: &'p Plan, promised: Duration, backups: &Backups<'p>, outcomes: &[Outcome<'p>], list: &mut Vec<Change<'p>>) {
    let late = |lost: &&Lost<'p>| matches!(lost.loss, Loss::Time(time) if time > promised);
    let mut worst = Duration::ZERO;
    let (mut places, mut sources) = (false, Vec::new());
    for outcome in outcomes {
        for lost in outcome.lost.iter().filter(late) {
            if let Loss::Time(time) = lost.loss {
                worst = worst.max(time);
            }
            places |= matches!(outcome.mode, FailureMode::ZoneLoss | FailureMode::RegionLoss);
            match &lost.saved {
                Some(saved) if sources.len() < TOLD => match saved.source {
                    Source::Backup(id) => note(&mut sources, (id, true, saved.lag)),
                    Source::Replication(id) => note(&mut sources, (id, false, saved.lag)),
                    Source::Store => {}
                },
                _ => {}
            }
        }
    }
    if worst.is_zero() {
        return;
    }
    for (id, is_backup, lag) in sources {
        let left = promised.saturating_sub(lag);
        if !is_backup {
            let replications = plan.delivery().recovery.as_ref().map(|recovery| &recovery.replications);
            let delay = replications.and_then(|all| all.get(id)?.delay).unwrap_or_default();
            list.extend(positive(promised.saturating_sub(delay)).map(|to| Change {
                kind: ChangeKind::Lag(id),
                to,
            }));
        } else if let Some(made) = backups.get(id) {
            list.extend(often_enough(made, left));
            list.extend(positive(even(left)).map(|to| Change {
                kind: ChangeKind::CopyChangesEvery(id),
                to,
            }));
        }
    }
    if places {
        list.push(Change {
            kind: ChangeKind::Replicate,
            to: promised,
        });
    }
    list.push(Change {
        kind: ChangeKind::PromisePoint,
        to: worst,
    });
}

/// Remembers a source once, with the longest way to its further copy.
fn note<'p>(sources: &mut Vec<(&'p Id, bool, Duration)>, (id, backup, lag): (&'p Id, bool, Duration)) {
    match sources.iter_mut().find(|known| known.0 == id && known.1 == backup) {
        Some(known) => known.2 = known.2.max(lag),
        None => sources.push((id, backup, lag)),
    }
}

/// How often a backup would have to start. None when it takes too long for that.
fn often_enough<'p>(made: &Made<'p>, left: Duration) -> Option<Change<'p>> {
    let failures = u64::from(made.backup.tolerate_failures.unwrap_or(0)).saturating_add(1);
    let gap = left.checked_sub(made.takes)?;
    let every = even(Duration::from_millis(gap.as_millis() / failures));
    (every >= made.takes).then_some(())?;
    Some(Change {
        kind: ChangeKind::BackUpEvery(made.id),
        to: positive(every)?,
    })
}

/// The longest even time that is not longer; the time itself below a minute.
fn even(time: Duration) -> Duration {
    let fits = EVEN.into_iter().map(Duration::from_minutes).find(|even| *even <= time);
    fits.unwrap_or(time)
}

fn positive(time: Duration) -> Option<Duration> {
    (!time.is_zero()).then_some(time)
}

fn times<'p>(promised: Duration, outcomes: &[Outcome<'p>], drilled: Option<(&'p Id, Duration)>, list: &mut Vec<Change<'p>>) {
    let mut worst = drilled.map(|(_, took)| took).unwrap_or_default();
    for outcome in outcomes {
        let Some(late) = outcome.way.time.worst().filter(|late| *late > promised) else {
            continue;
        };
        worst = worst.max(late);
        let over = late.saturating_sub(promised);
        if let Some(term) = outcome.way.longest() {
            let shorter = positive(term.time.worst().saturating_sub(over)).map(|to| Change {
                kind: ChangeKind::Shorten(term.part),
                to,
            });
            list.extend(shorter.filter(|change| !list.contains(change)));
        }
    }
    if worst > promised {
        list.push(Change {
            kind: ChangeKind::PromiseTime,
            to: worst,
        });
    }
}

impl fmt::Display for Change<'_> {
    /// What to do, as a sentence without its full stop.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to = self.to;
        match self.kind {
            ChangeKind::BackUpEvery(id) => write!(f, "back up every {to} (`{id}`)"),
            ChangeKind::CopyChangesEvery(id) => write!(f, "back up the changes every {to} (`log_every: {to}` of `{id}`)"),
            ChangeKind::Lag(id) => write!(f, "keep `{id}` no more than {to} behind"),
            ChangeKind::Replicate => write!(
                f,
                "replicate no more than {to} behind, which protects from losing a place, not from wrong or deleted data"
            ),
            ChangeKind::PromisePoint => write!(f, "promise {to} (`objectives.recovery_point: {to}`)"),
            ChangeKind::Shorten(part) => write!(f, "let {part} take no more than {to}"),
            ChangeKind::PromiseTime => write!(f, "promise {to} (`objectives.recovery_time: {to}`)"),
        }
    }
}

impl fmt::Display for Part<'_> {
    /// What it is called in a sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Detect => f.write_str("noticing"),
            Part::Declare => f.write_str("deciding"),
            Part::Step(id) => write!(f, "`{id}`"),
            Part::Restore(id) => write!(f, "bringing `{id}` back"),
            Part::TakeOver => f.write_str("taking over"),
            Part::Agree => f.write_str("making the stores agree"),
            Part::Validate => f.write_str("validating"),
            Part::Names => f.write_str("forgetting the old address"),
        }
    }
}
