//! `ENV008`: a run by the clock that comes when the window is shut.

use crate::model::scalar::{CronCalendar, Timing, Zone};
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
    /// are off. Found where no start of the schedule falls into the window, and both are told by the same clock.
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

/// Minutes of a week.
const WEEK: usize = 7 * DAY;
const DAY: usize = 24 * 60;

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
            let Some((key, why)) = conflict(view.environment, schedule) else { continue };
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
    let starts = schedule.cron.calendar()?;
    let zone = zone(schedule.cron.zone(), schedule.zone.as_ref());
    for (number, gate) in environment.gates.iter().enumerate() {
        let GateKind::Window(window) = &gate.kind else { continue };
        let same = zone == self::zone(window.cron.zone(), window.zone.as_ref());
        if let (true, Some(opens)) = (same, window.cron.calendar()) {
            let length = usize::try_from(window.length.as_secs() / 60).unwrap_or(WEEK);
            if !meets(starts, &open(opens, length)?)? {
                return Some((Some(number), "lets nothing in"));
            }
        }
    }
    let off = environment.schedule.as_ref()?;
    let same = |cron: &crate::model::scalar::Cron| zone == self::zone(cron.zone(), off.zone.as_ref());
    if !same(&off.off) || !same(&off.on) {
        return None;
    }
    let (Timing::Calendar(off), Timing::Calendar(on)) = (off.off.timing(), off.on.timing()) else {
        return None;
    };
    (!meets(starts, &switched_on(&off, &on)?)?).then_some((None, "is switched off"))
}

fn zone<'z>(own: Option<&'z Zone>, beside: Option<&'z Zone>) -> &'z str {
    own.or(beside).map_or("UTC", |zone| zone.as_str())
}

/// The minutes of a week at which a schedule is due; nothing for one that looks at dates, which no week shows.
fn due(calendar: &CronCalendar) -> Option<Vec<usize>> {
    let all_months = calendar.months() & 0x1ffe == 0x1ffe;
    if calendar.day_of_month_restricted() || !all_months {
        return None;
    }
    let minutes = (0..7_u8).filter(|day| calendar.is_due_on(1, 1, *day)).flat_map(|day| {
        (0..24_u8).flat_map(move |hour| {
            (0..60_u8).filter_map(move |minute| {
                let at = usize::from(day) * DAY + usize::from(hour) * 60 + usize::from(minute);
                calendar.is_due_at(hour, minute).then_some(at)
            })
        })
    });
    Some(minutes.collect())
}

/// Which minutes of a week lie within so many minutes after an opening.
fn open(opens: &CronCalendar, length: usize) -> Option<Vec<bool>> {
    let mut week = vec![false; WEEK];
    let mut left = 0;
    let opens: HashSet<usize> = due(opens)?.into_iter().collect();
    // Twice around, so that what opens late on Saturday is open on Sunday.
    for at in (0..WEEK).chain(0..WEEK) {
        if opens.contains(&at) {
            left = length;
        }
        if left > 0 {
            left -= 1;
            if let Some(minute) = week.get_mut(at) {
                *minute = true;
            }
        }
    }
    Some(week)
}

/// Which minutes of a week an environment is switched on.
fn switched_on(off: &CronCalendar, on: &CronCalendar) -> Option<Vec<bool>> {
    let (off, on): (HashSet<usize>, HashSet<usize>) = (due(off)?.into_iter().collect(), due(on)?.into_iter().collect());
    let mut week = vec![true; WEEK];
    let mut running = true;
    for at in (0..WEEK).chain(0..WEEK) {
        running = (running && !off.contains(&at)) || on.contains(&at);
        if let Some(minute) = week.get_mut(at) {
            *minute = running;
        }
    }
    Some(week)
}

/// True when a schedule is due while it is open at least once.
fn meets(starts: &CronCalendar, open: &[bool]) -> Option<bool> {
    Some(due(starts)?.into_iter().any(|at| open.get(at).copied().unwrap_or(true)))
}
