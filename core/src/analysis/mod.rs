//! What can be worked out about a plan: one question a folder, each a pure function from a plan to facts.

pub mod availability;
pub mod capacity;
pub mod certificates;
pub mod compare;
pub mod cost;
pub mod course;
pub mod coverage;
pub mod migrations;
pub mod occasion;
pub mod protection;
pub mod recovery;
pub mod releases;
pub mod rollback;
pub mod rollout;
pub mod schedule;
pub mod service_levels;
pub mod signals;
pub mod verdict;
pub mod work;
