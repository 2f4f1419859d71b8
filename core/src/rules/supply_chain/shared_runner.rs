//! `SEC015`: proposed changes and production share machines.

use super::machines::runner_path;
use crate::analysis::releases::releases;
use crate::model::{Computed, Event, Runner};
use crate::plan::Plan;
use crate::resolve::{JobIndex, StepPlace};
use crate::rules::names::job_name;
use crate::rules::unproved::protection;
use crate::rules::{Findings, rule};
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// Machines that run proposed changes also deploy to production, and are used again in between.
    ///
    /// What a change leaves on a machine, such as a process, a changed tool or a file in a cache, is there when the deployment
    /// comes with its credentials. The one who proposes it needs no approval for that. Give deployments a pool of their own, or
    /// throw machines away after each job (`ephemeral: true`). A machine with more labels than a job asks for takes it too.
    ///
    /// ```yaml bad
    /// environments: { prod: { tier: production } }
    /// pipelines:
    ///   change:
    ///     on: [ { pull_request: {} } ]
    ///     stages: { test: { jobs: { unit: { runner: { self_hosted: [linux] }, steps: [ { run: make test } ] } } } }
    ///   main:
    ///     on: [ { push: { branches: main } } ]
    ///     stages: { ship: { jobs: { api: { runner: { self_hosted: [linux] }, environment: prod, steps: [ { deploy: {} } ] } } } }
    /// ```
    ///
    /// ```yaml good
    /// environments: { prod: { tier: production } }
    /// pipelines:
    ///   change:
    ///     on: [ { pull_request: {} } ]
    ///     stages: { test: { jobs: { unit: { runner: { self_hosted: [linux] }, steps: [ { run: make test } ] } } } }
    ///   main:
    ///     on: [ { push: { branches: main } } ]
    ///     stages: { ship: { jobs: { api: { runner: { self_hosted: [deploy] }, environment: prod, steps: [ { deploy: {} } ] } } } }
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-5 and CICD-SEC-7; GitHub Actions, "Security hardening" (hardening
    /// for self-hosted runners); Azure Pipelines, "Securing agents, projects, and containers".
    Warning, Plan(check)
}

/// Different kinds of machines that are held against each other.
const KINDS: usize = 64;

/// What a job asks of its machine.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Machine<'p> {
    Labels(BTreeSet<&'p str>),
    Pool(&'p str),
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut releasing: BTreeMap<Machine<'_>, BTreeSet<JobIndex>> = BTreeMap::new();
    for release in releases(plan) {
        if let Some(machine) = machine(plan, release.place.job) {
            releasing.entry(machine).or_default().insert(release.place.job);
        }
    }
    if releasing.is_empty() {
        return;
    }
    let mut kinds: BTreeMap<Machine<'_>, JobIndex> = BTreeMap::new();
    for exposure in protection(plan).exposed_by(&first_steps(plan), &|event| matches!(event, Event::PullRequest(_)), &|_| false) {
        if let Some(machine) = machine(plan, exposure.step.job) {
            kinds.entry(machine).or_insert(exposure.step.job);
        }
    }
    for (machine, jobs) in &releasing {
        let Some((_, change)) = kinds.iter().take(KINDS).find(|(other, _)| takes(machine, other)) else {
            continue;
        };
        let mut told = BTreeSet::new();
        for job in jobs.iter().filter_map(|job| plan.job(*job)) {
            let path = runner_path(plan, &job);
            if told.insert(path.clone()) {
                _ = found
                    .add(
                        path,
                        format!(
                            "`{}` goes to production from machines that run proposed changes too",
                            job_name(plan, job.index)
                        ),
                    )
                    .help("give deployments machines of their own, or say `ephemeral: true` and make it so")
                    .related(
                        plan.job_path(*change),
                        format!("`{}` runs proposed changes there", job_name(plan, *change)),
                    );
            }
        }
    }
}

/// The first step of each job on a machine that is used again.
fn first_steps(plan: &Plan) -> Vec<StepPlace> {
    let lasting = plan.jobs().filter(|job| machine(plan, job.index).is_some());
    lasting.filter_map(|job| job.steps().next().map(|(place, _)| place)).collect()
}

/// The machine of a job, when it is one's own and not known to be thrown away.
fn machine(plan: &Plan, job: JobIndex) -> Option<Machine<'_>> {
    let view = plan.job(job)?;
    match plan.runner_of(&view)? {
        Computed::Literal(Runner::SelfHosted(own)) if own.ephemeral != Some(true) => {
            Some(Machine::Labels(own.labels.iter().map(String::as_str).collect()))
        }
        // A pool may be one of the service's own, whose machines are thrown away.
        Computed::Literal(Runner::Pool(pool)) if pool.ephemeral == Some(false) => Some(Machine::Pool(&pool.name)),
        _ => None,
    }
}

/// True when a machine that serves a release also takes a job that asks for another one.
fn takes(release: &Machine<'_>, other: &Machine<'_>) -> bool {
    match (release, other) {
        (Machine::Labels(own), Machine::Labels(asked)) => asked.is_subset(own),
        (Machine::Pool(own), Machine::Pool(asked)) => own == asked,
        _ => false,
    }
}
