//! Many runs with times drawn at random, from a seed.

use super::list::Lister;
use crate::analysis::work::{Network, Node, Task};
use crate::model::scalar::Duration;
use crate::numbers::{Random, mean, percentile};
use crate::text::sum;

/// Draws that are made unless a caller says how many runs it wants.
const DRAWS: usize = 5_000_000;
/// Runs that are made unless a caller says otherwise, and at least, and at most.
const USUAL: u32 = 10_000;
const FEWEST: u32 = 100;
/// The most runs a caller can ask for.
pub const MOST_RUNS: u32 = 1_000_000;

/// What many runs say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Simulated {
    /// How many runs.
    pub runs: u32,
    /// What they follow from.
    pub seed: u64,
    /// How long a run takes.
    pub whole: Percentiles,
    /// How long it takes to production, for runs that bring something there.
    pub lead: Option<Percentiles>,
    /// How many of the runs bring it to production in the time that is promised.
    pub kept: Option<u32>,
}

/// Times that a share of the runs does not go beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percentiles {
    /// The mean.
    pub mean: Duration,
    /// Half of the runs.
    pub p50: Duration,
    /// Four of five runs.
    pub p80: Duration,
    /// Nineteen of twenty runs.
    pub p95: Duration,
}

impl Percentiles {
    /// Of times in milliseconds, in any order; none of no times.
    pub(in crate::analysis) fn of(times: &mut [u64]) -> Option<Self> {
        times.sort_unstable();
        Self::of_sorted(times)
    }

    /// Of sorted times in milliseconds; none of no times.
    pub fn of_sorted(times: &[u64]) -> Option<Self> {
        let at = |hundredths| percentile(times, hundredths).map(Duration::from_millis);
        Some(Self {
            mean: Duration::from_millis(mean(times)?),
            p50: at(50)?,
            p80: at(80)?,
            p95: at(95)?,
        })
    }
}

/// How many runs are made when nobody says how many.
pub(super) fn usual_runs(tasks: usize) -> u32 {
    let runs = DRAWS / tasks.max(1);
    u32::try_from(runs).unwrap_or(USUAL).clamp(FEWEST, USUAL)
}

/// A task as the simulation sees it.
struct Drawn<'n> {
    task: &'n Task,
    random: Random,
    /// For each try but the last, how likely it is to fail, given that the job succeeds in the end.
    fails: Vec<f64>,
}

impl Drawn<'_> {
    /// Each task has numbers of its own, which follow from the seed and its name: another job more or less changes nothing
    /// for it.
    fn new(task: &Task, seed: u64) -> Drawn<'_> {
        let chance = task.flaky.as_fraction();
        let within = |tries: u32| 1.0 - libm::pow(chance, f64::from(tries));
        let fail = |left: u32| chance * within(left - 1) / within(left);
        let fails = if chance > 0.0 {
            (2..=task.tries).rev().map(fail).collect()
        } else {
            Vec::new()
        };
        Drawn {
            task,
            random: Random::part(seed, sum(&task.name)),
            fails,
        }
    }

    /// The time of a job that succeeds in the end, tries that failed included. A try that fails takes as long as any.
    #[inline]
    fn draw(&mut self) -> u64 {
        let mut time = self.task.lasts.draw(&mut self.random);
        for &chance in &self.fails {
            if !self.random.happens(chance) {
                break;
            }
            time = time
                .saturating_add(self.task.pause)
                .saturating_add(self.task.lasts.draw(&mut self.random));
        }
        time
    }
}

/// Makes so many runs.
pub(super) fn simulate(network: &Network, runs: u32, seed: u64, promised: Option<Duration>) -> Option<Simulated> {
    let mut drawn: Vec<Drawn<'_>> = network.tasks.iter().map(|task| Drawn::new(task, seed)).collect();
    let mut weights = network.weights(|_| 0);
    let releases: Vec<u32> = network.tasks.iter().filter(|task| task.releases).map(|task| task.node).collect();
    let mut lister = network
        .is_limited()
        .then(|| Lister::new(network, network.resources.iter().map(|resource| resource.slots).collect()));
    let mut ends = vec![0_u64; weights.len()];
    let (mut wholes, mut leads) = (Vec::new(), Vec::new());
    let at = |list: &[u64], node: u32| list.get(node as usize).copied().unwrap_or(0);
    for _ in 0..runs {
        for task in &mut drawn {
            if let Some(weight) = weights.get_mut(task.task.node as usize) {
                *weight = task.draw();
            }
        }
        match &mut lister {
            Some(lister) => {
                wholes.push(lister.run(&weights));
                leads.extend(
                    releases
                        .iter()
                        .map(|&node| at(&lister.starts, node).saturating_add(at(&weights, node)))
                        .max(),
                );
            }
            None => {
                wholes.push(flow(network, &weights, &mut ends));
                leads.extend(releases.iter().map(|&node| at(&ends, node)).max());
            }
        }
    }
    let kept = promised.filter(|_| !leads.is_empty()).map(|promised| {
        let kept = leads.iter().filter(|&&lead| lead <= promised.as_millis()).count();
        u32::try_from(kept).unwrap_or(u32::MAX)
    });
    Some(Simulated {
        runs,
        seed,
        whole: Percentiles::of(&mut wholes)?,
        lead: Percentiles::of(&mut leads),
        kept,
    })
}

/// The end of a run in which nothing waits for machines, and of each node.
fn flow(network: &Network, weights: &[u64], ends: &mut [u64]) -> u64 {
    let mut last = 0;
    for ((number, &weight), node) in (0_u32..).zip(weights).zip(&network.nodes) {
        let before = network
            .flow
            .predecessors(number)
            .iter()
            .filter_map(|&before| ends.get(before as usize));
        let start = before.copied().max().unwrap_or(0);
        let end = start.saturating_add(weight);
        if let Some(slot) = ends.get_mut(number as usize) {
            *slot = end;
        }
        if *node != Node::Point {
            last = last.max(end);
        }
    }
    last
}
