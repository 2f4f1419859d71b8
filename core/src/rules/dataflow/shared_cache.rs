//! `DAT006`: a cache that pull requests can fill and releases are built from.

use super::runs::{Runs, is_callable};
use super::{reports, steps};
use crate::graph::{BitSet, reaches};
use crate::model::{Action, CacheAccess, Computed, Event, Pipeline, Step, When};
use crate::plan::Plan;
use crate::resolve::StepPlace;
use crate::rules::{Findings, rule};
use std::collections::{BTreeMap, HashSet};

rule! {
    /// Pull requests write a cache from which a release is built.
    ///
    /// Whoever proposes a change decides what its run puts into the cache. A release that takes it builds with
    /// dependencies nobody reviewed, and the signature is on them. Found where a job that makes or ships something on the
    /// way to a release reads a cache under a key that a job of pull requests writes. A key that holds the event or the
    /// branch keeps the two apart.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     on: [ { pull_request: {} }, { push: { branches: main } } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           image: { steps: [ { cache: npm }, { run: npm ci }, { build_image: { image: ghcr.io/acme/api, push: true } } ] }
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     on: [ { pull_request: {} }, { push: { branches: main } } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           image:
    ///             steps:
    ///               - cache: { tool: npm, key: "npm-${{ github.event_name }}" }
    ///               - run: npm ci
    ///               - build_image: { image: ghcr.io/acme/api, push: true }
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-9; GitHub Actions, "Restrictions for accessing a cache";
    /// GitLab CI/CD, "Cache security" (separate caches for protected branches); SLSA, "Isolated builds".
    Warning, Plan(check)
}

/// What in a key tells runs of pull requests from others.
const APART: &[&str] = &[
    "event_name",
    "github.ref",
    "head_ref",
    "base_ref",
    "github.sha",
    "run_id",
    "run_number",
    "ci_commit_ref",
    "ci_commit_branch",
    "ci_commit_sha",
    "ci_commit_short_sha",
    "ci_pipeline_source",
    "ci_merge_request",
    "ci_pipeline_id",
    "build.sourcebranch",
    "build.sourceversion",
    "build.reason",
    "build.buildid",
    "system.pullrequest",
    "branch_name",
    "change_id",
    "pull_request",
];

/// What in a condition may keep a job from running for pull requests.
const CONDITIONAL: &[&str] = &["event", "ref", "branch", "tag", "source", "reason", "pull", "merge"];

/// A step that keeps files between runs.
struct Cached<'p> {
    place: StepPlace,
    point: u32,
    key: &'p str,
    fallback: &'p [String],
    reads: bool,
}

fn check(plan: &Plan, found: &mut Findings) {
    let runs = Runs::of(plan);
    let mut writers: BTreeMap<&str, Vec<StepPlace>> = BTreeMap::new();
    let mut readers: Vec<Cached<'_>> = Vec::new();
    let mut makers = BitSet::new(plan.points().len());
    let mut releases: Vec<u32> = plan.jobs().filter(|job| job.calls.is_some()).map(|job| job.point).collect();
    for (job, place, step) in plan.steps() {
        let Some((_, pipeline)) = plan.pipeline(job.pipeline) else {
            continue;
        };
        if releases_with(step, pipeline) {
            releases.push(job.point);
        }
        if makes(step) {
            makers.insert(job.point);
        }
        let Some((cached, fills)) = cached(step, place, job.point) else {
            continue;
        };
        if fills && runs.for_changes.contains(job.pipeline.0) && !is_kept_from_changes(plan, place) {
            writers.entry(cached.key).or_default().push(place);
        }
        if cached.reads && runs.otherwise.contains(job.pipeline.0) {
            readers.push(cached);
        }
    }
    if writers.is_empty() || readers.is_empty() {
        return;
    }
    let lead = reaches(plan.flow(), &releases);
    let mut told = HashSet::new();
    for reader in readers
        .iter()
        .filter(|reader| makers.contains(reader.point) && lead.contains(reader.point))
    {
        let exact = writers.get(reader.key).map(|places| (reader.key, places));
        let near = reader
            .fallback
            .iter()
            .filter(|prefix| !prefix.is_empty())
            .filter_map(|prefix| Some((prefix.as_str(), beginning(&writers, prefix)?)));
        let shared = exact.into_iter().chain(near).find(|(key, _)| !keeps_apart(key));
        if let Some((key, places)) = shared.filter(|(key, _)| told.insert(*key)) {
            report(plan, found, reader, key, places);
        }
    }
}

/// Who writes under a key that begins so.
fn beginning<'w>(writers: &'w BTreeMap<&'w str, Vec<StepPlace>>, prefix: &'w str) -> Option<&'w Vec<StepPlace>> {
    writers
        .range(prefix..)
        .next()
        .filter(|(key, _)| key.starts_with(prefix))
        .map(|(_, places)| places)
}

/// True when a step lets something out of the run: to an environment, a registry, a caller, or under a signature.
fn releases_with(step: &Step, pipeline: &Pipeline) -> bool {
    match &step.action {
        Action::Deploy(_) | Action::Sign(_) | Action::Attest(_) => true,
        Action::BuildImage(build) => build.push.as_ref().is_some_and(|push| *push != Computed::Literal(false)),
        Action::Publish(publish) => {
            let released = |event: &Event| matches!(event, Event::Tag(_) | Event::Release(_));
            let handed_out = is_callable(pipeline) || pipeline.on.iter().any(|on| released(&on.event));
            publish.registry.is_some() || (handed_out && !reports::is_report(step))
        }
        _ => false,
    }
}

/// True when a step makes or ships something, so that its job is more than a check.
fn makes(step: &Step) -> bool {
    match &step.action {
        Action::BuildImage(_) | Action::Deploy(_) => true,
        Action::Publish(publish) => publish.registry.is_some() || !reports::is_report(step),
        _ => false,
    }
}

/// A step's cache, and whether it writes it.
fn cached(step: &Step, place: StepPlace, point: u32) -> Option<(Cached<'_>, bool)> {
    match &step.action {
        Action::Cache(cache) => {
            let key = cache.key.as_deref().or(cache.tool.as_deref())?;
            let reads = cache.access != Some(CacheAccess::Write);
            Some((
                Cached {
                    place,
                    point,
                    key,
                    fallback: &cache.fallback,
                    reads,
                },
                cache.access != Some(CacheAccess::Read),
            ))
        }
        Action::Setup(setup) => setup.cache.as_deref().map(|key| {
            (
                Cached {
                    place,
                    point,
                    key,
                    fallback: &[],
                    reads: true,
                },
                true,
            )
        }),
        _ => None,
    }
}

fn is_kept_from_changes(plan: &Plan, place: StepPlace) -> bool {
    steps::conditions(plan, place).into_iter().flatten().any(|when| match when {
        When::Expression(expression) => mentions(expression, CONDITIONAL),
        When::Never => true,
        _ => false,
    })
}

fn keeps_apart(key: &str) -> bool {
    key.contains('$') && mentions(key, APART)
}

fn mentions(text: &str, words: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    words.iter().any(|word| text.contains(word))
}

fn report(plan: &Plan, found: &mut Findings, reader: &Cached<'_>, key: &str, writers: &[StepPlace]) {
    let path = |place: StepPlace| {
        let setup = matches!(plan.step(place).map(|step| &step.action), Some(Action::Setup(_)));
        let path = plan.step_path(place);
        if setup { path.key("setup").key("cache") } else { path.key("cache") }
    };
    let message = format!(
        "`{}` leads to a release and reads the cache `{key}`, which pull requests write",
        steps::job_name(plan, reader.place.job)
    );
    let mut draft = found
        .add(path(reader.place), message)
        .help("give pull requests a key of their own, let them only `read` it, or build releases without it");
    for &writer in writers.iter().filter(|writer| **writer != reader.place).take(3) {
        draft = draft.related(
            path(writer),
            format!("`{}` writes it for pull requests", steps::job_name(plan, writer.job)),
        );
    }
}
