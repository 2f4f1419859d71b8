//! Pictures of a delivery: its pipelines with stages, jobs and gates, and its environments with the ways back.

mod badges;
mod cards;
pub mod dot;
mod layered;
pub mod mermaid;
mod picture;
pub mod rollout;
pub mod svg;
pub(crate) mod words;

use crate::render::{Feature, Level, Options, Target};
use std::fmt::Write as _;

/// The targets: the same picture, for three readers, and one of what rollouts do.
pub const TARGETS: &[Target] = &[mermaid::TARGET, dot::TARGET, svg::TARGET, rollout::TARGET];

const HOW: &str = "a picture shows what follows what, not how a step is done";
const AROUND: &str = "a picture shows the way to production, not what surrounds it";
const NAMED: &str = "named in the environment it brings a version into, without its steps and numbers";
const GATE: &str = "kind and main fact of each gate, without its details";
const BADGE: &str = "a word on the job that does it, without its settings";

/// What a picture carries; all pictures show the same.
fn carries(feature: Feature) -> Level {
    use Feature as F;
    match feature {
        F::Pipelines | F::Stages | F::Jobs | F::Dependencies | F::Environments | F::Promotion => Level::Full,
        F::Triggers | F::Schedules => Level::Approximate("kind and main filter of each trigger"),
        F::Conditions => {
            Level::Approximate("that a stage or job runs only sometimes, not the expression; conditions of steps are not shown")
        }
        F::Approvals
        | F::ChangeTickets
        | F::PolicyGates
        | F::QualityGates
        | F::Windows
        | F::BakeGates
        | F::ErrorBudgets
        | F::RollbackReadiness
        | F::ManualGates => Level::Approximate(GATE),
        F::Deployments => Level::Approximate("the environment and the job, not services, versions and slots"),
        F::Recreates | F::RollingUpdates | F::BlueGreens | F::Canaries | F::LinearShifts | F::Shadows | F::AbTests | F::FeatureFlags => {
            Level::Approximate(NAMED)
        }
        F::Rollbacks => Level::Approximate("an arrow back to the environment that uses it, with its promise; its steps are not shown"),
        F::Matrices => Level::Approximate("the number of runs"),
        F::ReusablePipelines => Level::Approximate("the name of the pipeline that is called"),
        F::Durations => Level::Approximate("durations of stages and jobs, not of steps"),
        F::Verifications
        | F::ImageBuilds
        | F::Scans
        | F::Sboms
        | F::Signatures
        | F::Attestations
        | F::MigrationSteps
        | F::Notifications
        | F::Reports => Level::Approximate(BADGE),
        F::GateTimeouts
        | F::Permissions
        | F::Secrets
        | F::Concurrency
        | F::Inputs
        | F::Outputs
        | F::Commands
        | F::Actions
        | F::Checkouts
        | F::Setups
        | F::Caches
        | F::Artifacts
        | F::Waits
        | F::ParallelSteps
        | F::SharedSteps
        | F::Logins
        | F::Runners
        | F::Containers
        | F::ServiceContainers
        | F::Timeouts
        | F::Retries
        | F::AllowedFailures
        | F::Variables
        | F::Analyses
        | F::Extensions => Level::None(HOW),
        F::BranchLimits
        | F::SecretStores
        | F::Services
        | F::Workloads
        | F::Migrations
        | F::OffHours
        | F::ShortLived
        | F::GitOps
        | F::Clusters
        | F::Infrastructure
        | F::Recovery
        | F::Observability
        | F::Signals
        | F::Costs
        | F::Compliance
        | F::Objectives
        | F::People
        | F::Waivers => Level::None(AROUND),
    }
}

/// Who made a picture, of what, and how it is made again.
fn made_by(delivery: &str, target: &Target, options: &Options) -> String {
    let mut command = format!("gatewright render {}", target.name);
    for (name, value) in options.changed(target) {
        let _ = write!(command, " --option {name}={value}");
    }
    format!("Made by Gatewright from the delivery {delivery}; to make it again: {command}")
}
