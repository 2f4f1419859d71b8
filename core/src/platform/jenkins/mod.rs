//! Jenkins: the declarative `Jenkinsfile`.

mod adopt;
mod condition;
mod render;
mod syntax;
mod variables;

use crate::diagnostic::Severity;
use crate::foreign::{Adopter, Reader};
use crate::model::Data;
use crate::render::{Target, TargetKind};

/// The name of the target.
const TARGET: &str = "jenkins";

/// The key of what a node says to Jenkins alone.
const EXTENSION: &str = "jenkins";

/// What adopts files.
pub const ADOPTER: Adopter = Adopter {
    name: TARGET,
    extension: EXTENSION,
    takes: "declarative `Jenkinsfile`s, also `Jenkinsfile.release` and `release.Jenkinsfile`",
    reader: Reader::Own(syntax::read),
    claims,
    adopt: adopt::adopt,
    normal,
};

/// The target.
pub const TARGETS: &[Target] = &[Target {
    name: TARGET,
    kind: TargetKind::Pipeline,
    summary: "declarative pipelines for Jenkins",
    about: "One `Jenkinsfile` for the only pipeline that events start; several have files of their own under `jenkins/`, and \
            `jenkins/jobs.groovy` (Job DSL) makes a job of each. `jenkins/casc.yaml` (Configuration as Code) holds the credentials, \
            locks and variables that the files name. Commands run in a container of their language, everything else on the agent \
            itself. A pipeline that another one calls is a job of its own, started by `build`. Libraries that `extensions.jenkins.libraries` \
            names are loaded, and a `use` step with the name of one of their steps calls it.",
    writes: "Jenkinsfile",
    options: &[],
    severity: Severity::Warning,
    carries: render::carries,
    render: render::render,
}];

/// True for a file by its name: `Jenkinsfile`, `Jenkinsfile.release`, `release-jenkinsfile`.
fn claims(path: &str) -> bool {
    const OTHERS: [&str; 8] = [".md", ".txt", ".yml", ".yaml", ".json", ".adoc", ".png", ".xml"];
    let name = path.rsplit('/').next().unwrap_or(path);
    let lower = name.to_ascii_lowercase();
    lower.contains("jenkinsfile") && !OTHERS.iter().any(|other| lower.ends_with(other))
}

/// A file's value is in the form with the least variety as it is read.
fn normal(data: Data) -> Data {
    data
}
