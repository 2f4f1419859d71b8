//! GitLab's variables and what the model calls the same.

/// Variables that are exactly what a context of the model is.
const SAME: &[(&str, &str)] = &[
    ("CI_COMMIT_REF_NAME", "github.ref_name"),
    ("CI_COMMIT_SHA", "github.sha"),
    ("CI_COMMIT_MESSAGE", "github.event.head_commit.message"),
    ("CI_DEFAULT_BRANCH", "github.event.repository.default_branch"),
    ("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "github.head_ref"),
    ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "github.base_ref"),
    ("CI_MERGE_REQUEST_IID", "github.event.pull_request.number"),
    ("CI_MERGE_REQUEST_TITLE", "github.event.pull_request.title"),
    ("CI_MERGE_REQUEST_DRAFT", "github.event.pull_request.draft"),
    ("CI_PROJECT_PATH", "github.repository"),
    ("CI_PROJECT_ROOT_NAMESPACE", "github.repository_owner"),
    ("CI_PROJECT_NAME", "github.event.repository.name"),
    ("CI_PROJECT_DIR", "github.workspace"),
    ("CI_PROJECT_ID", "github.repository_id"),
    ("CI_PIPELINE_ID", "github.run_id"),
    ("CI_PIPELINE_IID", "github.run_number"),
    ("CI_JOB_NAME", "github.job"),
    ("CI_SERVER_URL", "github.server_url"),
    ("CI_API_V4_URL", "github.api_url"),
    ("GITLAB_USER_LOGIN", "github.actor"),
    ("CI_JOB_TOKEN", "github.token"),
    ("CI_PIPELINE_SOURCE", "github.event_name"),
];

/// Further contexts that a variable stands for, in this direction only.
const ALSO: &[(&str, &str)] = &[
    ("github.triggering_actor", "GITLAB_USER_LOGIN"),
    ("github.event.number", "CI_MERGE_REQUEST_IID"),
    ("github.event.pull_request.head.ref", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"),
    ("github.event.pull_request.base.ref", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
    ("github.event.pull_request.head.sha", "CI_COMMIT_SHA"),
    ("github.event.inputs", ""),
    ("secrets.github_token", "CI_JOB_TOKEN"),
    ("github.ref", "CI_COMMIT_REF_NAME"),
];

/// The context of a variable; nothing for those that only this system has.
pub(in crate::platform::gitlab_ci) fn context_of(variable: &str) -> Option<&'static str> {
    SAME.iter().find(|(name, _)| *name == variable).map(|(_, context)| *context)
}

/// The variable of a context.
pub(in crate::platform::gitlab_ci) fn variable_of(path: &str) -> Option<String> {
    if let Some((name, _)) = SAME.iter().find(|(_, context)| *context == path) {
        return Some((*name).to_owned());
    }
    let lower = path.to_ascii_lowercase();
    if let Some((_, name)) = ALSO.iter().find(|(context, _)| *context == lower) {
        return (!name.is_empty()).then(|| (*name).to_owned());
    }
    let (context, name) = path.split_once('.')?;
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    (plain && matches!(context, "env" | "vars" | "secrets" | "matrix")).then(|| name.replace('-', "_"))
}
