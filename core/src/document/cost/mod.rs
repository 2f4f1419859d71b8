//! What a delivery costs, for people and for their tools. An estimate goes in, a text comes out.
//!
//! The targets take the built-in prices; `gatewright cost` and the operation `cost` take price files too.

mod csv;
mod difference;
mod focus;
mod infracost;
mod markdown;
mod picture;
mod text;
pub(crate) mod words;

pub use csv::csv;
pub use difference::{difference_markdown, difference_text};
pub use focus::{FocusVersion, Month, focus};
pub use infracost::infracost;
pub use markdown::markdown;
pub use picture::picture;
pub use text::text;

use crate::analysis::cost::{advice, estimate};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::plan::Plan;
use crate::prices::builtin;
use crate::render::{Feature, FileSet, Level, OptionSpec, Options, Target, TargetKind};

const ABOUT: &str = "The prices are those of the built-in book and of the document itself; `gatewright cost --prices FILE` takes files of \
                     providers too. What has no price or no amount is named, and is part of no total.";

const fn target(
    name: &'static str,
    kind: TargetKind,
    summary: &'static str,
    writes: &'static str,
    options: &'static [OptionSpec],
    render: fn(&Plan, &Options) -> Result<FileSet, Error>,
) -> Target {
    Target {
        name,
        kind,
        summary,
        about: ABOUT,
        writes,
        options,
        severity: Severity::Info,
        carries,
        render,
    }
}

/// The targets.
pub const TARGETS: &[Target] = &[
    target(
        "cost-report",
        TargetKind::Document,
        "what the delivery costs, line by line, with what is not known and what could be saved",
        "cost.md",
        &[],
        |plan, _| {
            let estimate = estimate(plan, builtin());
            let advice = advice(plan, &estimate, builtin());
            Ok(FileSet::of("cost.md", markdown(&plan.delivery().name, &estimate, &advice)))
        },
    ),
    target(
        "cost-chart",
        TargetKind::Picture,
        "what the delivery costs in a month, as bars",
        "cost.svg",
        &[],
        |plan, _| Ok(FileSet::of("cost.svg", picture(&plan.delivery().name, &estimate(plan, builtin())))),
    ),
    target(
        "cost-csv",
        TargetKind::Data,
        "the lines of the estimate, for spreadsheets",
        "cost.csv",
        &[],
        |plan, _| Ok(FileSet::of("cost.csv", csv(&estimate(plan, builtin())))),
    ),
    target(
        "cost-infracost",
        TargetKind::Data,
        "the estimate in the shape of Infracost's JSON, for tools that read it",
        "infracost.json",
        &[],
        |plan, _| {
            Ok(FileSet::of(
                "infracost.json",
                infracost(&plan.delivery().name, &estimate(plan, builtin()))?,
            ))
        },
    ),
    target(
        "cost-focus",
        TargetKind::Data,
        "the estimate as FOCUS rows, beside those of real bills",
        "focus.csv",
        &[
            OptionSpec {
                name: "version",
                doc: "version of FOCUS",
                default: "1.2",
                words: &["1.2", "1.4"],
            },
            OptionSpec {
                name: "month",
                doc: "the month the estimate is for, such as 2026-12; that of its newest price when left out",
                default: "",
                words: &[],
            },
        ],
        |plan, options| {
            let estimate = estimate(plan, builtin());
            let version = FocusVersion::of(options.get("version")).unwrap_or_default();
            let month = Month::of(options.get("month"), &estimate)?;
            Ok(FileSet::of("focus.csv", focus(&plan.delivery().name, &estimate, version, month)))
        },
    ),
];

/// A bill shows what is paid for. What costs nothing by itself has no line in it.
fn carries(feature: Feature) -> Level {
    use Feature as F;
    const FREE: &str = "it costs nothing by itself";
    const TIME: &str = "the time that machines work";
    match feature {
        F::Costs => Level::Full,
        F::Pipelines
        | F::Stages
        | F::Jobs
        | F::Matrices
        | F::ReusablePipelines
        | F::Runners
        | F::Durations
        | F::Retries
        | F::Conditions
        | F::SharedSteps => Level::Approximate(TIME),
        F::Triggers | F::Schedules => Level::Approximate("how often they start a pipeline"),
        F::Environments | F::OffHours | F::Services | F::Workloads => Level::Approximate("what they run on, for the hours they are on"),
        F::BlueGreens | F::Canaries | F::LinearShifts | F::Shadows | F::AbTests => {
            Level::Approximate("machines that run twice while both versions are there")
        }
        F::Clusters | F::Infrastructure | F::Recovery | F::Observability | F::Objectives => {
            Level::Approximate("what of it is paid for, not what it is for")
        }
        F::ShortLived => Level::None("how many live at once is not known"),
        F::Dependencies
        | F::Logins
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
        | F::FeatureFlags
        | F::Analyses
        | F::Rollbacks
        | F::Permissions
        | F::Secrets
        | F::SecretStores
        | F::Concurrency
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
        | F::Containers
        | F::ServiceContainers
        | F::Timeouts
        | F::AllowedFailures
        | F::Variables
        | F::Migrations
        | F::GitOps
        | F::Signals
        | F::Compliance
        | F::People
        | F::Waivers
        | F::Extensions => Level::None(FREE),
    }
}
