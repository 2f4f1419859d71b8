//! Scheduled query rules: a question in KQL that gives one number, and what it is held against.

use super::Template;
use crate::analysis::service_levels::{Burn, Level, Measure};
use crate::analysis::signals::{LOOKBACK, Provided, Query, System, Watch, baseline, declared, limit, minutes, provided};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Comparison, Condition, Direction, Duration, Quantity, SignalName, Threshold};
use crate::model::{AlertSeverity, Delivery, Id, MonitoringKind, SignalUnit};
use crate::plan::Plan;
use crate::platform::monitoring::alarm::{Alarm, Ask, rounded};
use crate::platform::monitoring::cloud::{Cloud, of_each, reached};
use crate::platform::monitoring::question::{About, Refusal, abouts, asked, is_asked_by, refused};
use crate::platform::monitoring::subject::camel;
use crate::render::loss;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// How often a rule looks, and how far back, in the minutes that Azure allows.
const ALLOWED: [u64; 13] = [1, 5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440];

/// How far back a rule looks at most.
const LONGEST: Duration = Duration::from_days(2);

/// What a rule asks and holds the answer against.
struct Rule {
    query: String,
    sign: &'static str,
    threshold: f64,
    /// How far back the question looks.
    back: Duration,
}

/// The rules of an alarm.
pub(super) fn rules<'p>(
    plan: &'p Plan,
    alarm: &Alarm<'p>,
    groups: &BTreeSet<&'p Id>,
    template: &mut Template,
    losses: &mut Vec<Diagnostic>,
) {
    if matches!(alarm.ask, Ask::Backup(..)) {
        return;
    }
    let environments = Cloud::Azure.of(plan, alarm);
    let delivery = plan.delivery();
    if environments.is_empty() || !is_asked_by(delivery, alarm, "azure_monitor", losses) {
        return;
    }
    let system = match provided(delivery, alarm.provider) {
        Provided::By(kind) => System::of(kind).unwrap_or(INSIGHTS),
        Provided::Named(_) | Provided::Unsaid => INSIGHTS,
    };
    let Some(signal) = alarm.signal() else {
        let message = format!(
            "`{}` is measured in a way that one question in KQL does not tell, so nobody is told",
            alarm.name
        );
        losses.push(loss(alarm.feature, Severity::Error, alarm.path.clone(), message).help("measure it by one `signal`"));
        return;
    };
    let places = abouts(delivery, &signal, system, &alarm.services, &environments);
    if places.is_empty() {
        losses.push(refused(alarm, signal.as_str(), Refusal::Unknown, "azure_monitor"));
    }
    for about in places {
        let rule = match &alarm.ask {
            Ask::Condition(watch) => condition(delivery, alarm, watch, system, about, losses),
            Ask::Budget(level, burn) => budget(delivery, alarm, level, burn, system, about, losses),
            Ask::Backup(..) => None,
        };
        let Some(rule) = rule else { return };
        // What does not speak of the environment is asked in each of them.
        let there = about.environment.map_or_else(|| environments.clone(), |one| vec![one]);
        for environment in there {
            let scope = scope(plan, alarm, environment, &environments, template);
            let resource = resource(plan, alarm, about, environment, &environments, &rule, &scope, groups);
            template.resources.push(resource);
        }
    }
}

/// The system whose tables everyone knows.
const INSIGHTS: System = System::AzureMonitor {
    application_insights: true,
};

/// A question, or what is told because there is none.
fn ask(
    delivery: &Delivery,
    alarm: &Alarm<'_>,
    signal: &SignalName,
    system: System,
    about: About<'_>,
    back: Duration,
    losses: &mut Vec<Diagnostic>,
) -> Option<(String, bool)> {
    match asked(delivery, signal, system, about.subject(), back) {
        Ok((Query::Text(query), own)) => {
            if !own {
                let message = format!("`{signal}` is asked by the names that are usual");
                let found = loss(alarm.feature, Severity::Info, alarm.path.clone(), message);
                losses.push(found.help("declare it under `signals` to ask otherwise"));
            }
            Some((query.trim().to_owned(), own))
        }
        Ok((Query::CloudWatch(_), _)) => None,
        Err(refusal) => {
            losses.push(refused(alarm, signal.as_str(), refusal, "azure_monitor"));
            None
        }
    }
}

fn condition(
    delivery: &Delivery,
    alarm: &Alarm<'_>,
    watch: &Watch<'_>,
    system: System,
    about: About<'_>,
    losses: &mut Vec<Diagnostic>,
) -> Option<Rule> {
    let condition = &watch.condition;
    let back = watch.windows.first().copied().unwrap_or(LOOKBACK);
    let (query, own) = ask(delivery, alarm, &condition.signal, system, about, back, losses)?;
    if !watch.hold.is_zero() {
        let message = format!("`{}` is raised as soon as it is so, not after {}", alarm.name, watch.hold);
        losses.push(loss(alarm.feature, Severity::Info, alarm.path.clone(), message));
    }
    let declared = declared(delivery, &condition.signal);
    let (query, threshold, back) = match limit(condition, declared) {
        Some(limit) => (format!("toscalar({query})"), limit, back),
        None if own => {
            let message = format!("`{condition}` needs to know how it usually is, which a question of one's own does not tell");
            losses.push(loss(alarm.feature, Severity::Error, alarm.path.clone(), message).help("compare with a fixed value"));
            return None;
        }
        None => {
            let before = baseline(declared);
            let usual = usual(&query, &condition.signal, back, before);
            let (query, limit) = compared(condition, &query, &usual);
            (query, limit, back.saturating_add(before))
        }
    };
    let (query, sign, threshold) = match condition.comparison {
        Comparison::Above => (query, "GreaterThan", threshold),
        Comparison::AtLeast => (query, "GreaterThanOrEqual", threshold),
        Comparison::Below => (query, "LessThan", threshold),
        Comparison::AtMost => (query, "LessThanOrEqual", threshold),
        Comparison::Equal => (query, "Equals", threshold),
        // There is no sign for it, so the question answers yes or no.
        Comparison::Unequal => (format!("iff({query} != {threshold}, 1.0, 0.0)"), "GreaterThan", 0.0),
    };
    Some(Rule {
        query: format!("print value = {query}"),
        sign,
        threshold,
        back,
    })
}

/// The usual question for the time before: as much as a baseline looks back, up to where the question itself begins.
fn usual(query: &str, signal: &SignalName, back: Duration, before: Duration) -> String {
    let (back, all) = (minutes(back), minutes(back.saturating_add(before)));
    let earlier = query.replace(
        &format!("timestamp > ago({back}m)"),
        &format!("timestamp between (ago({all}m) .. ago({back}m))"),
    );
    let part = format!("toscalar({earlier})");
    // What is counted grows with the time in which it is.
    match signal.as_str() {
        "requests" | "exceptions" => format!("({part} * {back}.0 / {}.0)", minutes(before)),
        _ => part,
    }
}

/// A question that compares with what is usual, and the number its answer is held against.
fn compared(condition: &Condition, query: &str, usual: &str) -> (String, f64) {
    let share = |limit: f64| (format!("1.0 * toscalar({query}) / {usual}"), rounded(limit));
    match condition.threshold {
        Threshold::Absolute(quantity) => (format!("toscalar({query})"), quantity.base()),
        Threshold::Factor(factor) => share(factor.to_f64()),
        Threshold::Delta { quantity, direction } => {
            let side: f64 = match direction {
                Direction::Above => 1.0,
                Direction::Below => -1.0,
            };
            match quantity {
                Quantity::Percent(part) => share(side.mul_add(part.as_fraction(), 1.0)),
                other => (format!("toscalar({query}) - {usual}"), rounded(side * other.base())),
            }
        }
    }
}

/// The better of both windows: while that is too bad, both are.
fn budget(
    delivery: &Delivery,
    alarm: &Alarm<'_>,
    level: &Level<'_>,
    burn: &Burn,
    system: System,
    about: About<'_>,
    losses: &mut Vec<Diagnostic>,
) -> Option<Rule> {
    let Measure::Share { signal, .. } = level.measure()? else {
        return None;
    };
    if burn.long > LONGEST {
        let message = format!(
            "`{}` looks back {}, and such rules no further than {LONGEST}",
            alarm.name, burn.long
        );
        losses.push(loss(alarm.feature, Severity::Warning, alarm.path.clone(), message).help("look at it in a dashboard"));
        return None;
    }
    let (long, _) = ask(delivery, alarm, &signal, system, about, burn.long, losses)?;
    let (short, _) = ask(delivery, alarm, &signal, system, about, burn.short, losses)?;
    let percent = declared(delivery, &signal).is_some_and(|signal| signal.unit == Some(SignalUnit::Percent));
    let whole = if percent { " / 100" } else { "" };
    Some(Rule {
        query: format!("print value = 1.0 - max_of(toscalar({long}), toscalar({short})){whole}"),
        sign: "GreaterThan",
        threshold: rounded(burn.threshold(level.objective())),
        back: burn.long,
    })
}

/// What a rule asks: a parameter for each environment, with the resource as its value where the document names it.
fn scope(plan: &Plan, alarm: &Alarm<'_>, environment: &Id, all: &[&Id], template: &mut Template) -> String {
    let count = plan.delivery().environments.keys().filter(|id| Cloud::Azure.runs(plan, id)).count();
    let name = of_each("monitoring", environment, count.max(all.len()));
    let known = match provided(plan.delivery(), alarm.provider) {
        Provided::By(MonitoringKind::AzureMonitor(azure)) => {
            let resource = match (&azure.application_insights, &azure.workspace) {
                (Some(component), _) => Some(("Microsoft.Insights/components", component)),
                (None, Some(workspace)) => Some(("Microsoft.OperationalInsights/workspaces", workspace)),
                (None, None) => None,
            };
            resource.map(|(kind, name)| {
                let places = [azure.subscription.as_deref(), azure.resource_group.as_deref()];
                let parts = places.into_iter().flatten().chain([kind, name.as_str()]);
                let parts: Vec<String> = parts.map(|part| format!("'{}'", part.replace('\'', "''"))).collect();
                format!("[resourceId({})]", parts.join(", "))
            })
        }
        _ => None,
    };
    let mut parameter = json!({
        "type": "string",
        "metadata": { "description": format!("Id of the Application Insights component or Log Analytics workspace that measures {environment}.") }
    });
    if let (Some(known), Some(entries)) = (known, parameter.as_object_mut()) {
        entries.insert(String::from("defaultValue"), Value::String(known));
    }
    template.parameters.insert(name.clone(), parameter);
    format!("[parameters('{name}')]")
}

/// The rule as a resource.
#[expect(clippy::too_many_arguments, reason = "each says one thing of the rule")]
fn resource(
    plan: &Plan,
    alarm: &Alarm<'_>,
    about: About<'_>,
    environment: &Id,
    environments: &[&Id],
    rule: &Rule,
    scope: &str,
    groups: &BTreeSet<&Id>,
) -> Value {
    let service = about.service.or(match alarm.services[..] {
        [one] => Some(one),
        _ => None,
    });
    let owner = alarm
        .owner
        .or_else(|| plan.delivery().services.get(service?)?.owner.as_ref().map(Id::as_str));
    let name = format!(
        "{}{}",
        alarm.name,
        about
            .service
            .filter(|_| alarm.services.len() > 1)
            .map_or_else(String::new, |id| camel(id.as_str()))
    );
    let reached: Vec<String> = reached(plan, alarm)
        .into_iter()
        .filter(|(id, _)| groups.contains(id))
        .map(|(id, _)| format!("[resourceId('Microsoft.Insights/actionGroups', '{id}')]"))
        .collect();
    let every = match &alarm.ask {
        Ask::Condition(watch) => watch.every,
        _ => None,
    };
    let every = allowed(every.unwrap_or(LOOKBACK));
    let window = allowed(rule.back).max(every);
    let mut told = serde_json::Map::new();
    let said = [
        ("service", service.map(Id::as_str)),
        ("environment", Some(environment.as_str())),
        ("owner", owner),
        ("runbook", alarm.runbook),
    ];
    for (key, value) in said.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        told.insert(key.to_owned(), Value::String(value.to_owned()));
    }
    let mut properties = json!({
        "displayName": name,
        "description": format!("{}. {}", alarm.summary, alarm.description),
        "severity": match alarm.severity {
            AlertSeverity::Page => 1,
            AlertSeverity::Ticket => 3,
            AlertSeverity::Info => 4,
        },
        "enabled": true,
        "autoMitigate": true,
        "scopes": [scope],
        "evaluationFrequency": span(every),
        "windowSize": span(window),
        "criteria": {
            "allOf": [{
                "query": rule.query,
                "timeAggregation": "Maximum",
                "metricMeasureColumn": "value",
                "operator": rule.sign,
                "threshold": rule.threshold,
                "failingPeriods": { "numberOfEvaluationPeriods": 1, "minFailingPeriodsToAlert": 1 }
            }]
        },
        "actions": { "actionGroups": reached, "customProperties": told }
    });
    if minutes(rule.back) > window
        && let Some(entries) = properties.as_object_mut()
    {
        entries.insert(String::from("overrideQueryTimeRange"), json!(span(2880)));
    }
    let depends: Vec<&Value> = properties
        .pointer("/actions/actionGroups")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .collect();
    json!({
        "type": "Microsoft.Insights/scheduledQueryRules",
        "apiVersion": "2021-08-01",
        "name": of_each(&name, environment, environments.len()),
        "location": "[parameters('location')]",
        "dependsOn": depends,
        "properties": properties
    })
}

/// The next of the minutes that are allowed; the most when there is none.
fn allowed(duration: Duration) -> u64 {
    let wanted = minutes(duration);
    ALLOWED.into_iter().find(|allowed| *allowed >= wanted).unwrap_or(1440)
}

/// Minutes as a span of time in the words of ISO 8601.
fn span(minutes: u64) -> String {
    match minutes {
        days if days.is_multiple_of(1440) => format!("P{}D", days / 1440),
        hours if hours.is_multiple_of(60) => format!("PT{}H", hours / 60),
        minutes => format!("PT{minutes}M"),
    }
}
