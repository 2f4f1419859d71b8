//! `ROL006`: an analysis that is over before it could fail.

use super::all::{Once, kind_path, settings, step_path, time};
use crate::analysis::rollout::{Engine, Outline, Watch};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// A rollout is over before its analysis has taken enough measurements to fail.
    ///
    /// An analysis that bears three bad measurements, one a minute, needs four minutes to give a release up, however bad that
    /// is. When the rollout takes less, or when a step asks for fewer measurements than it bears bad ones, it cannot fail.
    ///
    /// ```yaml bad
    /// strategies:
    ///   careful:
    ///     engine: argo_rollouts
    ///     canary:
    ///       traffic: { istio: {} }
    ///       analysis: { conditions: [ "error_rate < 1%" ], every: 1m, failures: 3 }
    ///       steps: [ { weight: 20%, hold: 1m }, { weight: 50%, hold: 1m }, { weight: 100% } ]
    /// ```
    ///
    /// ```yaml good
    /// strategies:
    ///   careful:
    ///     engine: argo_rollouts
    ///     canary:
    ///       traffic: { istio: {} }
    ///       analysis: { conditions: [ "error_rate < 1%" ], every: 1m, failures: 3 }
    ///       steps: [ { weight: 20%, hold: 5m }, { weight: 50%, hold: 5m }, { weight: 100% } ]
    /// ```
    ///
    /// References: Argo Rollouts, "Analysis" (count, failureLimit, initialDelay).
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut once = Once::default();
    for (subject, setting) in settings(plan) {
        let course = &setting.course;
        if course.engine == Engine::Flagger {
            // It counts and goes on by the same clock, so it always has time.
            continue;
        }
        for leg in &course.legs {
            let Some(watch) = &leg.watch else { continue };
            let few = watch.samples().is_some_and(|samples| samples <= watch.failures);
            let path = step_path(&subject, leg.step).key("analysis");
            if few && once.is_new(&path) {
                let (samples, bears) = (watch.samples().unwrap_or(0), watch.failures);
                found
                    .add(
                        path,
                        format!("{samples} measurements cannot fail an analysis that bears {bears} bad ones"),
                    )
                    .help("raise `count`, or lower `failures`");
            }
        }
        let Some((first, watch)) = &course.watch else { continue };
        let outline = Outline::of(course);
        let path = kind_path(&subject).key("analysis");
        let begins = outline.legs.get(*first).map(|(begun, _)| *begun);
        let (Some(begins), Some(ends), false) = (begins, outline.promoted, course.legs.iter().any(|leg| leg.gated)) else {
            continue;
        };
        // A switch is watched for as long as the old version is kept.
        let after = if *first > 0 { course.keep_old } else { Some(0) };
        let Some(there) = after.map(|after| ends.saturating_sub(begins).saturating_add(after)) else {
            continue;
        };
        let needed = needed(watch);
        if there < needed && once.is_new(&path) {
            found
                .add(
                    path,
                    format!(
                        "this analysis needs {} to fail, and the rollout is over after {}",
                        time(needed),
                        time(there)
                    ),
                )
                .help("let steps hold longer, measure more often, or bear fewer bad measurements");
        }
    }
}

/// How long it takes until an analysis could have failed.
fn needed(watch: &Watch) -> u64 {
    let between = watch.every.unwrap_or(0).saturating_mul(u64::from(watch.failures).saturating_add(1));
    watch.delay.saturating_add(between)
}
