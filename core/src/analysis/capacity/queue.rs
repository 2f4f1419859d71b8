//! Runs that come one after another and share machines, event by event: each comes whole, with its jobs in the order of need,
//! so that work arrives in bursts, as it does.

use crate::analysis::schedule::Percentiles;
use crate::analysis::work::{NONE, Network, Node};
use crate::model::scalar::Duration;
use crate::numbers::Random;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// Batches that an error is worked out from, and the factor for 95 of a hundred with so many.
const BATCHES: usize = 20;
const FACTOR: f64 = 2.093;

/// One kind of run, and how often it comes.
pub(super) struct Load<'n> {
    pub(super) network: &'n Network,
    /// Runs in a millisecond.
    pub(super) rate: f64,
    /// The nodes that need a machine of the pool.
    pub(super) needs: Vec<bool>,
}

/// The machines of a pool.
#[derive(Clone, Copy, Debug)]
pub(super) struct Machines {
    /// How many there are, or at most.
    pub(super) count: u32,
    /// How many are kept ready, and how long another one takes until it is; none for machines that are always there.
    pub(super) startup: Option<(u32, u64)>,
}

/// What many runs came to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outcome {
    /// How long jobs waited for a machine, with the half width of the interval that holds the mean 95 times of a hundred.
    pub(super) waits: Percentiles,
    pub(super) margin: Duration,
    /// How long whole runs took, in milliseconds.
    pub(super) wholes: Vec<u64>,
    /// How long they took to production.
    pub(super) leads: Vec<u64>,
}

/// A run that is under way.
struct Run {
    load: usize,
    came: u64,
    awaited: Vec<u32>,
    weights: Vec<u64>,
    left: usize,
    lead: Option<u64>,
    counted: bool,
}

/// Lets so many runs come. Draws do not depend on the machines, so that outcomes for different numbers can be compared.
pub(super) fn simulate(
    loads: &[Load<'_>],
    machines: Machines,
    runs: usize,
    seed: u64,
    time: &dyn Fn(&Network, u32, &mut Random) -> u64,
) -> Option<Outcome> {
    let rate: f64 = loads.iter().map(|load| load.rate).sum();
    if rate <= 0.0 || runs == 0 || machines.count == 0 {
        return None;
    }
    let mut world = World {
        loads,
        machines,
        busy: 0,
        line: VecDeque::new(),
        events: BinaryHeap::new(),
        runs: Vec::new(),
        spare: Vec::new(),
        waits: Vec::new(),
        wholes: Vec::new(),
        leads: Vec::new(),
        stack: Vec::new(),
    };
    let (mut coming, mut lasting) = (Random::part(seed, 0), Random::part(seed, 1));
    // What comes first finds an empty house, and is not counted.
    let unheeded = runs / 10;
    let mut next = 0.0;
    for number in 0..runs {
        next += coming.waiting() / rate;
        let at = whole(next);
        world.until(at);
        let mut choice = coming.unit() * rate;
        let chosen = loads.iter().position(|load| {
            choice -= load.rate;
            choice < 0.0
        });
        let chosen = chosen.unwrap_or(loads.len() - 1);
        if let Some(load) = loads.get(chosen) {
            let weights = (0_u32..)
                .take(load.network.nodes.len())
                .map(|node| time(load.network, node, &mut lasting))
                .collect();
            world.come(chosen, at, weights, number >= unheeded);
        }
    }
    world.until(u64::MAX);
    let margin = margin(&world.waits);
    let mut waits = world.waits;
    Some(Outcome {
        margin,
        waits: Percentiles::of(&mut waits)?,
        wholes: world.wholes,
        leads: world.leads,
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast keeps to the bounds")]
fn whole(value: f64) -> u64 {
    value as u64
}

/// Half the width of the interval that holds the mean 95 times of a hundred, from the means of batches in their order.
#[expect(clippy::cast_precision_loss, reason = "an estimate of an error")]
fn margin(values: &[u64]) -> Duration {
    let size = values.len() / BATCHES;
    if size == 0 {
        return Duration::MAX;
    }
    let means: Vec<f64> = values
        .chunks_exact(size)
        .take(BATCHES)
        .map(|batch| batch.iter().map(|&value| value as f64).sum::<f64>() / size as f64)
        .collect();
    let count = means.len() as f64;
    let mean = means.iter().sum::<f64>() / count;
    let variance = means.iter().map(|batch| (batch - mean) * (batch - mean)).sum::<f64>() / (count - 1.0);
    Duration::from_millis(whole(FACTOR * libm::sqrt(variance / count) + 0.5))
}

struct World<'l> {
    loads: &'l [Load<'l>],
    machines: Machines,
    busy: u32,
    /// Jobs that wait for a machine, first come first served: since when, run and node.
    line: VecDeque<(u64, u32, u32)>,
    /// What ends when: time, run, node.
    events: BinaryHeap<Reverse<(u64, u32, u32)>>,
    runs: Vec<Run>,
    spare: Vec<u32>,
    waits: Vec<u64>,
    wholes: Vec<u64>,
    leads: Vec<u64>,
    stack: Vec<u32>,
}

impl World<'_> {
    /// A run comes.
    fn come(&mut self, load: usize, at: u64, weights: Vec<u64>, counted: bool) {
        let Some(flow) = self.loads.get(load).map(|load| &load.network.flow) else {
            return;
        };
        let run = Run {
            load,
            came: at,
            awaited: flow.nodes().map(|node| flow.in_degree(node)).collect(),
            left: weights.len(),
            weights,
            lead: None,
            counted,
        };
        let first: Vec<u32> = flow.nodes().filter(|&node| flow.in_degree(node) == 0).collect();
        let slot = match self.spare.pop() {
            Some(slot) => {
                if let Some(place) = self.runs.get_mut(slot as usize) {
                    *place = run;
                }
                slot
            }
            None => {
                self.runs.push(run);
                u32::try_from(self.runs.len() - 1).unwrap_or(NONE)
            }
        };
        self.stack.extend(first);
        self.go_on(slot, at);
    }

    /// Lets time pass until a moment.
    fn until(&mut self, moment: u64) {
        while let Some(&Reverse((at, run, node))) = self.events.peek() {
            if at > moment {
                return;
            }
            self.events.pop();
            if self.needs(run, node) {
                self.busy = self.busy.saturating_sub(1);
            }
            self.end(run, node, at);
            self.go_on(run, at);
            self.serve(at);
        }
    }

    fn needs(&self, run: u32, node: u32) -> bool {
        let load = self.runs.get(run as usize).and_then(|run| self.loads.get(run.load));
        load.and_then(|load| load.needs.get(node as usize)).copied().unwrap_or(false)
    }

    /// Starts what has become ready in a run.
    fn go_on(&mut self, slot: u32, now: u64) {
        while let Some(node) = self.stack.pop() {
            if self.needs(slot, node) {
                self.line.push_back((now, slot, node));
                continue;
            }
            let weight = self
                .runs
                .get(slot as usize)
                .and_then(|run| run.weights.get(node as usize))
                .copied()
                .unwrap_or(0);
            if weight == 0 {
                self.end(slot, node, now);
            } else {
                self.events.push(Reverse((now.saturating_add(weight), slot, node)));
            }
        }
        self.serve(now);
    }

    /// Gives machines to those who wait.
    fn serve(&mut self, now: u64) {
        while self.busy < self.machines.count {
            let Some((since, slot, node)) = self.line.pop_front() else { return };
            let starting = match self.machines.startup {
                Some((warm, startup)) if self.busy >= warm => startup,
                _ => 0,
            };
            self.busy += 1;
            let Some(run) = self.runs.get(slot as usize) else { return };
            if run.counted {
                self.waits.push((now - since).saturating_add(starting));
            }
            let weight = run.weights.get(node as usize).copied().unwrap_or(0);
            self.events
                .push(Reverse((now.saturating_add(starting).saturating_add(weight), slot, node)));
        }
    }

    /// A node of a run is done.
    fn end(&mut self, slot: u32, node: u32, now: u64) {
        let Some(run) = self.runs.get_mut(slot as usize) else { return };
        let Some(network) = self.loads.get(run.load).map(|load| load.network) else {
            return;
        };
        for &next in network.flow.successors(node) {
            if let Some(awaited) = run.awaited.get_mut(next as usize) {
                *awaited = awaited.saturating_sub(1);
                if *awaited == 0 {
                    self.stack.push(next);
                }
            }
        }
        if let Some(Node::Task(task)) = network.nodes.get(node as usize)
            && network.tasks.get(*task as usize).is_some_and(|task| task.releases)
        {
            run.lead = Some(now - run.came);
        }
        run.left = run.left.saturating_sub(1);
        if run.left == 0 {
            if run.counted {
                self.wholes.push(now - run.came);
                self.leads.extend(run.lead);
            }
            run.weights = Vec::new();
            run.awaited = Vec::new();
            self.spare.push(slot);
        }
    }
}

#[cfg(test)]
mod tests;
