//! The steps of a plan, what they are called, and when they run.

use crate::model::{Action, Id, Step, When};
use crate::plan::Plan;
use crate::resolve::{JobIndex, JobView, StepPlace};
use crate::text::ModelPath;

/// Shows every step with its place, those inside `parallel` too.
pub(super) fn each<'p>(plan: &'p Plan, mut see: impl FnMut(&JobView<'p>, StepPlace, &'p Step)) {
    for job in plan.jobs() {
        for (number, step) in job.job.steps.iter().enumerate() {
            let place = StepPlace {
                job: job.index,
                step: count(number),
                inner: None,
            };
            below(step, place, &mut |place, step| see(&job, place, step));
        }
    }
}

fn below<'p>(step: &'p Step, place: StepPlace, see: &mut dyn FnMut(StepPlace, &'p Step)) {
    if let Action::Parallel(steps) = &step.action {
        for (number, step) in steps.iter().enumerate() {
            below(
                step,
                StepPlace {
                    inner: place.inner.or(Some(count(number))),
                    ..place
                },
                see,
            );
        }
    } else {
        see(place, step);
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A job as messages name it: `build.api`.
pub(super) fn job_name(plan: &Plan, job: JobIndex) -> String {
    let view = plan.job(job);
    let stage = view.and_then(|view| plan.stage(view.stage));
    view.zip(stage)
        .map_or_else(String::new, |(job, stage)| format!("{}.{}", stage.id, job.id))
}

/// Where a step names an artifact.
pub(super) fn artifact_path(plan: &Plan, place: StepPlace, name: &Id) -> ModelPath {
    let path = plan.step_path(place);
    match plan.step(place).map(|step| &step.action) {
        Some(Action::Fetch(fetch)) if fetch.path.is_none() => path.key("fetch"),
        Some(Action::Deploy(deploy)) => {
            let path = path.key("deploy").key("artifacts");
            let number = deploy
                .artifacts
                .iter()
                .position(|own| own == name)
                .filter(|_| deploy.artifacts.len() > 1);
            number.map_or(path.clone(), |number| path.index(number))
        }
        Some(action @ (Action::Fetch(_) | Action::Publish(_) | Action::Sbom(_) | Action::Sign(_) | Action::Attest(_))) => {
            path.key(action.key()).key("artifact")
        }
        _ => path,
    }
}

/// Under which conditions a step runs: those of its stage, of its job, and of the step with the one around it.
pub(super) fn conditions(plan: &Plan, place: StepPlace) -> [Option<&When>; 4] {
    let job = plan.job(place.job);
    let stage = job.and_then(|job| plan.stage(job.stage)).and_then(|view| view.stage.when.as_ref());
    let outer = job
        .and_then(|job| job.job.steps.get(place.step as usize))
        .and_then(|step| step.when.as_ref());
    let inner = place.inner.and_then(|_| plan.step(place)).and_then(|step| step.when.as_ref());
    [stage, job.and_then(|job| job.job.when.as_ref()), outer, inner]
}

/// True when a condition always holds in a run in which nothing fails.
pub(super) fn is_usual(when: &When) -> bool {
    matches!(when, When::Success | When::Always)
}
