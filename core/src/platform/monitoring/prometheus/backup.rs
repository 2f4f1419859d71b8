//! Backups: how old the last good one is, and when that is too much.

use super::ask::question;
use super::file::{Pairs, Recording, Rule, Test, series};
use super::proof::{TEN_MINUTES, test, whole_minutes};
use super::rules::{Made as Rules, group};
use super::series::{Phase, kept};
use crate::analysis::recovery::Made;
use crate::analysis::signals::{Subject, declared, in_unit};
use crate::diagnostic::Severity;
use crate::model::scalar::Duration;
use crate::platform::monitoring::alarm::Alarm;
use crate::platform::monitoring::question::{About, Refusal};
use crate::render::{Feature, loss};

/// How old a backup is, in seconds.
const AGE: &str = "backup:age:seconds";

/// The signal by which a document says how the age of backups is asked for; the backup takes the place of the service.
const SIGNAL: &str = "backup-age";

/// A backup that was never made is waited for no longer than this, so that someone is told within a working week.
const PATIENCE: Duration = Duration::from_days(7);

/// The rules of a backup that may be so old.
pub(super) fn rules<'p>(made: &mut Rules<'p>, alarm: &Alarm<'p>, backup: &Made<'p>, oldest: Duration) {
    let id = backup.id;
    let Ok(signal) = SIGNAL.parse() else { return };
    let subject = Subject {
        service: id.as_str(),
        ..Subject::default()
    };
    let own = question(made.delivery(), &signal, subject, oldest);
    let velero = backup.backup.tool.as_ref().is_some_and(|tool| tool.as_str() == "velero");
    let stamp = format!("velero_backup_last_successful_timestamp{{schedule=\"{id}\"}}");
    let (age, raw) = match own {
        Ok((query, _)) => (query, None),
        Err(Refusal::Unknown) if velero => (format!("time() - max({stamp})"), Some(stamp)),
        Err(_) => {
            let message = format!("nothing says how the age of the backup `{id}` is measured, so nobody is told when it is too old");
            let found = loss(Feature::Recovery, Severity::Warning, alarm.path.clone(), message);
            made.losses
                .push(found.help("declare the signal `backup-age`, in which `{{service}}` stands for the backup"));
            return;
        }
    };
    let mut labels = Pairs::new();
    labels.insert(String::from("backup"), id.to_string());
    let kept_as = series(AGE, &labels);
    let limit = in_unit(oldest.as_secs_f64(), declared(made.delivery(), &signal));
    let (old, old_shown) = made.alert(alarm, About::default(), format!("{kept_as} > {limit}"), Duration::ZERO, &labels);
    let wait = oldest.min(PATIENCE);
    let missing = Alarm {
        name: alarm.name.replace("TooOld", "Missing"),
        summary: format!("There is no good backup {id}"),
        description: format!("None has been seen for {wait}, neither a good one nor any sign of it."),
        ..alarm.clone()
    };
    let (none, none_shown) = made.alert(&missing, About::default(), format!("absent({kept_as})"), wait, &labels);
    let at_age = |seconds: f64| {
        let (name, value) = match &raw {
            // A moment before the beginning of time, so that the backup is that old at once.
            Some(stamp) => (stamp.clone(), -seconds),
            None => (kept_as.clone(), in_unit(seconds, declared(made.delivery(), &signal))),
        };
        vec![kept(name, &[Phase { minutes: 10, value }])]
    };
    let secs = oldest.as_secs_f64();
    let both = |raised: bool| vec![old_shown.at(10, raised), none_shown.at(10, false)];
    // Tests of backups look every ten minutes.
    let due = whole_minutes(wait).div_ceil(10) * 10;
    let tests = [
        test(format!("{} is raised when it is older", old.name), at_age(secs + 60.0), both(true)),
        test(
            format!("{} is silent otherwise", old.name),
            at_age((secs / 2.0 - 600.0).max(0.0)),
            both(false),
        ),
        test(
            format!("{} is raised when there is none", none.name),
            Vec::new(),
            vec![none_shown.at(due.saturating_sub(10), due == 0), none_shown.at(due + 10, true)],
        ),
    ];
    let tests = tests.into_iter().map(|test| Test {
        interval: TEN_MINUTES,
        ..test
    });
    made.backups.1.extend(tests);
    let age = Rule::Recording(Recording {
        record: AGE.to_owned(),
        expr: age,
        labels,
    });
    let rules = [age, Rule::Alert(old), Rule::Alert(none)];
    made.backups.0.push(group(&alarm.path.to_string(), None, rules));
}
