//! Service levels: what is promised, what is left of the error budget, and how fast it is spent.

use super::file::Dashboard;
use super::panel::{Board, Shown, bounds};
use crate::analysis::service_levels::{Level, levels};
use crate::analysis::signals::{Provided, provided};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::PanelKind;
use crate::plan::Plan;
use crate::platform::monitoring::alarm::rounded;
use crate::platform::monitoring::prometheus::ratio;
use crate::render::{Feature, loss};
use std::collections::BTreeSet;

/// The dashboard; nothing without service levels that Prometheus measures.
pub(super) fn dashboard(plan: &Plan, losses: &mut Vec<Diagnostic>) -> Option<Dashboard> {
    let mut board = Board::default();
    for level in levels(plan) {
        if !is_kept(plan, &level, losses) {
            continue;
        }
        board.row(level.slo.summary.clone().unwrap_or_else(|| level.id.to_string()));
        board.add(4, 8, promise(&level));
        let allowed = rounded(level.objective().complement().as_fraction());
        if allowed > 0.0 {
            board.add(4, 8, left(&level));
            board.add(8, 8, burnt(&level, allowed));
        }
        let wrong = Shown {
            thresholds: bounds((allowed > 0.0).then_some(allowed).into_iter().collect(), Vec::new()),
            ..Shown::curves("Bad requests", "percentunit", over(&level, ""))
        };
        board.add(8, 8, wrong);
    }
    let delivery = plan.delivery();
    board.finish(
        delivery,
        "service-levels",
        format!("{}: service levels", delivery.name),
        Vec::new(),
        Vec::new(),
    )
}

/// True when the rules for Prometheus keep the numbers of a service level.
fn is_kept(plan: &Plan, level: &Level<'_>, losses: &mut Vec<Diagnostic>) -> bool {
    let provided = provided(plan.delivery(), level.slo.provider.as_ref());
    let kind = provided.kind();
    let message = match kind {
        Some(kind) if !matches!(provided, Provided::Unsaid) && kind != "prometheus" => {
            format!("`{}` is measured by `{kind}`, which these dashboards do not ask", level.id)
        }
        _ if level.measure().is_none() => format!("nothing says how `{}` is measured, so it is not shown", level.id),
        _ => return true,
    };
    losses.push(loss(Feature::Observability, Severity::Info, level.path(), message));
    false
}

fn series(name: &str, level: &Level<'_>) -> String {
    format!("{name}{{slo=\"{}\"}}", level.id)
}

fn promise(level: &Level<'_>) -> Shown {
    Shown {
        kind: PanelKind::Number,
        about: format!("{} of {} over {}", level.objective(), level.service, level.window),
        range: (None, None),
        ..Shown::curves(
            "Objective",
            "percentunit",
            vec![(series("slo:objective:ratio", level), String::from("objective"))],
        )
    }
}

/// What is left of the budget. Below nothing the promise is broken.
pub(super) fn left(level: &Level<'_>) -> Shown {
    Shown {
        kind: PanelKind::Gauge,
        about: format!("Of {} in which all may be bad over {}", level.budget, level.window),
        thresholds: bounds(Vec::new(), vec![0.0, 0.25]),
        range: (Some(0.0), Some(1.0)),
        ..Shown::curves(
            "Error budget left",
            "percentunit",
            vec![(series("slo:error_budget_left:ratio", level), String::from("left"))],
        )
    }
}

/// How many times too fast the budget is spent, with lines where someone is told.
fn burnt(level: &Level<'_>, allowed: f64) -> Shown {
    let rates = level.alerts.iter().map(|burn| rounded(burn.rate)).collect();
    Shown {
        about: String::from("At 1 the budget is spent just when its time is over. Lines are where someone is told."),
        thresholds: bounds(rates, Vec::new()),
        ..Shown::curves("Burn rate", "short", over(level, &format!(" / {allowed}")))
    }
}

/// The share of bad requests over each window.
fn over(level: &Level<'_>, by: &str) -> Vec<(String, String)> {
    let windows: BTreeSet<_> = level
        .alerts
        .iter()
        .map(|burn| burn.long)
        .filter(|window| !window.is_zero())
        .collect();
    let windows = windows
        .into_iter()
        .map(|window| (format!("{}{by}", series(&ratio(window), level)), window.to_string()));
    windows.collect()
}
