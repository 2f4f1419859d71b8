//! What a document can say, told apart as finely as targets differ in what they carry.

use super::Uses;
use crate::model::{Action, Delivery, Gate, GateKind};

macro_rules! features {
    ($($(#[doc = $doc:literal])* $variant:ident $words:literal,)*) => {
        /// Something that a document can say and a target can carry or not; the ones that matter most come first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Feature {
            $($(#[doc = $doc])* $variant,)*
        }

        impl Feature {
            /// Every feature, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The words for it, in the plural: "quality gates".
            pub const fn words(self) -> &'static str {
                match self {
                    $(Self::$variant => $words,)*
                }
            }

            /// What it is, in a sentence.
            pub fn doc(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc, "\n",)*),)*
                }
                .trim()
            }
        }
    };
}

features! {
    /// Pipelines: what machines do from a commit to production.
    Pipelines "pipelines",
    /// What starts a pipeline: pushes, proposed changes, tags, people, other pipelines.
    Triggers "triggers",
    /// Starts at set times.
    Schedules "schedules",
    /// The parts of a pipeline, one after the other.
    Stages "stages",
    /// The work of a stage, side by side.
    Jobs "jobs",
    /// Stages and jobs that say what they wait for, with `after`.
    Dependencies "dependencies",
    /// Stages, jobs and steps that run only sometimes, with `when`.
    Conditions "conditional runs",
    /// People who must say yes.
    Approvals "approvals",
    /// Change records that must say yes.
    ChangeTickets "change tickets",
    /// Policy engines that must say yes.
    PolicyGates "policy gates",
    /// Measurements that must hold.
    QualityGates "quality gates",
    /// Times in which a deployment may go on, and days on which it may not.
    Windows "windows",
    /// Times in which nothing may go wrong.
    BakeGates "bake gates",
    /// Error budgets of which enough must be left.
    ErrorBudgets "error budgets",
    /// Rollbacks that must be known to work.
    RollbackReadiness "rollback-ready gates",
    /// Buttons that anyone may press.
    ManualGates "manual gates",
    /// How long a gate waits before it counts as not passed.
    GateTimeouts "timeouts of gates",
    /// Where services are delivered to.
    Environments "environments",
    /// The order of environments that a version goes through.
    Promotion "promotion",
    /// Branches that an environment may be deployed from.
    BranchLimits "branch limits of environments",
    /// Services brought into an environment.
    Deployments "deployments",
    /// Checks that what was deployed works.
    Verifications "verifications",
    /// Strategies that stop the old version and start the new one.
    Recreates "recreate strategies",
    /// Strategies that replace instances a few at a time.
    RollingUpdates "rolling strategies",
    /// Strategies that start the new version beside the old one and switch.
    BlueGreens "blue-green strategies",
    /// Strategies that give the new version more and more traffic.
    Canaries "canaries",
    /// Strategies that shift traffic by equal steps.
    LinearShifts "linear strategies",
    /// Strategies that send the new version copies of requests.
    Shadows "shadow strategies",
    /// Strategies that give some users the new version and compare.
    AbTests "A/B tests",
    /// Strategies that deliver switched off and then switch on.
    FeatureFlags "feature flag strategies",
    /// What is measured while a strategy runs, and when it is given up.
    Analyses "analyses",
    /// Ways back to the last good version.
    Rollbacks "rollbacks",
    /// What a pipeline's token may do.
    Permissions "permissions",
    /// Values taken from a secret store.
    Secrets "secrets",
    /// Where secrets are kept.
    SecretStores "secret stores",
    /// What may not run at the same time.
    Concurrency "concurrency groups",
    /// Jobs that run once for every combination of values.
    Matrices "matrices",
    /// Pipelines that others call as a part of themselves.
    ReusablePipelines "reusable pipelines",
    /// Steps that several jobs share: pipelines that steps call.
    SharedSteps "shared steps",
    /// Values that a person or a caller gives.
    Inputs "inputs",
    /// Values that a job or pipeline gives back.
    Outputs "outputs",
    /// Steps that run commands in a shell.
    Commands "commands",
    /// Actions, tasks and components of one platform.
    Actions "platform actions",
    /// Steps that fetch the source.
    Checkouts "checkouts",
    /// Steps that install a language or tool.
    Setups "setups",
    /// Steps that keep files between runs.
    Caches "caches",
    /// Steps that build container images.
    ImageBuilds "image builds",
    /// Steps that look for weaknesses.
    Scans "scans",
    /// Files that jobs hand on.
    Artifacts "artifacts",
    /// Lists of what the software is made of.
    Sboms "SBOMs",
    /// Signatures of artifacts and images.
    Signatures "signatures",
    /// Statements of how something was built.
    Attestations "attestations",
    /// Steps that change a database.
    MigrationSteps "migration steps",
    /// Steps that tell people.
    Notifications "notifications",
    /// Steps that wait.
    Waits "waits",
    /// Steps that run side by side.
    ParallelSteps "parallel steps",
    /// Reports of tests, coverage and findings.
    Reports "reports",
    /// Machines that jobs run on.
    Runners "runners",
    /// Containers that jobs run in.
    Containers "job containers",
    /// Containers beside a job, such as a database for tests.
    ServiceContainers "service containers",
    /// After which a pipeline, job or step is stopped.
    Timeouts "timeouts",
    /// Jobs and steps that are tried again.
    Retries "retries",
    /// Jobs and steps that may fail.
    AllowedFailures "allowed failures",
    /// Variables for jobs and steps.
    Variables "variables",
    /// How long stages, jobs and steps take, for estimates.
    Durations "durations",
    /// The parts of the software that are delivered.
    Services "services",
    /// How services run: containers, resources, scaling.
    Workloads "workloads",
    /// Changes to databases.
    Migrations "migrations",
    /// Times in which an environment is switched off.
    OffHours "off-hours",
    /// Environments that live as long as one change.
    ShortLived "short-lived environments",
    /// How a GitOps engine brings manifests to clusters.
    GitOps "GitOps setups",
    /// Clusters that are many alike.
    Clusters "cluster fleets",
    /// Networks, databases, stores, certificates and identities.
    Infrastructure "infrastructure",
    /// Backups, replication, failover and drills.
    Recovery "recovery plans",
    /// Service levels, alerts, dashboards and logs.
    Observability "observability",
    /// Measurements that conditions name, beyond the built-in ones.
    Signals "signals",
    /// What it costs and what may be spent.
    Costs "costs",
    /// Frameworks, evidence and exceptions.
    Compliance "compliance",
    /// What is promised to users and to the business.
    Objectives "objectives",
    /// Who delivers, and the groups that gates name.
    People "teams and groups",
    /// Findings that are accepted.
    Waivers "waivers",
    /// What one platform needs beyond the model.
    Extensions "extensions",
}

/// True for a gate that people pass.
pub const fn by_people(gate: &Gate) -> bool {
    matches!(gate.kind, GateKind::Approval(_) | GateKind::Manual(_))
}

impl Feature {
    /// What a gate is.
    pub const fn of_gate(gate: &GateKind) -> Self {
        match gate {
            GateKind::Approval(_) => Self::Approvals,
            GateKind::Window(_) => Self::Windows,
            GateKind::Quality(_) => Self::QualityGates,
            GateKind::Bake(_) => Self::BakeGates,
            GateKind::Budget(_) => Self::ErrorBudgets,
            GateKind::ChangeTicket(_) => Self::ChangeTickets,
            GateKind::RollbackReady(_) => Self::RollbackReadiness,
            GateKind::Policy(_) => Self::PolicyGates,
            GateKind::Manual(_) => Self::ManualGates,
        }
    }

    /// What a step does.
    pub const fn of_action(action: &Action) -> Self {
        match action {
            Action::Run(_) => Self::Commands,
            Action::Use(_) => Self::Actions,
            Action::Checkout(_) => Self::Checkouts,
            Action::Setup(_) => Self::Setups,
            Action::Cache(_) => Self::Caches,
            Action::BuildImage(_) => Self::ImageBuilds,
            Action::Scan(_) => Self::Scans,
            Action::Publish(_) | Action::Fetch(_) => Self::Artifacts,
            Action::Sbom(_) => Self::Sboms,
            Action::Sign(_) => Self::Signatures,
            Action::Attest(_) => Self::Attestations,
            Action::Migrate(_) => Self::MigrationSteps,
            Action::Deploy(_) => Self::Deployments,
            Action::Verify(_) => Self::Verifications,
            Action::Notify(_) => Self::Notifications,
            Action::Wait(_) => Self::Waits,
            Action::Parallel(_) => Self::ParallelSteps,
            Action::Call(_) => Self::SharedSteps,
        }
    }

    /// How often a document says it.
    pub fn used_in(self, delivery: &Delivery) -> usize {
        Uses::of(delivery).count(self)
    }
}
