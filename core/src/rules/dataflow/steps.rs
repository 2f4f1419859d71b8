//! What steps and jobs are called, and when they run.

pub(super) use crate::rules::names::job_name;

use crate::model::{Action, Id, When};
use crate::plan::Plan;
use crate::resolve::StepPlace;
use crate::text::ModelPath;

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
