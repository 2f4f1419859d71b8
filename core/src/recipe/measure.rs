//! Measurements: asking a provider for a signal, and holding the answer against a condition.

use super::poll::Patience;
use super::{Recipe, Site};
use crate::model::scalar::Condition;
use crate::render::Feature;

/// Conditions that must hold after a deployment.
pub(super) fn verify(site: &Site<'_>, _: &[Condition], _: Patience) -> Recipe {
    site.impossible(
        Feature::Verifications,
        "Verify",
        "conditions cannot be asked yet",
        "use an `http` check",
    )
}
