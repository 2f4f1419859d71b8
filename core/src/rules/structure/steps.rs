//! The steps of jobs, when they run, and where those that deploy bring things.

use crate::model::{Action, Computed, Deploy, Environment, Id, Step, Tier, When};
use crate::resolve::{JobView, StepPlace};

/// The steps of a job with their places; after a `parallel` step come those inside it.
pub(super) fn steps<'g>(view: &JobView<'g>) -> impl Iterator<Item = (StepPlace, &'g Step)> + use<'g> {
    let (job, list) = (view.index, view.job.steps.as_slice());
    list.iter().zip(0..).flat_map(move |(step, number)| {
        let inside = match &step.action {
            Action::Parallel(inside) => inside.as_slice(),
            _ => &[],
        };
        let at = move |inner| StepPlace { job, step: number, inner };
        let inside = inside.iter().zip(0..).map(move |(step, inner)| (at(Some(inner)), step));
        std::iter::once((at(None), step)).chain(inside)
    })
}

/// True for what runs in the ordinary course, when all before it succeeded.
pub(super) fn is_plain(when: Option<&When>) -> bool {
    matches!(when, None | Some(When::Success))
}

/// The environment that a deploy step brings things to.
pub(super) fn target<'g>(view: &JobView<'g>, deploy: &'g Deploy) -> Option<&'g Computed<Id>> {
    deploy
        .environment
        .as_ref()
        .or_else(|| view.job.environment.as_ref().map(|environment| &environment.name))
}

/// True for an environment that is made for one change.
pub(super) fn is_thrown_away(environment: &Environment) -> bool {
    environment.lives.is_some() || environment.tier == Some(Tier::Preview)
}
