//! What an environment is for.

use super::Graph;
use crate::model::{Id, Tier};

impl Graph {
    /// What a declared environment is for: as it says, or else as its id tells.
    pub fn tier(&self, id: &Id) -> Option<Tier> {
        self.delivery().environments.get(id)?.tier(id)
    }
}
