//! `OBS002`: an error budget that can be spent without anybody being told.

use crate::analysis::service_levels::{Flaw, Gap, Level, levels, standard};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// The alerts of a service level miss a fast outage or a slow leak, or cannot work as they are written.
    ///
    /// Two things spend an error budget: an outage within minutes, and a few errors over weeks. The one must call someone
    /// before much is spent; the other must make a ticket before all is. So the usual set has four alerts: for 30 days, 14.4
    /// times too fast over an hour and 6 times over six hours call someone, 3 times over a day and 1 time over three days make
    /// a ticket. An alert is no alert when its short window is as long as the long one, when it needs more errors than there
    /// can be, or when the budget is spent by the time it is raised.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// observability:
    ///   slos:
    ///     api: { objective: 99.9%, burn: [ { rate: 14.4, long: 1h, short: 5m, severity: page } ] }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// observability:
    ///   slos:
    ///     api:
    ///       objective: 99.9%
    ///       burn:
    ///         - { rate: 14.4, long: 1h, short: 5m, severity: page }
    ///         - { rate: 6, long: 6h, short: 30m, severity: page }
    ///         - { rate: 3, long: 1d, short: 2h, severity: ticket }
    ///         - { rate: 1, long: 3d, short: 6h, severity: ticket }
    /// ```
    ///
    /// References: Google SRE Workbook, "Alerting on SLOs".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for level in levels(plan).iter().filter(|level| level.own) {
        flaws(level, found);
        for gap in level.gaps() {
            let (message, help) = match gap {
                Gap::Fast(Some(spent)) => (
                    format!(
                        "an outage of `{}` calls nobody before {} of its error budget is spent",
                        level.id,
                        percent(spent)
                    ),
                    usual(level, 0),
                ),
                Gap::Fast(None) => (format!("an outage of `{}` calls nobody", level.id), usual(level, 0)),
                Gap::Slow(rate) => (
                    format!(
                        "errors that spend the budget of `{}` up to {} times too fast are told to nobody, and it is gone after {} days",
                        level.id,
                        number(rate),
                        number(level.window.as_secs_f64() / 86_400.0 / rate)
                    ),
                    usual(level, 3),
                ),
            };
            _ = found.add(level.path().key("burn"), message).help(help);
        }
    }
}

fn flaws(level: &Level<'_>, found: &mut Findings) {
    for (number, alert) in level.alerts.iter().enumerate() {
        let (message, help) = match alert.flaw(level.objective(), level.window) {
            Some(Flaw::Unreachable) => (
                format!(
                    "it needs {} of all requests to be bad, more than there can be",
                    percent(alert.threshold(level.objective()))
                ),
                "ask for a lower rate",
            ),
            Some(Flaw::Windows) => (
                format!("the short window, {}, is no shorter than the long one, {}", alert.short, alert.long),
                "let the short window be a twelfth of the long one",
            ),
            Some(Flaw::TooLate) => (
                format!(
                    "{} of the error budget is spent when it is raised",
                    percent(alert.spends(level.window))
                ),
                "ask for a lower rate or a shorter window",
            ),
            None => continue,
        };
        _ = found
            .add(
                level.path().key("burn").index(number),
                format!("this alert of `{}` is of no use: {message}", level.id),
            )
            .help(help);
    }
}

/// One of the usual alerts, as the document would have it.
fn usual(level: &Level<'_>, row: usize) -> String {
    let all = standard(level.objective(), level.window);
    let Some(alert) = all.get(row).or(all.last()) else {
        return "let errors of this service call someone".to_owned();
    };
    format!(
        "add `{{ rate: {}, long: {}, short: {}, severity: {} }}`",
        number(alert.rate),
        alert.long,
        alert.short,
        alert.severity.word()
    )
}

fn percent(share: f64) -> String {
    format!("{}%", number(share * 100.0))
}

/// With one decimal, where it is needed.
fn number(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}
