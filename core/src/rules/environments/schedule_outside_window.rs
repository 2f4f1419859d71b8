//! `ENV008`: a run by the clock that comes when the window is shut.

use crate::calendar::{is_ever_on, is_ever_open};
use crate::model::{Environment, Event, GateKind, Schedule};
use crate::plan::Plan;
use crate::resolve::{EnvironmentIndex, PipelineIndex};
use crate::rules::tier::changes;
use crate::rules::{Findings, rule};
use std::collections::HashSet;

rule! {
    /// A pipeline that the clock starts deploys at times at which the environment's window is shut, or it is switched off.
    ///
    /// The run then waits at the gate, for days perhaps, and holds back the ones after it; or it deploys to machines that
    /// are off. Found where no start of the schedule falls into the window, each told by the clock of its own zone.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production, branches: main, gates: [ { window: { cron: "0 20 * * 1-4", length: 3h } } ] }
    /// pipelines:
    ///   nightly:
    ///     on: [ { schedule: "0 2 * * *" } ]
    ///     stages:
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod: { tier: production, branches: main, gates: [ { window: { cron: "0 20 * * 1-4", length: 3h } } ] }
    /// pipelines:
    ///   nightly:
    ///     on: [ { schedule: "30 20 * * 1-4" } ]
    ///     stages:
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// References: POSIX, crontab; Azure Pipelines, "Business hours" check.
    Info, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut deployed: HashSet<(PipelineIndex, EnvironmentIndex)> = HashSet::new();
    for job in plan.jobs() {
        let Some(index) = changes(plan, &job).filter(|index| deployed.insert((job.pipeline, *index))) else {
            continue;
        };
        let (Some(view), Some((id, pipeline))) = (plan.environment(index), plan.pipeline(job.pipeline)) else {
            continue;
        };
        for (number, trigger) in pipeline.on.iter().enumerate() {
            let Event::Schedule(schedule) = &trigger.event else { continue };
            let Some((key, why)) = conflict(view.environment, schedule) else {
                continue;
            };
            let place = plan.environment_path(index);
            let place = key.map_or_else(|| place.clone().key("schedule"), |number| place.clone().key("gates").index(number));
            _ = found
                .add(
                    plan.pipeline_path(job.pipeline).key("on").index(number).key("schedule"),
                    format!("`{id}` starts at `{}`, when `{}` {why}", schedule.cron, view.id),
                )
                .help("start it while things are open")
                .related(place, "open only then");
        }
    }
}

/// Why no start of a schedule finds an environment open, and the number of the gate that says so.
fn conflict(environment: &Environment, schedule: &Schedule) -> Option<(Option<usize>, &'static str)> {
    let starts = (&schedule.cron, schedule.zone.as_ref());
    for (number, gate) in environment.gates.iter().enumerate() {
        let GateKind::Window(window) = &gate.kind else { continue };
        let opens = (&window.cron, window.zone.as_ref());
        if is_ever_open(starts, opens, window.length) == Some(false) {
            return Some((Some(number), "lets nothing in"));
        }
    }
    let off = environment.schedule.as_ref()?;
    let zone = off.zone.as_ref();
    let on = is_ever_on(starts, (&off.off, zone), (&off.on, zone))?;
    (!on).then_some((None, "is switched off"))
}
