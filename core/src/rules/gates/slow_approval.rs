//! `GAT009`: an approval that takes longer than all the rest of the way.

use super::all::gates;
use crate::analysis::schedule::{ScheduleOptions, schedule};
use crate::model::scalar::{Duration, DurationRange};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use std::collections::HashSet;

rule! {
    /// People are waited for longer than for all the rest on the way to production.
    ///
    /// Where an approval usually takes more than half of the time from commit to production, quicker machines gain nothing: what
    /// helps is a smaller circle of approvers, smaller changes, or a check by a machine in the place of the question. The time is
    /// the `waits` of the gate, since nothing else says how long people take; without it nothing is found.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production, gates: [ { approval: { by: [leads], not_author: true }, timeout: 24h, waits: 4h } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       check: { jobs: { unit: { lasts: 20m, steps: [ { run: npm test, reports: { junit: out.xml } } ] } } }
    ///       release: { jobs: { deploy: { environment: prod, lasts: 5m, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod: { tier: production, gates: [ { approval: { by: [leads], not_author: true }, timeout: 24h, waits: 10m } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       check: { jobs: { unit: { lasts: 20m, steps: [ { run: npm test, reports: { junit: out.xml } } ] } } }
    ///       release: { jobs: { deploy: { environment: prod, lasts: 5m, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// References: DORA, "Streamlining change approval".
    Info, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    if gates(plan).all(|(_, gate)| gate.waits.is_none()) {
        return;
    }
    let options = ScheduleOptions {
        runs: Some(0),
        ..ScheduleOptions::default()
    };
    let mut told = HashSet::new();
    for schedule in schedule(plan, None, &options) {
        let Some(lead) = schedule.lead else { continue };
        let whole = [lead, schedule.people, schedule.calendar]
            .map(DurationRange::likely)
            .into_iter()
            .fold(Duration::ZERO, Duration::saturating_add);
        for wait in schedule.waits.iter().filter(|wait| wait.people) {
            let Some(usual) = wait.usual.map(DurationRange::likely) else {
                continue;
            };
            if usual.saturating_mul(2) > whole && told.insert(wait.place.clone()) {
                found
                    .add(
                        wait.place.clone().key("waits"),
                        format!("people usually take {usual} of the {whole} from commit to production"),
                    )
                    .help("ask fewer people, ask about smaller changes, or let a machine check what they look for");
            }
        }
    }
}
