//! What GitLab CI carries of each feature.

use crate::render::{Feature, Level};

pub(in crate::platform::gitlab_ci) fn carries(feature: Feature) -> Level {
    match feature {
        Feature::Pipelines => Level::Full,
        _ => Level::Approximate("to be said"),
    }
}
