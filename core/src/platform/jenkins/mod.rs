//! Jenkins: the declarative `Jenkinsfile`.

mod condition;
mod render;
mod variables;

use crate::diagnostic::Severity;
use crate::render::{Target, TargetKind};

/// The name of the target.
const TARGET: &str = "jenkins";

/// The key of what a node says to Jenkins alone.
const EXTENSION: &str = "jenkins";

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
