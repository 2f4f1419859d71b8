//! What can be worked out about a plan: one question a folder, each a pure function from a plan to facts.

pub mod coverage;
pub mod occasion;
pub mod protection;
pub mod releases;
pub mod rollback;
pub mod rollout;
pub mod verdict;
