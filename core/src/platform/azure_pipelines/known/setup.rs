//! Tasks that install languages.

use super::input;
use crate::model::scalar::Runtime;
use crate::model::{Action, Setup};
use crate::platform::azure_pipelines::scope::At;
use crate::platform::azure_pipelines::syntax::Values;

/// A language with the task that installs it: its name, the task with its version, and the input for the version. The first
/// task of a language is the one to write.
const SETUPS: &[(&str, &str, &str)] = &[
    ("node", "UseNode@1", "version"),
    ("node", "NodeTool@0", "versionSpec"),
    ("python", "UsePythonVersion@0", "versionSpec"),
    ("dotnet", "UseDotNet@2", "version"),
    ("go", "GoTool@0", "version"),
    ("java", "JavaToolInstaller@0", "versionSpec"),
    ("ruby", "UseRubyVersion@0", "versionSpec"),
];

/// What a task installs.
pub(super) fn take(task: &str, inputs: &Values, at: &At<'_>) -> Option<Action> {
    let known = |(_, name, _): &&(&str, &str, &str)| name.split_once('@').is_some_and(|(name, _)| name.eq_ignore_ascii_case(task));
    let (language, _, key) = SETUPS.iter().find(known)?;
    // A runtime alone is no SDK.
    if input(inputs, &["packageType"]).is_some_and(|kind| !kind.eq_ignore_ascii_case("sdk")) {
        return None;
    }
    let version = at.text(input(inputs, &[key])?);
    let tool: Runtime = format!("{language} {version}").parse().ok()?;
    Some(Setup::of(tool).into())
}

/// The task that installs a language, the input for the version, and the version.
pub(super) fn give(setup: &Setup) -> Option<(&'static str, &'static str, &str)> {
    let (_, task, key) = SETUPS.iter().find(|(language, ..)| *language == setup.tool.name())?;
    Some((task, key, setup.tool.version()?))
}
