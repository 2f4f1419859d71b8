//! Everything that is watched, each as a condition under which something is wrong: what takes a release back, what a canary
//! must hold, what alerts tell and what spends an error budget too fast.

use super::{declared, lookback};
use crate::analysis::service_levels::{Burn, levels};
use crate::model::scalar::{Comparison, Condition, Duration, Percent, Quantity, Threshold};
use crate::model::{Alert, AlertSeverity, Analysis, Id, StrategyKind};
use crate::plan::Plan;
use crate::text::ModelPath;

/// How often something is measured when nobody says.
const EVERY: Duration = Duration::from_minutes(1);

/// Why something is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason<'p> {
    /// It takes a release back.
    Rollback(&'p Id),
    /// A new version must hold it while it is brought in.
    Analysis(&'p Id),
    /// It tells someone.
    Alert(&'p Id),
    /// It spends the error budget of a service level too fast.
    Budget(&'p Id),
}

/// A condition under which something is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Watch<'p> {
    /// Why it is watched.
    pub reason: Reason<'p>,
    /// Where the document says so.
    pub path: ModelPath,
    /// What is wrong.
    pub condition: Condition,
    /// How far back is looked; all of them must show it.
    pub windows: Vec<Duration>,
    /// For how long it must be so.
    pub hold: Duration,
    /// How often it is measured, when that is said.
    pub every: Option<Duration>,
    /// The service it is about, when it is one.
    pub service: Option<&'p Id>,
    /// Where it is measured, when that is said.
    pub provider: Option<&'p Id>,
    /// How urgent it is.
    pub severity: AlertSeverity,
}

/// Everything that is watched, in the order of the document.
pub fn watches(plan: &Plan) -> Vec<Watch<'_>> {
    let mut list = Vec::new();
    rollbacks(plan, &mut list);
    brought_in(plan, &mut list);
    alerts(plan, &mut list);
    budgets(plan, &mut list);
    list
}

fn window(plan: &Plan, condition: &Condition) -> Duration {
    lookback(declared(plan.delivery(), &condition.signal))
}

fn rollbacks<'p>(plan: &'p Plan, list: &mut Vec<Watch<'p>>) {
    for (id, rollback) in &plan.delivery().rollbacks {
        let path = ModelPath::root().key("rollbacks").key(id.as_str()).key("when");
        list.extend(rollback.when.iter().enumerate().map(|(number, condition)| Watch {
            reason: Reason::Rollback(id),
            path: path.clone().index(number),
            condition: condition.clone(),
            windows: vec![window(plan, condition)],
            hold: condition.sustained.unwrap_or_default(),
            every: rollback.every,
            service: None,
            provider: rollback.provider.as_ref(),
            severity: AlertSeverity::Page,
        }));
    }
}

fn brought_in<'p>(plan: &'p Plan, list: &mut Vec<Watch<'p>>) {
    for (id, strategy) in &plan.delivery().strategies {
        let at = ModelPath::root().key("strategies").key(id.as_str());
        for (analysis, path) in analyses(&strategy.kind, at) {
            let path = path.key("conditions");
            let every = analysis.every.unwrap_or(EVERY).as_millis();
            // One bad measurement more than may fail, and so many times between them.
            let hold = Duration::from_millis(every.saturating_mul(analysis.failures.unwrap_or(0).into()));
            // What must hold is wrong when it does not.
            list.extend(analysis.conditions.iter().enumerate().map(|(number, condition)| Watch {
                reason: Reason::Analysis(id),
                path: path.clone().index(number),
                condition: Condition {
                    comparison: condition.comparison.negated(),
                    ..condition.clone()
                },
                windows: vec![analysis.lookback.unwrap_or(window(plan, condition))],
                hold: condition.sustained.unwrap_or(hold),
                every: analysis.every,
                service: None,
                provider: analysis.provider.as_ref(),
                severity: AlertSeverity::Page,
            }));
        }
    }
}

/// The analyses of a strategy: its own, and those of its steps.
pub fn analyses(kind: &StrategyKind, at: ModelPath) -> Vec<(&Analysis, ModelPath)> {
    let at = at.key(kind.key());
    let (own, steps): (_, Vec<Option<&Analysis>>) = match kind {
        StrategyKind::Recreate(_) | StrategyKind::Rolling(_) => (None, Vec::new()),
        StrategyKind::BlueGreen(it) => (it.analysis.as_ref(), Vec::new()),
        StrategyKind::Canary(it) => (it.analysis.as_ref(), it.steps.iter().map(|step| step.analysis.as_ref()).collect()),
        StrategyKind::Linear(it) => (it.analysis.as_ref(), Vec::new()),
        StrategyKind::Shadow(it) => (it.analysis.as_ref(), Vec::new()),
        StrategyKind::Ab(it) => (it.analysis.as_ref(), Vec::new()),
        StrategyKind::FeatureFlag(it) => (it.analysis.as_ref(), it.steps.iter().map(|step| step.analysis.as_ref()).collect()),
    };
    let own = own.map(|analysis| (analysis, at.clone().key("analysis")));
    let steps = steps.into_iter().enumerate();
    let steps = steps.filter_map(|(number, analysis)| Some((analysis?, at.clone().key("steps").index(number).key("analysis"))));
    own.into_iter().chain(steps).collect()
}

fn alerts<'p>(plan: &'p Plan, list: &mut Vec<Watch<'p>>) {
    for (id, alert) in plan.delivery().observability.iter().flat_map(|all| &all.alerts) {
        let path = ModelPath::root().key("observability").key("alerts").key(id.as_str()).key("when");
        let service = match &alert.services[..] {
            [one] => Some(one),
            _ => None,
        };
        list.extend(alert.when.iter().enumerate().map(|(number, condition)| Watch {
            reason: Reason::Alert(id),
            path: if alert.when.len() > 1 {
                path.clone().index(number)
            } else {
                path.clone()
            },
            condition: condition.clone(),
            windows: vec![window(plan, condition)],
            hold: condition.sustained.unwrap_or_else(|| in_a_row(alert)),
            every: alert.every,
            service,
            provider: alert.provider.as_ref(),
            severity: alert.severity.unwrap_or(AlertSeverity::Ticket),
        }));
    }
}

/// How long a number of bad measurements in a row takes.
fn in_a_row(alert: &Alert) -> Duration {
    let more = alert.datapoints.unwrap_or(1).saturating_sub(1);
    Duration::from_millis(alert.every.unwrap_or(EVERY).as_millis().saturating_mul(more.into()))
}

/// Alerts on error budgets whose service level is one signal: the share of good requests.
fn budgets<'p>(plan: &'p Plan, list: &mut Vec<Watch<'p>>) {
    for level in levels(plan) {
        let Some(signal) = &level.slo.signal else { continue };
        for (number, alert) in level.alerts.iter().enumerate() {
            let Some(least) = least(alert, level.objective()) else { continue };
            let path = level.path();
            list.push(Watch {
                reason: Reason::Budget(level.id),
                path: if level.own { path.key("burn").index(number) } else { path },
                condition: Condition {
                    signal: signal.clone(),
                    comparison: Comparison::Below,
                    threshold: Threshold::Absolute(Quantity::Percent(least)),
                    sustained: None,
                },
                windows: vec![alert.long, alert.short],
                hold: Duration::ZERO,
                every: None,
                service: plan.delivery().services.get_key_value(level.service).map(|(id, _)| id),
                provider: level.slo.provider.as_ref(),
                severity: alert.severity,
            });
        }
    }
}

/// The share of good requests below which an alert is raised.
fn least(alert: &Burn, objective: Percent) -> Option<Percent> {
    Percent::from_fraction(1.0 - alert.threshold(objective))
}
