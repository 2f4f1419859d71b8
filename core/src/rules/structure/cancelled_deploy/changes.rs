//! What must not be left half-done.

use crate::graph::BitSet;
use crate::model::{Action, Computed, Id};
use crate::resolve::{Binding, Graph, JobIndex, JobView, StepPlace};
use crate::rules::structure::steps::{is_thrown_away, target};

/// Something that must not be left half-done.
#[derive(Clone, Copy)]
pub(super) struct Change {
    pub(super) job: JobIndex,
    /// The step; none for the call of a pipeline with such steps.
    pub(super) step: Option<StepPlace>,
    pub(super) what: &'static str,
}

/// The first change that a job makes, itself or by what it calls.
pub(super) fn within(graph: &Graph, view: &JobView<'_>, changing: &BitSet) -> Option<Change> {
    let calls = view
        .calls
        .and_then(Binding::known)
        .is_some_and(|called| changing.contains(called.0));
    let call = Change {
        job: view.index,
        step: None,
        what: "calls a pipeline that changes things",
    };
    changes(graph, view)
        .next()
        .map(|(change, _)| change)
        .or_else(|| calls.then_some(call))
}

/// The changes that the steps of a job make to what is not thrown away, with the environment where its name is written out.
pub(super) fn changes<'g>(graph: &'g Graph, view: &JobView<'g>) -> impl Iterator<Item = (Change, Option<&'g Id>)> {
    let environments = &graph.delivery().environments;
    let own = view.job.environment.as_ref().map(|environment| &environment.name);
    view.steps().filter_map(move |(place, step)| {
        let (what, name) = match &step.action {
            Action::Deploy(deploy) => ("deploys", target(view, deploy)),
            Action::Migrate(migrate) if !migrate.dry_run => ("changes a database", own),
            _ => return None,
        };
        let name = name.and_then(Computed::literal);
        let lasts = !name.and_then(|name| environments.get(name)).is_some_and(is_thrown_away);
        lasts.then_some((
            Change {
                job: view.index,
                step: Some(place),
                what,
            },
            name,
        ))
    })
}
