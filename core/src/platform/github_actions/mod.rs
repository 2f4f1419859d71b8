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
    takes: "workflows in .github/workflows",
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
    about: "One workflow for each pipeline.",
    writes: ".github/workflows/*.yml",
    options: &[],
    severity: Severity::Warning,
    carries: render::carries,
    render: render::render,
}];

/// True for a workflow file.
fn claims(path: &str) -> bool {
    let yaml = path.rsplit_once('.').is_some_and(|(_, extension)| extension == "yml" || extension == "yaml");
    let Some((folder, name)) = path.rsplit_once('/') else { return false };
    yaml && (folder == ".github/workflows" || folder.ends_with("/.github/workflows")) && !name.is_empty()
}
