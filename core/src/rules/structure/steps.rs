//! When steps run, and where those that deploy bring things.

use crate::model::{Computed, Deploy, Environment, Id, Tier, When};
use crate::resolve::JobView;

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
