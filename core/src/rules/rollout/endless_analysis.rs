//! `ROL008`: an analysis that never ends, or that looks only once.

use super::all::{Once, kind_path, settings, step_path};
use crate::analysis::rollout::Engine;
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// The analysis of a step never ends, or that of a whole rollout takes one measurement.
    ///
    /// Argo Rollouts waits until the analysis of a step is complete; with `every` and without `count` it never is, and the
    /// rollout stays there. An analysis beside all steps is the other way round: without `every` it looks once, at the
    /// beginning, when nobody uses the new version yet.
    ///
    /// ```yaml bad
    /// strategies:
    ///   careful:
    ///     engine: argo_rollouts
    ///     canary:
    ///       traffic: { istio: {} }
    ///       steps:
    ///         - { weight: 20%, hold: 5m, analysis: { conditions: [ "error_rate < 1%" ], every: 1m, failures: 1 } }
    ///         - { weight: 100% }
    /// ```
    ///
    /// ```yaml good
    /// strategies:
    ///   careful:
    ///     engine: argo_rollouts
    ///     canary:
    ///       traffic: { istio: {} }
    ///       steps:
    ///         - { weight: 20%, hold: 5m, analysis: { conditions: [ "error_rate < 1%" ], every: 1m, count: 5, failures: 1 } }
    ///         - { weight: 100% }
    /// ```
    ///
    /// References: Argo Rollouts, "Analysis & Progressive Delivery" (inline and background analysis).
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut once = Once::default();
    for (subject, setting) in settings(plan) {
        let course = &setting.course;
        if !matches!(course.engine, Engine::ArgoPods | Engine::ArgoTraffic) {
            continue;
        }
        for leg in &course.legs {
            let endless = leg.watch.as_ref().is_some_and(|watch| watch.samples().is_none());
            let path = step_path(&subject, leg.step).key("analysis");
            if endless && once.is_new(&path) {
                found
                    .add(path, "this step waits for an analysis that never ends")
                    .help("say with `count` how many measurements are taken");
            }
        }
        let Some((0, watch)) = &course.watch else { continue };
        let path = kind_path(&subject).key("analysis");
        if watch.every.is_none() && once.is_new(&path) {
            found
                .add(path, "this analysis takes a single measurement for the whole rollout")
                .help("say with `every` how often it measures");
        }
    }
}
