//! Azure's own variables and what the model calls the same.

/// Variables that are exactly what a context of the model is.
const SAME: &[(&str, &str)] = &[
    ("Build.SourceBranch", "github.ref"),
    ("Build.SourceVersion", "github.sha"),
    ("Build.SourceVersionMessage", "github.event.head_commit.message"),
    ("Build.Repository.Name", "github.repository"),
    ("Build.Reason", "github.event_name"),
    ("Build.BuildId", "github.run_id"),
    ("Build.DefinitionName", "github.workflow"),
    ("Build.RequestedFor", "github.actor"),
    ("Build.SourcesDirectory", "github.workspace"),
    ("System.PullRequest.PullRequestNumber", "github.event.pull_request.number"),
    ("System.PullRequest.TargetBranchName", "github.base_ref"),
    ("System.PullRequest.IsFork", "github.event.pull_request.head.repo.fork"),
    ("System.JobAttempt", "github.run_attempt"),
    ("System.JobName", "github.job"),
    ("System.AccessToken", "github.token"),
    ("Agent.TempDirectory", "runner.temp"),
    ("Agent.ToolsDirectory", "runner.tool_cache"),
    ("Agent.Name", "runner.name"),
    ("Agent.OS", "runner.os"),
    ("Agent.OSArchitecture", "runner.arch"),
];

/// Events by their names in both systems. Which of the two words a push has is said by `batch`.
pub(in crate::platform::azure_pipelines) const REASONS: &[(&str, &str)] = &[
    ("IndividualCI", "push"),
    ("BatchedCI", "push"),
    ("PullRequest", "pull_request"),
    ("Schedule", "schedule"),
    ("Manual", "workflow_dispatch"),
    ("ResourceTrigger", "workflow_run"),
    ("BuildCompletion", "workflow_run"),
];

/// Systems of machines by their names in both systems.
pub(in crate::platform::azure_pipelines) const SYSTEMS: &[(&str, &str)] =
    &[("Linux", "Linux"), ("Windows_NT", "Windows"), ("Darwin", "macOS")];

/// How things end, by their names in both systems.
pub(in crate::platform::azure_pipelines) const RESULTS: &[(&str, &str)] = &[
    ("Succeeded", "success"),
    ("SucceededWithIssues", "success"),
    ("Failed", "failure"),
    ("Canceled", "cancelled"),
    ("Skipped", "skipped"),
];

/// True for a variable that Azure sets.
pub(in crate::platform::azure_pipelines) fn is_own(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [
        "build.",
        "system.",
        "agent.",
        "pipeline.",
        "environment.",
        "strategy.",
        "checks.",
        "release.",
        "resources.",
        "tf_build",
    ]
    .iter()
    .any(|prefix| lower.starts_with(prefix))
}

/// The context of one of Azure's variables, whose names are the same in capitals or not.
pub(in crate::platform::azure_pipelines) fn context_of(variable: &str) -> Option<&'static str> {
    SAME.iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(variable))
        .map(|(_, context)| *context)
}

/// The variable of a context.
pub(in crate::platform::azure_pipelines) fn variable_of(path: &str) -> Option<&'static str> {
    SAME.iter()
        .find(|(_, context)| context.eq_ignore_ascii_case(path))
        .map(|(name, _)| *name)
}
