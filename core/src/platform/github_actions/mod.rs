//! GitHub Actions: workflow files, in both directions.

mod actions;
mod adopt;
mod comments;
mod normal;
mod render;
pub mod syntax;
mod trigger;
mod words;

pub use actions::{PINNED_ON, PINS, Pin};
pub use normal::normal;

use crate::diagnostic::Severity;
use crate::foreign::{Adopter, Reader};
use crate::render::{Target, TargetKind};

/// The key of what a node says to GitHub alone.
const EXTENSION: &str = "github_actions";

/// The name of the target and of the adopter.
const TARGET: &str = "github-actions";

/// What adopts workflow files.
pub const ADOPTER: Adopter = Adopter {
    name: TARGET,
    extension: EXTENSION,
    takes: "workflows in .github/workflows, and composite actions (action.yml)",
    reader: Reader::Yaml(crate::text::yaml::Dialect::Core),
    claims,
    adopt: adopt::adopt,
    normal,
};

/// The target.
pub const TARGETS: &[Target] = &[Target {
    name: TARGET,
    kind: TargetKind::Pipeline,
    summary: "workflows for GitHub Actions",
    about: "One workflow for each pipeline, and one composite action for each pipeline that steps call.",
    writes: ".github/workflows/*.yml, .github/actions/*/action.yml",
    options: &[],
    severity: Severity::Warning,
    carries: render::carries,
    render: render::render,
}];

/// True for a workflow, and for what may be a composite action.
fn claims(path: &str) -> bool {
    is_workflow(path) || action_folder(path).is_some()
}

/// True for a workflow file.
fn is_workflow(path: &str) -> bool {
    let yaml = path
        .rsplit_once('.')
        .is_some_and(|(_, extension)| extension == "yml" || extension == "yaml");
    let Some((folder, name)) = path.rsplit_once('/') else {
        return false;
    };
    yaml && (folder == ".github/workflows" || folder.ends_with("/.github/workflows")) && !name.is_empty()
}

/// The folder that is an action, when the file is the one that says so; empty for the root of the repository.
fn action_folder(path: &str) -> Option<&str> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    matches!(name, "action.yml" | "action.yaml")
        .then_some(folder)
        .filter(|_| !is_workflow(path))
}

/// How a step uses an action of its own repository.
fn local_use(folder: &str) -> String {
    format!("./{folder}")
}

/// The folder of the same repository whose action a step uses.
fn used_folder(uses: &str) -> Option<&str> {
    Some(uses.strip_prefix("./")?.trim_end_matches('/'))
}
