//! `ROL001`: steps whose weights fall, or that never give the new version all traffic.

use crate::analysis::rollout::Engine;
use crate::diagnostic::Severity;
use crate::model::scalar::Percent;
use crate::model::{CanaryStep, StrategyKind};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// The steps of a rollout fall back, or never reach all traffic.
    ///
    /// Users that have met the new version are sent back to the old one in the middle of the rollout, or the rollout stays
    /// half done: a feature flag that ends at half of the users stays there until someone remembers it. Most engines go from
    /// the last step to all traffic by themselves, at once and unwatched, which a written last step would at least show.
    ///
    /// ```yaml bad
    /// strategies:
    ///   careful: { canary: { steps: [ { weight: 50%, hold: 5m }, { weight: 25%, hold: 5m }, { weight: 100% } ] } }
    /// ```
    ///
    /// ```yaml good
    /// strategies:
    ///   careful: { canary: { steps: [ { weight: 25%, hold: 5m }, { weight: 50%, hold: 5m }, { weight: 100% } ] } }
    /// ```
    ///
    /// References: Argo Rollouts, "Canary" (setWeight); Flagger, "Deployment Strategies" (stepWeights).
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for (id, strategy) in &plan.delivery().strategies {
        let path = ModelPath::root().key("strategies").key(id.as_str()).key(strategy.kind.key());
        match &strategy.kind {
            StrategyKind::Canary(canary) => steps(found, &path, &canary.steps, Engine::of(strategy, None).finishes()),
            StrategyKind::FeatureFlag(flag) => steps(found, &path, &flag.steps, false),
            StrategyKind::Linear(linear) if linear.step == Percent::ZERO => {
                found
                    .add(path.key("step"), "steps of 0% never give the new version any traffic")
                    .help("say how much is added at each step, such as `10%`");
            }
            _ => {}
        }
    }
}

fn steps(found: &mut Findings, path: &ModelPath, steps: &[CanaryStep], finishes: bool) {
    let mut last: Option<(usize, Percent)> = None;
    for (number, step) in steps.iter().enumerate() {
        let Some(weight) = step.weight else { continue };
        let at = |number: usize| path.clone().key("steps").index(number).key("weight");
        if let Some((before, most)) = last.filter(|(_, most)| weight < *most) {
            found
                .add(at(number), format!("this step falls back to {weight} after {most}"))
                .help("let every step give at least as much as the one before")
                .related(at(before), "more was given here");
        }
        last = Some((number, weight));
    }
    let Some((number, most)) = last.filter(|(_, most)| *most < Percent::HUNDRED) else {
        return;
    };
    let draft = found.add(
        path.clone().key("steps").index(number).key("weight"),
        format!("the last step gives {most}, and none gives all"),
    );
    let _ = if finishes {
        draft
            .help("add a last step `{ weight: 100% }`, since the engine goes there at once anyway")
            .severity(Severity::Warning)
    } else {
        draft.help("add a last step `{ weight: 100% }`; nothing goes there by itself")
    };
}
