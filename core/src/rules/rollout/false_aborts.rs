//! `ROL005`: an analysis that gives good releases up.

use super::all::{Once, about, facts, kind_path, percent};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

/// The share of good releases that may be given up.
const BORNE: f64 = 0.05;

rule! {
    /// A good release is often given up, because what usually fails is near what the analysis allows.
    ///
    /// The chance is computed from the error rate of a normal day and the requests that each measurement sees. People soon
    /// press on through an analysis that cries wolf.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// environments: { prod: { tier: production, strategy: careful } }
    /// observability: { normal: { api: { requests: 10/second, error_rate: 0.9% } } }
    /// strategies:
    ///   careful:
    ///     canary:
    ///       traffic: { istio: {} }
    ///       analysis: { conditions: [ "error_rate < 1%" ], every: 1m, failures: 1 }
    ///       steps: [ { weight: 20%, hold: 15m }, { weight: 100% } ]
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// environments: { prod: { tier: production, strategy: careful } }
    /// observability: { normal: { api: { requests: 10/second, error_rate: 0.1% } } }
    /// strategies:
    ///   careful:
    ///     canary:
    ///       traffic: { istio: {} }
    ///       analysis: { conditions: [ "error_rate < 5%" ], every: 1m, failures: 1 }
    ///       steps: [ { weight: 20%, hold: 15m }, { weight: 100% } ]
    /// ```
    ///
    /// References: Spinnaker, "Canary best practices" (enough data, and thresholds that fit it).
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut once = Once::default();
    for facts in facts(plan) {
        let path = kind_path(&facts.subject).key("analysis");
        let usual = facts.setting.scene.baseline;
        if facts.setting.course.watch.is_some() && usual > 0.0 && facts.false_alarm > BORNE && once.is_new(&path) {
            found
                .add(
                    path,
                    format!(
                        "a good release{} is given up in {} of cases, since {} of requests fail on a normal day",
                        about(&facts.subject),
                        percent(facts.false_alarm * 100.0),
                        percent(usual * 100.0)
                    ),
                )
                .help("allow more failures, look at more requests at once, or bear more bad measurements");
        }
    }
}
