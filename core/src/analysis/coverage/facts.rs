//! The facts of a plan that controls ask for, each with the places that show it.

use super::{Control, Framework, data, pipeline, same};
use crate::model::ComplianceFact;
use crate::plan::Plan;
use crate::text::ModelPath;
use std::collections::HashMap;

/// What shows a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Where it can be seen.
    pub places: Vec<ModelPath>,
    /// True when it holds throughout, not only here and there.
    pub complete: bool,
}

impl Shown {
    /// It holds wherever it can be seen; not at all when that is nowhere.
    pub(super) fn wherever(places: Vec<ModelPath>) -> Self {
        Self {
            complete: !places.is_empty(),
            places,
        }
    }

    /// It holds throughout when this is true, and some place shows it.
    pub(super) fn when(complete: bool, places: Vec<ModelPath>) -> Self {
        Self {
            complete: complete && !places.is_empty(),
            places,
        }
    }
}

/// The facts of a plan.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    shown: HashMap<ComplianceFact, Shown>,
    /// Evidence that names controls: framework and control, and where it stands.
    named: Vec<(String, String, ModelPath)>,
}

impl Facts {
    /// Gathers them.
    pub fn of(plan: &Plan) -> Self {
        let mut facts = Self::default();
        pipeline::gather(plan, &mut facts);
        data::gather(plan, &mut facts);
        facts.declared(plan);
        facts
    }

    /// What shows a fact.
    pub fn shown(&self, fact: ComplianceFact) -> Shown {
        self.shown.get(&fact).cloned().unwrap_or_default()
    }

    pub(super) fn add(&mut self, fact: ComplianceFact, shown: Shown) {
        let known = self.shown.entry(fact).or_default();
        known.complete |= shown.complete;
        known.places.extend(shown.places);
    }

    /// What the document declares as evidence. It counts as complete when it is about all environments.
    fn declared(&mut self, plan: &Plan) {
        let base = ModelPath::root().key("compliance").key("evidence");
        for (id, evidence) in plan.delivery().compliance.iter().flat_map(|compliance| &compliance.evidence) {
            let path = base.clone().key(id.as_str());
            for fact in &evidence.shows {
                self.add(*fact, Shown::when(evidence.environments.is_empty(), vec![path.clone()]));
            }
            for control in &evidence.controls {
                if let Some((framework, control)) = control.split_once('/') {
                    self.named
                        .push((framework.trim().to_owned(), control.trim().to_owned(), path.clone()));
                }
            }
        }
    }

    /// Evidence that names a control.
    pub(super) fn evidence(&self, framework: &Framework, control: &Control) -> Vec<ModelPath> {
        let about = |(of, id, _): &&(String, String, ModelPath)| {
            super::find(of).is_some_and(|known| known.id == framework.id) && same(id, control.id)
        };
        self.named.iter().filter(about).map(|(.., path)| path.clone()).collect()
    }
}
