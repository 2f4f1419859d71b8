//! What may go wrong with a migration.

use super::{Change, Note};
use crate::analysis::recovery::Backups;
use crate::model::scalar::{Duration, DurationRange};
use crate::model::{Id, LockLevel, MigrationAction, MigrationPhase};

/// Something that may go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Risk<'p> {
    /// It says that the old version goes on working, but does this.
    NotThatPhase(MigrationPhase, MigrationAction),
    /// The old version or the new one breaks, wherever it stands.
    BreaksOne(MigrationAction),
    /// It takes away, and nobody says what made room before.
    NothingMadeRoom,
    /// Data is lost and no backup is made first.
    NoBackup(MigrationAction),
    /// The backup may be older than it is allowed to be.
    OldBackup(&'p Id, Duration, Duration),
    /// There is no way back.
    NoWayBack,
    /// All rows of a table are hit, since no condition chooses some.
    AllRows(MigrationAction, usize),
    /// Rows that are there have no value for a new column.
    NoDefault(usize),
    /// Users wait for so long at most; nobody says how long when it is left out.
    Locked(LockLevel, Option<Duration>),
    /// Many rows are changed at once.
    AtOnce(u64),
    /// It was never tried with data like production's.
    Untried,
}

/// Rows beyond which one statement holds others up.
const MANY: u64 = 100_000;

pub(super) fn of<'p>(change: &Change<'p>, backups: &Backups<'p>) -> Vec<Risk<'p>> {
    let mut risks = Vec::new();
    let migration = change.migration;
    let breaking = change.effects.iter().find(|effect| effect.breaks_old()).map(|effect| effect.does);
    match (change.phase, breaking) {
        (Some(phase @ (MigrationPhase::Expand | MigrationPhase::Backfill)), Some(action)) => {
            risks.push(Risk::NotThatPhase(phase, action));
        }
        (Some(MigrationPhase::Breaking), action) => risks.push(Risk::BreaksOne(action.unwrap_or(MigrationAction::Other))),
        (Some(MigrationPhase::Contract), _) if migration.contracts.is_none() => risks.push(Risk::NothingMadeRoom),
        _ => {}
    }
    let losing = change.effects.iter().find(|effect| effect.loses()).map(|effect| effect.does);
    match &migration.backup_first {
        None if change.destructive => risks.push(Risk::NoBackup(losing.unwrap_or(MigrationAction::Other))),
        Some(first) => {
            let made = first.backup.as_ref().and_then(|id| backups.get(id));
            // Without a time it is made anew.
            if let (Some(made), Some(within)) = (made, first.within)
                && let Some(age) = made.lost().filter(|age| *age > within)
            {
                risks.push(Risk::OldBackup(made.id, within, age));
            }
        }
        None => {}
    }
    if !change.reversible && (change.destructive || breaking.is_some()) {
        risks.push(Risk::NoWayBack);
    }
    for effect in &change.effects {
        match effect.note {
            Some(Note::AllRows) => risks.push(Risk::AllRows(effect.does, effect.line)),
            Some(Note::NoDefault) => risks.push(Risk::NoDefault(effect.line)),
            Some(Note::WholeSchema) | None => {}
        }
    }
    let batched = migration.batches.is_some();
    if change.locks != LockLevel::None && migration.lock_timeout.is_none() {
        risks.push(Risk::Locked(change.locks, migration.takes.map(DurationRange::worst)));
    }
    if let Some(rows) = change.rows.filter(|rows| *rows > MANY && !batched) {
        risks.push(Risk::AtOnce(rows));
    }
    if change.destructive && migration.tested.is_none() && migration.tested_in.is_empty() {
        risks.push(Risk::Untried);
    }
    risks
}
