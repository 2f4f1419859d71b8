//! Lists of what things wait for, and the flow that they make.

use crate::graph::Digraph;
use crate::model::Id;
use crate::resolve::{Graph, Point};
use crate::rules::structure::steps::is_plain;
use crate::text::ModelPath;
use std::collections::HashMap;

/// A stage, or the stage and the name of a job.
pub(super) type Name<'g> = (&'g Id, Option<&'g Id>);

/// A declared list of what something waits for.
pub(super) struct List<'g> {
    /// The job or the entry of the stage.
    pub(super) owner: Point,
    id: &'g Id,
    home: &'g Id,
    pub(super) names: Vec<Name<'g>>,
    /// True when entries may be asked how they ended.
    pub(super) has_when: bool,
}

impl<'g> List<'g> {
    /// The list behind the edges that lead to a point.
    pub(super) fn of(graph: &'g Graph, node: u32) -> Option<Self> {
        let has_when = has_when(graph, node);
        match *graph.points().get(node as usize)? {
            owner @ Point::StageEntry(stage) => {
                let view = graph.stage(stage)?;
                let names = view.stage.after.as_ref()?.iter().map(|name| (name, None)).collect();
                Some(Self {
                    owner,
                    id: view.id,
                    home: view.id,
                    names,
                    has_when,
                })
            }
            Point::Job(job) | Point::JobGate(job, _) | Point::EnvironmentGate(_, job, _) => {
                let view = graph.job(job)?;
                let home = graph.stage(view.stage)?.id;
                let names = view
                    .job
                    .after
                    .as_ref()?
                    .iter()
                    .map(|name| (name.stage.as_ref().unwrap_or(home), Some(&name.job)))
                    .collect();
                Some(Self {
                    owner: Point::Job(job),
                    id: view.id,
                    home,
                    names,
                    has_when,
                })
            }
            _ => None,
        }
    }

    /// Whose list it is.
    pub(super) fn who(&self) -> String {
        match self.owner {
            Point::Job(_) => format!("job `{}`", self.id),
            _ => format!("stage `{}`", self.id),
        }
    }

    /// A name as the list would write it.
    pub(super) fn shown(&self, (stage, job): Name<'_>) -> String {
        match job {
            None => stage.to_string(),
            Some(job) if stage == self.home => job.to_string(),
            Some(job) => format!("{stage}.{job}"),
        }
    }
}

/// What a list would call a point.
pub(super) fn name(graph: &Graph, node: u32) -> Option<Name<'_>> {
    match *graph.points().get(node as usize % graph.points().len())? {
        Point::StageDone(stage) => Some((graph.stage(stage)?.id, None)),
        Point::Job(job) => graph.job(job).and_then(|view| Some((graph.stage(view.stage)?.id, Some(view.id)))),
        _ => None,
    }
}

/// The flow as far as lists of jobs and stages make it, and its order. What has a `when` is cut in two, before and after,
/// so that no way leads through it: it may be passed over without its turn having come.
pub(super) fn declared(graph: &Graph, order: &[u32]) -> (Digraph, Vec<u32>) {
    let flow = graph.flow();
    let nodes = u32::try_from(flow.node_count()).unwrap_or(u32::MAX / 2);
    let mut edges = Vec::with_capacity(flow.edge_count());
    for node in flow.nodes() {
        let from = if has_when(graph, node) { node.saturating_add(nodes) } else { node };
        let opens = matches!(graph.points().get(node as usize), Some(Point::StageEntry(_) | Point::StageGate(..)));
        // The gates of a stage hold for jobs with lists too; that is no entry of theirs.
        edges.extend(
            flow.successors(node)
                .iter()
                .filter(|next| !(opens && has_list(graph, **next)))
                .map(|next| (from, *next)),
        );
    }
    (
        Digraph::new(flow.node_count() * 2, &edges),
        (nodes..nodes.saturating_mul(2)).chain(order.iter().copied()).collect(),
    )
}

fn has_list(graph: &Graph, node: u32) -> bool {
    match graph.points().get(node as usize) {
        Some(Point::Job(job) | Point::JobGate(job, _) | Point::EnvironmentGate(_, job, _)) => {
            graph.job(*job).is_some_and(|view| view.job.after.is_some())
        }
        _ => false,
    }
}

fn has_when(graph: &Graph, node: u32) -> bool {
    let of_stage = |stage| graph.stage(stage).is_some_and(|view| !is_plain(view.stage.when.as_ref()));
    match graph.points().get(node as usize) {
        Some(Point::StageEntry(stage)) => of_stage(*stage),
        Some(Point::Job(job) | Point::JobGate(job, _) | Point::EnvironmentGate(_, job, _)) => graph
            .job(*job)
            .is_some_and(|view| !is_plain(view.job.when.as_ref()) || of_stage(view.stage)),
        _ => false,
    }
}

/// On some platforms only what is named hands its outputs on.
pub(super) fn gives_outputs(graph: &Graph, node: u32) -> bool {
    match graph.points().get(node as usize % graph.points().len()) {
        Some(Point::Job(job)) => graph
            .job(*job)
            .is_some_and(|view| !view.job.outputs.is_empty() || view.job.call.is_some()),
        _ => false,
    }
}

/// Jobs and stages between two points of the flow on a way other than the edge itself, while the budget lasts.
pub(super) fn way_round(graph: &Graph, flow: &Digraph, from: u32, to: u32, budget: &mut usize) -> Vec<(ModelPath, String)> {
    let mut next: HashMap<u32, u32> = HashMap::new();
    let mut queue = vec![to];
    let mut at = 0;
    while let (Some(&node), false) = (queue.get(at), next.contains_key(&from)) {
        at += 1;
        let before = flow.predecessors(node);
        let Some(left) = budget.checked_sub(before.len()) else {
            return Vec::new();
        };
        *budget = left;
        for &before in before.iter().filter(|before| node != to || **before != from) {
            next.entry(before).or_insert_with(|| {
                queue.push(before);
                node
            });
        }
    }
    let way = std::iter::successors(next.get(&from), |node| next.get(node)).take_while(|node| **node != to);
    let shown = way.filter_map(|node| {
        let point = *graph.points().get(*node as usize)?;
        let what = match point {
            Point::Job(job) => format!("job `{}`", graph.job(job)?.id),
            Point::StageEntry(stage) => format!("stage `{}`", graph.stage(stage)?.id),
            _ => return None,
        };
        Some((graph.point_path(point), what))
    });
    shown.take(8).collect()
}
