//! `DR010`: a schedule of backups that does not do what it seems to.

use crate::analysis::recovery::{Made, recover};
use crate::calendar::Clock;
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// A backup is left out or made twice when the clocks change, or runs on more days than it seems.
    ///
    /// In a zone with summer time the clock jumps over an hour once a year: a run due in it is left out, and nobody notices
    /// the gap of two days. In autumn an hour comes twice, and so does the run. And a schedule with both a day of the month
    /// and a day of the week runs when **either** fits, not when both do.
    ///
    /// ```yaml bad
    /// recovery:
    ///   backups:
    ///     orders: { schedule: "30 1 * * *", zone: Europe/London, keep: 30d, to: { s3: backups } }
    /// ```
    ///
    /// ```yaml good
    /// recovery:
    ///   backups:
    ///     orders: { schedule: "30 3 * * *", zone: Europe/London, keep: 30d, to: { s3: backups } }
    /// ```
    ///
    /// References: cron(8), "Daylight Saving Time and other time changes"; robfig/cron v3, package documentation; Kubernetes,
    /// "CronJob limitations".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for made in &recover(plan).backups {
        let Some(schedule) = &made.backup.schedule else { continue };
        clocks(made, found);
        let either = schedule
            .calendar()
            .is_some_and(|calendar| calendar.day_of_month_restricted() && calendar.day_of_week_restricted());
        if either {
            _ = found
                .add(
                    made.path().key("schedule"),
                    format!("`{schedule}` names days of the month and days of the week, and runs when either fits"),
                )
                .help("name one of the two, or write two schedules");
        }
        let zone = schedule.zone().or(made.backup.zone.as_ref());
        if let Some(zone) = zone.filter(|_| Clock::by(schedule, made.backup.zone.as_ref()).is_none()) {
            let path = made.path().key(if schedule.zone().is_some() { "schedule" } else { "zone" });
            _ = found
                .add(path, format!("there is no time zone `{zone}`"))
                .help("write the IANA name of a zone, such as `Europe/London`");
        }
    }
}

fn clocks(made: &Made<'_>, found: &mut Findings) {
    let Some(rhythm) = made.rhythm else { return };
    let path = made.path().key("schedule");
    let help = "run it at an hour that is never skipped or repeated, such as 4 o'clock, or by UTC";
    if rhythm.skips {
        let (from, until) = rhythm.apart;
        _ = found
            .add(
                path,
                format!(
                    "a change of the clock leaves a run out: {} pass from {from} to {until}",
                    rhythm.longest
                ),
            )
            .help(help);
    } else if rhythm.doubles {
        _ = found
            .add(path, format!("a change of the clock brings a run twice, {} apart", rhythm.shortest))
            .help(help);
    }
}
