//! `ROL002`: a weight that so many instances cannot make.

use super::all::{Once, about, percent, settings, step_path};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

/// So many percent of all traffic a weight may be off.
const OFF: f64 = 10.0;

rule! {
    /// A canary gets far more or less traffic than its steps say, because there are too few instances to make the share of.
    ///
    /// Without a traffic router the share of pods is the share of traffic. With two replicas, one pod is half: a step of 1 %
    /// gives the new version every second request. A step counts as off when it misses by more than ten points, or gets twice
    /// what was asked for.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// workloads: { api: { replicas: 2 } }
    /// environments: { prod: { tier: production, platform: { kubernetes: {} }, strategy: careful } }
    /// strategies:
    ///   careful: { canary: { steps: [ { weight: 1%, hold: 5m }, { weight: 100% } ] } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// workloads: { api: { replicas: 2 } }
    /// environments: { prod: { tier: production, platform: { kubernetes: {} }, strategy: careful } }
    /// strategies:
    ///   careful: { canary: { traffic: { istio: {} }, steps: [ { weight: 1%, hold: 5m }, { weight: 100% } ] } }
    /// ```
    ///
    /// References: Argo Rollouts, "Basic Canary" (how weights become replica counts).
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut once = Once::default();
    for (subject, setting) in settings(plan) {
        let course = &setting.course;
        if course.routed || !setting.counted || course.replicas == 0 {
            continue;
        }
        for leg in &course.legs {
            let realised = 100.0 * f64::from(leg.new) / f64::from((leg.new + leg.old).max(1));
            let off = (realised - leg.weight).abs() > OFF || (leg.weight > 0.0 && realised >= 2.0 * leg.weight);
            let (Some(step), true) = (leg.step, off) else { continue };
            let path = step_path(&subject, Some(step)).key("weight");
            if once.is_new(&path) {
                let copies = course.replicas;
                let instances = if copies == 1 {
                    String::from("one instance")
                } else {
                    format!("{copies} instances")
                };
                found
                    .add(
                        path,
                        format!(
                            "a weight of {} becomes {} with {instances}{}",
                            percent(leg.weight),
                            percent(realised),
                            about(&subject)
                        ),
                    )
                    .help("name what splits traffic under `traffic`, run more instances, or ask for a share they can make");
            }
        }
    }
}
