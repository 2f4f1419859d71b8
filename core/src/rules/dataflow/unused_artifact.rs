//! `DAT002`: an artifact that nothing takes.

use super::runs::is_callable;
use super::{deployments, reports, steps};
use crate::graph::{BitSet, reaches};
use crate::model::{Action, Computed, Data, Id, Method};
use crate::plan::Plan;
use crate::resolve::{Artifact, Binding, Kinds, PipelineIndex, StepPlace};
use crate::rules::{Findings, rule};
use std::collections::HashSet;

rule! {
    /// An artifact is handed on, but nothing takes it.
    ///
    /// It is uploaded and stored in every run for nobody; or somebody was to take it and takes something else. Reports
    /// are for people and may lie there, and so may what goes to a package registry, what a caller of the pipeline may
    /// take, and what a later deployment brings along when it does not say what it deploys.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           site: { steps: [ { run: make }, { publish: { artifact: site, path: dist } } ] }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod: { tier: production }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           site: { steps: [ { run: make }, { publish: { artifact: site, path: dist } } ] }
    ///       ship:
    ///         jobs:
    ///           site: { environment: prod, steps: [ { deploy: { artifacts: site } } ] }
    /// ```
    ///
    /// References: GitHub Actions, "Removing workflow artifacts" and the billing of artifact storage; GitLab CI/CD,
    /// `artifacts:expire_in`.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let unused = |artifact: &&Artifact| !artifact.producers.is_empty() && artifact.consumers.is_empty();
    if !plan.artifacts().iter().any(|artifact| unused(&artifact)) {
        return;
    }
    let takers = Takers::of(plan);
    let shipped = shipped(plan);
    for artifact in plan
        .artifacts()
        .iter()
        .filter(unused)
        .filter(|artifact| !takers.may_take(plan, artifact))
    {
        let at = |place: &StepPlace| plan.job(place.job).is_some_and(|job| shipped.contains(job.point));
        let Some((first, others)) = artifact.producers.split_first() else {
            continue;
        };
        if artifact
            .producers
            .iter()
            .any(|place| at(place) || reports::is_report_at(plan, *place) || goes_to_a_registry(plan, *place))
        {
            continue;
        }
        let name = &artifact.name;
        let path = steps::artifact_path(plan, *first, name);
        if found.only_counts() {
            continue;
        }
        let mut draft = found
            .add(path, format!("`{name}` is handed on, but nothing takes it"))
            .help("take it with `fetch`, name it where it is deployed, or leave the `publish` step out");
        for place in others.iter().take(3) {
            draft = draft.related(steps::artifact_path(plan, *place, name), "handed on here too");
        }
    }
}

fn goes_to_a_registry(plan: &Plan, place: StepPlace) -> bool {
    matches!(plan.step(place).map(|step| &step.action), Some(Action::Publish(publish)) if publish.registry.is_some())
}

/// Points from which the run comes to a deployment that does not say what it deploys.
fn shipped(plan: &Plan) -> BitSet {
    let all = deployments::all(plan);
    let bare: Vec<u32> = all
        .iter()
        .filter(|deployment| deployment.is_bare())
        .map(|deployment| deployment.job.point)
        .collect();
    reaches(plan.flow(), &bare)
}

/// Who may take an artifact, beyond the steps that name it in its own pipeline.
#[derive(Default)]
struct Takers<'p> {
    /// Pipelines in which anything may be taken.
    open: Vec<bool>,
    /// Names that steps of a pipeline mention.
    mentioned: HashSet<(PipelineIndex, &'p str)>,
    /// Artifacts fetched from a pipeline that is named, and those from one that is computed.
    fetched: HashSet<(&'p str, &'p str)>,
    wanted: HashSet<&'p str>,
    /// Pipelines from which something is fetched under a computed name.
    emptied: HashSet<&'p str>,
    /// Pipelines that call others of the document.
    calling: HashSet<PipelineIndex>,
    /// Names taken in pipelines that others call.
    called_for: HashSet<&'p str>,
}

impl<'p> Takers<'p> {
    fn of(plan: &'p Plan) -> Self {
        let open = plan.pipelines().map(|(_, _, pipeline)| is_callable(pipeline)).collect();
        let mut takers = Self { open, ..Self::default() };
        for artifact in plan
            .artifacts()
            .iter()
            .filter(|artifact| takers.open.get(artifact.pipeline.position()) == Some(&true))
        {
            if !artifact.consumers.is_empty() {
                takers.called_for.insert(&artifact.name);
            }
        }
        for job in plan.jobs() {
            match job.calls {
                Some(Binding::To(called)) => {
                    takers.calling.insert(job.pipeline);
                    takers.opens(called);
                }
                Some(_) => takers.opens(job.pipeline),
                None => {}
            }
        }
        for (job, _, step) in plan.steps_of(Kinds::FETCH.or(Kinds::USE).or(Kinds::SCAN).or(Kinds::SBOM)) {
            takers.step(job.pipeline, &step.action);
        }
        for rollback in plan.delivery().rollbacks.values() {
            if let Method::RedeployPrevious(redeploy) = &rollback.method {
                takers.wanted.extend(redeploy.artifacts.iter().map(Id::as_str));
            }
        }
        takers
    }

    fn opens(&mut self, pipeline: PipelineIndex) {
        self.open.get_mut(pipeline.position()).into_iter().for_each(|open| *open = true);
    }

    fn step(&mut self, pipeline: PipelineIndex, action: &'p Action) {
        match action {
            Action::Fetch(fetch) => match (&fetch.from, &fetch.artifact) {
                (None, Computed::Literal(_)) => {}
                (None, Computed::Expression(_)) => self.opens(pipeline),
                (Some(from), Computed::Literal(name)) if from.contains("${{") => _ = self.wanted.insert(name),
                (Some(from), Computed::Literal(name)) => _ = self.fetched.insert((from, name)),
                (Some(from), Computed::Expression(_)) => _ = self.emptied.insert(from),
            },
            Action::Use(used) => {
                let action = used.action.to_ascii_lowercase();
                if action.contains("download") && action.contains("artifact") {
                    self.opens(pipeline);
                }
                self.mentioned
                    .extend(used.with.values().filter_map(Data::as_word).map(|word| (pipeline, word)));
            }
            Action::Scan(scan) => self.mentioned.extend(scan.target.as_deref().map(|target| (pipeline, target))),
            Action::Sbom(sbom) => self.mentioned.extend(sbom.target.as_deref().map(|target| (pipeline, target))),
            _ => {}
        }
    }

    fn may_take(&self, plan: &Plan, artifact: &Artifact) -> bool {
        let name = artifact.name.as_str();
        let (id, pipeline) = match plan.pipeline(artifact.pipeline) {
            Some((id, pipeline)) => (id.as_str(), pipeline.name.as_deref()),
            None => return true,
        };
        let from = |from: &str| self.fetched.contains(&(from, name)) || self.emptied.contains(from);
        self.open.get(artifact.pipeline.position()) == Some(&true)
            || self.mentioned.contains(&(artifact.pipeline, name))
            || self.wanted.contains(name)
            || from(id)
            || pipeline.is_some_and(from)
            || (self.calling.contains(&artifact.pipeline) && self.called_for.contains(name))
    }
}
