//! Waiting.

use super::duration::seconds;
use super::poll::Patience;
use super::{Recipe, Script, Site};
use crate::model::Wait;

/// The recipe of a wait.
pub(super) fn recipe(site: &Site<'_>, wait: &Wait) -> Recipe {
    if wait.until.is_empty() {
        let mut script = Script::new();
        script.lines(&format!("sleep {}", seconds(wait.length)));
        return Recipe::of(Vec::new(), vec![script.act("Wait")]);
    }
    let patience = Patience {
        within: Some(wait.length),
        ..Patience::default()
    };
    super::measure::verify(site, &wait.until, patience)
}
