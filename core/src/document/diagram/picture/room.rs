//! How much of a large plan a picture has room for.

use crate::model::Pipeline;

/// Stages for every four jobs, and pipelines for every eight, that a picture has room for.
const STAGES: usize = 4;
const PIPELINES: usize = 8;

/// How much of each kind is shown.
pub(super) struct Room {
    pub(super) pipelines: usize,
    /// Stages of each pipeline, and jobs of each stage.
    pub(super) stages: usize,
    pub(super) jobs: usize,
    pub(super) hidden_pipelines: usize,
    pub(super) hidden_stages: usize,
    pub(super) hidden_jobs: usize,
}

impl Room {
    /// As many jobs per stage, stages per pipeline and pipelines as fit, evenly. Linear in the number of stages.
    pub(super) fn of<'p>(pipelines: impl Iterator<Item = &'p Pipeline>, room: usize) -> Self {
        let all: Vec<&Pipeline> = pipelines.collect();
        let (shown, hidden) = all.split_at_checked(room.div_ceil(PIPELINES)).unwrap_or((&all, &[]));
        let stages = evenly(shown.iter().map(|pipeline| pipeline.stages.len()).collect(), room.div_ceil(STAGES));
        let shown_stages = || shown.iter().flat_map(|pipeline| pipeline.stages.values().take(stages));
        let jobs = evenly(shown_stages().map(|stage| stage.jobs.len()).collect(), room);
        Self {
            pipelines: shown.len(),
            stages,
            jobs,
            hidden_pipelines: hidden.len(),
            hidden_stages: shown.iter().map(|pipeline| pipeline.stages.len().saturating_sub(stages)).sum(),
            hidden_jobs: shown_stages().map(|stage| stage.jobs.len().saturating_sub(jobs)).sum(),
        }
    }
}

/// The most that each may have so that all together have at most `room`; at least one.
fn evenly(mut counts: Vec<usize>, mut room: usize) -> usize {
    counts.sort_unstable();
    let mut left = counts.len();
    for count in counts {
        if count.saturating_mul(left) > room {
            return (room / left).max(1);
        }
        room -= count;
        left -= 1;
    }
    usize::MAX
}
