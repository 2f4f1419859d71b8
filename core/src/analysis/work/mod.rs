//! The work of one run of a pipeline: its jobs, each matrix written out and each called pipeline in place, how long they
//! last, what they wait for and what they need.

mod expand;
pub mod history;
mod lasts;
mod needs;
mod network;
mod starts;
mod waits;

pub use history::{History, Measure, Measured};
pub use lasts::Known;
pub use network::{Note, Pool};
pub use waits::Wait;

pub(in crate::analysis) use expand::Ground;
pub(in crate::analysis) use network::{NONE, Network, Node, Task};
pub(in crate::analysis) use starts::{Start, starts};

use crate::model::scalar::{Duration, DurationRange};
use crate::plan::Plan;
use std::collections::BTreeMap;

/// What is known of machines and jobs beyond the document.
#[derive(Clone, Debug)]
pub struct WorkOptions {
    /// How many jobs run at once in each pool, by its name; as the document says when left out.
    pub runners: BTreeMap<String, u32>,
    /// How many jobs the service runs at once; as the document says when left out.
    pub parallel_jobs: Option<u32>,
    /// How long a job is taken to last when nobody says it.
    pub assumed: DurationRange,
    /// What was measured.
    pub history: Measured,
}

impl Default for WorkOptions {
    fn default() -> Self {
        Self {
            runners: BTreeMap::new(),
            parallel_jobs: None,
            assumed: assumed(),
            history: Measured::default(),
        }
    }
}

/// How long a job is taken to last when nobody says it: five minutes, and anything from one to twenty.
pub fn assumed() -> DurationRange {
    let minutes = Duration::from_minutes;
    DurationRange::three(minutes(1), minutes(5), minutes(20)).unwrap_or(DurationRange::exact(minutes(5)))
}

/// The names of all pools that jobs of a plan ask for.
pub fn pool_names(plan: &Plan) -> Vec<String> {
    needs::pool_names(plan)
}
