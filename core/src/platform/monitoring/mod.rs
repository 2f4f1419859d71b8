//! Monitoring systems: what a delivery wants someone to be told of, in the files of each system. One list of alarms stands behind
//! all of them.

mod alarm;
mod alertmanager;
mod azure_monitor;
mod cloud;
mod cloudwatch;
mod grafana;
mod prometheus;
mod question;
mod subject;

use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::yaml::{Options as Layout, Quoting};
use crate::render::{Feature, Level, Target, loss};
use crate::text::ModelPath;

/// The targets.
pub const TARGETS: &[Target] = &[
    alertmanager::TARGET,
    azure_monitor::TARGET,
    cloudwatch::TARGET,
    grafana::TARGET,
    prometheus::TARGET,
];

const RUNS: &str = "rules say what is watched, not what is done: render a pipeline as well";
const AROUND: &str = "rules say what is watched, not what there is";

/// How files in YAML are written: so that readers of both versions take them for the same.
fn layout() -> Layout {
    Layout {
        quoting: Quoting::Both,
        ..Layout::default()
    }
}

/// What no monitoring system carries, and what all of them carry alike.
fn watched(feature: Feature) -> Level {
    use Feature as F;
    match feature {
        F::Observability => Level::Approximate("a part of it"),
        F::Services => Level::Approximate("their names, and who looks after them"),
        F::Environments => Level::Approximate("their names"),
        F::Pipelines
        | F::Triggers
        | F::Schedules
        | F::Stages
        | F::Jobs
        | F::Dependencies
        | F::Conditions
        | F::Approvals
        | F::ChangeTickets
        | F::PolicyGates
        | F::QualityGates
        | F::Windows
        | F::BakeGates
        | F::ErrorBudgets
        | F::RollbackReadiness
        | F::ManualGates
        | F::GateTimeouts
        | F::Promotion
        | F::BranchLimits
        | F::Deployments
        | F::Verifications
        | F::Recreates
        | F::RollingUpdates
        | F::BlueGreens
        | F::Canaries
        | F::LinearShifts
        | F::Shadows
        | F::AbTests
        | F::FeatureFlags
        | F::Permissions
        | F::Concurrency
        | F::Matrices
        | F::ReusablePipelines
        | F::SharedSteps
        | F::Logins
        | F::Inputs
        | F::Outputs
        | F::Commands
        | F::Actions
        | F::Checkouts
        | F::Setups
        | F::Caches
        | F::ImageBuilds
        | F::Scans
        | F::Artifacts
        | F::Sboms
        | F::Signatures
        | F::Attestations
        | F::MigrationSteps
        | F::Notifications
        | F::Waits
        | F::ParallelSteps
        | F::Reports
        | F::Runners
        | F::Containers
        | F::ServiceContainers
        | F::Timeouts
        | F::Retries
        | F::AllowedFailures
        | F::Durations => Level::None(RUNS),
        F::Signals
        | F::Rollbacks
        | F::Analyses
        | F::Recovery
        | F::Secrets
        | F::SecretStores
        | F::People
        | F::Extensions
        | F::Variables
        | F::Workloads
        | F::Migrations
        | F::OffHours
        | F::ShortLived
        | F::GitOps
        | F::Clusters
        | F::Infrastructure
        | F::Costs
        | F::Compliance
        | F::Objectives
        | F::Waivers => Level::None(AROUND),
    }
}

/// What is said when a system has nothing to tell of.
fn nothing_to_tell(system: &str, what: &str) -> Diagnostic {
    let message = format!("nothing is promised or watched that {system} could tell of, so there are no {what}");
    let path = ModelPath::root().key("observability");
    loss(Feature::Observability, Severity::Error, path, message)
        .help("add `observability.slos`, `observability.alerts` or conditions to a rollback")
}
