//! What environments are for, and which of them a job works on.

use crate::model::{Action, Computed, Environment, EnvironmentAction, Id, Tier};
use crate::plan::Plan;
use crate::resolve::{Binding, EnvironmentIndex, JobView};

/// True when users are on it.
pub(in crate::rules) fn is_production(id: &Id, environment: &Environment) -> bool {
    environment.tier(id) == Some(Tier::Production)
}

/// True when what runs there is only tried: neither production, nor what takes over from it, nor unknown.
pub(in crate::rules) fn is_trial(id: &Id, environment: &Environment) -> bool {
    matches!(
        environment.tier(id),
        Some(Tier::Development | Tier::Test | Tier::Staging | Tier::Preview)
    )
}

/// The declared environment that a job changes: its own, or that of its first deployment.
pub(in crate::rules) fn changes(plan: &Plan, job: &JobView<'_>) -> Option<EnvironmentIndex> {
    let acts = job
        .job
        .environment
        .as_ref()
        .is_some_and(|environment| matches!(environment.action, None | Some(EnvironmentAction::Deploy)));
    if let Some(index) = job.environment.and_then(Binding::known).filter(|_| acts) {
        return Some(index);
    }
    job.steps().find_map(|(_, step)| match &step.action {
        Action::Deploy(deploy) => deploy
            .environment
            .as_ref()
            .and_then(Computed::literal)
            .and_then(|id| plan.delivery().environments.get_index_of(id))
            .map(EnvironmentIndex::at),
        _ => None,
    })
}
