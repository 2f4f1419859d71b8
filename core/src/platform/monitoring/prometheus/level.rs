//! Service levels: the share of bad requests over each window, what is left of the budget, and alerts when it is spent too fast.

use super::ask::{labels as labels_of, question, stretches};
use super::file::{Pairs, Recording, Rule, Series, series};
use super::proof::{Shown, test, whole_minutes};
use super::rules::Made;
use super::series::{Phase, kept, raw};
use crate::analysis::service_levels::{Burn, Level, Measure};
use crate::analysis::signals::{System, declared, limit, sign};
use crate::diagnostic::Severity;
use crate::model::scalar::{Condition, Duration, SignalName};
use crate::model::{Delivery, Id, SignalUnit};
use crate::platform::monitoring::alarm::{Alarm, Ask, rounded};
use crate::platform::monitoring::question::{About, Refusal, abouts};
use crate::render::{Feature, loss};
use std::collections::BTreeSet;

/// The window that longer ones are made of where a question cannot look that far.
const SHORT: Duration = Duration::from_minutes(5);

/// The name of the share of bad requests over a window.
pub(in crate::platform::monitoring) fn ratio(window: Duration) -> String {
    format!("slo:error_ratio:{window}")
}

/// How the share of bad requests is asked for.
struct Question {
    /// The question; `None` for a window that is made of short ones.
    over: Option<String>,
    /// True when it is the document's own.
    own: bool,
}

/// The rules of a service level, of which these are the alarms.
pub(super) fn rules<'p>(made: &mut Made<'p>, level: &Level<'p>, alarms: &[&Alarm<'p>]) {
    let Some(first) = alarms.first() else { return };
    if !made.is_asked_here(first) {
        return;
    }
    let path = level.path();
    let Some(measure) = level.measure() else {
        let message = format!("nothing says how `{}` is measured, so nobody is told", level.id);
        let found = loss(Feature::Observability, Severity::Error, path, message);
        made.losses.push(found.help("add `signal`, `ratio` or `good`"));
        return;
    };
    if let Measure::Share { signal, said: false } = &measure {
        let message = format!("nothing says how `{}` is measured, so it is by `{signal}`", level.id);
        made.losses
            .push(loss(Feature::Observability, Severity::Info, path.clone(), message).help("add `signal`, `ratio` or `good`"));
    }
    let signals = signals(&measure);
    let mut rules = Vec::new();
    let places = signals
        .first()
        .map(|signal| abouts(made.delivery(), signal, System::Prometheus, &first.services, &first.environments));
    let places = places.unwrap_or_default();
    if places.is_empty() {
        made.refuse(first, signals.first().map_or("", |signal| signal.as_str()), Refusal::Unknown);
    }
    for about in places {
        match one(made, level, &measure, about, alarms) {
            Ok(more) => rules.extend(more),
            Err((signal, refusal)) => {
                made.refuse(first, &signal, refusal);
                return;
            }
        }
    }
    made.add(&path.to_string(), None, rules);
}

/// The signals that a measure asks for.
fn signals<'m>(measure: &'m Measure<'_>) -> Vec<&'m SignalName> {
    match measure {
        Measure::Share { signal, .. } => vec![signal],
        Measure::Ratio(ratio) => ratio.bad.iter().chain(&ratio.good).chain([&ratio.total]).collect(),
        Measure::Moments(conditions) => conditions.iter().map(|condition| &condition.signal).collect(),
    }
}

/// The rules about one place.
fn one<'p>(
    made: &mut Made<'p>,
    level: &Level<'p>,
    measure: &Measure<'p>,
    about: About<'p>,
    alarms: &[&Alarm<'p>],
) -> Result<Vec<Rule>, (String, Refusal)> {
    let mut labels = labels_of(about);
    labels.insert(String::from("slo"), level.id.to_string());
    labels.insert(String::from("service"), level.service.to_string());
    let mut windows: BTreeSet<Duration> = level
        .alerts
        .iter()
        .flat_map(|burn| [burn.long, burn.short])
        .filter(|window| !window.is_zero())
        .collect();
    windows.insert(SHORT);
    let mut rules = Vec::new();
    let mut record = |record: String, expr: String| {
        rules.push(Rule::Recording(Recording {
            record,
            expr,
            labels: labels.clone(),
        }));
    };
    let short = series(&ratio(SHORT), &labels);
    let mut own = false;
    for window in &windows {
        let asked = bad_share(made.delivery(), measure, about, *window)?;
        own |= asked.own;
        // What cannot look that far back is averaged over time.
        let expr = asked.over.unwrap_or_else(|| format!("avg_over_time({short}[{window}])"));
        record(ratio(*window), expr);
    }
    if !windows.contains(&level.window) {
        record(ratio(level.window), format!("avg_over_time({short}[{}])", level.window));
    }
    let objective = level.objective();
    let allowed = rounded(objective.complement().as_fraction());
    record(
        String::from("slo:objective:ratio"),
        format!("vector({})", rounded(objective.as_fraction())),
    );
    if allowed > 0.0 {
        let spent = series(&ratio(level.window), &labels);
        record(String::from("slo:error_budget_left:ratio"), format!("1 - {spent} / {allowed}"));
    }
    let mut shown: Vec<(Burn, Shown)> = Vec::new();
    for alarm in alarms {
        let Ask::Budget(_, burn) = &alarm.ask else { continue };
        let over = |window: Duration| format!("{} > {} * {allowed}", series(&ratio(window), &labels), rounded(burn.rate));
        let expr = format!("{}\nand\n{}", over(burn.long), over(burn.short));
        let (alert, show) = made.alert(alarm, about, expr, Duration::ZERO, &labels);
        shown.push((*burn, show));
        rules.push(Rule::Alert(alert));
    }
    let service = about.service.map(Id::as_str).filter(|_| !own);
    proofs(made, level, measure, service, &windows, &labels, &shown);
    Ok(rules)
}

/// The question for the share of bad requests over a window.
fn bad_share(delivery: &Delivery, measure: &Measure<'_>, about: About<'_>, window: Duration) -> Result<Question, (String, Refusal)> {
    let subject = about.subject();
    let ask = |signal: &SignalName| question(delivery, signal, subject, window).map_err(|refusal| (signal.to_string(), refusal));
    let long = |signals: &[&SignalName]| window == SHORT || signals.iter().all(|signal| stretches(delivery, signal));
    match measure {
        Measure::Share { signal, .. } => {
            let (query, own) = ask(signal)?;
            let percent = declared(delivery, signal).and_then(|signal| signal.unit) == Some(SignalUnit::Percent);
            let over = if own {
                let whole = if percent { " / 100" } else { "" };
                format!("1 - ({query}){whole}")
            } else {
                match signal.as_str() {
                    // Where nothing has ever been good there is no series of what is good, so what is bad is asked for as well.
                    "success_rate" => {
                        let (bad, _) = ask(&error_rate(signal))?;
                        format!("1 - ({query})\nor\n{bad}")
                    }
                    _ => format!("1 - ({query})"),
                }
            };
            let over = long(&[signal]).then_some(over);
            Ok(Question { over, own })
        }
        Measure::Ratio(counts) => {
            let (total, mut own) = ask(&counts.total)?;
            let (over, part) = match (&counts.bad, &counts.good) {
                (Some(bad), _) => {
                    let (query, by) = ask(bad)?;
                    own |= by;
                    (format!("({query}) / ({total})"), bad)
                }
                (None, Some(good)) => {
                    let (query, by) = ask(good)?;
                    own |= by;
                    (format!("1 - ({query}) / ({total})"), good)
                }
                (None, None) => return Err((counts.total.to_string(), Refusal::Unknown)),
            };
            let over = long(&[part, &counts.total]).then_some(over);
            Ok(Question { over, own })
        }
        Measure::Moments(conditions) => {
            let mut parts = Vec::new();
            for condition in *conditions {
                let signal = &condition.signal;
                let lookback = crate::analysis::signals::lookback(declared(delivery, signal));
                let (query, _) = question(delivery, signal, subject, lookback).map_err(|refusal| (signal.to_string(), refusal))?;
                parts.push(moment(delivery, condition, &query).ok_or_else(|| (signal.to_string(), Refusal::Unknown))?);
            }
            let all = parts.join(" * ");
            let over = (window == SHORT).then(|| format!("1 - avg_over_time(({all})[{SHORT}:1m])"));
            Ok(Question { over, own: true })
        }
    }
}

/// The usual signal that says what is bad, where another says what is good.
fn error_rate(signal: &SignalName) -> SignalName {
    "error_rate".parse().unwrap_or_else(|_| signal.clone())
}

/// One where a condition holds and zero where it does not. None for what must be known to be usual.
fn moment(delivery: &Delivery, condition: &Condition, query: &str) -> Option<String> {
    let limit = limit(condition, declared(delivery, &condition.signal))?;
    Some(format!("(({query}) {} bool {limit})", sign(condition.comparison)))
}

/// Tests: each alert is raised by a share of bad requests above its own, stays silent below, when only the short window sees it
/// and as soon as it is over.
fn proofs(
    made: &mut Made<'_>,
    level: &Level<'_>,
    measure: &Measure<'_>,
    service: Option<&str>,
    windows: &BTreeSet<Duration>,
    labels: &Pairs,
    shown: &[(Burn, Shown)],
) {
    let objective = level.objective();
    let thresholds: Vec<f64> = shown.iter().map(|(burn, _)| burn.threshold(objective)).collect();
    let above = |threshold: f64, times: f64| (threshold * times).max(1e-6).min(f64::midpoint(threshold, 1.0));
    let usual = match measure {
        Measure::Share { signal, .. } => service.map(|service| (signal, service)),
        _ => None,
    };
    // Raw series where the question is the usual one; else the answers over all windows.
    let given = |phases: &[Phase]| -> Vec<Series> {
        let good: Vec<Phase> = phases
            .iter()
            .map(|phase| Phase {
                minutes: phase.minutes,
                value: 1.0 - phase.value,
            })
            .collect();
        usual
            .and_then(|(signal, service)| raw(signal, service, 5, &good))
            .unwrap_or_else(|| {
                let answers = windows.iter().map(|window| kept(series(&ratio(*window), labels), phases));
                answers.collect()
            })
    };
    let steady = |value: f64| given(&[Phase { minutes: 10, value }]);
    for ((burn, _), threshold) in shown.iter().zip(&thresholds) {
        let share = above(*threshold, 1.5);
        let checks = shown
            .iter()
            .zip(&thresholds)
            .map(|((_, show), threshold)| show.at(8, share > *threshold))
            .collect();
        let name = format!(
            "{}: {} % bad requests, more than {} times too many",
            level.id,
            rounded(share * 100.0),
            rounded(burn.rate)
        );
        made.tests.push(test(name, steady(share), checks));
    }
    let least = thresholds.iter().copied().fold(f64::INFINITY, f64::min);
    if least.is_finite() && least > 0.0 {
        let checks = shown.iter().map(|(_, show)| show.at(8, false)).collect();
        let name = format!("{}: {} % bad requests are few enough", level.id, rounded(least * 50.0));
        made.tests.push(test(name, steady(least * 0.5), checks));
    }
    let quickest = shown.iter().zip(&thresholds).min_by_key(|((burn, _), _)| burn.long);
    let Some(((burn, show), threshold)) = quickest.filter(|((burn, _), _)| burn.long <= Duration::from_hours(6)) else {
        return;
    };
    if usual.is_none() || !(0.0..1.0).contains(threshold) || *threshold == 0.0 {
        return;
    }
    let (long, short) = (whole_minutes(burn.long), whole_minutes(burn.short));
    let phase = |minutes: u64, value: f64| Phase { minutes, value };
    let bad = above(*threshold, 3.0);
    let brief = (long / 12).max(1).min(short.max(1));
    // So many bad requests in a twelfth of the window are less than allowed over all of it.
    let series = given(&[phase(long, 0.0), phase(brief, bad)]);
    let checks = vec![show.at(long + brief, false)];
    made.tests
        .push(test(format!("{}: bad for {brief}m is not yet enough", level.id), series, checks));
    let series = given(&[phase(long, bad), phase(short + 2, 0.0)]);
    let checks = vec![show.at(long, true), show.at(long + short + 2, false)];
    made.tests.push(test(
        format!("{}: it is over as soon as the last {} are good", level.id, burn.short),
        series,
        checks,
    ));
}
