//! `DAT005`: an artifact that is gone before it is needed.

use super::deployments::{self, Deployment};
use super::reports;
use super::retention::{self, Needed};
use crate::model::scalar::Duration;
use crate::model::{Action, Id};
use crate::plan::Plan;
use crate::resolve::{Artifact, Kinds, PipelineIndex, StepPlace};
use crate::rules::{Findings, rule};
use std::collections::{BTreeMap, HashMap, HashSet};

rule! {
    /// An artifact is kept for a shorter time than it may take until it is deployed to production, or to go back to it.
    ///
    /// Approvals and windows take days. When they are through, the artifact is gone, and the release has to be built
    /// again without having been tested; or there is nothing to roll back to.
    ///
    /// The time it is needed is that of the longest way from the job that hands it on to a deployment of it to
    /// production: the worst durations of the jobs between (their `lasts`, else their stage's or their steps'), the
    /// timeouts of their gates, the length of bakes, and for a window without a timeout a day when it opens on any day
    /// and a week otherwise. What says nothing takes no time. To that comes how long the environment's rollback keeps
    /// versions, when it deploys the last one again. Artifacts without `keep` are left to the platform.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production, gates: [ { approval: { by: ops }, timeout: 7d } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { publish: { artifact: api, path: dist, keep: 3d } } ] } } }
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: { artifacts: api } } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod: { tier: production, gates: [ { approval: { by: ops }, timeout: 7d } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { publish: { artifact: api, path: dist, keep: 14d } } ] } } }
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: { artifacts: api } } ] } } }
    /// ```
    ///
    /// References: GitHub Actions, `retention-days` of `actions/upload-artifact`; GitLab CI/CD, `artifacts:expire_in`;
    /// Azure Pipelines, "Retention policies"; Google SRE Workbook, "Canarying Releases" (rollback).
    Warning, Plan(check)
}

/// Times the flow is gone through for artifacts that differ in who deploys them.
const PASSES: usize = 24;

/// A step that hands on an artifact for a limited time.
struct Kept<'p> {
    place: StepPlace,
    name: &'p Id,
    keep: Duration,
}

fn check(plan: &Plan, found: &mut Findings) {
    let kept: Vec<(&Artifact, Vec<Kept<'_>>)> = plan
        .artifacts()
        .iter()
        .map(|artifact| (artifact, artifact.producers.iter().filter_map(|place| kept(plan, *place)).collect()))
        .filter(|(_, list): &(_, Vec<_>)| !list.is_empty())
        .collect();
    if kept.is_empty() {
        return;
    }
    let all = deployments::all(plan);
    let last: Vec<&Deployment<'_>> = all.iter().filter(|one| one.is_production()).collect();
    if last.is_empty() {
        return;
    }
    let weights = retention::weights(plan);
    // Nearly always, what is kept is kept long enough for everything.
    let bound = Needed::by(plan, &weights, &last);
    let takers = Takers::of(plan, &last);
    let mut groups: BTreeMap<Group<'_>, Vec<Kept<'_>>> = BTreeMap::new();
    for (artifact, mut kept) in kept {
        kept.retain(|kept| bound.of(plan, kept.place).is_some_and(|(needed, _)| needed > kept.keep.as_millis()));
        if let Some(group) = takers.of_artifact(artifact).filter(|_| !kept.is_empty()) {
            groups.entry(group).or_default().append(&mut kept);
        }
    }
    for (group, list) in groups.iter().take(PASSES) {
        let group: Vec<&Deployment<'_>> = takers
            .members(*group)
            .iter()
            .filter_map(|number| last.get(*number).copied())
            .collect();
        let needed = Needed::by(plan, &weights, &group);
        for kept in list {
            if let Some((time, by)) = needed.of(plan, kept.place).filter(|(time, _)| *time > kept.keep.as_millis()) {
                report(plan, found, kept, Duration::from_millis(time), by);
            }
        }
    }
}

fn kept(plan: &Plan, place: StepPlace) -> Option<Kept<'_>> {
    let step = plan.step(place).filter(|step| !reports::is_report(step))?;
    let Action::Publish(publish) = &step.action else { return None };
    Some(Kept {
        place,
        name: publish.artifact.literal()?,
        keep: publish.keep?,
    })
}

/// Who deploys which artifact, as positions in the list of production deployments.
struct Takers<'p> {
    named: HashMap<(PipelineIndex, &'p Id), Vec<usize>>,
    bare: HashMap<PipelineIndex, Vec<usize>>,
}

impl<'p> Takers<'p> {
    fn of(plan: &'p Plan, last: &[&'p Deployment<'p>]) -> Self {
        let mut makes_images = HashSet::new();
        for (job, _, step) in plan.steps_of(Kinds::BUILD_IMAGE) {
            if matches!(step.action, Action::BuildImage(_)) {
                makes_images.insert(job.pipeline);
            }
        }
        let mut takers = Self {
            named: HashMap::new(),
            bare: HashMap::new(),
        };
        for (number, one) in last.iter().enumerate() {
            for name in one.artifacts() {
                takers.named.entry((one.job.pipeline, name)).or_default().push(number);
            }
            if one.is_bare() && one.artifacts().next().is_none() && !makes_images.contains(&one.job.pipeline) {
                takers.bare.entry(one.job.pipeline).or_default().push(number);
            }
        }
        takers
    }

    /// Those that name it; when nobody at all takes it, those that name nothing.
    fn of_artifact(&self, artifact: &'p Artifact) -> Option<Group<'_>> {
        let named = self.named.get(&(artifact.pipeline, &artifact.name)).map(|list| Group::Named(list));
        named.or(artifact.consumers.is_empty().then_some(Group::Bare(artifact.pipeline)))
    }

    fn members<'t>(&'t self, group: Group<'t>) -> &'t [usize] {
        match group {
            Group::Named(list) => list,
            Group::Bare(pipeline) => self.bare.get(&pipeline).map_or(&[], Vec::as_slice),
        }
    }
}

/// Production deployments that bring the same artifacts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group<'t> {
    Named(&'t [usize]),
    Bare(PipelineIndex),
}

fn report(plan: &Plan, found: &mut Findings, kept: &Kept<'_>, needed: Duration, by: &Deployment<'_>) {
    let path = plan.step_path(kept.place).key("publish").key("keep");
    if found.only_counts() {
        return;
    }
    let back = retention::way_back(plan, by);
    let also = if back > 0 {
        format!(", of which `{}` for going back", Duration::from_millis(back))
    } else {
        String::new()
    };
    found
        .add(
            path,
            format!(
                "`{}` is kept for `{}`, but may be needed for `{needed}`{also}",
                kept.name, kept.keep
            ),
        )
        .help(format!("keep it for `{needed}` at least, or publish it to a registry"))
        .related(
            plan.step_path(by.place),
            format!("`{}` deploys it to `{}`", by.name(plan), by.target()),
        );
}
