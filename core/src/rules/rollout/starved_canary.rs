//! `ROL011`: a canary with too few instances for its traffic.

use super::all::{Once, about, percent, settings, step_path};
use crate::analysis::rollout::Engine;
use crate::plan::Plan;
use crate::rules::{Findings, rule};

/// The part of its traffic that the instances of the new version must be at least.
const ENOUGH: f64 = 0.8;

rule! {
    /// A step gives the new version more traffic than instances.
    ///
    /// Nine tenths of the requests on a tenth of the instances overload them: the canary fails by the rollout, not by the
    /// release. Instances that are set without a weight stay so for the steps that follow, as Argo Rollouts keeps them.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// workloads: { api: { replicas: 10 } }
    /// environments: { prod: { tier: production, platform: { kubernetes: {} }, strategy: careful } }
    /// strategies:
    ///   careful:
    ///     canary:
    ///       traffic: { istio: {} }
    ///       steps: [ { replicas: 10% }, { weight: 10%, hold: 5m }, { weight: 90%, hold: 5m }, { weight: 100%, replicas: 100% } ]
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// workloads: { api: { replicas: 10 } }
    /// environments: { prod: { tier: production, platform: { kubernetes: {} }, strategy: careful } }
    /// strategies:
    ///   careful:
    ///     canary:
    ///       traffic: { istio: {} }
    ///       steps: [ { weight: 10%, replicas: 10%, hold: 5m }, { weight: 90%, replicas: 90%, hold: 5m }, { weight: 100% } ]
    /// ```
    ///
    /// References: Argo Rollouts, "Canary" (setCanaryScale).
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut once = Once::default();
    for (subject, setting) in settings(plan) {
        let course = &setting.course;
        if course.engine != Engine::ArgoTraffic || !setting.counted || course.replicas == 0 {
            continue;
        }
        for leg in &course.legs {
            let share = 100.0 * f64::from(leg.new) / f64::from(course.replicas);
            let path = step_path(&subject, leg.step);
            if leg.step.is_some() && share < ENOUGH * leg.weight && once.is_new(&path) {
                found
                    .add(
                        path,
                        format!(
                            "{} of the traffic{} goes to {} instances of {}",
                            percent(leg.weight),
                            about(&subject),
                            leg.new,
                            course.replicas
                        ),
                    )
                    .help("ask for as many `replicas` as it gets traffic, or leave them out");
            }
        }
    }
}
