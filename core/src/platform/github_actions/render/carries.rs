//! What GitHub Actions carries of each feature.

use crate::render::{Feature, Level};
use Level::{Approximate, Full, None};

pub(in crate::platform::github_actions) fn carries(feature: Feature) -> Level {
    match feature {
        Feature::Pipelines
        | Feature::Triggers
        | Feature::Jobs
        | Feature::Dependencies
        | Feature::Conditions
        | Feature::Permissions
        | Feature::Matrices
        | Feature::Inputs
        | Feature::Outputs
        | Feature::Commands
        | Feature::Actions
        | Feature::Checkouts
        | Feature::Setups
        | Feature::Caches
        | Feature::ImageBuilds
        | Feature::Scans
        | Feature::Artifacts
        | Feature::Sboms
        | Feature::Signatures
        | Feature::Attestations
        | Feature::Verifications
        | Feature::Logins
        | Feature::Notifications
        | Feature::Waits
        | Feature::Runners
        | Feature::Containers
        | Feature::ServiceContainers
        | Feature::Timeouts
        | Feature::AllowedFailures
        | Feature::Variables
        | Feature::Environments
        | Feature::ReusablePipelines
        | Feature::SharedSteps
        | Feature::Extensions
        | Feature::Reports => Full,
        Feature::Schedules => Approximate("a schedule runs on the default branch only, and may start late"),
        Feature::Stages => Approximate("there are no stages: jobs say which jobs they wait for"),
        Feature::Approvals => Approximate(
            "one of the reviewers of an environment is enough, however many the document asks for; the files under .github/protection set reviewers up",
        ),
        Feature::ManualGates => {
            Approximate("an environment with reviewers stands for the button; the files under .github/protection set it up")
        }
        Feature::BakeGates => Approximate("a wait timer of the environment, or a job that watches"),
        Feature::Windows
        | Feature::QualityGates
        | Feature::ErrorBudgets
        | Feature::ChangeTickets
        | Feature::PolicyGates
        | Feature::RollbackReadiness => Approximate("a job that asks when it runs stands for the gate; nobody holds it open"),
        Feature::GateTimeouts => Approximate("an approval waits thirty days, whatever the document says"),
        Feature::Promotion => Approximate("the order of jobs stands for it; nothing keeps a person from deploying by hand"),
        Feature::BranchLimits => Approximate("the files under .github/protection set them up"),
        Feature::Deployments => Approximate("by commands of the platform's own tools"),
        Feature::MigrationSteps => Approximate("by commands of the migration tool"),
        Feature::Rollbacks => {
            Approximate("a step after a failure goes back; what is noticed later needs a watcher outside of the workflow")
        }
        Feature::Recreates | Feature::RollingUpdates | Feature::BlueGreens | Feature::Canaries | Feature::LinearShifts => {
            Approximate("as far as commands of the platform's own tools go")
        }
        Feature::Shadows | Feature::AbTests | Feature::FeatureFlags | Feature::Analyses => {
            None("what goes on after the commands is not seen by a workflow")
        }
        Feature::Secrets => Approximate("secrets of GitHub stand for those of other stores and must be copied there"),
        Feature::SecretStores => Approximate("workflows read GitHub's own secrets; those of other stores must be copied there"),
        Feature::Concurrency => Approximate("of the runs that wait in a group only the newest is kept, unless all may wait"),
        Feature::ParallelSteps => Approximate("they run one after the other"),
        Feature::Retries => None("neither jobs nor steps are tried again"),
        Feature::Durations => None("nothing says how long something will take"),
        Feature::Services
        | Feature::Workloads
        | Feature::GitOps
        | Feature::Clusters
        | Feature::Infrastructure
        | Feature::OffHours
        | Feature::ShortLived => None("a workflow does not describe what runs"),
        Feature::Migrations => Approximate("where a step runs them"),
        Feature::Recovery
        | Feature::Observability
        | Feature::Signals
        | Feature::Costs
        | Feature::Compliance
        | Feature::Objectives
        | Feature::People
        | Feature::Waivers => None("a workflow does not say it"),
    }
}
