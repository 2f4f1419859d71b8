//! Production environments that something is released to, and their ways back.

use crate::analysis::releases::releases;
use crate::model::{Id, Rollback, Tier};
use crate::plan::Plan;
use crate::resolve::{EnvironmentView, StepPlace};
use crate::text::ModelPath;
use std::collections::HashMap;

/// A production environment.
pub(super) struct Production<'p> {
    pub(super) view: EnvironmentView<'p>,
    /// The first step that releases to it; a GitOps engine has none.
    pub(super) release: Option<StepPlace>,
    /// Its way back.
    pub(super) rollback: Option<(&'p Id, &'p Rollback)>,
}

/// All production environments, in order.
pub(super) fn productions(plan: &Plan) -> Vec<Production<'_>> {
    let delivery = plan.delivery();
    let mut first: HashMap<&Id, StepPlace> = HashMap::new();
    for release in releases(plan) {
        first.entry(release.environment).or_insert(release.place);
    }
    let production = plan.environments().filter(|view| plan.tier(view.id) == Some(Tier::Production));
    let with_way = production.map(|view| {
        let rollback = view.environment.rollback.as_ref();
        Production {
            release: first.get(view.id).copied(),
            rollback: rollback.and_then(|id| delivery.rollbacks.get_key_value(id)),
            view,
        }
    });
    with_way.collect()
}

/// The route to a rollback.
pub(super) fn path(id: &Id) -> ModelPath {
    ModelPath::root().key("rollbacks").key(id.as_str())
}
