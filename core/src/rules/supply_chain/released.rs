//! What pipelines release, and what they leave behind about it.

use crate::analysis::releases;
use crate::model::{Action, Computed, Delivery, Step};
use crate::plan::Plan;
use crate::resolve::{Binding, StepPlace};
use std::collections::HashMap;

/// Pipelines that call one another, and so make and describe releases together.
pub(super) struct Family<'p> {
    /// Steps that release something, in order.
    pub(super) releases: Vec<StepPlace>,
    /// All steps.
    pub(super) steps: Vec<&'p Step>,
    /// Pipelines elsewhere that they call.
    pub(super) calls: Vec<&'p str>,
}

impl Family<'_> {
    /// True when a step or a call is of this kind, or runs something whose name holds one of these words.
    pub(super) fn has(&self, kind: fn(&Action) -> bool, words: &[&str]) -> bool {
        self.steps.iter().any(|step| kind(&step.action) || mentions(step, words)) || self.calls.iter().any(|call| holds(call, words))
    }
}

/// The families of pipelines that release something, in order.
pub(super) fn families(plan: &Plan) -> Vec<Family<'_>> {
    let together = releases::families(plan);
    let mut families: Vec<Family<'_>> = Vec::new();
    let mut numbers: HashMap<u32, usize> = HashMap::new();
    for job in plan.jobs() {
        let Some(&component) = together.get(job.pipeline.position()) else {
            continue;
        };
        let number = *numbers.entry(component).or_insert(families.len());
        if number == families.len() {
            families.push(Family {
                releases: Vec::new(),
                steps: Vec::new(),
                calls: Vec::new(),
            });
        }
        let Some(family) = families.get_mut(number) else { continue };
        if job.calls == Some(Binding::Computed) {
            family.calls.extend(job.job.call.as_deref().map(|call| call.pipeline.as_str()));
        }
        for (place, step) in job.steps() {
            family.steps.push(step);
            if releases(step) {
                family.releases.push(place);
            }
        }
    }
    families.retain(|family| !family.releases.is_empty());
    families
}

/// True for a step that puts something where others take it from: an image or a package in a registry.
fn releases(step: &Step) -> bool {
    match &step.action {
        Action::BuildImage(build) => build.push.as_ref().is_some_and(|push| *push != Computed::Literal(false)),
        Action::Publish(publish) => publish.registry.is_some(),
        _ => false,
    }
}

/// True when a step runs a tool or an action whose name holds one of these words.
pub(super) fn mentions(step: &Step, words: &[&str]) -> bool {
    match &step.action {
        Action::Run(script) => holds(script, words),
        _ => super::uses::action(step).is_some_and(|(action, _)| holds(action, words)),
    }
}

fn holds(text: &str, words: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    words.iter().any(|word| text.contains(word))
}

/// Which of these frameworks the delivery answers to, by the name it uses.
pub(super) fn answers_to<'d>(delivery: &'d Delivery, frameworks: &[&str]) -> Option<&'d str> {
    let promised = delivery.objectives.iter().flat_map(|objectives| &objectives.compliance);
    let described = delivery.compliance.iter().flat_map(|compliance| compliance.frameworks.keys());
    promised
        .chain(described)
        .map(String::as_str)
        .find(|name| frameworks.iter().any(|framework| name.eq_ignore_ascii_case(framework)))
}
