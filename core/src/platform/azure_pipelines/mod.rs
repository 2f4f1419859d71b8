//! Azure Pipelines: pipeline files and their templates, in both directions.

mod expression;
mod render;
pub mod syntax;
mod tasks;

pub use tasks::{TASKS, TASKS_ON, Task};

use crate::diagnostic::Severity;
use crate::render::{Target, TargetKind};

/// The name of the target and of the adopter.
const TARGET: &str = "azure-pipelines";

/// The key of what a node says to Azure Pipelines alone.
const EXTENSION: &str = "azure_pipelines";

/// The target.
pub const TARGETS: &[Target] = &[Target {
    name: TARGET,
    kind: TargetKind::Pipeline,
    summary: "pipelines for Azure DevOps",
    about: "One file for each pipeline that events start, and a template with typed parameters for each that others call. Files under `.azure-pipelines/checks` set up what Azure keeps outside of its pipelines: checks of environments, service connections and variable groups.",
    writes: "azure-pipelines.yml, .azure-pipelines/**",
    options: &[],
    severity: Severity::Warning,
    carries: render::carries,
    render: render::render,
}];
