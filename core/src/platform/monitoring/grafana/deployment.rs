//! What to look at while something is delivered.

use super::file::{Dashboard, PROMETHEUS};
use super::panel::{Board, Shown, bounds, choice, colours, unit};
use crate::analysis::signals::{LOOKBACK, Subject, declared, limit, lookback};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Comparison, Condition, SignalName};
use crate::model::{Delivery, Id, PanelKind, Platform, Tier};
use crate::plan::Plan;
use crate::platform::monitoring::alarm::{Alarm, Ask, rounded};
use crate::platform::monitoring::prometheus::question;
use crate::render::{Feature, loss};
use crate::text::ModelPath;
use serde_json::json;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

/// The service that is chosen.
const SERVICE: Subject<'static> = Subject {
    service: "$service",
    environment: "$environment",
    version: "",
};

/// The signals that every service is watched by.
const USUAL: [&str; 6] = [
    "throughput",
    "error_rate",
    "success_rate",
    "latency.p50",
    "latency.p95",
    "latency.p99",
];

/// The dashboard; nothing without services.
pub(super) fn dashboard(plan: &Plan, alarms: &[Alarm<'_>], losses: &mut Vec<Diagnostic>) -> Option<Dashboard> {
    let delivery = plan.delivery();
    if delivery.services.is_empty() {
        return None;
    }
    let conditions: Vec<&Condition> = alarms
        .iter()
        .filter_map(|alarm| match &alarm.ask {
            Ask::Condition(watch) => Some(&watch.condition),
            Ask::Budget(..) | Ask::Backup(..) => None,
        })
        .collect();
    let mut board = Board::default();
    traffic(delivery, &conditions, &mut board);
    let namespaces = namespaces(plan);
    if let Some(namespaces) = &namespaces {
        pods(&mut board, !namespaces.is_empty());
    }
    others(delivery, &conditions, &mut board);
    cost(delivery, &mut board, losses);
    let told = told(alarms);
    if !told.is_empty() {
        board.text("What is bad, and what comes of it", 6, &told);
    }
    let mut variables = vec![choice("service", "Service", delivery.services.keys().map(Id::as_str))];
    let mut marks = Vec::new();
    if let Some(namespaces) = namespaces {
        marks.push(json!({
            "name": "Deployments",
            "datasource": PROMETHEUS,
            "enable": true,
            "iconColor": "blue",
            "expr": format!("changes(kube_deployment_status_observed_generation{{{}deployment=\"$service\"}}[2m]) > 0", there(!namespaces.is_empty())),
            "titleFormat": "A deployment of $service",
            "step": "60s"
        }));
        if !namespaces.is_empty() {
            variables.push(choice("namespace", "Namespace", namespaces));
        }
    }
    let environments = delivery.environments.keys().filter(|id| plan.tier(id) == Some(Tier::Production));
    let environments: Vec<&str> = environments.map(Id::as_str).collect();
    if delivery
        .signals
        .values()
        .any(|signal| signal.prometheus.as_ref().is_some_and(|own| own.query.contains("{{environment}}")))
        && !environments.is_empty()
    {
        variables.push(choice("environment", "Environment", environments));
    }
    board.finish(delivery, "deployment", format!("{}: deployment", delivery.name), variables, marks)
}

/// The namespaces of production in clusters; nothing when production is no cluster.
fn namespaces(plan: &Plan) -> Option<BTreeSet<&str>> {
    let delivery = plan.delivery();
    let environments = delivery
        .environments
        .iter()
        .filter(|(id, _)| plan.tier(id) == Some(Tier::Production));
    let clusters: Vec<_> = environments
        .filter_map(|(_, environment)| match &environment.platform {
            Some(Platform::Kubernetes(cluster)) => Some(cluster.namespace.as_deref()),
            _ => None,
        })
        .collect();
    (!clusters.is_empty()).then(|| clusters.into_iter().flatten().collect())
}

/// What chooses the namespace in a question, when there are any to choose from.
const fn there(namespaces: bool) -> &'static str {
    if namespaces { "namespace=\"$namespace\"," } else { "" }
}

/// The question for a signal of the service that is chosen, over the time that alerts look back.
pub(super) fn asked(delivery: &Delivery, signal: &SignalName) -> Option<String> {
    let lookback = if declared(delivery, signal).is_some() {
        lookback(declared(delivery, signal))
    } else {
        LOOKBACK
    };
    question(delivery, signal, SERVICE, lookback).ok().map(|(query, _)| query)
}

/// Requests, errors and response times.
fn traffic(delivery: &Delivery, conditions: &[&Condition], board: &mut Board) {
    let ask = |signal: &str, name: &str| {
        let signal: SignalName = signal.parse().ok()?;
        Some((asked(delivery, &signal)?, name.to_owned()))
    };
    let about = |name: &'static str| conditions.iter().copied().filter(move |condition| condition.signal.root() == name);
    let add = |board: &mut Board, title: &str, unit: &'static str, asked: Vec<(String, String)>, thresholds| {
        if !asked.is_empty() {
            let shown = Shown {
                thresholds,
                ..Shown::curves(title, unit, asked)
            };
            board.add(8, 8, shown);
        }
    };
    let rate = ask("throughput", "requests").into_iter().collect();
    add(board, "Requests", "reqps", rate, colours(delivery, about("throughput")));
    // What must succeed is shown as what may fail.
    let share = |condition: &&Condition| limit(condition, declared(delivery, &condition.signal));
    let fails = about("error_rate")
        .filter(|condition| condition.comparison != Comparison::Below)
        .filter_map(|c| share(&c));
    let succeeds = about("success_rate").filter(|condition| condition.comparison != Comparison::Above);
    let succeeds = succeeds.filter_map(|condition| share(&condition).map(|limit| rounded(1.0 - limit)));
    let errors = ask("error_rate", "errors").into_iter().collect();
    add(
        board,
        "Errors",
        "percentunit",
        errors,
        bounds(fails.chain(succeeds).collect(), Vec::new()),
    );
    let times = [("latency.p50", "p50"), ("latency.p95", "p95"), ("latency.p99", "p99")];
    let times = times.into_iter().filter_map(|(signal, name)| ask(signal, name)).collect();
    add(board, "Response time", "s", times, colours(delivery, about("latency")));
}

/// What runs in clusters.
fn pods(board: &mut Board, namespaces: bool) {
    let there = there(namespaces);
    let one = |query: String, name: &str| vec![(query, name.to_owned())];
    let versions = one(
        format!("count by (image) (kube_pod_container_info{{{there}container=\"$service\"}})"),
        "{{image}}",
    );
    board.add(8, 8, Shown::curves("Pods by version", "short", versions));
    let phases = one(
        format!("sum by (phase) (kube_pod_status_phase{{{there}pod=~\"$service-.+\"}})"),
        "{{phase}}",
    );
    board.add(8, 8, Shown::curves("Pods by state", "short", phases));
    let restarts = one(
        format!("sum by (pod) (increase(kube_pod_container_status_restarts_total{{{there}container=\"$service\"}}[5m]))"),
        "{{pod}}",
    );
    board.add(8, 8, Shown::curves("Restarts", "short", restarts));
    let processors = one(
        format!("sum by (pod) (rate(container_cpu_usage_seconds_total{{{there}container=\"$service\"}}[5m]))"),
        "{{pod}}",
    );
    board.add(12, 8, Shown::curves("Processors", "short", processors));
    let memory = one(
        format!("sum by (pod) (container_memory_working_set_bytes{{{there}container=\"$service\"}})"),
        "{{pod}}",
    );
    board.add(12, 8, Shown::curves("Memory", "bytes", memory));
}

/// Every other signal that a condition looks at.
fn others(delivery: &Delivery, conditions: &[&Condition], board: &mut Board) {
    let mut order: Vec<&SignalName> = Vec::new();
    let mut same: HashMap<&SignalName, Vec<&Condition>> = HashMap::new();
    for condition in conditions {
        let signal = &condition.signal;
        if USUAL.contains(&signal.as_str()) || signal.root() == "latency" {
            continue;
        }
        let list = same.entry(signal).or_default();
        if list.is_empty() {
            order.push(signal);
        }
        list.push(condition);
    }
    for signal in order {
        let Some(query) = asked(delivery, signal) else { continue };
        let shown = Shown {
            thresholds: colours(delivery, same.get(signal).into_iter().flatten().copied()),
            about: declared(delivery, signal)
                .and_then(|signal| signal.summary.clone())
                .unwrap_or_default(),
            range: (None, None),
            ..Shown::curves(signal.as_str(), unit(delivery, signal), vec![(query, signal.to_string())])
        };
        board.add(8, 8, shown);
    }
}

/// What is spent, against what may be.
fn cost(delivery: &Delivery, board: &mut Board, losses: &mut Vec<Diagnostic>) {
    let budget = delivery.objectives.as_ref().and_then(|objectives| objectives.budget.as_ref());
    let query = "cost".parse().ok().and_then(|signal| asked(delivery, &signal));
    match (query, budget) {
        (Some(query), _) => {
            let limits = budget.map(|budget| budget.money.amount.to_f64()).into_iter().collect();
            let shown = Shown {
                kind: PanelKind::Number,
                thresholds: bounds(limits, Vec::new()),
                about: budget.map(|budget| format!("{budget} may be spent")).unwrap_or_default(),
                ..Shown::curves("Cost", "short", vec![(query, String::from("cost"))])
            };
            board.add(8, 8, shown);
        }
        (None, Some(budget)) => {
            let path = ModelPath::root().key("objectives").key("budget");
            let message = format!("no dashboard shows what is spent of {budget}, since nothing says how that is measured");
            losses.push(
                loss(Feature::Costs, Severity::Info, path, message).help("declare the signal `cost`, with its query for `prometheus`"),
            );
        }
        (None, None) => {}
    }
}

/// All conditions in words.
fn told(alarms: &[Alarm<'_>]) -> String {
    let mut text = String::new();
    let mut known = BTreeSet::new();
    for alarm in alarms {
        let Ask::Condition(watch) = &alarm.ask else { continue };
        if known.insert((watch.condition.to_string(), alarm.description.as_str())) {
            let _ = writeln!(text, "- `{}`: {}", watch.condition, alarm.description);
        }
    }
    text
}
