//! List scheduling: whenever something becomes free, the task with the longest way to the end that can start, starts.
//!
//! It is how systems with a queue behave, save for the order, and never worse than twice the best there is. It has Graham's
//! anomalies: with more runners, or a job more, it may end sooner or later than one would think.

use crate::analysis::work::{NONE, Network, Node};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A scheduler for one network, with room that is used again for every run.
pub(super) struct Lister<'n> {
    network: &'n Network,
    /// The place of each node in the list: the longest way to the end first, then by name.
    rank: Vec<u32>,
    /// The node at each place.
    node: Vec<u32>,
    /// The combination of resources of each node; `NONE` for nodes that need nothing.
    class: Vec<u32>,
    awaited: Vec<u32>,
    free: Vec<u32>,
    slots: Vec<u32>,
    /// Tasks of each combination that could start, by place.
    ready: Vec<BinaryHeap<Reverse<u32>>>,
    /// Combinations that wait for a resource, with the place of their first task.
    parked: Vec<BinaryHeap<Reverse<(u32, u32)>>>,
    candidates: BinaryHeap<Reverse<(u32, u32, u32)>>,
    running: BinaryHeap<Reverse<(u64, u32)>>,
    begun: Vec<u32>,
    freed: Vec<u32>,
    /// When each node started.
    pub(super) starts: Vec<u64>,
}

impl<'n> Lister<'n> {
    /// A scheduler with another number of machines: so many of each resource.
    pub(super) fn new(network: &'n Network, slots: Vec<u32>) -> Self {
        let likely = network.weights(|task| task.lasts.likely());
        let count = network.nodes.len();
        let mut to_end = vec![0_u64; count];
        for node in (0..count).rev() {
            let number = u32::try_from(node).unwrap_or(NONE);
            let after = network
                .flow
                .successors(number)
                .iter()
                .filter_map(|&next| to_end.get(next as usize))
                .max();
            let way = after.copied().unwrap_or(0).saturating_add(likely.get(node).copied().unwrap_or(0));
            if let Some(slot) = to_end.get_mut(node) {
                *slot = way;
            }
        }
        let mut order: Vec<u32> = network.flow.nodes().collect();
        // Of equally long ways, the one whose task comes first by name.
        let name = |node: u32| match network.nodes.get(node as usize) {
            Some(Node::Task(task)) => network.tasks.get(*task as usize).map_or("", |task| task.name.as_str()),
            _ => "",
        };
        order.sort_by_key(|&node| (Reverse(to_end.get(node as usize).copied()), name(node), node));
        let mut rank = vec![0; count];
        for (place, &node) in (0_u32..).zip(&order) {
            if let Some(slot) = rank.get_mut(node as usize) {
                *slot = place;
            }
        }
        let class = |node: &Node| match node {
            Node::Task(task) => network.tasks.get(*task as usize).map_or(NONE, |task| task.class),
            _ => NONE,
        };
        Self {
            network,
            rank,
            node: order,
            class: network.nodes.iter().map(class).collect(),
            awaited: Vec::with_capacity(count),
            free: Vec::with_capacity(slots.len()),
            ready: vec![BinaryHeap::new(); network.classes.len()],
            parked: vec![BinaryHeap::new(); slots.len()],
            slots,
            candidates: BinaryHeap::new(),
            running: BinaryHeap::new(),
            begun: Vec::new(),
            freed: Vec::new(),
            starts: vec![0; count],
        }
    }

    /// Schedules a run in which each node takes so long, and gives its end. Starts are in `starts`.
    pub(super) fn run(&mut self, weights: &[u64]) -> u64 {
        let flow = &self.network.flow;
        self.awaited.clear();
        self.awaited.extend(flow.nodes().map(|node| flow.in_degree(node)));
        self.free.clear();
        self.free.extend_from_slice(&self.slots);
        self.parked.iter_mut().for_each(BinaryHeap::clear);
        self.begun.clear();
        self.begun.extend(flow.nodes().filter(|&node| flow.in_degree(node) == 0));
        let (mut now, mut end) = (0, 0);
        loop {
            self.settle(now, weights);
            self.start_what_can(now, weights);
            let Some(&Reverse((next, _))) = self.running.peek() else {
                return end;
            };
            now = next;
            end = now.max(end);
            while let Some(&Reverse((at, place))) = self.running.peek() {
                if at != now {
                    break;
                }
                self.running.pop();
                self.finish(place);
            }
        }
    }

    /// Nodes that need nothing start at once; the others become ready.
    fn settle(&mut self, now: u64, weights: &[u64]) {
        while let Some(node) = self.begun.pop() {
            let class = self.class.get(node as usize).copied().unwrap_or(NONE);
            let place = self.rank.get(node as usize).copied().unwrap_or(NONE);
            if let Some(ready) = self.ready.get_mut(class as usize) {
                ready.push(Reverse(place));
                self.candidates.push(Reverse((place, class, NONE)));
                continue;
            }
            let weight = self.begin(node, now, weights);
            if weight == 0 {
                self.pass_on(node);
            } else {
                self.running.push(Reverse((now.saturating_add(weight), place)));
            }
        }
    }

    fn begin(&mut self, node: u32, now: u64, weights: &[u64]) -> u64 {
        if let Some(start) = self.starts.get_mut(node as usize) {
            *start = now;
        }
        weights.get(node as usize).copied().unwrap_or(0)
    }

    fn pass_on(&mut self, node: u32) {
        for &next in self.network.flow.successors(node) {
            if let Some(awaited) = self.awaited.get_mut(next as usize) {
                *awaited = awaited.saturating_sub(1);
                if *awaited == 0 {
                    self.begun.push(next);
                }
            }
        }
    }

    /// Gives back what a task needed, and lets go on what waited for it.
    fn finish(&mut self, place: u32) {
        let Some(&node) = self.node.get(place as usize) else { return };
        let class = self.class.get(node as usize).copied().unwrap_or(NONE);
        for &resource in self.network.classes.get(class as usize).into_iter().flatten() {
            if let Some(free) = self.free.get_mut(resource as usize) {
                *free += 1;
                self.freed.push(resource);
            }
        }
        self.pass_on(node);
    }

    /// Starts tasks in the order of the list, each if all it needs is free.
    fn start_what_can(&mut self, now: u64, weights: &[u64]) {
        while let Some(resource) = self.freed.pop() {
            self.refill(resource);
        }
        while let Some(Reverse((place, class, from))) = self.candidates.pop() {
            self.consider(place, class, now, weights);
            if from != NONE {
                self.refill(from);
            }
        }
    }

    /// The first that waits for a resource which is free becomes a candidate.
    fn refill(&mut self, resource: u32) {
        if self.free.get(resource as usize).is_some_and(|&free| free > 0)
            && let Some(Reverse((place, class))) = self.parked.get_mut(resource as usize).and_then(BinaryHeap::pop)
        {
            self.candidates.push(Reverse((place, class, resource)));
        }
    }

    fn consider(&mut self, place: u32, class: u32, now: u64, weights: &[u64]) {
        let network = self.network;
        let first = self
            .ready
            .get(class as usize)
            .and_then(|ready| ready.peek())
            .map(|Reverse(place)| *place);
        // Another came before it, and is a candidate of its own.
        if first != Some(place) {
            return;
        }
        let needed = network.classes.get(class as usize).map(Vec::as_slice).unwrap_or_default();
        let taken = |&&resource: &&u32| self.free.get(resource as usize).is_none_or(|&free| free == 0);
        if let Some(&full) = needed.iter().find(taken) {
            if let Some(parked) = self.parked.get_mut(full as usize) {
                parked.push(Reverse((place, class)));
            }
            return;
        }
        for &resource in needed {
            if let Some(free) = self.free.get_mut(resource as usize) {
                *free -= 1;
            }
        }
        let Some(ready) = self.ready.get_mut(class as usize) else { return };
        ready.pop();
        if let Some(Reverse(next)) = ready.peek() {
            self.candidates.push(Reverse((*next, class, NONE)));
        }
        if let Some(&node) = self.node.get(place as usize) {
            let weight = self.begin(node, now, weights);
            self.running.push(Reverse((now.saturating_add(weight), place)));
        }
    }
}
