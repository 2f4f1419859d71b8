//! `OBS003`: a rollout waits for a measurement that is not there.

use crate::model::scalar::Condition;
use crate::model::{Analysis, Id, MonitoringKind, SignalDefinition, StrategyKind};
use crate::plan::Plan;
use crate::resolve::is_built_in;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A rollout or a rollback watches a signal that has no query for the system it is measured in.
    ///
    /// What cannot be asked for gives no number, and then the analysis fails for no reason, or passes without having looked. A
    /// signal of one's own needs a query for each provider that it is used with.
    ///
    /// ```yaml bad
    /// signals: { orders: { cloudwatch: { namespace: shop, metric: orders, statistic: Sum } } }
    /// observability: { providers: { prometheus: { prometheus: {} } } }
    /// strategies:
    ///   careful:
    ///     canary:
    ///       analysis: { conditions: [ "orders > 10" ], every: 1m, count: 5, provider: prometheus }
    ///       steps: [ { weight: 10%, hold: 10m }, { weight: 100% } ]
    /// ```
    ///
    /// ```yaml good
    /// signals: { orders: { prometheus: { query: "sum(rate(orders_total[5m]))" } } }
    /// observability: { providers: { prometheus: { prometheus: {} } } }
    /// strategies:
    ///   careful:
    ///     canary:
    ///       analysis: { conditions: [ "orders > 10" ], every: 1m, count: 5, provider: prometheus }
    ///       steps: [ { weight: 10%, hold: 10m }, { weight: 100% } ]
    /// ```
    ///
    /// References: Argo Rollouts, "Analysis & Progressive Delivery" (inconclusive and error results); Flagger, "Metrics Analysis".
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    if plan.delivery().signals.is_empty() {
        return;
    }
    for (id, strategy) in &plan.delivery().strategies {
        let at = ModelPath::root().key("strategies").key(id.as_str()).key(strategy.kind.key());
        match &strategy.kind {
            StrategyKind::BlueGreen(own) => analysis(plan, own.analysis.as_ref(), &at, found),
            StrategyKind::Canary(own) => {
                analysis(plan, own.analysis.as_ref(), &at, found);
                for (number, step) in own.steps.iter().enumerate() {
                    analysis(plan, step.analysis.as_ref(), &at.clone().key("steps").index(number), found);
                }
            }
            StrategyKind::FeatureFlag(own) => {
                analysis(plan, own.analysis.as_ref(), &at, found);
                for (number, step) in own.steps.iter().enumerate() {
                    analysis(plan, step.analysis.as_ref(), &at.clone().key("steps").index(number), found);
                }
            }
            StrategyKind::Linear(own) => analysis(plan, own.analysis.as_ref(), &at, found),
            StrategyKind::Shadow(own) => analysis(plan, own.analysis.as_ref(), &at, found),
            StrategyKind::Ab(own) => analysis(plan, own.analysis.as_ref(), &at, found),
            StrategyKind::Recreate(_) | StrategyKind::Rolling(_) => {}
        }
    }
    for (id, rollback) in &plan.delivery().rollbacks {
        let at = ModelPath::root().key("rollbacks").key(id.as_str()).key("when");
        conditions(plan, &rollback.when, rollback.provider.as_ref(), &at, found);
    }
}

fn analysis(plan: &Plan, own: Option<&Analysis>, at: &ModelPath, found: &mut Findings) {
    if let Some(own) = own {
        let at = at.clone().key("analysis").key("conditions");
        conditions(plan, &own.conditions, own.provider.as_ref(), &at, found);
    }
}

fn conditions(plan: &Plan, list: &[Condition], provider: Option<&Id>, at: &ModelPath, found: &mut Findings) {
    let delivery = plan.delivery();
    for (number, condition) in list.iter().enumerate() {
        let name = condition.signal.as_str();
        let own = delivery.signals.get(&condition.signal);
        let Some(signal) = own.filter(|_| !is_built_in(&condition.signal)) else {
            continue;
        };
        let there = at.clone().index(number);
        let source = ModelPath::root().key("signals").key(name);
        if !has_query(signal) {
            _ = found
                .add(there, format!("`{name}` has no query, so it is never measured"))
                .help("give the signal a query for the system it is kept in")
                .related(source, "the signal");
        } else if let Some((provider, false)) = provider.and_then(|provider| Some((provider, is_kept(plan, signal, provider)?))) {
            _ = found
                .add(there, format!("`{name}` has no query for `{provider}`, where it is measured"))
                .help(format!("give the signal a query for `{provider}`, or measure it where it has one"))
                .related(source, "the signal");
        }
    }
}

/// True for a signal with a query for some system.
fn has_query(signal: &SignalDefinition) -> bool {
    signal.prometheus.is_some()
        || signal.azure_monitor.is_some()
        || signal.cloudwatch.is_some()
        || signal.datadog.is_some()
        || !signal.extensions.is_empty()
}

/// Whether a signal has a query for a provider; nothing when it is not known what the provider is.
fn is_kept(plan: &Plan, signal: &SignalDefinition, provider: &Id) -> Option<bool> {
    let declared = plan
        .delivery()
        .observability
        .as_ref()
        .and_then(|observability| observability.providers.get(provider));
    let other = || Some(!signal.extensions.is_empty());
    match declared.map(|declared| &declared.kind) {
        Some(MonitoringKind::Prometheus(_)) => Some(signal.prometheus.is_some()),
        Some(MonitoringKind::AzureMonitor(_)) => Some(signal.azure_monitor.is_some()),
        Some(MonitoringKind::CloudWatch(_)) => Some(signal.cloudwatch.is_some()),
        Some(MonitoringKind::Datadog(_)) => Some(signal.datadog.is_some()),
        Some(_) => other(),
        None => match provider.as_str() {
            "prometheus" => Some(signal.prometheus.is_some()),
            "azure-monitor" => Some(signal.azure_monitor.is_some()),
            "cloudwatch" => Some(signal.cloudwatch.is_some()),
            "datadog" => Some(signal.datadog.is_some()),
            _ => None,
        },
    }
}
