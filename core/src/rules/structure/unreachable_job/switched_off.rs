//! What is switched off by its `when`, and what waits for nothing else.

use crate::graph::{BitSet, topological_order};
use crate::model::When;
use crate::resolve::{Graph, Point, StageIndex};
use crate::rules::structure::steps::is_plain;
use std::collections::HashMap;

/// Points whose `when` says never, and those that wait for nothing else.
pub(super) struct SwitchedOff {
    pub(super) roots: BitSet,
    /// For every point, the root it goes with, if any; empty when there are no roots.
    causes: Vec<Option<u32>>,
}

impl SwitchedOff {
    /// Finds them.
    pub(super) fn of(graph: &Graph) -> Self {
        let when = |at: Point| match at {
            Point::StageEntry(stage) => graph.stage(stage)?.stage.when.as_ref(),
            Point::Job(job) => graph.job(job)?.job.when.as_ref(),
            _ => None,
        };
        let points = || graph.points().iter().copied().zip(0..);
        let mut roots = BitSet::new(graph.points().len());
        points().filter(|(at, _)| is_never(when(*at))).for_each(|(_, number)| {
            roots.insert(number);
        });
        if roots.is_empty() {
            return Self { roots, causes: Vec::new() };
        }
        let stages = points().filter(|(_, number)| roots.contains(*number));
        let stages: HashMap<StageIndex, u32> = stages
            .filter_map(|(at, number)| {
                if let Point::StageEntry(stage) = at {
                    Some((stage, number))
                } else {
                    None
                }
            })
            .collect();
        let mut causes = vec![None; graph.points().len()];
        // Where things wait for themselves nothing goes with anything; the circle is another rule's finding.
        for number in topological_order(graph.flow()).unwrap_or_else(|_| graph.flow().nodes().collect()) {
            let Some(&at) = graph.points().get(number as usize) else { continue };
            let stage = if let Point::Job(job) = at {
                graph.job(job).map(|view| view.stage)
            } else {
                None
            };
            let waits_in_vain = || {
                let stage_when = stage.and_then(|stage| graph.stage(stage)).and_then(|view| view.stage.when.as_ref());
                let before = graph.flow().predecessors(number);
                let vain = before
                    .iter()
                    .all(|before| causes.get(*before as usize).is_some_and(Option::is_some));
                let plain = is_plain(when(at)) && is_plain(stage_when);
                before
                    .first()
                    .filter(|_| vain && plain)
                    .and_then(|first| causes.get(*first as usize).copied().flatten())
            };
            let own = stage
                .and_then(|stage| stages.get(&stage).copied())
                .or_else(|| roots.contains(number).then_some(number));
            let cause = own.or_else(waits_in_vain);
            if let Some(slot) = causes.get_mut(number as usize) {
                *slot = cause;
            }
        }
        Self { roots, causes }
    }

    /// The root that a point goes with.
    pub(super) fn cause(&self, number: u32) -> Option<u32> {
        self.causes.get(number as usize).copied().flatten()
    }
}

fn is_never(when: Option<&When>) -> bool {
    match when {
        Some(When::Never) => true,
        Some(When::Expression(expression)) => expression.inner() == Some("false"),
        _ => false,
    }
}
