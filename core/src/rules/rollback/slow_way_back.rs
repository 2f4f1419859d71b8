//! `RBK003`: a way back that takes longer than is promised.

use crate::analysis::rollback::{WayBack, ways_back};
use crate::model::Tier;
use crate::model::scalar::Duration;
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashSet;

rule! {
    /// Going back takes longer at worst than is promised, even when everything works.
    ///
    /// The worst case is the time until measurements show it, the time a condition must hold, the time a person takes to
    /// decide when it does not start by itself, and the time it takes to go back. It is held against `within` of the rollback
    /// and, in production, against `recovery_time` of the objectives. What nobody says counts as no time at all, so it may
    /// take still longer.
    ///
    /// ```yaml bad
    /// environments: { prod: { tier: production, rollback: back } }
    /// rollbacks:
    ///   back: { automatic: true, when: [ "error_rate > 5% for 10m" ], method: { traffic_shift: {} }, takes: 1m, within: 5m }
    /// ```
    ///
    /// ```yaml good
    /// environments: { prod: { tier: production, rollback: back } }
    /// rollbacks:
    ///   back: { automatic: true, when: [ "error_rate > 5% for 2m" ], method: { traffic_shift: {} }, takes: 1m, within: 5m }
    /// ```
    ///
    /// References: Google SRE Workbook, "Canarying Releases" (time to detect and to roll back).
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut told = HashSet::new();
    for back in ways_back(plan) {
        let production = back.environment.environment.tier(back.environment.id) == Some(Tier::Production);
        for promise in back.promises.iter().filter(|promise| promise.holds == Some(false)) {
            let own = promise.place == "within";
            if !(own || production) || !told.insert((back.id, own)) {
                continue;
            }
            let within = Duration::from_millis(promise.within);
            let message = format!("going back by `{}` takes {} at worst: {}", back.id, total(&back), parts(&back));
            let help = format!("make it faster than {within}, or promise what can be held");
            let path = if own { back.path().key("within") } else { back.path() };
            let draft = found.add(path, message).help(help);
            if !own {
                let promised = ModelPath::root().key("objectives").key("recovery_time");
                draft.on_key().related(promised, format!("{within} are promised here"));
            }
        }
    }
}

fn total(back: &WayBack<'_>) -> String {
    let total = Duration::from_millis(back.times.total());
    if back.times.is_known() {
        total.to_string()
    } else {
        format!("at least {total}")
    }
}

/// What it is made of.
fn parts(back: &WayBack<'_>) -> String {
    let times = &back.times;
    let parts = [
        (times.detect, "until it is noticed"),
        (times.decide, "to decide"),
        (times.execute, "to go back"),
    ];
    let told = parts.into_iter().filter_map(|(time, what)| {
        let time = time.filter(|time| *time > 0)?;
        Some(format!("{} {what}", Duration::from_millis(time)))
    });
    told.collect::<Vec<_>>().join(", ")
}
