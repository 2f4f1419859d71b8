//! `DAT001`: an artifact that may not be there when it is taken.

use super::doubt::{Doubt, doubt};
use super::order::Order;
use super::steps;
use crate::diagnostic::Severity;
use crate::model::{Action, Computed, Id, When};
use crate::plan::Plan;
use crate::resolve::{Artifact, Binding, Kinds, PipelineIndex, StepPlace};
use crate::rules::{Findings, rule};
use std::collections::{HashMap, HashSet};

rule! {
    /// A step takes an artifact, but nothing makes sure that it is there by then.
    ///
    /// A job waits for the stages before its own, or for the jobs it names under `after`. Who hands the artifact on must
    /// be among them, and must run in every such run: otherwise the pipeline fails now and then, or, worse, takes what
    /// an earlier run left behind. A condition counts as met where the taking step has the same one, and where its job
    /// waits for the conditional job by name, for then it is skipped together with it.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api: { steps: [ { run: make }, { publish: { artifact: api, path: dist } } ] }
    ///           image: { steps: [ { fetch: api }, { build_image: { image: ghcr.io/acme/api } } ] }
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api: { steps: [ { run: make }, { publish: { artifact: api, path: dist } } ] }
    ///           image: { after: api, steps: [ { fetch: api }, { build_image: { image: ghcr.io/acme/api } } ] }
    /// ```
    ///
    /// References: GitHub Actions, "Store and share data with workflow artifacts"; GitLab CI/CD, "Job artifacts" and
    /// `needs:artifacts`; Azure Pipelines, "Publish and download pipeline artifacts".
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    if plan
        .artifacts()
        .iter()
        .all(|artifact| artifact.producers.is_empty() || artifact.consumers.is_empty())
    {
        return;
    }
    let mut order = Order::new(plan);
    let mut elsewhere = None;
    for artifact in plan.artifacts() {
        for &consumer in &artifact.consumers {
            let Some((doubt, producer)) = judge(plan, &mut order, artifact, consumer) else {
                continue;
            };
            let elsewhere = elsewhere.get_or_insert_with(|| Elsewhere::of(plan));
            if !elsewhere.may_bring(&mut order, artifact, consumer) {
                report(plan, found, artifact, consumer, doubt, producer);
            }
        }
    }
}

/// The least doubt about an artifact and who causes it, or nothing when it is surely there.
fn judge<'p>(plan: &'p Plan, order: &mut Order<'_>, artifact: &Artifact, consumer: StepPlace) -> Option<(Doubt<'p>, StepPlace)> {
    let step = plan.step(consumer)?;
    let wanted = steps::conditions(plan, consumer);
    if step.continue_on_error == Some(Computed::Literal(true)) || wanted.contains(&Some(&When::Never)) {
        return None; // it may be missing, or is never asked for
    }
    // What a job signs or attests, it may as well hand on afterwards.
    let seals = matches!(step.action, Action::Sign(_) | Action::Attest(_));
    let mut least = None;
    for &producer in &artifact.producers {
        let before = (seals && producer.job == consumer.job) || order.is_before(producer, consumer)?;
        let doubt = if before {
            doubt(plan, producer, consumer, &wanted)?
        } else {
            Doubt::Unordered
        };
        if least.is_none_or(|(known, _)| doubt < known) {
            least = Some((doubt, producer));
        }
    }
    least
}

/// Jobs that may hand on what no step of the pipeline names: by a call of another pipeline, or under a computed name.
struct Elsewhere<'p> {
    sources: HashMap<PipelineIndex, Vec<(StepPlace, Option<PipelineIndex>)>>,
    handed_on: HashSet<(PipelineIndex, &'p Id)>,
}

impl<'p> Elsewhere<'p> {
    fn of(plan: &'p Plan) -> Self {
        let handed_on = plan
            .artifacts()
            .iter()
            .filter(|artifact| !artifact.producers.is_empty())
            .map(|artifact| (artifact.pipeline, &artifact.name))
            .collect();
        let mut sources: HashMap<_, Vec<_>> = HashMap::new();
        for job in plan.jobs().filter(|job| job.calls.is_some()) {
            let place = StepPlace {
                job: job.index,
                step: 0,
                inner: None,
            };
            sources
                .entry(job.pipeline)
                .or_default()
                .push((place, job.calls.and_then(Binding::known)));
        }
        for (job, place, step) in plan.steps_of(Kinds::PUBLISH) {
            if matches!(&step.action, Action::Publish(publish) if publish.artifact.expression().is_some()) {
                sources.entry(job.pipeline).or_default().push((place, None));
            }
        }
        Self { sources, handed_on }
    }

    fn may_bring(&self, order: &mut Order<'_>, artifact: &Artifact, consumer: StepPlace) -> bool {
        self.sources.get(&artifact.pipeline).into_iter().flatten().any(|(place, called)| {
            let brings = called.is_none_or(|called| self.handed_on.contains(&(called, &artifact.name)));
            brings && order.is_before(*place, consumer).unwrap_or(true)
        })
    }
}

fn report(plan: &Plan, found: &mut Findings, artifact: &Artifact, consumer: StepPlace, doubt: Doubt<'_>, producer: StepPlace) {
    let name = &artifact.name;
    let path = steps::artifact_path(plan, consumer, name);
    if found.only_counts() {
        return;
    }
    let (by, to) = (steps::job_name(plan, producer.job), steps::job_name(plan, consumer.job));
    let (message, help) = match doubt {
        Doubt::Unordered if producer.job == consumer.job && producer.step == consumer.step => (
            format!("nothing makes sure `{name}` is there: `{by}` hands it on and takes it side by side"),
            "hand it on in a step before".to_owned(),
        ),
        Doubt::Unordered if producer.job == consumer.job => (
            format!("nothing makes sure `{name}` is there: `{by}` hands it on only afterwards"),
            "hand it on first".to_owned(),
        ),
        Doubt::Unordered => (
            format!("nothing makes sure `{name}` is there: `{by}` hands it on, but `{to}` does not wait for it"),
            format!("name `{by}` under `after`, or take it in a later stage"),
        ),
        Doubt::Unusual(when) => (
            format!("nothing makes sure `{name}` is there: `{by}` hands it on only {when}"),
            "hand it on in every run, or take it under the same condition".to_owned(),
        ),
        Doubt::Computed(when) => (
            format!("`{name}` may be missing: `{by}` hands it on only when `{when}`"),
            "take it under the same condition, or hand it on without one".to_owned(),
        ),
        Doubt::Tolerated => (
            format!("`{name}` may be missing: the run goes on although `{by}` failed to hand it on"),
            "let the run stop when it fails, or take it only when it is there".to_owned(),
        ),
    };
    let severity = if matches!(doubt, Doubt::Computed(_) | Doubt::Tolerated) {
        Severity::Warning
    } else {
        Severity::Error
    };
    let mut draft = found.add(path, message).help(help).severity(severity);
    for &place in artifact.producers.iter().take(3) {
        draft = draft.related(
            steps::artifact_path(plan, place, name),
            format!("`{}` hands it on here", steps::job_name(plan, place.job)),
        );
    }
}
