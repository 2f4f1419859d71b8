//! Where the way back leads when a deployment fails: the deployment is carried out on the model up to each of its steps, and
//! then taken back as the rollback would.

use super::ground;
use crate::model::{Action, Id, Method, Migration, MigrationAction, MigrationPhase, Rollback};
use crate::plan::Plan;
use crate::resolve::{JobIndex, Point, StepPlace};
use crate::text::ModelPath;
use std::collections::{BTreeSet, HashMap};

/// A failure after a step of a deployment, and what the way back leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial<'p> {
    /// The step after which it fails.
    pub after: Act<'p>,
    /// What is not as it was, once the rollback has run. Nothing when all is well.
    pub left: Vec<String>,
}

/// A step that changes something in an environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act<'p> {
    /// Where it stands.
    pub path: ModelPath,
    /// What it changes.
    pub place: Place<'p>,
}

/// What a step changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place<'p> {
    /// It brings services.
    Deploys(Vec<&'p Id>),
    /// It carries a migration out.
    Migrates(&'p Id, &'p Migration),
}

/// What is in an environment: services in their new version, and migrations that were carried out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct State<'p> {
    new: BTreeSet<&'p str>,
    migrated: BTreeSet<&'p str>,
    /// What was written since, and is lost.
    lost: bool,
}

/// For every environment with a rollback, a failure after each step of the deployments to it.
pub fn trials(plan: &Plan) -> HashMap<&Id, Vec<Trial<'_>>> {
    let delivery = plan.delivery();
    let mut acts: HashMap<&Id, Vec<Act<'_>>> = HashMap::new();
    for job in in_order(plan) {
        let Some(view) = plan.job(job) else { continue };
        for (place, step) in view.steps() {
            let Some(id) = ground(plan, &view, &step.action) else { continue };
            if let Some(act) = act(plan, place, &step.action) {
                acts.entry(id).or_default().push(act);
            }
        }
    }
    let tried = acts.into_iter().filter_map(|(id, acts)| {
        let environment = delivery.environments.get(id)?;
        let rollback = delivery.rollbacks.get(environment.rollback.as_ref()?)?;
        Some((id, tried(plan, rollback, acts)))
    });
    tried.collect()
}

/// Jobs, none before what it waits for.
fn in_order(plan: &Plan) -> impl Iterator<Item = JobIndex> {
    plan.order().iter().filter_map(|point| match plan.points().get(*point as usize) {
        Some(Point::Job(job)) => Some(*job),
        _ => None,
    })
}

fn act<'p>(plan: &'p Plan, place: StepPlace, action: &'p Action) -> Option<Act<'p>> {
    let path = plan.step_path(place).key(action.key());
    let place = match action {
        Action::Deploy(deploy) => {
            let services = plan.delivery().services.keys();
            Place::Deploys(
                services
                    .filter(|id| deploy.services.is_empty() || deploy.services.contains(id))
                    .collect(),
            )
        }
        Action::Migrate(migrate) if !migrate.undo && !migrate.dry_run => {
            let (id, migration) = plan.delivery().migrations.get_key_value(&migrate.migration)?;
            Place::Migrates(id, migration)
        }
        _ => return None,
    };
    Some(Act { path, place })
}

fn tried<'p>(plan: &Plan, rollback: &Rollback, acts: Vec<Act<'p>>) -> Vec<Trial<'p>> {
    let mut state = State::default();
    acts.into_iter()
        .map(|act| {
            match &act.place {
                Place::Deploys(services) => state.new.extend(services.iter().map(|id| id.as_str())),
                Place::Migrates(id, _) => {
                    state.migrated.insert(id.as_str());
                }
            }
            let after = taken_back(plan, rollback, &state);
            Trial {
                left: left(plan, &after, rollback),
                after: act,
            }
        })
        .collect()
}

/// What the rollback makes of a state.
fn taken_back<'p>(plan: &Plan, rollback: &Rollback, state: &State<'p>) -> State<'p> {
    let mut after = state.clone();
    match &rollback.method {
        // The new version stays, without what was new in it.
        Method::FlagOff(_) => {}
        Method::RestoreData(_) => {
            after.migrated.clear();
            after.lost = true;
        }
        _ => after.new.clear(),
    }
    for step in rollback.steps.values().flat_map(|part| &part.steps) {
        match &step.action {
            Action::Deploy(_) => after.new.clear(),
            Action::Migrate(migrate) if migrate.undo && !migrate.dry_run => {
                let migration = plan.delivery().migrations.get(&migrate.migration);
                if migration.is_some_and(|migration| !is_final(migration)) {
                    after.migrated.remove(migrate.migration.as_str());
                }
            }
            _ => {}
        }
    }
    after
}

/// What of a state keeps the old version from working as before.
fn left(plan: &Plan, state: &State<'_>, rollback: &Rollback) -> Vec<String> {
    let mut left = Vec::new();
    if !matches!(rollback.method, Method::FlagOff(_)) {
        left.extend(state.new.iter().map(|id| format!("`{id}` stays in its new version")));
    }
    let migrations = &plan.delivery().migrations;
    for (id, migration) in migrations.iter().filter(|(id, _)| state.migrated.contains(id.as_str())) {
        // While the new version stays, it has what it needs.
        let old_runs = state.new.is_empty();
        if old_runs && breaks_old(migration) {
            left.push(format!("`{id}` took away what the old version needs"));
        } else if loses(migration) {
            left.push(format!("what `{id}` removed is gone"));
        }
    }
    if state.lost {
        left.push(String::from("what was written since the last backup is gone"));
    }
    left
}

/// True when the old version cannot work with what a migration left.
fn breaks_old(migration: &Migration) -> bool {
    matches!(migration.phase, Some(MigrationPhase::Contract | MigrationPhase::Breaking))
        || migration.contracts.is_some()
        || (migration.phase.is_none() && migration.operations.iter().any(|operation| is_missed(operation.does)))
}

/// True when data is gone for good.
fn loses(migration: &Migration) -> bool {
    let drops = |does| {
        use MigrationAction as A;
        matches!(does, A::DropColumn | A::DropTable | A::DeleteRows | A::Truncate)
    };
    let destroys = migration
        .destructive
        .unwrap_or_else(|| migration.operations.iter().any(|operation| drops(operation.does)));
    destroys && is_final(migration)
}

/// True when nothing takes a migration back.
fn is_final(migration: &Migration) -> bool {
    !migration.reversible.unwrap_or(migration.undo.is_some())
}

/// What the old version misses when it is done.
fn is_missed(does: MigrationAction) -> bool {
    use MigrationAction as A;
    matches!(
        does,
        A::RenameTable | A::RenameColumn | A::DropColumn | A::DropTable | A::RemoveField | A::ChangeType
    )
}
