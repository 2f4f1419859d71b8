//! What a run asks of the machines it runs on.

use crate::analysis::work::{Network, Pool};
use crate::model::scalar::Duration;

/// What a run asks of a pool of machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolUse {
    /// The pool.
    pub pool: Pool,
    /// Jobs that run there.
    pub jobs: u32,
    /// What they take together, likely.
    pub work: Duration,
    /// How many run at the same time at most, as scheduled.
    pub peak: u32,
}

/// What a run asks of each pool, given when each node starts.
pub(super) fn uses(network: &Network, starts: &[u64]) -> Vec<PoolUse> {
    let mut uses: Vec<PoolUse> = network
        .pools
        .iter()
        .map(|pool| PoolUse {
            pool: pool.clone(),
            jobs: 0,
            work: Duration::ZERO,
            peak: 0,
        })
        .collect();
    // Ends come before starts at the same time.
    let mut events: Vec<(u64, bool, u32)> = Vec::with_capacity(2 * network.tasks.len());
    for task in &network.tasks {
        let Some(pool) = task.pool else { continue };
        let time = task.lasts.likely();
        if let Some(used) = uses.get_mut(pool as usize) {
            used.jobs += 1;
            used.work = used.work.saturating_add(Duration::from_millis(time));
        }
        let start = starts.get(task.node as usize).copied().unwrap_or(0);
        if time > 0 {
            events.push((start, true, pool));
            events.push((start.saturating_add(time), false, pool));
        }
    }
    events.sort_unstable();
    let mut running = vec![0_u32; uses.len()];
    for (_, begins, pool) in events {
        let (Some(count), Some(of_it)) = (running.get_mut(pool as usize), uses.get_mut(pool as usize)) else {
            continue;
        };
        *count = if begins { *count + 1 } else { count.saturating_sub(1) };
        of_it.peak = of_it.peak.max(*count);
    }
    uses
}

/// What no order of the jobs can go below: for each resource, the work that needs it shared among its slots.
pub(super) fn least(network: &Network) -> u64 {
    let mut work = vec![0_u64; network.resources.len()];
    for task in &network.tasks {
        for &resource in network.classes.get(task.class as usize).into_iter().flatten() {
            if let Some(sum) = work.get_mut(resource as usize) {
                *sum = sum.saturating_add(task.lasts.likely());
            }
        }
    }
    let shared = work
        .iter()
        .zip(&network.resources)
        .map(|(work, resource)| work.div_ceil(u64::from(resource.slots)));
    shared.max().unwrap_or(0)
}
