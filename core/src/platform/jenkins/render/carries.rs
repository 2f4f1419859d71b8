//! What Jenkins carries of each feature.

use crate::render::{Feature, Level};
use Level::{Approximate, Full, None};

pub(in crate::platform::jenkins) fn carries(feature: Feature) -> Level {
    match feature {
        Feature::Pipelines
        | Feature::Stages
        | Feature::Jobs
        | Feature::Commands
        | Feature::Artifacts
        | Feature::Containers
        | Feature::ServiceContainers
        | Feature::Timeouts
        | Feature::Retries
        | Feature::AllowedFailures
        | Feature::ParallelSteps
        | Feature::ImageBuilds
        | Feature::Scans
        | Feature::Sboms
        | Feature::Signatures
        | Feature::Attestations
        | Feature::Verifications
        | Feature::Logins
        | Feature::Notifications
        | Feature::Waits
        | Feature::ManualGates
        | Feature::BakeGates
        | Feature::GateTimeouts
        | Feature::Extensions => Full,
        Feature::Triggers => {
            Approximate("which branches, tags and changes have a job is said in jenkins/jobs.groovy; deployments ask for them once more")
        }
        Feature::SharedSteps => Approximate("they stand in every job that calls them"),
        Feature::Schedules => Approximate("by `cron`, on the main branch or the one that is named"),
        Feature::Dependencies => Approximate("stages run one after the other, so some jobs wait longer than they must"),
        Feature::Conditions => {
            Approximate("conditions become `when` as far as Jenkins knows what they ask; what it does not know never runs")
        }
        Feature::Approvals => Approximate("an `input` that holds the stages behind it; administrators can always answer it"),
        Feature::ChangeTickets
        | Feature::PolicyGates
        | Feature::QualityGates
        | Feature::Windows
        | Feature::ErrorBudgets
        | Feature::RollbackReadiness => Approximate("a stage that asks when it runs stands for the gate; nobody holds it open"),
        Feature::Environments => Approximate("a lock of its name stands for it; Jenkins keeps no record of environments"),
        Feature::Promotion => Approximate("the order of stages stands for it"),
        Feature::BranchLimits => Approximate("deployments ask for the branch; someone who may change the file may change that"),
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
        Feature::Permissions => None("what a job may do is a setting of its folder and of its credentials"),
        Feature::Secrets => Approximate("credentials of the same names, which jenkins/casc.yaml lists, stand for them"),
        Feature::SecretStores => Approximate("jobs read credentials of Jenkins; what other stores hold must be brought there"),
        Feature::Concurrency => Approximate("locks, and one run of a branch at a time"),
        Feature::Matrices => Approximate("combinations that are added each have a stage of their own; nothing limits how many run at once"),
        Feature::ReusablePipelines => {
            Approximate("a called pipeline is a job of its own, which builds the newest commit of its branch and gives nothing back")
        }
        Feature::Inputs => Approximate("parameters, none of which must be given"),
        Feature::Outputs => None("what a step gives back is not known to the steps of other stages"),
        Feature::Actions => Approximate("steps of plugins and shared libraries are called; actions of other systems do not run here"),
        Feature::Checkouts => Approximate("Jenkins checks out by itself, with all commits"),
        Feature::Setups => Approximate("the first is the container of the job's commands; further ones must be there"),
        Feature::Caches => Approximate("the agent keeps what was downloaded until its workspace is cleaned"),
        Feature::Reports => Approximate("test results, coverage, findings and pages are shown by plugins; other reports are kept as files"),
        Feature::Runners => Approximate("agents by label: `linux`, `windows`, `macos`, or the labels of one's own"),
        Feature::Variables => Approximate("a variable that holds a secret inside of other text is put together by the shell"),
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
