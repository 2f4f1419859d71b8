//! What is switched off or never started, and what goes with it.

use super::named::named;
use super::switched_off::SwitchedOff;
use crate::graph::{BitSet, reachable_from};
use crate::model::Action;
use crate::resolve::{Binding, Graph, JobView, Point, StageIndex};
use crate::rules::structure::calls::calls;
use std::collections::HashSet;

/// Something that never runs for a reason of its own.
pub(super) struct Dead {
    /// The pipeline, stage or job.
    pub(super) at: Point,
    /// What in it, or in what goes with it, looks like protection.
    pub(super) guard: Option<&'static str>,
    /// Stages and jobs that wait only for it, and pipelines that only it calls.
    pub(super) along: Vec<Point>,
}

/// All that never runs for a reason of its own, in order. Linear.
pub(super) fn roots(graph: &Graph) -> Vec<Dead> {
    let off = SwitchedOff::of(graph);
    let started = started(graph, &off);
    if off.roots.is_empty() && started.count() == graph.delivery().pipelines.len() {
        return Vec::new();
    }
    let called = calls(graph, |_| true);
    let points = || graph.points().iter().copied().zip(0..);
    let mut dead: Vec<Dead> = Vec::new();
    let mut positions: Vec<Option<usize>> = vec![None; graph.points().len()];
    for (at, number) in points() {
        let is_root = match at {
            Point::Start(pipeline) => {
                !started.contains(number) && called.in_degree(number) == 0 && graph.jobs_of(pipeline).next().is_some()
            }
            Point::StageEntry(stage) => {
                off.roots.contains(number) && graph.stage(stage).is_some_and(|view| started.contains(view.pipeline.0))
            }
            Point::Job(job) => off.cause(number) == Some(number) && graph.job(job).is_some_and(|view| started.contains(view.pipeline.0)),
            _ => false,
        };
        if let (true, Some(position)) = (is_root, positions.get_mut(number as usize)) {
            *position = Some(dead.len());
            dead.push(Dead {
                at,
                guard: None,
                along: Vec::new(),
            });
        }
    }
    // The entries of a pipeline's stages are numbered before its jobs.
    let mut whole: HashSet<StageIndex> = HashSet::new();
    for (at, number) in points() {
        let known = match at {
            Point::StageEntry(stage) => graph
                .stage(stage)
                .map(|view| (view.pipeline, (!view.stage.gates.is_empty()).then_some("gate"), None)),
            Point::Job(job) => graph
                .job(job)
                .map(|view| (view.pipeline, guard(&view), view.calls.and_then(Binding::known))),
            _ => None,
        };
        let Some((pipeline, guard, called)) = known else { continue };
        let is_started = started.contains(pipeline.0);
        let root = if is_started { off.cause(number) } else { Some(pipeline.0) };
        let Some(dead) = root.and_then(|root| dead.get_mut((*positions.get(root as usize)?)?)) else {
            continue;
        };
        // A stage speaks for its jobs.
        let shown = match at {
            Point::StageEntry(stage) => whole.insert(stage),
            Point::Job(job) => !graph.job(job).is_some_and(|view| whole.contains(&view.stage)),
            _ => false,
        };
        dead.guard = dead.guard.or(guard);
        dead.along.extend((is_started && shown && root != Some(number)).then_some(at));
        dead.along
            .extend(called.filter(|called| !started.contains(called.0)).map(Point::Start));
    }
    dead
}

/// What in a job looks like protection.
fn guard(view: &JobView<'_>) -> Option<&'static str> {
    let step = view.steps().find_map(|(_, step)| match step.action {
        Action::Scan(_) => Some("scan"),
        Action::Verify(_) => Some("check"),
        _ => None,
    });
    step.or((!view.job.gates.is_empty()).then_some("gate"))
}

/// Pipelines that something starts: a trigger, a job that itself runs, or whatever else names them.
fn started(graph: &Graph, off: &SwitchedOff) -> BitSet {
    let named = if graph.pipelines().all(|(.., pipeline)| !pipeline.on.is_empty()) {
        HashSet::new()
    } else {
        named(graph)
    };
    let starts = graph.pipelines().filter(|(_, id, pipeline)| {
        !pipeline.on.is_empty() || named.contains(id.as_str()) || pipeline.name.as_ref().is_some_and(|name| named.contains(name))
    });
    let starts: Vec<u32> = starts.map(|(index, ..)| index.0).collect();
    reachable_from(&calls(graph, |view| off.cause(view.point).is_none()), &starts, |_| false)
}
