//! What steps take from others: actions, tasks and components, also those that an intent was adopted from.

use crate::model::{Action, Data, Step};
use crate::text::ModelPath;

/// The action a step takes, as its platform writes it, and where that stands below the step.
pub(super) fn action(step: &Step) -> Option<(&str, &'static [&'static str])> {
    if let Action::Use(own) = &step.action {
        return Some((&own.action, &["use", "action"]));
    }
    let kept = step.extensions.get("github_actions").and_then(Data::as_map)?;
    let uses = kept.get("uses").and_then(Data::as_word)?;
    Some((uses, &["extensions", "github_actions", "uses"]))
}

/// A route with more keys.
pub(super) fn below(path: ModelPath, keys: &[&'static str]) -> ModelPath {
    keys.iter().fold(path, |path, key| path.key(*key))
}
