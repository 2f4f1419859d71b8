//! What an environment is for.

use super::Graph;
use crate::model::{Id, Tier};

/// Names that tell, the rarest meaning first.
const NAMES: [(Tier, &[&str]); 6] = [
    (Tier::Recovery, &["dr", "recovery", "failover"]),
    (Tier::Preview, &["preview", "review", "pr"]),
    (
        Tier::Staging,
        &["staging", "stage", "preprod", "preproduction", "pre", "uat", "acceptance"],
    ),
    (Tier::Test, &["test", "testing", "qa", "int", "integration", "perf"]),
    (Tier::Development, &["dev", "develop", "development", "sandbox"]),
    (Tier::Production, &["prod", "production", "live"]),
];

impl Graph {
    /// What an environment is for: as it says, or else as its name tells.
    pub fn tier(&self, id: &Id) -> Option<Tier> {
        let environment = self.delivery().environments.get(id)?;
        environment.tier.or_else(|| {
            let named = NAMES.iter().find(|(_, names)| id.split('-').any(|word| names.contains(&word)));
            named.map(|(tier, _)| *tier)
        })
    }
}
