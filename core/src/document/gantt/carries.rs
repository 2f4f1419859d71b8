//! What the picture carries.

use crate::render::{Feature, Level};

const HOW: &str = "a chart of time shows how long things take, not how they are done";
const AROUND: &str = "a chart of time shows the way to production, not what surrounds it";
const WAIT: &str = "as a wait before the job, without its details";

/// What the picture carries.
pub(super) fn carries(feature: Feature) -> Level {
    use Feature as F;
    match feature {
        F::Pipelines | F::Stages | F::Jobs | F::Durations | F::Dependencies | F::BakeGates => Level::Full,
        F::Approvals | F::ChangeTickets | F::Windows | F::ManualGates => Level::Approximate(WAIT),
        F::GateTimeouts => Level::Approximate("the longest wait for people"),
        F::Triggers | F::Schedules => Level::Approximate("what starts each kind of run, in words"),
        F::Conditions => Level::Approximate("jobs that do not run on a start are left out; steps are not looked at"),
        F::Matrices => Level::Approximate("one bar, with the number of jobs"),
        F::ReusablePipelines => Level::Approximate("the jobs of the pipeline that is called, in its place"),
        F::Concurrency => Level::Approximate("jobs of one run that wait for one another"),
        F::Runners => Level::Approximate("how many there are, where the document says it"),
        F::Objectives => Level::Approximate("the promised lead time"),
        F::Environments
        | F::Promotion
        | F::Deployments
        | F::PolicyGates
        | F::QualityGates
        | F::ErrorBudgets
        | F::RollbackReadiness
        | F::Recreates
        | F::RollingUpdates
        | F::BlueGreens
        | F::Canaries
        | F::LinearShifts
        | F::Shadows
        | F::AbTests
        | F::FeatureFlags
        | F::Rollbacks
        | F::Verifications
        | F::SharedSteps
        | F::Logins
        | F::ImageBuilds
        | F::Scans
        | F::Sboms
        | F::Signatures
        | F::Attestations
        | F::MigrationSteps
        | F::Notifications
        | F::Reports
        | F::Permissions
        | F::Secrets
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
        | F::People
        | F::Waivers => Level::None(AROUND),
    }
}
