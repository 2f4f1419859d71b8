//! `RBK007`: an old version that is gone before anybody could want it back.

use crate::analysis::rollback::ways_back;
use crate::analysis::rollout::{Asked, Engine, Setting, subjects};
use crate::model::scalar::Duration;
use crate::model::{Method, StrategyKind};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::{HashMap, HashSet};

rule! {
    /// The old version is taken away before a bad release is noticed.
    ///
    /// A switch can go back in seconds only while the old version still runs. Argo Rollouts keeps it for 30 seconds unless
    /// told otherwise, and a condition that must hold for two minutes is met when it is long gone. The same goes for versions
    /// that a rollback keeps for less time than it takes to notice anything.
    ///
    /// ```yaml bad
    /// environments: { prod: { tier: production, strategy: switch, rollback: back } }
    /// strategies: { switch: { engine: argo_rollouts, blue_green: { keep_old: 30s } } }
    /// rollbacks: { back: { automatic: true, when: [ "error_rate > 5% for 5m" ], method: { argo_rollback: {} } } }
    /// ```
    ///
    /// ```yaml good
    /// environments: { prod: { tier: production, strategy: switch, rollback: back } }
    /// strategies: { switch: { engine: argo_rollouts, blue_green: { keep_old: 1h } } }
    /// rollbacks: { back: { automatic: true, when: [ "error_rate > 5% for 5m" ], method: { argo_rollback: {} } } }
    /// ```
    ///
    /// References: Argo Rollouts, "BlueGreen" (scaleDownDelaySeconds).
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let backs = ways_back(plan);
    let by_environment: HashMap<&str, u64> = backs
        .iter()
        .filter(|back| needs_old(&back.rollback.method))
        .filter_map(|back| {
            Some((
                back.environment.id.as_str(),
                back.times.detect?.saturating_add(back.times.decide.unwrap_or(0)),
            ))
        })
        .collect();
    let mut told = HashSet::new();
    for subject in subjects(plan) {
        let (id, strategy) = subject.strategy;
        let StrategyKind::BlueGreen(said) = &strategy.kind else { continue };
        let Some(view) = subject.environment else { continue };
        let Some(notices) = by_environment.get(view.id.as_str()) else {
            continue;
        };
        let setting = Setting::of(plan, &subject, &Asked::default());
        // Where nobody says how long, only Argo Rollouts has a time of its own.
        let known = said.keep_old.is_some() || setting.course.engine == Engine::ArgoTraffic;
        let Some(keep) = setting.course.keep_old.filter(|keep| known && keep < notices) else {
            continue;
        };
        if told.insert(id) {
            let path = ModelPath::root().key("strategies").key(id.as_str()).key("blue_green");
            let path = if said.keep_old.is_some() { path.key("keep_old") } else { path };
            found
                .add(
                    path,
                    format!(
                        "the old version is gone after {}, and a bad one in `{}` is noticed within {}",
                        Duration::from_millis(keep),
                        view.id,
                        Duration::from_millis(*notices)
                    ),
                )
                .help("say with `keep_old` that it stays longer than it takes to notice a bad release");
        }
    }
    for back in &backs {
        let Some((keep, detect)) = back.rollback.keep.zip(back.times.detect) else {
            continue;
        };
        if keep.as_millis() < detect && told.insert(back.id) {
            found
                .add(
                    back.path().key("keep"),
                    format!(
                        "versions are kept for {keep}, and a bad one is noticed within {}",
                        Duration::from_millis(detect)
                    ),
                )
                .help("keep them for longer than it takes to notice a bad release");
        }
    }
}

/// True when a way back needs the old version to run still.
fn needs_old(method: &Method) -> bool {
    matches!(method, Method::TrafficShift(_) | Method::SlotSwap(_) | Method::ArgoRollback(_))
}
