//! What GitHub Actions carries of each feature.

use crate::render::{Feature, Level};

pub(in crate::platform::github_actions) fn carries(feature: Feature) -> Level {
    match feature {
        Feature::Pipelines => Level::Full,
        _ => Level::Approximate("to be said"),
    }
}
