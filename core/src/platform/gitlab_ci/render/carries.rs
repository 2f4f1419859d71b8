//! What GitLab CI carries of each feature.

use crate::render::{Feature, Level};
use Level::{Approximate, Full, None};

pub(in crate::platform::gitlab_ci) fn carries(feature: Feature) -> Level {
    match feature {
        Feature::Pipelines
        | Feature::Stages
        | Feature::Jobs
        | Feature::Dependencies
        | Feature::Commands
        | Feature::Checkouts
        | Feature::Artifacts
        | Feature::Matrices
        | Feature::Inputs
        | Feature::ReusablePipelines
        | Feature::Containers
        | Feature::ServiceContainers
        | Feature::Timeouts
        | Feature::AllowedFailures
        | Feature::Environments
        | Feature::ImageBuilds
        | Feature::Scans
        | Feature::Sboms
        | Feature::Signatures
        | Feature::Attestations
        | Feature::Verifications
        | Feature::Notifications
        | Feature::Waits
        | Feature::ManualGates
        | Feature::Extensions => Full,
        Feature::Triggers => Approximate("the end of another pipeline and releases start nothing by themselves; rules stand for the rest"),
        Feature::Schedules => Approximate("schedules belong to the project; the files under .gitlab/protection set them up"),
        Feature::Conditions => Approximate("conditions become `rules: if` as far as GitLab's variables go"),
        Feature::Approvals => {
            Approximate("a blocking manual job, and a protected environment that the files under .gitlab/protection set up")
        }
        Feature::ChangeTickets
        | Feature::PolicyGates
        | Feature::QualityGates
        | Feature::Windows
        | Feature::BakeGates
        | Feature::ErrorBudgets
        | Feature::RollbackReadiness => Approximate("a job that asks when it runs stands for the gate; nobody holds it open"),
        Feature::GateTimeouts => Approximate("a job that waits for a person has no time limit"),
        Feature::Promotion => Approximate("the order of stages stands for it; nothing keeps a person from deploying by hand"),
        Feature::BranchLimits => Approximate("the files under .gitlab/protection protect the branches; the environment itself knows none"),
        Feature::Deployments => Approximate("by commands of the platform's own tools"),
        Feature::MigrationSteps => Approximate("by commands of the migration tool"),
        Feature::Rollbacks => {
            Approximate("commands after a failure go back; what is noticed later needs a watcher outside of the pipeline")
        }
        Feature::Recreates | Feature::RollingUpdates | Feature::BlueGreens | Feature::Canaries | Feature::LinearShifts => {
            Approximate("as far as commands of the platform's own tools go")
        }
        Feature::Shadows | Feature::AbTests | Feature::FeatureFlags | Feature::Analyses => {
            None("what goes on after the commands is not seen by a pipeline")
        }
        Feature::Permissions => None("what a job's token may do is a setting of the project"),
        Feature::Secrets => Approximate("variables of the project stand for secrets of other stores and must be copied there"),
        Feature::SecretStores => Approximate("jobs read variables of the project; what other stores hold must be copied there"),
        Feature::Concurrency => Approximate("resource groups hold back jobs, not whole pipelines"),
        Feature::Outputs => Approximate("values go on in files of variables, a line each; a pipeline that is called gives none back"),
        Feature::Actions => None("actions of other systems do not run here"),
        Feature::Setups => Approximate("the first is the job's image; further ones are installed by commands"),
        Feature::Caches => Approximate("only folders inside the project can be kept, so package managers are sent there"),
        Feature::SharedSteps => Approximate("they stand in every job that calls them"),
        Feature::ParallelSteps => Approximate("they run one after the other"),
        Feature::Reports => Approximate("test results and coverage are shown; other reports are kept as files"),
        Feature::Runners => Approximate("labels of GitHub's machines become GitLab's own where there are such"),
        Feature::Retries => Approximate("whole jobs, twice at most"),
        Feature::Variables => Approximate("variables of a single step are set by its commands; expressions become variables"),
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
