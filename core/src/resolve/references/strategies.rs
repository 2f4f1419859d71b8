//! Binds the names in strategies: what they check, measure and wait for.

use super::Binder;
use crate::model::{Analysis, CanaryStep, Strategy, StrategyKind};
use crate::text::ModelPath;

impl Binder<'_> {
    fn analysis(&mut self, analysis: Option<&Analysis>, path: &dyn Fn() -> ModelPath) {
        if let Some(analysis) = analysis {
            self.conditions(&analysis.conditions, &|| path().key("analysis").key("conditions"));
        }
    }

    pub(super) fn strategy(&mut self, strategy: &Strategy, path: &dyn Fn() -> ModelPath) {
        self.gates(&strategy.gates, &|| path().key("gates"));
        let path = || path().key(strategy.kind.key());
        match &strategy.kind {
            StrategyKind::Recreate(_) => {}
            StrategyKind::Rolling(rolling) => self.checks(&rolling.verify, &|| path().key("verify")),
            StrategyKind::BlueGreen(blue_green) => {
                self.checks(&blue_green.verify, &|| path().key("verify"));
                self.analysis(blue_green.analysis.as_ref(), &path);
            }
            StrategyKind::Canary(canary) => {
                self.analysis(canary.analysis.as_ref(), &path);
                self.canary_steps(&canary.steps, &path);
            }
            StrategyKind::Linear(linear) => self.analysis(linear.analysis.as_ref(), &path),
            StrategyKind::Shadow(shadow) => self.analysis(shadow.analysis.as_ref(), &path),
            StrategyKind::Ab(ab) => self.analysis(ab.analysis.as_ref(), &path),
            StrategyKind::FeatureFlag(flag) => {
                self.analysis(flag.analysis.as_ref(), &path);
                self.canary_steps(&flag.steps, &path);
            }
        }
    }

    fn canary_steps(&mut self, steps: &[CanaryStep], path: &dyn Fn() -> ModelPath) {
        for (number, step) in steps.iter().enumerate() {
            let path = || path().key("steps").index(number);
            self.analysis(step.analysis.as_ref(), &path);
            self.gates(&step.gates, &|| path().key("gates"));
        }
    }
}
