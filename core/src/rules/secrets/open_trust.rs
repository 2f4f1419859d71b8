//! `SCT003`: an identity that anyone may take.

use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A cloud trusts every branch or every repository to act as an identity.
    ///
    /// The subject of a token says which repository, and which branch or environment, a run belongs to. With a wildcard
    /// there, or no subject at all, a pull request, a new branch, or the repository of someone else gets the same rights
    /// as a release. Name the repository in full, and the branch or the protected environment.
    ///
    /// ```yaml bad
    /// infrastructure:
    ///   identities:
    ///     deployer:
    ///       federation: [ { issuer: "https://token.actions.githubusercontent.com", subjects: "repo:acme/web:*" } ]
    /// ```
    ///
    /// ```yaml good
    /// infrastructure:
    ///   identities:
    ///     deployer:
    ///       federation: [ { issuer: "https://token.actions.githubusercontent.com", subjects: "repo:acme/web:environment:prod" } ]
    /// ```
    ///
    /// References: GitHub Actions, "Security hardening with OpenID Connect" (conditions on subjects); AWS IAM, "Create a role
    /// for OpenID Connect federation"; GitLab, "Configure a conditional role"; OWASP Top 10 CI/CD Security Risks, CICD-SEC-2.
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let Some(infrastructure) = &plan.delivery().infrastructure else {
        return;
    };
    for (id, identity) in &infrastructure.identities {
        for (number, federation) in identity.federation.iter().enumerate() {
            let path = || {
                ModelPath::root()
                    .key("infrastructure")
                    .key("identities")
                    .key(id.as_str())
                    .key("federation")
                    .index(number)
            };
            if federation.subjects.is_empty() {
                _ = found
                    .add(path(), format!("whoever `{}` vouches for can act as `{id}`", federation.issuer))
                    .help("name in `subjects` the repository, and the branch or the environment");
            }
            for (position, subject) in federation.subjects.iter().enumerate() {
                if let Some(who) = anyone(subject) {
                    let path = path().key("subjects");
                    let path = if federation.subjects.len() > 1 {
                        path.index(position)
                    } else {
                        path
                    };
                    _ = found
                        .add(path, format!("`{subject}` lets {who} act as `{id}`"))
                        .help("name the repository in full, and the branch or the protected environment");
                }
            }
        }
    }
}

/// Whom a subject lets in beyond those that were meant.
fn anyone(subject: &str) -> Option<&'static str> {
    if !subject.contains('*') {
        return None;
    }
    let mut parts = subject.split(':');
    let (kind, name) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    match kind {
        "repo" | "project_path" | "repository" | "organization" => {
            if name.contains('*') {
                return Some("other repositories");
            }
            let rest = subject.splitn(3, ':').nth(2).unwrap_or_default();
            is_open(rest).then_some("every branch")
        }
        "system" => subject
            .split(':')
            .nth(2)
            .is_some_and(|namespace| namespace.contains('*'))
            .then_some("other namespaces"),
        _ if subject.starts_with("org/") => {
            let project = subject.split('/').skip_while(|part| *part != "project").nth(1);
            project.is_none_or(|project| project.contains('*')).then_some("every project")
        }
        _ => subject.starts_with('*').then_some("everyone"),
    }
}

/// True for what follows a repository when it leaves open from where in it a run comes. Any environment is as open as any
/// branch: whoever can push makes one by naming it.
fn is_open(rest: &str) -> bool {
    let end = [
        "*",
        "ref:*",
        "ref:refs/*",
        "ref:refs/heads/*",
        "environment:*",
        "ref_type:*",
        "ref_type:branch:ref:*",
    ];
    end.contains(&rest) || rest.starts_with('*') || (rest.starts_with("ref_type:branch") && rest.ends_with("ref:*"))
}
