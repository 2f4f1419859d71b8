//! `DAT007`: an artifact that several jobs hand on at the same time.

use super::order::Order;
use super::steps;
use crate::model::{Computed, When};
use crate::plan::Plan;
use crate::resolve::{Artifact, JobView, StepPlace, expand};
use crate::rules::{Findings, rule};

rule! {
    /// Jobs that can run at the same time hand on the same artifact.
    ///
    /// Which of them wins is chance: the last to finish overwrites the others, or the upload fails. The same goes for a
    /// matrix whose combinations all hand on one name. Jobs that come one after the other are not meant, nor jobs under
    /// different conditions, of which presumably one runs.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           app:
    ///             matrix: { axes: { os: [ linux, windows ] } }
    ///             steps: [ { run: make }, { publish: { artifact: app, path: dist } } ]
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           app:
    ///             matrix: { axes: { os: [ linux, windows ] } }
    ///             steps: [ { run: make }, { publish: { artifact: "app-${{ matrix.os }}", path: dist } } ]
    /// ```
    ///
    /// References: GitHub Actions, `actions/upload-artifact` (names are unique within a run); Azure Pipelines, "Publish
    /// pipeline artifacts" (an artifact cannot be published twice).
    Warning, Plan(check)
}

/// How many earlier hand-ons each one is held against.
const HELD_AGAINST: usize = 8;

fn check(plan: &Plan, found: &mut Findings) {
    let mut order = None;
    let mut positions = Vec::new();
    for artifact in plan.artifacts() {
        let many = artifact
            .producers
            .iter()
            .find_map(|place| Some((*place, multiplied(plan, *place)?)));
        if let Some((place, times)) = many {
            let name = steps::job_name(plan, place.job);
            found
                .add(
                    steps::artifact_path(plan, place, &artifact.name),
                    format!(
                        "`{}` is handed on by {times} of `{name}`, and all but the last are lost",
                        artifact.name
                    ),
                )
                .help("put a value of the matrix into its name, such as `app-${{ matrix.os }}`");
            continue;
        }
        if artifact.producers.len() < 2 {
            continue;
        }
        if positions.is_empty() {
            positions = vec![0; plan.points().len()];
            for (position, point) in (0_u32..).zip(plan.order()) {
                positions.get_mut(*point as usize).into_iter().for_each(|slot| *slot = position);
            }
        }
        if let Some((one, other)) = race(plan, order.get_or_insert_with(|| Order::new(plan)), &positions, artifact) {
            report(plan, found, artifact, one, other);
        }
    }
}

/// How often a matrix hands on the same name, in words; nothing when it does so once.
fn multiplied(plan: &Plan, place: StepPlace) -> Option<String> {
    let job = plan.job(place.job)?;
    let count = match job.job.matrix.as_deref()? {
        Computed::Literal(matrix) => expand(matrix).count(),
        Computed::Expression(_) => None,
    };
    // A condition of the step may single out one combination; one of the job holds for all.
    let [_, _, outer, inner] = steps::conditions(plan, place);
    if [outer, inner]
        .into_iter()
        .flatten()
        .any(|when| matches!(when, When::Expression(_) | When::Never))
    {
        return None;
    }
    match count {
        Some(0 | 1) => None,
        Some(count) => Some(format!("{count} combinations")),
        None => Some("all combinations".to_owned()),
    }
}

/// Two steps that may hand on an artifact at the same time. In the order of the flow it is enough to look at neighbours:
/// when each comes after the one before it, all do.
fn race(plan: &Plan, order: &mut Order<'_>, positions: &[u32], artifact: &Artifact) -> Option<(StepPlace, StepPlace)> {
    let point = |place: &StepPlace| {
        plan.job(place.job)
            .and_then(|job: JobView<'_>| positions.get(job.point as usize).copied())
    };
    let mut places: Vec<(Option<u32>, StepPlace)> = artifact.producers.iter().map(|place| (point(place), *place)).collect();
    places.sort_unstable();
    for (number, &(_, later)) in places.iter().enumerate() {
        let before = places.iter().take(number).rev().take(HELD_AGAINST);
        for &(_, earlier) in before {
            if order.is_before(earlier, later)? {
                break;
            }
            if both_may_run(plan, earlier, later) {
                return Some((earlier, later));
            }
        }
    }
    None
}

/// False when the two stand under different conditions, or one of them is for failures or switched off.
fn both_may_run(plan: &Plan, one: StepPlace, other: StepPlace) -> bool {
    let (one, other) = (steps::conditions(plan, one), steps::conditions(plan, other));
    let rare = |when: &&When| matches!(when, When::Failure | When::Never);
    if one.iter().chain(&other).flatten().any(rare) {
        return false;
    }
    let computed = |list: &[Option<&When>; 4]| list.iter().flatten().any(|when| matches!(when, When::Expression(_)));
    !(computed(&one) && computed(&other)) || one == other
}

fn report(plan: &Plan, found: &mut Findings, artifact: &Artifact, one: StepPlace, other: StepPlace) {
    let (first, later) = if one < other { (one, other) } else { (other, one) };
    let (a, b) = (steps::job_name(plan, first.job), steps::job_name(plan, later.job));
    let name = &artifact.name;
    let who = if first.job == later.job {
        format!("twice by `{a}`, in steps that run side by side")
    } else {
        format!("by `{a}` and by `{b}`, which can run at the same time")
    };
    let mut draft = found
        .add(steps::artifact_path(plan, later, name), format!("`{name}` is handed on {who}"))
        .help("give each its own name, or let one wait for the other");
    draft = draft.related(steps::artifact_path(plan, first, name), "handed on here");
    for &place in artifact
        .producers
        .iter()
        .filter(|place| **place != first && **place != later)
        .take(2)
    {
        draft = draft.related(steps::artifact_path(plan, place, name), "and here");
    }
}
