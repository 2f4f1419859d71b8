//! Things that wait for themselves: jobs, stages, environments, pipelines that call one another, recovery steps.

use crate::graph::{Digraph, shortest_cycle};
use crate::model::{Id, Many, Map};
use crate::resolve::{Binding, Graph, Point};
use crate::text::ModelPath;

/// A cycle: each of its members waits for the next, and the last for the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// What its members are: "jobs and stages".
    pub what: &'static str,
    /// Their names and places.
    pub members: Vec<(String, ModelPath)>,
}

/// The shortest cycle of every kind of thing that can have one.
pub fn cycles(graph: &Graph) -> Vec<Cycle> {
    let mut found = Vec::new();
    if crate::graph::topological_order(graph.flow()).is_err() {
        found.extend(flow_cycle(graph));
    }
    if let Some(cycle) = shortest_cycle(graph.promotion()) {
        let names: Vec<&Id> = graph.delivery().environments.keys().collect();
        found.push(named("environments", &cycle.nodes, &names, |name| {
            ModelPath::root().key("environments").key(name).key("after")
        }));
    }
    found.extend(call_cycle(graph));
    let delivery = graph.delivery();
    if let Some(recovery) = &delivery.recovery {
        let base = ModelPath::root().key("recovery").key("failover");
        found.extend(map_cycle("failover steps", &recovery.failover, |step| &step.after, &base));
        for (id, procedure) in &recovery.procedures {
            let base = ModelPath::root().key("recovery").key("procedures").key(id.as_str()).key("steps");
            found.extend(map_cycle("recovery steps", &procedure.steps, |step| &step.after, &base));
        }
    }
    for (id, rollback) in &delivery.rollbacks {
        let base = ModelPath::root().key("rollbacks").key(id.as_str()).key("steps");
        found.extend(map_cycle("rollback steps", &rollback.steps, |step| &step.after, &base));
    }
    found
}

/// Jobs and stages that wait for one another. Points people do not see are left out of the tale.
fn flow_cycle(graph: &Graph) -> Option<Cycle> {
    let cycle = shortest_cycle(graph.flow())?;
    let mut members: Vec<(String, ModelPath)> = Vec::new();
    // Edges lead from what is waited for to what waits; people say it the other way round.
    for node in cycle.nodes.iter().rev() {
        let Some(&point) = graph.points().get(*node as usize) else {
            continue;
        };
        let member = match point {
            Point::Job(job) => graph.job(job).and_then(|view| {
                let stage = graph.stage(view.stage)?;
                let own = view.job.after.as_ref().is_some_and(|after| !after.is_empty());
                let path = graph.job_path(job);
                Some((format!("{}.{}", stage.id, view.id), if own { path.key("after") } else { path }))
            }),
            Point::StageEntry(stage) => graph.stage(stage).map(|view| {
                let path = graph.stage_path(stage);
                (
                    view.id.to_string(),
                    if view.stage.after.is_some() { path.key("after") } else { path },
                )
            }),
            _ => None,
        };
        if let Some(member) = member
            && members.last().map(|(name, _)| name) != Some(&member.0)
        {
            members.push(member);
        }
    }
    Some(Cycle { what: "jobs", members })
}

/// Pipelines that call one another without end.
fn call_cycle(graph: &Graph) -> Option<Cycle> {
    let calls = graph.jobs().filter_map(|job| match job.calls {
        Some(Binding::To(called)) => Some((job.pipeline.0, called.0)),
        _ => None,
    });
    let by_steps = graph
        .step_calls()
        .iter()
        .filter_map(|(place, called)| Some((graph.job(place.job)?.pipeline.0, called.0)));
    let edges: Vec<(u32, u32)> = calls.chain(by_steps).collect();
    if edges.is_empty() {
        return None;
    }
    let pipelines = &graph.delivery().pipelines;
    let cycle = shortest_cycle(&Digraph::new(pipelines.len(), &edges))?;
    let names: Vec<&Id> = pipelines.keys().collect();
    let mut nodes = cycle.nodes;
    nodes.reverse(); // `named` turns it once more
    Some(named("pipelines", &nodes, &names, |name| {
        ModelPath::root().key("pipelines").key(name)
    }))
}

fn map_cycle<V>(what: &'static str, map: &Map<V>, after: impl Fn(&V) -> &Many<Id>, base: &ModelPath) -> Option<Cycle> {
    let mut edges = Vec::new();
    for (position, value) in map.values().enumerate() {
        for before in after(value).iter().filter_map(|name| map.get_index_of(name)) {
            edges.push((u32::try_from(before).ok()?, u32::try_from(position).ok()?));
        }
    }
    let cycle = shortest_cycle(&Digraph::new(map.len(), &edges))?;
    let names: Vec<&Id> = map.keys().collect();
    Some(named(what, &cycle.nodes, &names, |name| base.clone().key(name).key("after")))
}

fn named(what: &'static str, nodes: &[u32], names: &[&Id], path: impl Fn(&str) -> ModelPath) -> Cycle {
    let members = nodes
        .iter()
        .rev()
        .filter_map(|node| names.get(*node as usize))
        .map(|name| (name.to_string(), path(name)))
        .collect();
    Cycle { what, members }
}
