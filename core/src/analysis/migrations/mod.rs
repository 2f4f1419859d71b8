//! What migrations do to data and to the versions of the software that meet it: where they belong between the old version and
//! the new one, what is lost, who waits, and whether there is a way back.

mod lexer;
mod risks;
mod shell;
mod sql;
#[cfg(test)]
mod tests;

pub use risks::Risk;
pub use sql::{Dialect, Effect, Note, breaks_old, effects, is_destructive, usual_lock};

use super::recovery::Backups;
use crate::model::{Action, Id, LockLevel, Migration, MigrationAction, MigrationPhase};
use crate::plan::Plan;
use crate::resolve::Kinds;
use crate::text::ModelPath;

/// What a migration does.
#[derive(Clone, Debug)]
pub struct Change<'p> {
    /// Its id.
    pub id: &'p Id,
    /// As the document has it.
    pub migration: &'p Migration,
    /// Where it stands between the old version and the new one: as it says, or as its operations tell.
    pub phase: Option<MigrationPhase>,
    /// What it does: its operations, and what the SQL in its command does.
    pub effects: Vec<Effect>,
    /// True when data is lost.
    pub destructive: bool,
    /// True when it can be taken back.
    pub reversible: bool,
    /// How many rows it changes, as far as that is told.
    pub rows: Option<u64>,
    /// Whom it keeps out while it runs, at worst.
    pub locks: LockLevel,
    /// Other services that use the same database and may meet what they do not expect.
    pub others: Vec<&'p Id>,
    /// What may go wrong.
    pub risks: Vec<Risk<'p>>,
}

/// SQL that a step of a pipeline runs by itself.
#[derive(Clone, Debug)]
pub struct Ran {
    /// The step.
    pub path: ModelPath,
    /// What it does; lines count from the first of the script.
    pub effects: Vec<Effect>,
}

/// What all migrations do, in order.
pub fn changes(plan: &Plan) -> Vec<Change<'_>> {
    let backups = Backups::of(plan);
    plan.delivery()
        .migrations
        .iter()
        .map(|(id, migration)| change(plan, id, migration, &backups))
        .collect()
}

fn change<'p>(plan: &'p Plan, id: &'p Id, migration: &'p Migration, backups: &Backups<'p>) -> Change<'p> {
    let infrastructure = plan.delivery().infrastructure.as_ref();
    let database = migration.database.as_ref().and_then(|id| infrastructure?.databases.get(id));
    let engine = database.and_then(|database| database.engine.as_ref());
    let dialect = engine.map(|engine| Dialect::of(engine.name())).unwrap_or_default();
    let mut effects: Vec<Effect> = migration
        .operations
        .iter()
        .map(|operation| Effect {
            does: operation.does,
            table: operation.table.clone(),
            line: 0,
            note: None,
            locks: operation
                .locks
                .unwrap_or(usual_lock(operation.does, operation.online == Some(true))),
        })
        .collect();
    effects.extend(migration.command.iter().flat_map(|command| in_script(command, dialect)));
    let rows: Vec<u64> = migration.operations.iter().filter_map(|operation| operation.rows).collect();
    let summed = (!rows.is_empty()).then(|| rows.iter().fold(0, |sum: u64, rows| sum.saturating_add(*rows)));
    let destructive = migration.destructive.unwrap_or(effects.iter().any(Effect::loses));
    let undone = migration.undo.as_ref().is_some_and(|undo| undo.keeps_data != Some(false));
    let breaks = effects.iter().any(Effect::breaks_old);
    let users = database.into_iter().flat_map(|database| &database.used_by);
    let mut change = Change {
        id,
        migration,
        phase: phase(migration),
        destructive,
        reversible: migration
            .reversible
            .unwrap_or(undone && !destructive || !effects.is_empty() && !destructive && !breaks),
        rows: migration.rows.or(summed),
        locks: effects
            .iter()
            .map(|effect| effect.locks)
            .max_by_key(|lock| severity(*lock))
            .unwrap_or(LockLevel::None),
        others: users.filter(|user| breaks && !migration.services.contains(user)).collect(),
        risks: Vec::new(),
        effects,
    };
    change.risks = risks::of(&change, backups);
    change
}

const fn severity(lock: LockLevel) -> u8 {
    match lock {
        LockLevel::None => 0,
        LockLevel::Writers => 1,
        LockLevel::Everyone => 2,
    }
}

/// Where a migration stands between the old version and the new one: as it says, as what it takes away after, or as its
/// operations tell.
pub fn phase(migration: &Migration) -> Option<MigrationPhase> {
    if migration.phase.is_some() {
        return migration.phase;
    }
    if migration.contracts.is_some() {
        return Some(MigrationPhase::Contract);
    }
    told(migration.operations.iter().map(|operation| operation.does))
}

/// The phase that operations tell. None when there are none, or none that say anything of it.
fn told(actions: impl Iterator<Item = MigrationAction>) -> Option<MigrationPhase> {
    use MigrationAction::{
        AddColumn, AddConstraint, AddField, AddIndex, ChangeType, CreateTable, DeleteRows, DropColumn, DropConstraint, DropIndex,
        DropTable, InsertRows, Other, RemoveField, RenameColumn, RenameTable, Truncate, UpdateRows,
    };
    let (mut adds, mut fills, mut takes, mut breaks) = (false, false, false, false);
    for action in actions {
        match action {
            CreateTable | AddColumn | AddField => adds = true,
            InsertRows | UpdateRows => fills = true,
            DropColumn | DropTable | RemoveField | Truncate => takes = true,
            ChangeType | RenameTable | RenameColumn => breaks = true,
            // Whether these stand before or after, their kind does not tell.
            AddIndex | AddConstraint | DropConstraint | DropIndex | DeleteRows | Other => {}
        }
    }
    match (adds, fills, takes, breaks) {
        (_, _, _, true) | (true, _, true, _) => Some(MigrationPhase::Breaking),
        (_, _, true, _) => Some(MigrationPhase::Contract),
        (true, ..) => Some(MigrationPhase::Expand),
        (_, true, ..) => Some(MigrationPhase::Backfill),
        _ => None,
    }
}

/// What steps of pipelines do to databases by commands of their own.
pub fn ran(plan: &Plan) -> Vec<Ran> {
    let steps = plan.steps_of(Kinds::RUN).filter_map(|(_, place, step)| {
        let Action::Run(script) = &step.action else { return None };
        let effects = in_script(script, Dialect::Unknown);
        (!effects.is_empty()).then(|| Ran {
            path: plan.step_path(place).key("run"),
            effects,
        })
    });
    steps.collect()
}

/// What the SQL of a script does; lines count from the first of the script.
fn in_script(script: &str, known: Dialect) -> Vec<Effect> {
    let mut found = Vec::new();
    for piece in shell::pieces(script) {
        let dialect = match piece.client {
            "psql" => Dialect::Postgres,
            "mysql" | "mariadb" => Dialect::MySql,
            "sqlcmd" => Dialect::SqlServer,
            _ => known,
        };
        let within = effects(&piece.text, dialect);
        found.extend(within.into_iter().map(|effect| Effect {
            line: effect.line.saturating_add(piece.line).saturating_sub(1),
            ..effect
        }));
    }
    found
}
