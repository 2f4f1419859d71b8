//! Everything that someone is told of, whatever system tells it: conditions, error budgets that are spent too fast, and backups
//! that are too old. All systems are written from this list, so they cannot disagree about when, or about whom.

use super::subject::{Ids, Names, Places, camel};
use crate::analysis::recovery::{Backups, Made};
use crate::analysis::service_levels::{Burn, Flaw, Level, Measure, levels};
use crate::analysis::signals::{Reason, Watch, watches};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Duration, SignalName};
use crate::model::{Alert, AlertSeverity, Entries, Id, NoData};
use crate::plan::Plan;
use crate::render::{Feature, loss};
use crate::text::ModelPath;
use std::rc::Rc;

/// What is asked before someone is told.
#[derive(Clone, Debug)]
pub(super) enum Ask<'p> {
    /// Whether a condition holds.
    Condition(Watch<'p>),
    /// Whether an error budget is spent too fast.
    Budget(Rc<Level<'p>>, Burn),
    /// Whether a backup is older than this.
    Backup(Rc<Made<'p>>, Duration),
}

/// Something that someone is told of.
#[derive(Clone, Debug)]
pub(super) struct Alarm<'p> {
    /// Its name, without what it is about.
    pub(super) name: String,
    /// Where the document says so.
    pub(super) path: ModelPath,
    /// What of the document it is a part of.
    pub(super) feature: Feature,
    /// What is wrong, in a sentence.
    pub(super) summary: String,
    /// Why that matters, in a sentence.
    pub(super) description: String,
    /// How urgent it is.
    pub(super) severity: AlertSeverity,
    /// Who answers for it, when that is not who looks after the service.
    pub(super) owner: Option<&'p str>,
    /// Address of what to do about it.
    pub(super) runbook: Option<&'p str>,
    /// Whom it reaches, by id.
    pub(super) notify: &'p [Id],
    /// Labels of the document.
    pub(super) labels: Option<&'p Entries<String, String>>,
    /// The services it is about.
    pub(super) services: Ids<'p>,
    /// The environments it is about.
    pub(super) environments: Ids<'p>,
    /// Where it is measured, when that is said.
    pub(super) provider: Option<&'p Id>,
    /// What a missing measurement means.
    pub(super) no_data: Option<NoData>,
    /// True when it stays silent while something is delivered.
    pub(super) silent_in_rollouts: bool,
    /// What is asked.
    pub(super) ask: Ask<'p>,
}

impl Alarm<'_> {
    /// The signal that it asks for; nothing when that is more than one.
    pub(super) fn signal(&self) -> Option<SignalName> {
        match &self.ask {
            Ask::Condition(watch) => Some(watch.condition.signal.clone()),
            Ask::Budget(level, _) => match level.measure()? {
                Measure::Share { signal, .. } => Some(signal),
                Measure::Ratio(_) | Measure::Moments(_) => None,
            },
            Ask::Backup(..) => None,
        }
    }
}

/// Everything that someone is told of, in the order of the document; what can never be told is a loss.
pub(super) fn alarms<'p>(plan: &'p Plan, losses: &mut Vec<Diagnostic>) -> Vec<Alarm<'p>> {
    let places = Places::of(plan);
    let mut list: Vec<Alarm<'p>> = Vec::new();
    for watch in watches(plan) {
        // Budgets are looked at below, where all ways of measuring are known.
        list.extend(condition(plan, &places, watch, losses));
    }
    for level in levels(plan) {
        budget(&places, &Rc::new(level), &mut list, losses);
    }
    for made in Backups::of(plan).into_list() {
        list.extend(backup(&places, made, losses));
    }
    let mut names = Names::default();
    for alarm in &mut list {
        alarm.name = names.once(&alarm.name);
    }
    let mut places = 0_usize;
    list.retain(|alarm| {
        places = places.saturating_add(alarm.services.len().max(1).saturating_mul(alarm.environments.len().max(1)));
        if places > MOST {
            let message = format!(
                "`{}` is one of too many that ask about too many services, so nobody is told",
                alarm.name
            );
            losses.push(loss(alarm.feature, Severity::Error, alarm.path.clone(), message).help("name the services it is about"));
        }
        places <= MOST
    });
    list
}

/// So many services in environments may be asked about, all alarms together. More would be files that no system takes.
const MOST: usize = 20_000;

fn condition<'p>(plan: &'p Plan, places: &Places<'p>, watch: Watch<'p>, losses: &mut Vec<Diagnostic>) -> Option<Alarm<'p>> {
    let delivery = plan.delivery();
    let told = watch.condition.to_string();
    let signal = camel(watch.condition.signal.as_str());
    let (name, feature, summary, description, environments, said) = match watch.reason {
        Reason::Rollback(id) => (
            format!("Rollback{}{signal}", camel(id.as_str())),
            Feature::Rollbacks,
            told.clone(),
            format!("When this is so, the rollback {id} takes the release back."),
            places.rolled_back_by(id),
            None,
        ),
        Reason::Analysis(id) => (
            format!("Analysis{}{signal}", camel(id.as_str())),
            Feature::Analyses,
            told.clone(),
            format!("The strategy {id} gives a release up that is like this."),
            places.brought_in_by(id),
            None,
        ),
        Reason::Alert(id) => {
            let alert = delivery.observability.as_ref()?.alerts.get(id)?;
            let part = if alert.when.len() > 1 { signal } else { String::new() };
            (
                format!("{}{part}", camel(id.as_str())),
                Feature::Observability,
                alert.summary.clone().unwrap_or_else(|| told.clone()),
                format!("The alert {id} is raised when {told}."),
                places.these(&alert.environments),
                Some(alert),
            )
        }
        Reason::Budget(_) => return None,
    };
    if environments.is_empty() && said.is_none() {
        let message = format!("`{told}` is not watched, since no environment is released to in this way");
        losses.push(loss(feature, Severity::Info, watch.path, message));
        return None;
    }
    let services = match said.map(|alert: &Alert| &alert.services[..]) {
        Some(named) if !named.is_empty() => named.iter().collect(),
        _ => places.services(&environments),
    };
    Some(Alarm {
        name,
        path: watch.path.clone(),
        feature,
        summary,
        description,
        severity: watch.severity,
        owner: said.and_then(|alert| alert.owner.as_deref()),
        runbook: said.and_then(|alert| alert.runbook.as_deref()),
        notify: said.map_or(&[], |alert| &alert.notify[..]),
        labels: said.map(|alert| &alert.labels).filter(|labels| !labels.is_empty()),
        services,
        environments,
        provider: watch.provider,
        no_data: said.and_then(|alert| alert.no_data),
        silent_in_rollouts: said.is_some_and(|alert| alert.silent_in_rollouts),
        ask: Ask::Condition(watch),
    })
}

fn budget<'p>(places: &Places<'p>, level: &Rc<Level<'p>>, list: &mut Vec<Alarm<'p>>, losses: &mut Vec<Diagnostic>) {
    let slo = level.slo;
    let known = places.service(level.service);
    for (number, burn) in level.alerts.iter().enumerate() {
        let path = if level.own {
            level.path().key("burn").index(number)
        } else {
            level.path()
        };
        if burn.flaw(level.objective(), level.window) == Some(Flaw::Unreachable) {
            let message = format!("`{}` needs more errors than there can be, so it is never raised", level.id);
            losses.push(loss(Feature::Observability, Severity::Warning, path, message).help("take a lower rate"));
            continue;
        }
        let spends = (burn.spends(level.window) * 1000.0).round() / 10.0;
        list.push(Alarm {
            name: format!("{}BudgetBurn{}", camel(level.id.as_str()), burn.long),
            path,
            feature: Feature::Observability,
            summary: match rounded(burn.rate) {
                rate if rate > 1.0 => format!("{} spends its error budget {rate} times faster than allowed", level.service),
                _ => format!("{} is about to spend all of its error budget", level.service),
            },
            description: format!(
                "{} of requests must be good over {}. At this rate {spends} % of what may be bad is spent within {}.",
                slo.objective, level.window, burn.long
            ),
            severity: burn.severity,
            owner: slo.owner.as_deref(),
            runbook: slo.runbook.as_deref(),
            notify: &slo.notify,
            labels: None,
            services: known.into_iter().collect(),
            environments: places.these(&slo.environments),
            provider: slo.provider.as_ref(),
            no_data: None,
            silent_in_rollouts: false,
            ask: Ask::Budget(Rc::clone(level), *burn),
        });
    }
}

fn backup<'p>(places: &Places<'p>, made: Made<'p>, losses: &mut Vec<Diagnostic>) -> Option<Alarm<'p>> {
    let id = made.id;
    let Some(gap) = made.gap.filter(|_| made.useless.is_none()) else {
        let why = made.useless.unwrap_or("nobody says how often it is made");
        let message = format!("nobody is told when the backup `{id}` is too old: {why}");
        losses.push(loss(Feature::Recovery, Severity::Info, made.path(), message));
        return None;
    };
    // One that has just ended started earlier, so the next one has ended after the gap and the time that one takes.
    let oldest = gap.saturating_add(made.takes);
    Some(Alarm {
        name: format!("Backup{}TooOld", camel(id.as_str())),
        path: made.path(),
        feature: Feature::Recovery,
        summary: format!("The last good backup {id} is older than {oldest}"),
        description: format!(
            "One is made at least every {gap} and takes up to {}. What was done since would be lost.",
            made.takes
        ),
        severity: AlertSeverity::Page,
        owner: None,
        runbook: None,
        notify: &[],
        labels: None,
        services: Ids::default(),
        environments: places.these(&made.backup.environments),
        provider: None,
        no_data: None,
        silent_in_rollouts: false,
        ask: Ask::Backup(Rc::new(made), oldest),
    })
}

/// A number without what binary numbers add far behind the point.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 1e9).round() / 1e9
}
