//! `RBK004`: something that cannot be taken back, before anyone knows that the release is good.

use crate::analysis::migrations;
use crate::analysis::releases::releases;
use crate::graph::{BitSet, reachable_from, reaches};
use crate::model::{Action, GateKind, Id, Migration, MigrationAction, MigrationKind, MigrationPhase, Tier};
use crate::plan::Plan;
use crate::resolve::{JobView, Kinds, StepPlace};
use crate::rules::names::job_name;
use crate::rules::tier::changes;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashMap;

rule! {
    /// A migration of production that cannot be taken back runs without a backup, or before anyone says that the release is
    /// good.
    ///
    /// After it the old version finds no data it understands, so the way back is closed. Data that is dropped or changed needs a
    /// backup made first, or an undo that keeps it. And what takes away what only the old version needs (`phase: contract`), or
    /// breaks it, belongs behind a gate after the release: an approval, a bake time, a person. A migration that is reversible by
    /// its own word is believed.
    ///
    /// ```yaml bad
    /// environments: { prod: { tier: production } }
    /// migrations:
    ///   drop-name: { phase: contract, operations: [ { does: drop_column, table: users, columns: name } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    ///       clean: { jobs: { database: { environment: { name: prod, action: prepare }, steps: [ { migrate: drop-name } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// environments: { prod: { tier: production } }
    /// recovery: { backups: { database: { of: main, schedule: "0 * * * *" } } }
    /// infrastructure: { databases: { main: { engine: postgres 17, environments: prod } } }
    /// migrations:
    ///   drop-name:
    ///     phase: contract
    ///     backup_first: database
    ///     operations: [ { does: drop_column, table: users, columns: name } ]
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    ///       clean:
    ///         gates: [ { bake: 7d } ]
    ///         jobs: { database: { environment: { name: prod, action: prepare }, steps: [ { migrate: drop-name } ] } }
    /// ```
    ///
    /// References: Fowler, "Parallel Change"; Ambler and Sadalage, "Refactoring Databases"; Google SRE Book, "Data Integrity: What
    /// You Read Is What You Wrote"; PCI DSS 4.0.1, 6.5.1.
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let changes: Vec<Change<'_>> = list(plan);
    if changes.is_empty() {
        return;
    }
    let releases = Releases::of(plan);
    let told = migrations::changes(plan);
    for change in changes {
        let Change { place, job, id, migration } = change;
        let number = plan.delivery().migrations.get_index_of(id);
        let Some(does) = number.and_then(|number| told.get(number)) else {
            continue;
        };
        let name = job_name(plan, job.index);
        let path = || plan.step_path(place).key("migrate");
        let at = ModelPath::root().key("migrations").key(id.as_str());
        if does.destructive && migration.backup_first.is_none() && !keeps_data(migration) {
            _ = found
                .add(
                    path(),
                    format!("`{id}` takes data of production away, and no backup is made before `{name}`"),
                )
                .help("say `backup_first`, or how it is taken back with the data kept")
                .related(at.clone(), "what it does");
        }
        let closes = closes_the_way(does) && !keeps_data(migration);
        if closes && migration.gates.iter().all(|gate| !is_pause(&gate.kind)) && !releases.is_behind_gate(plan, &job, place) {
            _ = found
                .add(
                    path(),
                    format!("after `{id}` there is no way back, and nothing stands between it and the release"),
                )
                .help("put a gate before it, such as `bake: 7d` or an approval, or run it with a later release")
                .related(at, "what it does");
        }
    }
}

/// A step that carries out a migration of production.
struct Change<'p> {
    place: StepPlace,
    job: JobView<'p>,
    id: &'p Id,
    migration: &'p Migration,
}

fn list(plan: &Plan) -> Vec<Change<'_>> {
    let migrations = &plan.delivery().migrations;
    let steps = plan.steps_of(Kinds::MIGRATE).filter_map(|(job, place, step)| {
        let Action::Migrate(migrate) = &step.action else { return None };
        let (id, migration) = migrations
            .get_key_value(&migrate.migration)
            .filter(|_| !migrate.undo && !migrate.dry_run)?;
        let named = job.environment.and_then(crate::resolve::Binding::known);
        let environment = changes(plan, &job).or(named).and_then(|index| plan.environment(index))?;
        let production = plan.tier(environment.id) == Some(Tier::Production);
        let change = Change { place, job, id, migration };
        production.then_some(change)
    });
    steps.collect()
}

/// True when it can be taken back without a loss.
fn keeps_data(migration: &Migration) -> bool {
    migration.reversible == Some(true) || migration.undo.as_ref().is_some_and(|undo| undo.keeps_data == Some(true))
}

/// True when the old version cannot run after it.
fn closes_the_way(change: &migrations::Change<'_>) -> bool {
    use MigrationAction::{DropColumn, DropTable, RemoveField, RenameColumn, RenameTable, Truncate};
    let migration = change.migration;
    let messages = migration.kind == Some(MigrationKind::Messages);
    let breaks = |does: MigrationAction| match does {
        RemoveField => true,
        DropColumn | DropTable | RenameColumn | RenameTable | Truncate => !messages,
        _ => false,
    };
    match migration.phase {
        Some(MigrationPhase::Contract | MigrationPhase::Breaking) => true,
        Some(MigrationPhase::Expand | MigrationPhase::Backfill) => false,
        None => migration.contracts.is_some() || change.effects.iter().any(|effect| breaks(effect.does)),
    }
}

/// True for a gate at which someone or time says that the release is good.
fn is_pause(kind: &GateKind) -> bool {
    matches!(
        kind,
        GateKind::Approval(_) | GateKind::Bake(_) | GateKind::Manual(_) | GateKind::Quality(_) | GateKind::Budget(_)
    )
}

/// The releases of a plan, and the gates after them.
struct Releases {
    jobs: HashMap<crate::resolve::JobIndex, StepPlace>,
    /// Points after a release.
    after: BitSet,
    /// Points after a gate that comes after a release.
    behind: BitSet,
}

impl Releases {
    fn of(plan: &Plan) -> Self {
        let jobs: HashMap<_, _> = releases(plan)
            .into_iter()
            .map(|release| (release.place.job, release.place))
            .collect();
        let points: Vec<u32> = jobs.keys().filter_map(|job| plan.job(*job)).map(|view| view.point).collect();
        let after = reachable_from(plan.flow(), &points, |_| false);
        let gates = (0u32..)
            .zip(plan.points())
            .filter(|(number, point)| after.contains(*number) && plan.gate(**point).is_some_and(|gate| is_pause(&gate.kind)));
        let gates: Vec<u32> = gates.map(|(number, _)| number).collect();
        let behind = reachable_from(plan.flow(), &gates, |_| false);
        Self { jobs, after, behind }
    }

    /// True when a gate stands between a release and the migration, or no release comes before it in the same run: then
    /// somebody starts it for its own sake.
    fn is_behind_gate(&self, plan: &Plan, job: &JobView<'_>, place: StepPlace) -> bool {
        if let Some(release) = self.jobs.get(&job.index) {
            // Steps of one job have nothing between them but time.
            let waits = |step: &crate::model::Step| matches!(step.action, Action::Wait(_));
            let range = if release.step < place.step {
                release.step..place.step
            } else {
                0..0
            };
            let between = job.job.steps.iter().zip(0u32..).filter(|(_, number)| range.contains(number));
            return between.map(|(step, _)| step).any(waits);
        }
        if self.after.contains(job.point) {
            return self.behind.contains(job.point);
        }
        let later = self.jobs.keys().filter_map(|job| plan.job(*job)).map(|view| view.point);
        let later: Vec<u32> = later.collect();
        !reaches(plan.flow(), &later).contains(job.point)
    }
}
