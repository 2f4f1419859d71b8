//! `SEC004`: a token that may do more than its job needs.

use crate::model::{Access, Action, Computed, Permissions, Step};
use crate::plan::Plan;
use crate::resolve::JobView;
use crate::rules::names::job_name;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A token may write what its steps never write.
    ///
    /// Every tool a job runs can use its token: a dependency, an action, a test of a proposed change. `write_all` gives all of
    /// them the repository, its releases and its packages. Found is that, and single scopes where the steps say what they do
    /// and none of them needs the scope; a job with commands or actions of its own is believed.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     permissions: write_all
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { checkout: {} }, { run: make } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     permissions: { contents: read }
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { checkout: {} }, { run: make } ] } } }
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-5; GitHub Actions, "Controlling permissions for GITHUB_TOKEN";
    /// NIST SP 800-53, AC-6.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for (index, id, pipeline) in plan.pipelines() {
        let path = || plan.pipeline_path(index).key("permissions");
        let jobs = plan.jobs_of(index).filter(|job| job.job.permissions.is_none());
        permissions(pipeline.permissions.as_ref(), &format!("pipeline `{id}`"), path, jobs, found);
    }
    for job in plan.jobs() {
        let path = || plan.job_path(job.index).key("permissions");
        let name = || format!("job `{}`", job_name(plan, job.index));
        if job.job.permissions.is_some() {
            permissions(job.job.permissions.as_ref(), &name(), path, std::iter::once(job), found);
        }
    }
}

fn permissions<'p>(
    own: Option<&Permissions>,
    name: &str,
    path: impl Fn() -> ModelPath,
    jobs: impl Iterator<Item = JobView<'p>>,
    found: &mut Findings,
) {
    match own {
        Some(Permissions::WriteAll) => {
            _ = found
                .add(path(), format!("the token of {name} may write everything"))
                .help("say scope by scope what it needs, such as `{ contents: read }`");
        }
        Some(Permissions::Each(scopes)) if scopes.values().any(|access| *access == Access::Write) => {
            let Some(needed) = needed(jobs) else { return };
            for (scope, _) in scopes.iter().filter(|(_, access)| **access == Access::Write) {
                if !needed.contains(&scope.as_str()) {
                    _ = found
                        .add(
                            path().key(scope.as_str()),
                            format!("the token of {name} may write `{scope}`, and no step does"),
                        )
                        .help(format!("take `{scope}: write` away, or say `read`"));
                }
            }
        }
        _ => {}
    }
}

/// The scopes that some step may write; nothing when a step does what only its author knows.
fn needed<'p>(jobs: impl Iterator<Item = JobView<'p>>) -> Option<Vec<&'static str>> {
    let mut needed = Vec::new();
    let mut any = false;
    for job in jobs {
        if job.job.call.is_some() {
            return None;
        }
        for (_, step) in job.steps() {
            any = true;
            needed.extend_from_slice(writes(step)?);
            if step.reports.is_some() {
                needed.extend_from_slice(&["checks", "pull-requests", "statuses", "security-events"]);
            }
        }
    }
    any.then_some(needed)
}

/// The scopes that a step may write; nothing when only its author knows.
fn writes(step: &Step) -> Option<&'static [&'static str]> {
    if !step.extensions.is_empty() {
        return None;
    }
    Some(match &step.action {
        Action::Checkout(_) | Action::Setup(_) | Action::Fetch(_) | Action::Notify(_) | Action::Wait(_) | Action::Parallel(_) => &[],
        Action::Cache(_) => &["actions"],
        Action::BuildImage(build) if build.push.as_ref().is_none_or(|push| *push == Computed::Literal(false)) => &[],
        Action::BuildImage(_) => &["packages", "id-token", "attestations"],
        Action::Scan(_) => &["security-events", "checks", "pull-requests", "actions", "id-token"],
        Action::Publish(publish) if publish.registry.is_none() => &[],
        Action::Publish(_) => &["packages", "id-token", "contents", "attestations"],
        Action::Login(_) => &["id-token", "packages"],
        Action::Report(_) => &["checks", "pull-requests", "statuses", "security-events"],
        Action::Sbom(_) => &["contents", "packages"],
        Action::Sign(_) | Action::Attest(_) => &["id-token", "attestations", "packages", "contents"],
        Action::Migrate(_) => &["id-token"],
        Action::Run(_) | Action::Use(_) | Action::Call(_) | Action::Deploy(_) | Action::Verify(_) => return None,
    })
}
