//! `DAT008`: a migration on the wrong side of the deployment that needs it.

use super::deployments::{self, Deployment};
use super::order::Order;
use super::steps;
use crate::analysis::migrations::phase;
use crate::model::{Action, Computed, Id, Migration, MigrationPhase, When};
use crate::plan::Plan;
use crate::resolve::{Kinds, PipelineIndex, StepPlace};
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashMap;

rule! {
    /// A migration that makes room does not come before the deployment that needs it, or one that takes away not after it.
    ///
    /// A new version that meets the old tables fails at its first query; an old version whose columns are dropped while
    /// it still runs fails at its next. So what is added (`phase: expand`) is added before the new version arrives in an
    /// environment, and what is no longer needed (`phase: contract`) goes when the old version is gone. Without a phase, its
    /// operations tell which of the two a migration does. Looked at are steps of the same pipeline that work on the same
    /// environment; other phases may stand on either side.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// environments: { prod: { tier: production } }
    /// migrations: { add-email: { phase: expand, services: api } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       prod:
    ///         jobs:
    ///           database: { environment: { name: prod, action: prepare }, steps: [ { migrate: add-email } ] }
    ///           api: { environment: prod, steps: [ { deploy: { services: api } } ] }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// environments: { prod: { tier: production } }
    /// migrations: { add-email: { phase: expand, services: api } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       prod:
    ///         jobs:
    ///           database: { environment: { name: prod, action: prepare }, steps: [ { migrate: add-email } ] }
    ///           api: { after: database, environment: prod, steps: [ { deploy: { services: api } } ] }
    /// ```
    ///
    /// References: Fowler, "Parallel Change" (expand and contract); Ambler and Sadalage, "Refactoring Databases"; Google
    /// Cloud Architecture Center, "Database migration: concepts and principles".
    Error, Plan(check)
}

/// What is worked on: a pipeline's environment, by name or by the expression that gives it.
type Ground<'p> = (PipelineIndex, &'p Computed<Id>);

/// Steps that carry out one migration on one ground.
struct Change<'p> {
    ground: Ground<'p>,
    id: &'p Id,
    migration: &'p Migration,
    expands: bool,
    places: Vec<StepPlace>,
}

fn check(plan: &Plan, found: &mut Findings) {
    let changes = changes(plan);
    if changes.is_empty() {
        return;
    }
    let all = deployments::all(plan);
    let mut by_ground: HashMap<Ground<'_>, Vec<&Deployment<'_>>> = HashMap::new();
    for one in all.iter().filter(|one| is_usual(plan, one.place)) {
        if let Some(environment) = one.environment {
            by_ground.entry((one.job.pipeline, environment)).or_default().push(one);
        }
    }
    let mut order = Order::new(plan);
    for change in &changes {
        if order.is_spent() {
            break;
        }
        let deployments = by_ground
            .get(&change.ground)
            .into_iter()
            .flatten()
            .filter(|one| concerns(plan, change.migration, one));
        let wrong: Vec<&Deployment<'_>> = deployments
            .copied()
            .filter(|one| !is_placed(&mut order, change, one.place))
            .take(4)
            .collect();
        if let (Some(place), false) = (change.places.first(), wrong.is_empty()) {
            report(plan, found, &mut order, change, *place, &wrong);
        }
    }
}

/// The migrations that are carried out and whose side of a deployment matters.
fn changes(plan: &Plan) -> Vec<Change<'_>> {
    let mut list: Vec<Change<'_>> = Vec::new();
    let mut known: HashMap<(Ground<'_>, &Id), usize> = HashMap::new();
    for (job, place, step) in plan.steps_of(Kinds::MIGRATE) {
        let Action::Migrate(migrate) = &step.action else { continue };
        let Some(environment) = &job.job.environment else { continue };
        let Some((id, migration)) = plan.delivery().migrations.get_key_value(&migrate.migration) else {
            continue;
        };
        let expands = match phase(migration) {
            Some(MigrationPhase::Expand) => true,
            Some(MigrationPhase::Contract) => false,
            _ => continue,
        };
        if migrate.undo || migrate.dry_run || !is_usual(plan, place) {
            continue;
        }
        let ground = (job.pipeline, &environment.name);
        let number = *known.entry((ground, id)).or_insert_with(|| {
            list.push(Change {
                ground,
                id,
                migration,
                expands,
                places: Vec::new(),
            });
            list.len() - 1
        });
        list.get_mut(number).into_iter().for_each(|change| change.places.push(place));
    }
    list
}

/// False for what runs only after a failure, or never.
fn is_usual(plan: &Plan, place: StepPlace) -> bool {
    !steps::conditions(plan, place)
        .into_iter()
        .flatten()
        .any(|when| matches!(when, When::Failure | When::Never))
}

/// Whether a deployment brings a version that needs the migration. A migration that names no services concerns every
/// deployment that may bring them all.
fn concerns(plan: &Plan, migration: &Migration, deployment: &Deployment<'_>) -> bool {
    let services = &deployment.deploy.services;
    if services.is_empty() {
        return true;
    }
    if migration.services.is_empty() {
        plan.delivery().services.len() <= services.len()
    } else {
        services.iter().any(|service| migration.services.contains(service))
    }
}

/// Whether one of the change's steps is surely on the right side of a deployment.
fn is_placed(order: &mut Order<'_>, change: &Change<'_>, deployment: StepPlace) -> bool {
    change.places.iter().any(|place| {
        if change.expands {
            order.is_before(*place, deployment)
        } else {
            order.is_before(deployment, *place)
        }
        .unwrap_or(true)
    })
}

fn report(plan: &Plan, found: &mut Findings, order: &mut Order<'_>, change: &Change<'_>, place: StepPlace, wrong: &[&Deployment<'_>]) {
    let Some(first) = wrong.first() else { return };
    let (id, by) = (change.id, first.name(plan));
    let surely = if change.expands {
        order.is_before(first.place, place)
    } else {
        order.is_before(place, first.place)
    } == Some(true);
    let message = match (change.expands, surely) {
        (true, true) => format!("`{id}` makes room only after `{by}` has deployed the version that needs it"),
        (true, false) => format!("`{id}` must make room before `{by}` deploys, but nothing makes sure of it"),
        (false, true) => format!("`{id}` takes away what the old version needs before `{by}` has replaced it"),
        (false, false) => format!("`{id}` must wait until `{by}` has replaced the old version, but nothing makes sure of it"),
    };
    let help = if change.expands {
        "let the deployment wait for the migration"
    } else {
        "let the migration wait for the deployment"
    };
    let mut draft = found.add(step_path(plan, place), message).help(help);
    for one in wrong.iter().take(3) {
        draft = draft.related(
            plan.step_path(one.place).key("deploy"),
            format!("`{}` deploys to `{}`", one.name(plan), one.target()),
        );
    }
}

fn step_path(plan: &Plan, place: StepPlace) -> ModelPath {
    plan.step_path(place).key("migrate")
}
