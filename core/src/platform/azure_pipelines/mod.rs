//! Azure Pipelines: pipeline files and their templates, in both directions.

mod adopt;
mod body;
mod circles;
mod expression;
mod hooks;
mod job;
mod known;
mod list;
mod normal;
mod pipeline;
mod render;
mod scope;
mod step;
pub mod syntax;
mod tasks;
mod trigger;
mod words;

pub use normal::normal;
pub use tasks::{TASKS, TASKS_ON, Task};

use crate::diagnostic::Severity;
use crate::foreign::{Adopter, Reader};
use crate::render::{Target, TargetKind};
use crate::text::yaml::Dialect;

/// The name of the target and of the adopter.
const TARGET: &str = "azure-pipelines";

/// The key of what a node says to Azure Pipelines alone.
const EXTENSION: &str = "azure_pipelines";

/// What adopts pipeline files.
pub const ADOPTER: Adopter = Adopter {
    name: TARGET,
    extension: EXTENSION,
    takes: "`azure-pipelines.yml` and files in `.azure-pipelines`, with the templates they name",
    reader: Reader::Yaml(Dialect::Placeholders),
    claims,
    adopt: adopt::adopt,
    normal,
};

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

/// Folders in which pipelines are by custom.
const FOLDERS: [&str; 5] = [
    ".azure-pipelines",
    ".azuredevops",
    ".azure/pipelines",
    "azure-pipelines",
    "azure_pipelines",
];

/// True for a YAML file by its name.
fn is_yaml(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.eq_ignore_ascii_case("yml") || extension.eq_ignore_ascii_case("yaml")
}

/// True for a pipeline file by its name: `azure-pipelines.yml`, `azure-pipelines-nightly.yaml`, `ci.azure-pipelines.yml`, or
/// one in a folder such as `.azure-pipelines`.
fn claims(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let name = lower.rsplit('/').next().unwrap_or(&lower);
    let Some((stem, "yml" | "yaml")) = name.rsplit_once('.') else {
        return false;
    };
    let named = ["azure-pipeline", "azure_pipeline", "azurepipeline"]
        .iter()
        .any(|word| stem.contains(word));
    let whole = format!("/{lower}");
    named || FOLDERS.iter().any(|folder| whole.contains(&format!("/{folder}/")))
}
