//! The conditions that a job stands under: its own and that of its stage.

use super::{Chance, Condition, Ended, Occasion};
use crate::model::Data;
use crate::plan::Plan;

/// The conditions of a job, read once.
#[derive(Clone, Debug)]
pub struct Conditions {
    stage: Condition,
    own: Condition,
    /// True when the job says one itself.
    says: bool,
    /// What expressions call the job.
    name: String,
}

impl Conditions {
    /// Those of every job of a plan.
    pub fn all(plan: &Plan) -> Vec<Self> {
        plan.jobs()
            .map(|view| {
                let stage = plan.stage(view.stage).and_then(|stage| stage.stage.when.as_ref());
                let named = view
                    .job
                    .extensions
                    .values()
                    .filter_map(Data::as_map)
                    .find_map(|own| own.get("id")?.as_word());
                Self {
                    stage: Condition::of(stage),
                    own: Condition::of(view.job.when.as_ref()),
                    says: view.job.when.is_some(),
                    name: named.unwrap_or(view.id.as_str()).to_owned(),
                }
            })
            .collect()
    }

    /// Whether the job runs in the ordinary course.
    pub fn chance(&self, occasion: &Occasion) -> Chance {
        self.stage.chance(occasion).min(self.own.chance(occasion))
    }

    /// Whether it runs although a job before it ended like this.
    pub fn runs_after(&self, occasion: &Occasion, ended: Ended, job: Option<&str>) -> bool {
        let said = if self.says { &self.own } else { &self.stage };
        self.stage_lets(occasion) && said.after(occasion, ended, job) != Chance::Never
    }

    /// What expressions call the job.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn stage_lets(&self, occasion: &Occasion) -> bool {
        !self.says || self.stage.chance(occasion) != Chance::Never
    }

    /// True when it waits for a person to say so, and what comes after does not.
    pub fn is_on_demand(&self) -> bool {
        self.own == Condition::OnDemand || (!self.says && self.stage == Condition::OnDemand)
    }
}
