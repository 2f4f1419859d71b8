//! GitLab CI/CD: `.gitlab-ci.yml` and the files it includes, in both directions.

mod adopt;
mod condition;
mod expression;
mod give;
mod inherit;
mod normal;
mod pipeline;
mod render;
mod scope;
pub mod syntax;
mod take;
mod trigger;
mod words;

pub use normal::normal;

use crate::diagnostic::Severity;
use crate::foreign::Adopter;
use crate::render::{Target, TargetKind};
use crate::text::yaml::Dialect;

/// The name of the target.
const TARGET: &str = "gitlab-ci";

/// The key of what a node says to GitLab alone.
const EXTENSION: &str = "gitlab_ci";

/// What adopts pipeline files.
pub const ADOPTER: Adopter = Adopter {
    name: TARGET,
    extension: EXTENSION,
    takes: "`.gitlab-ci.yml`, with the files it includes",
    dialect: Dialect::Ruby { header: "spec" },
    claims,
    adopt: adopt::adopt,
    normal,
};

/// The target.
pub const TARGETS: &[Target] = &[Target {
    name: TARGET,
    kind: TargetKind::Pipeline,
    summary: "a pipeline for GitLab CI/CD",
    about: "One file for the pipeline that events start; further pipelines are child pipelines with files of their own.",
    writes: ".gitlab-ci.yml",
    options: &[],
    severity: Severity::Warning,
    carries: render::carries,
    render: render::render,
}];

/// True for a pipeline file by its name: `.gitlab-ci.yml`, `Deploy.gitlab-ci.yml`, `.gitlab-ci/build.yml`, `.gitlab/ci/build.yml`.
fn claims(path: &str) -> bool {
    let yaml = path
        .rsplit_once('.')
        .is_some_and(|(_, extension)| extension == "yml" || extension == "yaml");
    let name = path.rsplit('/').next().unwrap_or(path);
    yaml && (name.contains("gitlab-ci") || path.contains(".gitlab-ci/") || path.contains(".gitlab/ci/"))
}
