//! What starts the runs of a pipeline, told apart by what they run.

use super::expand::Ground;
use crate::analysis::course::Course;
use crate::analysis::occasion::{Occasion, Reference};
use crate::plan::Plan;
use crate::resolve::{Binding, PipelineIndex};
use std::collections::HashSet;

/// Kinds of starts of one pipeline that are looked at.
const KINDS: usize = 24;

/// Runs of a pipeline that do the same.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Start {
    /// What starts them, in words.
    pub(in crate::analysis) words: Vec<String>,
    /// One of these; none for a pipeline that nothing in the document starts.
    pub(in crate::analysis) occasion: Option<Occasion>,
    /// The places of the triggers that start them, each once.
    pub(in crate::analysis) triggers: Vec<usize>,
}

/// The kinds of runs of one pipeline, or of each that something starts.
pub(in crate::analysis) fn starts(ground: &Ground<'_>, pipeline: Option<PipelineIndex>) -> Vec<(PipelineIndex, Start)> {
    let pipelines = pipeline.map_or_else(|| begun(ground.plan), |one| vec![one]);
    let of = |pipeline| of(ground, pipeline).into_iter().map(move |start| (pipeline, start));
    pipelines.into_iter().flat_map(of).collect()
}

/// The kinds of runs of a pipeline: starts that run the same jobs are one. A pipeline that nothing starts has one run, of
/// which nothing is known.
fn of(ground: &Ground<'_>, pipeline: PipelineIndex) -> Vec<Start> {
    let events = ground
        .plan
        .pipeline(pipeline)
        .map(|(_, pipeline)| pipeline.on.as_slice())
        .unwrap_or_default();
    let mut starts: Vec<(Vec<Course>, Start)> = Vec::new();
    let mut seen = HashSet::new();
    let closed = closure(ground.plan, pipeline);
    for (place, trigger) in events.iter().enumerate() {
        for occasion in Occasion::of(&trigger.event) {
            if seen.len() >= KINDS || !seen.insert(occasion.clone()) {
                continue;
            }
            let does: Vec<Course> = closed.iter().map(|&pipeline| ground.course(pipeline, Some(&occasion))).collect();
            match starts.iter_mut().find(|(known, _)| same(known, &does)) {
                Some((_, start)) => {
                    start.words.push(words(&occasion));
                    if !start.triggers.contains(&place) {
                        start.triggers.push(place);
                    }
                }
                None => {
                    let start = Start {
                        words: vec![words(&occasion)],
                        occasion: Some(occasion),
                        triggers: vec![place],
                    };
                    starts.push((does, start));
                }
            }
        }
    }
    if starts.is_empty() {
        return vec![Start {
            words: Vec::new(),
            occasion: None,
            triggers: Vec::new(),
        }];
    }
    starts.into_iter().map(|(_, start)| start).collect()
}

fn same(one: &[Course], other: &[Course]) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| one.runs == other.runs && one.on_demand == other.on_demand)
}

/// A pipeline and those it calls, however far.
fn closure(plan: &Plan, pipeline: PipelineIndex) -> Vec<PipelineIndex> {
    let mut list = vec![pipeline];
    let mut known = HashSet::from([pipeline]);
    let mut next = 0;
    while let Some(&one) = list.get(next) {
        next += 1;
        for view in plan.jobs_of(one) {
            if let Some(called) = view.calls.and_then(Binding::known)
                && known.insert(called)
            {
                list.push(called);
            }
        }
    }
    list
}

/// The pipelines that runs begin with: those with starts of their own, and those that no other calls. Shared steps run in the
/// jobs that call them.
fn begun(plan: &Plan) -> Vec<PipelineIndex> {
    let mut called: HashSet<PipelineIndex> = HashSet::new();
    for view in plan.jobs() {
        if let Some(to) = view.calls.and_then(Binding::known) {
            called.insert(to);
        }
    }
    let begins = |index: &PipelineIndex| {
        let Some((_, pipeline)) = plan.pipeline(*index) else { return false };
        let own = pipeline.on.iter().any(|on| !Occasion::of(&on.event).is_empty());
        own || !(called.contains(index) || pipeline.is_called_by_steps())
    };
    plan.pipelines().map(|(index, ..)| index).filter(begins).collect()
}

/// A kind of start in a few words.
fn words(occasion: &Occasion) -> String {
    let event = match occasion.event.as_str() {
        "push" => match &occasion.reference {
            Reference::Branch(Some(branch)) => return format!("push to {branch}"),
            Reference::Tag => return "tag".to_owned(),
            _ => "push",
        },
        "workflow_dispatch" => "by hand",
        "workflow_run" => "after another pipeline",
        "repository_dispatch" => "webhook",
        "merge_group" => "merge queue",
        "pull_request_target" => "pull request (trusted)",
        other => return other.replace('_', " "),
    };
    event.to_owned()
}
