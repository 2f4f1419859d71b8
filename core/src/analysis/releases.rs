//! The steps that bring something to production.

use crate::graph::{BitSet, Digraph, components, reaches};
use crate::model::{Action, Computed, EnvironmentAction, Id, Tier};
use crate::plan::Plan;
use crate::resolve::{Binding, JobIndex, JobView, PipelineIndex, StepPlace};
use std::collections::{HashMap, HashSet};

/// A step that brings something to production.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release<'p> {
    /// The step.
    pub place: StepPlace,
    /// The environment.
    pub environment: &'p Id,
}

/// All steps that bring something to production: deployments, and the last step of a job that works on a production
/// environment by commands of its own. What shared steps do is done by the step that calls them.
pub fn releases(plan: &Plan) -> Vec<Release<'_>> {
    let mut list = Vec::new();
    let called: HashMap<StepPlace, PipelineIndex> = plan.step_calls().iter().copied().collect();
    // Most jobs bring nothing anywhere.
    for view in plan.jobs().filter(|view| view.deploys || view.job.environment.is_some()) {
        if plan
            .pipeline(view.pipeline)
            .is_some_and(|(_, pipeline)| pipeline.is_called_by_steps())
        {
            continue;
        }
        let own = view.job.environment.as_ref().and_then(|environment| environment.name.literal());
        let production = |id: &&Id| plan.tier(id) == Some(Tier::Production);
        let before = list.len();
        for (place, step) in view.steps() {
            if let Action::Deploy(deploy) = &step.action {
                let environment = deploy.environment.as_ref().and_then(Computed::literal).or(own);
                list.extend(environment.filter(production).map(|environment| Release { place, environment }));
            }
            if let Some(&called) = called.get(&place) {
                let environments = deployed_by(plan, called, own).into_iter().filter(production);
                list.extend(environments.map(|environment| Release { place, environment }));
            }
        }
        if list.len() == before && !view.deploys && works(&view) {
            let step = view.steps().last().map(|(place, _)| place);
            let release = step.zip(own.filter(production));
            list.extend(release.map(|(place, environment)| Release { place, environment }));
        }
    }
    list
}

/// The environments that shared steps deploy to, called from a job that works on one.
fn deployed_by<'p>(plan: &'p Plan, called: PipelineIndex, own: Option<&'p Id>) -> Vec<&'p Id> {
    let mut found: Vec<&Id> = Vec::new();
    let mut known = HashSet::from([called]);
    let mut open = vec![called];
    while let Some(pipeline) = open.pop() {
        for view in plan.jobs_of(pipeline).filter(|view| view.deploys) {
            for (_, step) in view.steps() {
                let environment = match &step.action {
                    Action::Deploy(deploy) => deploy.environment.as_ref().and_then(Computed::literal).or(own),
                    Action::Call(call) => {
                        let inner = plan
                            .delivery()
                            .pipelines
                            .get_index_of(call.pipeline.as_str())
                            .map(PipelineIndex::at);
                        open.extend(inner.filter(|inner| known.insert(*inner)));
                        None
                    }
                    _ => None,
                };
                found.extend(environment.filter(|environment| !found.contains(environment)));
            }
        }
    }
    found
}

/// True for a job that does something to its environment by steps of its own.
fn works(view: &JobView<'_>) -> bool {
    let action = view.job.environment.as_ref().and_then(|environment| environment.action);
    matches!(action, None | Some(EnvironmentAction::Deploy))
}

/// The points of the flow that lead to some jobs, in their own pipelines and in those that call these.
pub fn before(plan: &Plan, jobs: impl IntoIterator<Item = JobIndex>) -> BitSet {
    let mut callers: HashMap<PipelineIndex, Vec<JobView<'_>>> = HashMap::new();
    for view in plan.jobs() {
        if let Some(called) = view.calls.and_then(Binding::known) {
            callers.entry(called).or_default().push(view);
        }
    }
    for (place, called) in plan.step_calls() {
        callers.entry(*called).or_default().extend(plan.job(place.job));
    }
    let mut points = Vec::new();
    let mut known = HashSet::new();
    let mut open: Vec<JobView<'_>> = jobs.into_iter().filter_map(|job| plan.job(job)).collect();
    while let Some(view) = open.pop() {
        points.push(view.point);
        if known.insert(view.pipeline) {
            open.extend(callers.get(&view.pipeline).into_iter().flatten().copied());
        }
    }
    reaches(plan.flow(), &points)
}

/// The number of each pipeline's family: those that it calls and that call it, however far. What happens in one of them may
/// be about the others.
pub fn families(plan: &Plan) -> Vec<u32> {
    let calls = plan
        .jobs()
        .filter_map(|view| Some((view.pipeline.0, view.calls.and_then(Binding::known)?.0)));
    let by_steps = plan
        .step_calls()
        .iter()
        .filter_map(|(place, called)| Some((plan.job(place.job)?.pipeline.0, called.0)));
    // Calls lead both ways here.
    let edges: Vec<(u32, u32)> = calls
        .chain(by_steps)
        .flat_map(|(caller, called)| [(caller, called), (called, caller)])
        .collect();
    let count = plan.delivery().pipelines.len();
    let together = components(&Digraph::new(count, &edges));
    (0u32..)
        .take(count)
        .map(|pipeline| together.of(pipeline).unwrap_or(pipeline))
        .collect()
}
