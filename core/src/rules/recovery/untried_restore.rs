//! `DR006`: backups that nobody ever brought back.

use crate::model::scalar::{Date, Duration};
use crate::model::{Backup, DrillKind, Id};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A backup was never restored to see whether that works, or not for long.
    ///
    /// Backups fail in silence: a table left out, a key that is gone, a restore that takes a day. Say under `restore.tested`, or
    /// with a drill of the kind `restore`, when it was last tried. Old is what `compliance.tested.restore` or the drill's `every`
    /// says, or else a year; without the day of today (`--today`) only backups that were never restored are found.
    ///
    /// ```yaml bad
    /// recovery: { backups: { nightly: { schedule: "0 2 * * *", keep: 30d } } }
    /// ```
    ///
    /// ```yaml good
    /// recovery: { backups: { nightly: { schedule: "0 2 * * *", keep: 30d, restore: { takes: 20m, tested: 2026-10-01 } } } }
    /// ```
    ///
    /// References: SOC 2 A1.3; NIST SP 800-53, CP-4 and CP-9(1); ISO/IEC 27001 A.8.13; HIPAA, 45 CFR 164.308(a)(7)(ii)(D).
    Warning, Plan(check)
}

/// What was tried this long ago is no longer known to work, unless someone says how long.
const USUAL: Duration = Duration::from_days(366);

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let Some(recovery) = &delivery.recovery else { return };
    let policy = delivery
        .compliance
        .as_ref()
        .and_then(|compliance| compliance.tested.as_ref()?.restore);
    for (id, backup) in recovery.backups.iter().filter(|(_, backup)| !backup.paused) {
        let path = ModelPath::root().key("recovery").key("backups").key(id.as_str());
        let drill = drilled(plan, id, backup);
        let tested = backup.restore.as_ref().and_then(|restore| restore.tested);
        let last = tested.into_iter().chain(drill.map(|(last, _)| last)).max();
        let allowed = policy.or(drill.and_then(|(_, every)| every)).unwrap_or(USUAL);
        match last {
            None => {
                _ = found
                    .add(path, format!("`{id}` was never restored, so nobody knows that it can be"))
                    .on_key()
                    .help("restore it somewhere, and say when under `restore.tested`");
            }
            Some(last) if is_old(last, found.today(), allowed) => {
                _ = found
                    .add(path, format!("`{id}` was last restored on {last}, longer ago than `{allowed}`"))
                    .on_key()
                    .help("restore it again, and say when");
            }
            Some(_) => {}
        }
    }
}

fn is_old(last: Date, today: Option<Date>, allowed: Duration) -> bool {
    let days = today.map(|today| today.days_since(last));
    days.and_then(|days| u64::try_from(days).ok())
        .is_some_and(|days| Duration::from_days(days) > allowed)
}

/// The last drill that brought a backup back, and how often it is done.
fn drilled(plan: &Plan, id: &Id, backup: &Backup) -> Option<(Date, Option<Duration>)> {
    let drills = plan.delivery().recovery.iter().flat_map(|recovery| recovery.drills.values());
    let passed = drills.filter(|drill| matches!(drill.kind, Some(DrillKind::Restore | DrillKind::Failover)) && drill.passed != Some(false));
    let about = passed.filter(|drill| drill.of.is_empty() || drill.of.contains(id) || drill.of.iter().any(|of| backup.of.contains(of)));
    about
        .filter_map(|drill| Some((drill.last?, drill.every)))
        .max_by_key(|(last, _)| *last)
}
