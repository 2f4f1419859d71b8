//! Disruption budgets: how many copies maintenance may take away at once.

use super::controller::share;
use super::object::{Object, Spec, Word, objects};
use super::pod::Selector;
use super::site::Running;
use crate::model::WorkloadKind;

objects! {
    /// A disruption budget.
    BudgetSpec<'p> {
        min: Option<Word<'p>> = "minAvailable",
        max: Option<Word<'p>> = "maxUnavailable",
        unready: Option<&'static str> = "unhealthyPodEvictionPolicy",
        pods: Selector<'p> = "selector",
    }
}

/// The budget of a workload: what the document says, or else one copy at a time where there are several.
pub(super) fn budget<'p>(running: &Running<'p>) -> Option<Object<'p, Spec<BudgetSpec<'p>>>> {
    if !matches!(running.kind(), WorkloadKind::Deployment | WorkloadKind::StatefulSet) {
        return None;
    }
    let (min, max) = match &running.workload.disruption {
        Some(said) => (said.min_available.map(share), said.max_unavailable.map(share)),
        None if running.fewest() > 1 => (None, Some(Word::Number(1))),
        None => return None,
    };
    Some(Object {
        api: "policy/v1",
        kind: "PodDisruptionBudget",
        meta: running.meta(running.id.as_str()),
        body: Spec(BudgetSpec {
            // The cluster takes one of the two.
            max: max.filter(|_| min.is_none()),
            min,
            // Copies that are not well are no reason to keep a machine.
            unready: Some("AlwaysAllow"),
            pods: Selector {
                labels: running.selector(),
            },
        }),
    })
}
