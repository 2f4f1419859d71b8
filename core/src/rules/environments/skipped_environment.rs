//! `ENV001`: a deployment that passes over an environment that comes before.

use crate::model::{Event, Pipeline};
use crate::plan::Plan;
use crate::resolve::{Binding, EnvironmentIndex, JobView, PipelineIndex};
use crate::rules::names::job_name;
use crate::rules::tier::{changes, is_production, is_trial};
use crate::rules::{Findings, rule};
use std::collections::{HashMap, HashSet};

rule! {
    /// A deployment to production passes over an environment that comes before it.
    ///
    /// `after` says that a version was there first: that is where it was tried, and where whatever the release relies on
    /// was checked. Found are pipelines that deploy to production of their own accord, or from another environment, and do
    /// not wait for a deployment to the one before. A pipeline that only a person starts, or that another one calls, is
    /// taken to be started with care.
    ///
    /// ```yaml bad
    /// environments:
    ///   dev: { tier: development }
    ///   staging: { tier: staging, after: dev }
    ///   prod: { tier: production, after: staging }
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: main } } ]
    ///     stages:
    ///       dev: { jobs: { api: { environment: dev, steps: [ { deploy: {} } ] } } }
    ///       prod: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   dev: { tier: development }
    ///   staging: { tier: staging, after: dev }
    ///   prod: { tier: production, after: staging }
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: main } } ]
    ///     stages:
    ///       dev: { jobs: { api: { environment: dev, steps: [ { deploy: {} } ] } } }
    ///       staging: { jobs: { api: { environment: staging, steps: [ { deploy: {} } ] } } }
    ///       prod: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// References: ISO/IEC 27001 A.8.31 and A.8.32; PCI DSS 6.5.1; OWASP Top 10 CI/CD Security Risks, CICD-SEC-1.
    Error, Plan(check)
}

/// Environments that are looked for in one pass over the flow.
const AT_ONCE: usize = 64;

fn check(plan: &Plan, found: &mut Findings) {
    let deployments: Vec<(JobView<'_>, EnvironmentIndex)> = plan.jobs().filter_map(|job| Some((job, changes(plan, &job)?))).collect();
    let mut targets = Vec::new();
    let mut wanted: Vec<EnvironmentIndex> = Vec::new();
    let mut known = HashSet::new();
    for (job, index) in &deployments {
        let Some(view) = plan.environment(*index).filter(|view| is_production(view.id, view.environment)) else {
            continue;
        };
        for name in view.environment.after.iter().flatten() {
            if let Some(position) = plan.delivery().environments.get_index_of(name) {
                let before = EnvironmentIndex::at(position);
                targets.push((*job, *index, before));
                if known.insert(before) {
                    wanted.push(before);
                }
            }
        }
    }
    let by_name = pipelines_that_deploy(plan, &deployments);
    let mut trials: HashMap<PipelineIndex, HashSet<EnvironmentIndex>> = HashMap::new();
    for (job, index) in &deployments {
        if plan.environment(*index).is_some_and(|view| is_trial(view.id, view.environment)) {
            trials.entry(job.pipeline).or_default().insert(*index);
        }
    }
    for group in wanted.chunks(AT_ONCE) {
        let passed = passed(plan, &deployments, group);
        for (job, index, before) in &targets {
            let Some(bit) = group.iter().position(|own| own == before) else {
                continue;
            };
            let there = passed.get(job.point as usize).copied().unwrap_or(u64::MAX);
            if there >> bit & 1 == 0 && is_meant(plan, job, *before, &by_name, trials.get(&job.pipeline)) {
                told(plan, found, job, *index, *before);
            }
        }
    }
}

/// For each point of the flow, the environments of a group that were deployed to before it, as bits.
fn passed(plan: &Plan, deployments: &[(JobView<'_>, EnvironmentIndex)], group: &[EnvironmentIndex]) -> Vec<u64> {
    let mut own = vec![0_u64; plan.points().len()];
    let mut add = |point: u32, bits: u64| {
        if let Some(own) = own.get_mut(point as usize) {
            *own |= bits;
        }
    };
    for (job, index) in deployments {
        if let Some(bit) = group.iter().position(|wanted| wanted == index) {
            add(job.point, 1 << bit);
        }
    }
    // What is called may deploy anywhere, and so may what works on an environment that is computed.
    for job in plan.jobs() {
        if job.calls.is_some() || matches!(job.environment, Some(Binding::Computed)) {
            add(job.point, u64::MAX);
        }
    }
    for &point in plan.order() {
        let before = plan
            .flow()
            .predecessors(point)
            .iter()
            .filter_map(|before| own.get(*before as usize));
        let bits = before.fold(0, |bits, before| bits | before);
        if let Some(own) = own.get_mut(point as usize) {
            *own |= bits;
        }
    }
    own
}

/// The pipelines that deploy to each environment, by their ids and the names they show.
fn pipelines_that_deploy<'p>(
    plan: &'p Plan,
    deployments: &[(JobView<'p>, EnvironmentIndex)],
) -> HashMap<EnvironmentIndex, HashSet<&'p str>> {
    let mut names: HashMap<EnvironmentIndex, HashSet<&str>> = HashMap::new();
    for (job, index) in deployments {
        if let Some((id, pipeline)) = plan.pipeline(job.pipeline) {
            let names = names.entry(*index).or_default();
            names.insert(id.as_str());
            names.extend(pipeline.name.as_deref());
        }
    }
    names
}

/// True when nothing outside of the pipeline can be what makes sure that the version was there.
fn is_meant(
    plan: &Plan,
    job: &JobView<'_>,
    before: EnvironmentIndex,
    by_name: &HashMap<EnvironmentIndex, HashSet<&str>>,
    trials: Option<&HashSet<EnvironmentIndex>>,
) -> bool {
    let Some((_, pipeline)) = plan.pipeline(job.pipeline) else {
        return false;
    };
    let there = by_name.get(&before);
    let after_it = |event: &Event| match event {
        Event::Pipeline(end) => there.is_some_and(|names| end.pipelines.iter().any(|name| names.contains(name.as_str()))),
        _ => false,
    };
    let automatic = starts_itself(pipeline) && !pipeline.on.iter().any(|on| after_it(&on.event));
    // A pipeline that promotes from elsewhere shows that it does not rely on others for that.
    let promotes = trials.is_some_and(|trials| trials.iter().any(|trial| *trial != before));
    // Where nothing ever deploys to the one before, it is reached by other means.
    there.is_some() && automatic || promotes
}

/// True when a pipeline runs without a person who decides it: who makes a tag or a release decides.
fn starts_itself(pipeline: &Pipeline) -> bool {
    pipeline.on.iter().any(|on| match &on.event {
        Event::Push(push) => push.branches.is_some() || push.tags.is_none(),
        Event::Schedule(_) | Event::Pipeline(_) | Event::Webhook(_) | Event::MergeQueue(_) | Event::PullRequest(_) => true,
        _ => false,
    })
}

fn told(plan: &Plan, found: &mut Findings, job: &JobView<'_>, index: EnvironmentIndex, before: EnvironmentIndex) {
    let name = |index| plan.environment(index).map_or("", |view| view.id.as_str());
    _ = found
        .add(
            plan.job_path(job.index),
            format!(
                "`{}` deploys to `{}` without a deployment to `{}` before",
                job_name(plan, job.index),
                name(index),
                name(before)
            ),
        )
        .on_key()
        .help(format!("deploy to `{}` first, and let this job wait for it", name(before)))
        .related(
            plan.environment_path(index).key("after"),
            format!("`{}` comes after it", name(index)),
        );
}
