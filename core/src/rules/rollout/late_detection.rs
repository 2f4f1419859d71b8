//! `ROL004`: an analysis that will probably notice a bad release only when most users have it.

use super::all::{Once, about, facts, kind_path, percent};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

/// How likely it must be that a bad release is noticed before half of the traffic goes to it.
const WANTED: f64 = 0.8;

rule! {
    /// A bad release will probably reach half of the traffic before the analysis has given it up.
    ///
    /// The chance is computed from the requests that each measurement sees, by the binomial distribution, for a release that
    /// fails twice as many requests as the analysis allows. Where it is less than four in five, the canary is a ceremony.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// environments: { prod: { tier: production, strategy: careful } }
    /// observability: { normal: { api: { requests: 100/second, error_rate: 0.1% } } }
    /// strategies:
    ///   careful:
    ///     canary:
    ///       traffic: { istio: {} }
    ///       analysis: { conditions: [ "error_rate < 5%" ], every: 5m, failures: 2 }
    ///       steps: [ { weight: 10%, hold: 1m }, { weight: 50%, hold: 30m }, { weight: 100% } ]
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// environments: { prod: { tier: production, strategy: careful } }
    /// observability: { normal: { api: { requests: 100/second, error_rate: 0.1% } } }
    /// strategies:
    ///   careful:
    ///     canary:
    ///       traffic: { istio: {} }
    ///       analysis: { conditions: [ "error_rate < 5%" ], every: 1m, failures: 2 }
    ///       steps: [ { weight: 10%, hold: 10m }, { weight: 50%, hold: 30m }, { weight: 100% } ]
    /// ```
    ///
    /// References: Argo Rollouts, "Analysis" (failureLimit is cumulative); Flagger, "How it works" (threshold).
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut once = Once::default();
    for facts in facts(plan) {
        let (course, scene) = (&facts.setting.course, &facts.setting.scene);
        let gradual = course.legs.iter().any(|leg| leg.weight > 0.0 && leg.weight < 50.0);
        let judged = course.watch.as_ref().is_some_and(|(_, watch)| watch.limit(scene).is_some());
        let chance = facts.caught_before(50.0);
        let path = kind_path(&facts.subject).key("analysis");
        if gradual && judged && chance < WANTED && once.is_new(&path) {
            let errors = scene.fault.map_or(0.0, |fault| fault.error_rate * 100.0);
            found
                .add(
                    path,
                    format!(
                        "a release{} that fails {} of its requests is noticed before half of the traffic in {} of cases only",
                        about(&facts.subject),
                        percent(errors),
                        percent(chance * 100.0)
                    ),
                )
                .help("measure more often, bear fewer bad measurements, or stay longer at small weights");
        }
    }
}
