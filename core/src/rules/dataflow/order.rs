//! Which step is surely done before which.

use crate::graph::Digraph;
use crate::plan::Plan;
use crate::resolve::StepPlace;

/// Edges that all questions together may look at, and one question alone in each direction. Questions about ordinary
/// pipelines look at a handful; who asks more gets no answer.
const EDGES: usize = 2_000_000;
const EDGES_OF_ONE: usize = 20_000;

/// Answers whether a step is done before another one begins.
///
/// One walk through the flow gives every point three numbers, by which most questions are answered at once: a point
/// below another in the walk comes after it, and a point that leads to another has left the walk later and sees at least
/// as far. Only what lies between is searched, and the numbers keep that search narrow.
pub(super) struct Order<'p> {
    plan: &'p Plan,
    marks: Vec<Mark>,
    /// The round of search in which a point was last seen.
    seen: Vec<u32>,
    round: u32,
    edges: usize,
}

/// What the walk notes of a point.
#[derive(Clone, Copy)]
struct Mark {
    entered: u32,
    left: u32,
    /// The lowest `left` of all points it leads to.
    lowest: u32,
}

const UNSEEN: Mark = Mark {
    entered: u32::MAX,
    left: u32::MAX,
    lowest: u32::MAX,
};

impl<'p> Order<'p> {
    /// Walks through the flow once.
    pub(super) fn new(plan: &'p Plan) -> Self {
        let flow = plan.flow();
        Self {
            plan,
            marks: walk(flow),
            seen: vec![0; flow.node_count()],
            round: 0,
            edges: EDGES,
        }
    }

    /// Whether `first` is done before `then` begins, however the run goes. `None` when it would take too long to tell.
    pub(super) fn is_before(&mut self, first: StepPlace, then: StepPlace) -> Option<bool> {
        self.edges = self.edges.checked_sub(1)?; // nothing is told once they are used up
        if first.job == then.job {
            return Some(first.step < then.step);
        }
        let (Some(first), Some(then)) = (self.plan.job(first.job), self.plan.job(then.job)) else {
            return Some(false);
        };
        self.leads(first.point, then.point)
    }

    /// True when no more questions are answered.
    pub(super) fn is_spent(&self) -> bool {
        self.edges == 0
    }

    fn leads(&mut self, from: u32, to: u32) -> Option<bool> {
        let told = self.told(from, to);
        told.or_else(|| self.search(from, to, true))
            .or_else(|| self.search(from, to, false))
    }

    /// The answer that the numbers give.
    fn told(&self, from: u32, to: u32) -> Option<bool> {
        let (from, to) = (self.marks.get(from as usize)?, self.marks.get(to as usize)?);
        if to.left > from.left || to.lowest < from.lowest {
            Some(false)
        } else {
            (from.entered <= to.entered).then_some(true)
        }
    }

    /// Searches from one end for a point about which the numbers tell.
    fn search(&mut self, from: u32, to: u32, forward: bool) -> Option<bool> {
        let plan = self.plan;
        let mut edges = EDGES_OF_ONE;
        let mut open = vec![if forward { from } else { to }];
        self.round += 1;
        while let Some(point) = open.pop() {
            let next = if forward {
                plan.flow().successors(point)
            } else {
                plan.flow().predecessors(point)
            };
            edges = edges.checked_sub(next.len())?;
            self.edges = self.edges.saturating_sub(next.len());
            for &point in next {
                let Some(seen) = self.seen.get_mut(point as usize).filter(|seen| **seen != self.round) else {
                    continue;
                };
                *seen = self.round;
                match if forward { self.told(point, to) } else { self.told(from, point) } {
                    Some(true) => return Some(true),
                    Some(false) => {}
                    None => open.push(point),
                }
            }
        }
        Some(false)
    }
}

/// Depth first; a plan's flow has no cycle, so a point that was seen before has been left.
fn walk(flow: &Digraph) -> Vec<Mark> {
    let mut marks = vec![UNSEEN; flow.node_count()];
    let (mut entered, mut left) = (0, 0);
    let mut open: Vec<(u32, usize)> = Vec::new();
    for root in flow.nodes().filter(|&node| flow.in_degree(node) == 0) {
        let mut next = Some(root);
        loop {
            if let Some(point) = next.take() {
                if let Some(mark) = marks.get_mut(point as usize) {
                    mark.entered = entered;
                    entered += 1;
                }
                open.push((point, 0));
            }
            let Some((point, position)) = open.last_mut() else { break };
            let point = *point;
            let child = flow.successors(point).get(*position).copied();
            *position += 1;
            let lowest = match child.and_then(|child| Some((child, marks.get(child as usize)?))) {
                Some((child, mark)) if mark.entered == u32::MAX => {
                    next = Some(child);
                    continue;
                }
                Some((_, mark)) => mark.lowest,
                None => left,
            };
            if let Some(mark) = marks.get_mut(point as usize) {
                mark.lowest = mark.lowest.min(lowest);
                if child.is_none() {
                    mark.left = left;
                    left += 1;
                    open.pop();
                    // The one above looks at it once more, now that it has been left.
                    if let Some((_, position)) = open.last_mut() {
                        *position = position.saturating_sub(1);
                    }
                }
            }
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

    use super::Order;
    use crate::graph::reachable_from;
    use crate::model::Delivery;
    use crate::resolve::StepPlace;
    use std::fmt::Write;

    /// Jobs of two stages that wait for one another at random, by a small generator of its own.
    fn document(jobs: u64, mut seed: u64) -> String {
        let mut random = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        let mut text = String::from("gatewright: 1\nname: random\npipelines: { main: { on: [ { push: {} } ], stages: {");
        for stage in ["one", "two"] {
            write!(text, " {stage}: {{ jobs: {{").unwrap();
            for job in 0..jobs {
                let after = match random(4) {
                    0 => String::new(),
                    1 => "after: [], ".to_owned(),
                    _ if job == 0 => "after: one.j1, ".repeat(usize::from(stage == "two")),
                    count => format!(
                        "after: [ {} ], ",
                        vec![(); usize::try_from(count).unwrap()]
                            .iter()
                            .map(|()| format!("j{}", random(job)))
                            .collect::<Vec<_>>()
                            .join(", ")
                    ),
                };
                write!(text, " j{job}: {{ {after}steps: [ {{ run: make }} ] }},").unwrap();
            }
            text.push_str(" } },");
        }
        text + " } } }\n"
    }

    #[test]
    fn it_agrees_with_following_every_edge() {
        for seed in 0..40 {
            let plan = Delivery::read(&document(3 + seed, seed)).plan().unwrap();
            let mut order = Order::new(&plan);
            for first in plan.jobs() {
                let reached = reachable_from(plan.flow(), &[first.point], |_| false);
                for then in plan.jobs().filter(|then| then.index != first.index) {
                    let place = |job| StepPlace { job, step: 0, inner: None };
                    let told = order.is_before(place(first.index), place(then.index));
                    assert_eq!(told, Some(reached.contains(then.point)), "{} {}", first.id, then.id);
                }
            }
        }
    }
}
