//! `ROL013`: all regions get a new version in the same moment.

use crate::analysis::releases::releases;
use crate::graph::{reachable_from, reaches};
use crate::plan::Plan;
use crate::resolve::{JobIndex, JobView, PipelineIndex};
use crate::rules::names::job_name;
use crate::rules::{Findings, rule};
use std::collections::{BTreeMap, HashSet};

rule! {
    /// A pipeline brings a new version to all regions of production at once.
    ///
    /// Several regions protect from the loss of one of them. A bad version that arrives everywhere in the same moment takes all
    /// of them, and no region is left to send users to. Let one go first, look at it, and let the others wait for it.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod-eu: { tier: production, region: westeurope }
    ///   prod-us: { tier: production, region: eastus2 }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       ship:
    ///         jobs:
    ///           eu: { environment: prod-eu, steps: [ { deploy: {} } ] }
    ///           us: { environment: prod-us, steps: [ { deploy: {} } ] }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod-eu: { tier: production, region: westeurope }
    ///   prod-us: { tier: production, region: eastus2 }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       ship:
    ///         jobs:
    ///           eu: { environment: prod-eu, steps: [ { deploy: {} } ] }
    ///           us: { after: eu, environment: prod-us, steps: [ { deploy: {} } ] }
    /// ```
    ///
    /// References: AWS Builders' Library, "Automating safe, hands-off deployments"; Azure, "Advancing safe deployment practices";
    /// Google SRE Book, "Reliable Product Launches at Scale".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut regions: BTreeMap<PipelineIndex, BTreeMap<&str, Vec<JobView<'_>>>> = BTreeMap::new();
    // Jobs that deploy to several places themselves, one after the other.
    let mut twice: HashSet<JobIndex> = HashSet::new();
    let mut last = None;
    for release in releases(plan) {
        if last.replace(release.place.job) == Some(release.place.job) {
            twice.insert(release.place.job);
        }
        let region = plan
            .delivery()
            .environments
            .get(release.environment)
            .and_then(|own| own.region.as_deref());
        if let (Some(region), Some(job)) = (region, plan.job(release.place.job)) {
            let jobs = regions.entry(job.pipeline).or_default().entry(region).or_default();
            if jobs.last().is_none_or(|last| last.index != job.index) {
                jobs.push(job);
            }
        }
    }
    regions.retain(|_, regions| regions.len() > 1);
    if regions.is_empty() {
        return;
    }
    let all: Vec<u32> = regions
        .values()
        .flat_map(|regions| regions.values())
        .flatten()
        .map(|job| job.point)
        .collect();
    // A release that waits for another one, or that another one waits for.
    let after = reachable_from(plan.flow(), &following(plan, &all), |_| false);
    let before = reaches(plan.flow(), &preceding(plan, &all));
    for regions in regions.values() {
        let ordered = |job: &JobView<'_>| after.contains(job.point) || before.contains(job.point) || twice.contains(&job.index);
        if regions.values().flatten().any(ordered) {
            continue;
        }
        let mut jobs = regions.values().filter_map(|jobs| jobs.first());
        let (Some(first), Some(second)) = (jobs.next(), jobs.next()) else {
            continue;
        };
        let names: Vec<String> = regions.keys().take(8).map(|region| format!("`{region}`")).collect();
        _ = found
            .add(
                plan.job_path(second.index),
                format!("{} get a new version in the same moment", names.join(" and ")),
            )
            .on_key()
            .help(format!(
                "let it wait for `{}`, with a look at how the version does there",
                job_name(plan, first.index)
            ))
            .related(plan.job_path(first.index), "the other one");
    }
}

/// The points right behind some.
fn following(plan: &Plan, points: &[u32]) -> Vec<u32> {
    points.iter().flat_map(|point| plan.flow().successors(*point)).copied().collect()
}

/// The points right before some.
fn preceding(plan: &Plan, points: &[u32]) -> Vec<u32> {
    points.iter().flat_map(|point| plan.flow().predecessors(*point)).copied().collect()
}
