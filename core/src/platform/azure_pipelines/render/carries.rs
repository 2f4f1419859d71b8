//! What Azure Pipelines carries of each feature.

use crate::render::{Feature, Level};
use Level::{Approximate, Full, None};

pub(in crate::platform::azure_pipelines) fn carries(feature: Feature) -> Level {
    match feature {
        Feature::Pipelines
        | Feature::Stages
        | Feature::Jobs
        | Feature::Conditions
        | Feature::Environments
        | Feature::ReusablePipelines
        | Feature::Commands
        | Feature::Checkouts
        | Feature::Caches
        | Feature::Artifacts
        | Feature::ImageBuilds
        | Feature::Sboms
        | Feature::Scans
        | Feature::Verifications
        | Feature::Logins
        | Feature::Notifications
        | Feature::Waits
        | Feature::Containers
        | Feature::ServiceContainers
        | Feature::Timeouts
        | Feature::AllowedFailures
        | Feature::ManualGates
        | Feature::Extensions => Full,
        Feature::Triggers => Approximate(
            "pull requests of Azure Repos start a pipeline by a branch policy; releases, merge queues and other events start nothing",
        ),
        Feature::Schedules => Approximate("times are taken for UTC"),
        Feature::Dependencies => Approximate("jobs wait for jobs of their own stage; beyond it, stages wait for stages"),
        Feature::Approvals => {
            Approximate("checks of the environment, which the files under .azure-pipelines/checks set up; elsewhere one person in the file")
        }
        Feature::Windows => Approximate(
            "a check of the environment, which the files under .azure-pipelines/checks set up, or commands that ask when they run",
        ),
        Feature::ChangeTickets | Feature::PolicyGates | Feature::QualityGates | Feature::ErrorBudgets | Feature::RollbackReadiness => {
            Approximate("a job that asks when it runs stands for the gate; nobody holds it open")
        }
        Feature::BakeGates => Approximate("a pause without a machine, or a job that watches"),
        Feature::GateTimeouts => Approximate("thirty days at most"),
        Feature::Promotion => Approximate("the order of stages stands for it; nothing keeps a person from deploying by hand"),
        Feature::BranchLimits => Approximate("a check of the environment, which the files under .azure-pipelines/checks set up"),
        Feature::Deployments => Approximate("by commands of the platform's own tools"),
        Feature::MigrationSteps => Approximate("by commands of the migration tool"),
        Feature::Rollbacks => Approximate("steps after a failure go back; what is noticed later needs a watcher outside of the pipeline"),
        Feature::Recreates | Feature::RollingUpdates | Feature::BlueGreens | Feature::Canaries | Feature::LinearShifts => {
            Approximate("as far as commands of the platform's own tools go")
        }
        Feature::Shadows | Feature::AbTests | Feature::FeatureFlags | Feature::Analyses => {
            None("what goes on after the commands is not seen by a pipeline")
        }
        Feature::Permissions => None("what a run's token may do is a setting of the project"),
        Feature::Secrets => Approximate("from Azure Key Vault; secrets of other stores are copied into variable groups"),
        Feature::SecretStores => Approximate("Azure Key Vault is read; variable groups stand for the others"),
        Feature::Concurrency => {
            Approximate("an exclusive lock holds back stages that work on an environment; a pipeline as a whole only has its pushes wait")
        }
        Feature::Matrices => Approximate("written out, with texts only; the others go on after one has failed"),
        Feature::Inputs => Approximate("parameters with values of their own, since what events start is given none"),
        Feature::Outputs => Approximate("as far as commands write them to the log"),
        Feature::Actions => Approximate("tasks run as they are; actions of other systems do not"),
        Feature::Setups => Approximate("by tasks for the common languages, and commands for some others"),
        Feature::Signatures => Approximate("with a key; Sigstore does not take the identity of a run"),
        Feature::Attestations => Approximate("with a key; nothing of the platform stands behind them"),
        Feature::SharedSteps => Approximate("they stand in every job that calls them"),
        Feature::ParallelSteps => Approximate("they run one after the other"),
        Feature::Reports => Approximate("test results, coverage and findings are shown; other reports are kept as files"),
        Feature::Runners => Approximate("labels of a machine of one's own become demands on the pool `Default`"),
        Feature::Retries => Approximate("steps only, at once"),
        Feature::Variables => Approximate("names with small letters are told to commands one by one"),
        Feature::Durations => None("nothing says how long something will take"),
        Feature::Services
        | Feature::Workloads
        | Feature::GitOps
        | Feature::Clusters
        | Feature::Infrastructure
        | Feature::OffHours
        | Feature::ShortLived => None("a pipeline does not describe what runs"),
        Feature::Migrations => Approximate("where a step runs them"),
        Feature::Recovery
        | Feature::Observability
        | Feature::Signals
        | Feature::Costs
        | Feature::Compliance
        | Feature::Objectives
        | Feature::People
        | Feature::Waivers => None("a pipeline does not say it"),
    }
}
