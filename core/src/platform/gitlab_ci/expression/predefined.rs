//! What GitLab sets by itself, in words of the model.

use super::{context_of, variable_of};
use crate::model::scalar::{Part, Template};

/// Variables that more than a context stands for. The first of those that say the same is the one that is written.
const MADE: &[(&str, &str)] = &[
    (
        "CI_COMMIT_BRANCH",
        "${{ startsWith(github.ref, 'refs/heads/') && github.ref_name || '' }}",
    ),
    (
        "CI_COMMIT_TAG",
        "${{ startsWith(github.ref, 'refs/tags/') && github.ref_name || '' }}",
    ),
    ("CI_REGISTRY_IMAGE", "ghcr.io/${{ github.repository }}"),
    ("CI_REGISTRY", "ghcr.io"),
    ("CI_REGISTRY_USER", "${{ github.actor }}"),
    ("CI_REGISTRY_PASSWORD", "${{ github.token }}"),
    ("CI_DEPENDENCY_PROXY_GROUP_IMAGE_PREFIX", "docker.io"),
    ("CI_PROJECT_URL", "${{ github.server_url }}/${{ github.repository }}"),
    ("CI_REPOSITORY_URL", "${{ github.server_url }}/${{ github.repository }}.git"),
    (
        "CI_PIPELINE_URL",
        "${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}",
    ),
    (
        "CI_JOB_URL",
        "${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}",
    ),
    ("CI_JOB_ID", "${{ github.run_id }}-${{ github.run_attempt }}"),
    ("CI_PROJECT_NAMESPACE", "${{ github.repository_owner }}"),
    ("CI_PROJECT_TITLE", "${{ github.event.repository.name }}"),
    ("CI_COMMIT_BEFORE_SHA", "${{ github.event.before }}"),
    (
        "CI_COMMIT_AUTHOR",
        "${{ github.event.head_commit.author.name }} <${{ github.event.head_commit.author.email }}>",
    ),
    ("CI_COMMIT_TIMESTAMP", "${{ github.event.head_commit.timestamp }}"),
    ("CI_COMMIT_REF_PROTECTED", "${{ github.ref_protected }}"),
    ("CI_MERGE_REQUEST_ID", "${{ github.event.pull_request.id }}"),
    ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "${{ github.event.pull_request.base.sha }}"),
    ("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "${{ github.event.pull_request.base.sha }}"),
    ("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "${{ github.event.pull_request.head.sha }}"),
    ("CI_MERGE_REQUEST_PROJECT_ID", "${{ github.repository_id }}"),
    ("CI_MERGE_REQUEST_PROJECT_PATH", "${{ github.repository }}"),
    ("CI_MERGE_REQUEST_PROJECT_URL", "${{ github.server_url }}/${{ github.repository }}"),
    (
        "CI_MERGE_REQUEST_SOURCE_PROJECT_URL",
        "${{ github.event.pull_request.head.repo.html_url }}",
    ),
    (
        "CI_MERGE_REQUEST_SOURCE_PROJECT_PATH",
        "${{ github.event.pull_request.head.repo.full_name }}",
    ),
    (
        "CI_PIPELINE_SOURCE",
        "${{ github.event_name == 'pull_request' && 'merge_request_event' || github.event_name == 'workflow_dispatch' && 'web' || github.event_name }}",
    ),
    ("GITLAB_USER_NAME", "${{ github.actor }}"),
];

/// Variables that stand for a context in rules, but whose value is of no use elsewhere: addresses of GitLab itself.
const ITS_OWN: &[&str] = &["CI_API_V4_URL"];

/// Variables that every system sets, or that only change what GitLab's runner does.
const EVERYWHERE: &[&str] = &["CI", "GITLAB_CI", "CI_DEBUG_TRACE", "CI_DEBUG_SERVICES"];

/// How the job ended so far, which only its steps know.
pub(in crate::platform::gitlab_ci) const STATUS: (&str, &str) =
    ("CI_JOB_STATUS", "${{ job.status == 'failure' && 'failed' || job.status }}");

/// The value of a variable that GitLab sets by itself; nothing for one that has no counterpart.
pub(in crate::platform::gitlab_ci) fn predefined(variable: &str) -> Option<String> {
    if let Some((_, value)) = MADE.iter().find(|(name, _)| *name == variable) {
        return Some((*value).to_owned());
    }
    let context = context_of(variable).filter(|_| !ITS_OWN.contains(&variable))?;
    Some(format!("${{{{ {context} }}}}"))
}

/// True for a variable that GitLab alone sets, so that elsewhere nothing is in it.
pub(in crate::platform::gitlab_ci) fn is_its_own(variable: &str) -> bool {
    (variable.starts_with("CI_") || variable.starts_with("GITLAB_"))
        && !EVERYWHERE.contains(&variable)
        && variable != STATUS.0
        && predefined(variable).is_none()
}

/// A text with variables in place of all expressions that some stand for.
pub(in crate::platform::gitlab_ci) fn with_variables(text: &str) -> String {
    if !text.contains("${{") {
        return text.to_owned();
    }
    // What is made of more than one expression goes first.
    let mut text = text.to_owned();
    for (name, value) in MADE {
        let whole = value.starts_with("${{") && value.matches("${{").count() == 1;
        let plain = whole && context_like(value);
        if value.contains("${{") && !plain && text.contains(value) {
            text = put(&text, value, name);
        }
    }
    let mut made = String::new();
    let template = Template::new(text.as_str());
    let mut parts = template.parts().peekable();
    while let Some(part) = parts.next() {
        match part {
            Part::Literal(literal) => made.push_str(literal),
            Part::Expression(inner) => {
                let joined = matches!(parts.peek(), Some(Part::Literal(next)) if begins_name(next));
                let variable = match inner.strip_prefix("inputs.") {
                    Some(input) => Some(format!("$[[ inputs.{input} ]]")),
                    None => name_of(inner).map(|name| reference(&name, joined)),
                };
                made.push_str(&variable.unwrap_or_else(|| format!("${{{{ {inner} }}}}")));
            }
        }
    }
    made
}

/// The variable of an expression.
fn name_of(expression: &str) -> Option<String> {
    variable_of(expression).or_else(|| {
        let value = format!("${{{{ {expression} }}}}");
        let mut made = MADE.iter().chain(std::iter::once(&STATUS));
        made.find(|(_, there)| *there == value).map(|(name, _)| (*name).to_owned())
    })
}

/// The variable that an expression was made of, when it is more than a context.
pub(in crate::platform::gitlab_ci) fn variable_made_of(expression: &str) -> Option<&'static str> {
    let value = format!("${{{{ {expression} }}}}");
    let mut made = MADE.iter().chain(std::iter::once(&STATUS));
    made.find(|(_, there)| *there == value).map(|(name, _)| *name)
}

fn context_like(value: &str) -> bool {
    !value.contains(['(', '=', '|', '&'])
}

fn begins_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
}

fn reference(name: &str, joined: bool) -> String {
    if joined { format!("${{{name}}}") } else { format!("${name}") }
}

/// A text with a variable in place of its value.
fn put(text: &str, value: &str, name: &str) -> String {
    let mut made = String::new();
    let mut pieces = text.split(value);
    made.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        made.push_str(&reference(name, begins_name(piece)));
        made.push_str(piece);
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gitlab_sets_comes_back() {
        let written = [
            "CI_COMMIT_SHA",
            "CI_REGISTRY_IMAGE",
            "CI_COMMIT_TAG",
            "CI_PROJECT_DIR",
            "CI_PIPELINE_SOURCE",
            "CI_PROJECT_URL",
            "CI_COMMIT_AUTHOR",
        ];
        for variable in written {
            let value = predefined(variable).unwrap();
            assert_eq!(with_variables(&value), format!("${variable}"), "{value}");
            assert_eq!(with_variables(&format!("a:{value}_b")), format!("a:${{{variable}}}_b"));
        }
        assert_eq!(
            with_variables("${{ matrix.os }}-${{ inputs.x }} ${{ a + b }}"),
            "$os-$[[ inputs.x ]] ${{ a + b }}"
        );
        assert_eq!(predefined("CI_COMMIT_SHORT_SHA"), None);
        assert!(is_its_own("CI_COMMIT_SHORT_SHA") && !is_its_own("CI") && !is_its_own("CI_COMMIT_SHA") && !is_its_own("HOME"));
    }
}
