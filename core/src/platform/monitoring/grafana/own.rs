//! Dashboards of the document.

use super::deployment::asked;
use super::file::{Dashboard, Time};
use super::levels::left;
use super::panel::{Board, Shown, choice, colours, unit};
use crate::analysis::service_levels::{Level, levels};
use crate::analysis::signals::provided;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Condition, SignalName};
use crate::model::{Dashboard as Said, Id, Panel, PanelKind};
use crate::plan::Plan;
use crate::platform::monitoring::alarm::{Alarm, Ask};
use crate::render::{Feature, loss};
use crate::text::ModelPath;
use std::collections::HashMap;

/// The dashboards of the document, by the names of their files.
pub(super) fn dashboards(plan: &Plan, alarms: &[Alarm<'_>], losses: &mut Vec<Diagnostic>) -> Vec<(String, Dashboard)> {
    let mut watched: Watched<'_> = HashMap::new();
    for condition in alarms.iter().filter_map(condition) {
        watched.entry(&condition.signal).or_default().push(condition);
    }
    let levels: HashMap<&Id, Level<'_>> = levels(plan).into_iter().map(|level| (level.id, level)).collect();
    let all = plan
        .delivery()
        .observability
        .iter()
        .flat_map(|observability| &observability.dashboards);
    all.filter_map(|(id, said)| Some((format!("own-{id}"), one(plan, id, said, &watched, &levels, losses)?)))
        .collect()
}

/// Conditions by the signal they look at.
type Watched<'a> = HashMap<&'a SignalName, Vec<&'a Condition>>;

fn one(
    plan: &Plan,
    id: &Id,
    said: &Said,
    watched: &Watched<'_>,
    levels: &HashMap<&Id, Level<'_>>,
    losses: &mut Vec<Diagnostic>,
) -> Option<Dashboard> {
    let delivery = plan.delivery();
    let path = ModelPath::root().key("observability").key("dashboards").key(id.as_str());
    let mut lose = |path: ModelPath, message: String, help: &'static str| {
        losses.push(loss(Feature::Observability, Severity::Warning, path, message).help(help));
    };
    let kind = provided(delivery, said.provider.as_ref()).kind();
    if let Some(kind) = kind.filter(|kind| !matches!(kind.as_str(), "prometheus" | "grafana")) {
        lose(path, format!("`{id}` is shown by `{kind}`"), "keep it there");
        return None;
    }
    let mut board = Board::default();
    for (number, panel) in said.panels.iter().enumerate() {
        let at = path.clone().key("panels").index(number);
        if let Some(slo) = &panel.slo {
            if let Some(level) = levels.get(slo) {
                board.add(8, 8, titled(left(level), panel));
            }
            continue;
        }
        let mut questions = Vec::new();
        for signal in &panel.signals {
            match asked(delivery, signal) {
                Some(query) => questions.push((query, signal.to_string())),
                None => lose(
                    at.clone(),
                    format!("there is no question for `{signal}`, so it is not shown"),
                    "declare it under `signals`, with its query for `prometheus`",
                ),
            }
        }
        let Some(first) = panel.signals.first().filter(|_| !questions.is_empty()) else {
            continue;
        };
        let names: Vec<String> = panel.signals.iter().map(ToString::to_string).collect();
        let known = || panel.signals.iter().filter_map(|signal| watched.get(signal)).flatten().copied();
        // What the panel itself takes for bad, or else what someone is told of.
        let thresholds = if panel.bad.is_empty() {
            colours(delivery, known())
        } else {
            colours(delivery, panel.bad.iter())
        };
        let shown = Shown {
            kind: panel.kind.unwrap_or(PanelKind::Line),
            thresholds,
            range: (None, None),
            ..Shown::curves(&names.join(", "), unit(delivery, first), questions)
        };
        board.add(8, 8, titled(shown, panel));
    }
    let title = said.title.clone().unwrap_or_else(|| id.to_string());
    let services = if said.services.is_empty() {
        delivery.services.keys().map(Id::as_str).collect()
    } else {
        said.services.iter().map(Id::as_str).collect::<Vec<_>>()
    };
    let mut variables = Vec::new();
    if !services.is_empty() {
        variables.push(choice("service", "Service", services));
    }
    let environments: Vec<&str> = delivery.environments.keys().map(Id::as_str).collect();
    if !environments.is_empty() {
        variables.push(choice("environment", "Environment", environments));
    }
    let mut board = board.finish(delivery, id.as_str(), title, variables, Vec::new())?;
    if let Some(over) = said.over {
        board.time = Time {
            from: format!("now-{}m", over.as_millis().div_ceil(60_000)),
            to: "now",
        };
    }
    Some(board)
}

fn titled(shown: Shown, panel: &Panel) -> Shown {
    Shown {
        title: panel.title.clone().unwrap_or(shown.title),
        kind: panel.kind.unwrap_or(shown.kind),
        ..shown
    }
}

fn condition<'a>(alarm: &'a Alarm<'_>) -> Option<&'a Condition> {
    match &alarm.ask {
        Ask::Condition(watch) => Some(&watch.condition),
        Ask::Budget(..) | Ask::Backup(..) => None,
    }
}
