//! `ROL003`: a step that cannot see what it is there to see.

use super::all::{Once, about, facts, percent, step_path};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

/// How many times faster than allowed the error budget must be spent for someone to be called: 2 % of a month's in an hour.
const CALLS: f64 = 14.4;

rule! {
    /// A step of a canary gets too few requests to see a regression that would call someone at night.
    ///
    /// With few requests, a doubled error rate looks like bad luck. The smallest rise that a comparison finds four times out of
    /// five, at one false alarm in twenty, is held against the rise at which the error budget of the service level is spent
    /// 14.4 times too fast, the usual limit for a page. Where fewer than five errors are expected, the binomial distribution is
    /// used instead of the normal one.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// environments: { prod: { tier: production, strategy: careful } }
    /// observability:
    ///   slos: { api: { objective: 99.9% } }
    ///   normal: { api: { requests: 1/second, error_rate: 0.05% } }
    /// strategies:
    ///   careful:
    ///     canary:
    ///       traffic: { istio: {} }
    ///       analysis: { conditions: [ "error_rate < 2%" ], every: 1m, failures: 1 }
    ///       steps: [ { weight: 5%, hold: 10m }, { weight: 100% } ]
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// environments: { prod: { tier: production, strategy: careful } }
    /// observability:
    ///   slos: { api: { objective: 99.9% } }
    ///   normal: { api: { requests: 200/second, error_rate: 0.05% } }
    /// strategies:
    ///   careful:
    ///     canary:
    ///       traffic: { istio: {} }
    ///       analysis: { conditions: [ "error_rate < 2%" ], every: 1m, failures: 1 }
    ///       steps: [ { weight: 5%, hold: 10m }, { weight: 100% } ]
    /// ```
    ///
    /// References: Google SRE Workbook, "Alerting on SLOs" and "Canarying Releases".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut once = Once::default();
    for facts in facts(plan) {
        let Some(objective) = facts.setting.scene.objective else { continue };
        let wanted = CALLS * (1.0 - objective);
        if wanted <= 0.0 || facts.setting.course.watch.is_none() {
            continue;
        }
        for step in facts.steps.iter().filter(|step| step.to > step.from && step.requested < 100.0) {
            let sees = step.sight.and_then(|sight| sight.smallest());
            // A step that gets no request at all sees nothing; one that mirrors is told by its copies.
            let blind = sees.map_or(step.requested > 0.0 && step.sight.is_none(), |sees| sees > wanted);
            let path = step_path(&facts.subject, step.step);
            if !blind || !once.is_new(&path) {
                continue;
            }
            let told = match sees {
                Some(sees) => format!(
                    "this step{} sees a rise of {} at best; one of {} would call someone",
                    about(&facts.subject),
                    percent(sees * 100.0),
                    percent(wanted * 100.0)
                ),
                None => format!("this step{} gets no request to learn from", about(&facts.subject)),
            };
            found
                .add(path, told)
                .help("give it more traffic or more time, or compare in a later step");
        }
    }
}
