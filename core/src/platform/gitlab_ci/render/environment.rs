//! Environments in GitLab's words.

use crate::model::Tier;

/// What an environment is for, in GitLab's words.
pub(super) fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Development | Tier::Preview => "development",
        Tier::Test => "testing",
        Tier::Staging => "staging",
        Tier::Production | Tier::Recovery => "production",
    }
}
