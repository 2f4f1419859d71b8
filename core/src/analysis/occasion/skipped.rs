//! What becomes of what waits for a job that did not run.

use crate::plan::Plan;
use crate::resolve::PipelineIndex;

/// How the systems that run pipelines take a job that a condition skips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skipped {
    /// What waits for it does not run either: the model, GitHub Actions, Azure Pipelines.
    HoldsBack,
    /// What waits for it goes on as if it were not there: GitLab CI, Jenkins.
    LetsPass,
}

impl Skipped {
    /// As the system takes it that a pipeline was adopted from, else as the model does.
    pub fn of(plan: &Plan, pipeline: PipelineIndex) -> Self {
        const LETS_PASS: [&str; 2] = ["gitlab_ci", "jenkins"];
        let adopted = |system: &str| {
            let own = plan.pipeline(pipeline).and_then(|(_, pipeline)| pipeline.extensions.get(system));
            own.and_then(|own| own.as_map()).is_some_and(|own| own.contains_key("adopted"))
        };
        if LETS_PASS.into_iter().any(adopted) {
            Self::LetsPass
        } else {
            Self::HoldsBack
        }
    }
}
