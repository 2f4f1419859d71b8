//! `SEC014`: a machine of one's own that strangers' code runs on, and that is kept.

use super::machines::{lasts, runner_path};
use super::repositories::is_public;
use crate::model::{Event, Pipeline};
use crate::plan::Plan;
use crate::rules::names::job_name;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashSet;

rule! {
    /// Changes of strangers run on a machine of one's own that is used again afterwards.
    ///
    /// What a proposed change leaves behind there, such as a process, a changed tool or a poisoned cache, meets the next job:
    /// perhaps the one that releases. Found where pull requests run on such a machine and the repository is public, or the
    /// run is `trusted` with secrets. A machine that serves one job and is thrown away (`ephemeral: true`) keeps nothing.
    ///
    /// ```yaml bad
    /// compliance:
    ///   repositories: { web: { visibility: public } }
    /// pipelines:
    ///   main:
    ///     on: [ { pull_request: {} } ]
    ///     runner: { self_hosted: [linux] }
    ///     stages:
    ///       test: { jobs: { unit: { steps: [ { run: make test } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// compliance:
    ///   repositories: { web: { visibility: public } }
    /// pipelines:
    ///   main:
    ///     on: [ { pull_request: {} } ]
    ///     runner: { self_hosted: { labels: linux, ephemeral: true } }
    ///     stages:
    ///       test: { jobs: { unit: { steps: [ { run: make test } ] } } }
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-4 and CICD-SEC-7; GitHub Actions, "Security hardening" (hardening
    /// for self-hosted runners); GitLab Runner, "Security for self-managed runners".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let public = is_public(plan.delivery());
    let mut told: HashSet<ModelPath> = HashSet::new();
    for job in plan.jobs() {
        let Some((_, pipeline)) = plan.pipeline(job.pipeline) else {
            continue;
        };
        let lasting = plan.runner_of(&job).is_some_and(lasts);
        if !lasting || !runs_for_strangers(pipeline, public) {
            continue;
        }
        let path = runner_path(plan, &job);
        if told.insert(path.clone()) {
            _ = found
                .add(
                    path,
                    format!(
                        "`{}` runs changes of strangers on a machine that is used again",
                        job_name(plan, job.index)
                    ),
                )
                .help("say `ephemeral: true` and make it so, or let changes run on hosted machines");
        }
    }
}

fn runs_for_strangers(pipeline: &Pipeline, public: bool) -> bool {
    pipeline
        .on
        .iter()
        .any(|on| matches!(&on.event, Event::PullRequest(change) if public || change.trusted))
}
