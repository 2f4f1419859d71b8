//! Alarms: what is measured, what it is held against, and how many periods in a row.

use super::Template;
use super::metrics::{own, period, usual};
use crate::analysis::service_levels::{Burn, Level};
use crate::analysis::signals::{LOOKBACK, declared, in_unit, limit};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Comparison, Duration, SignalName};
use crate::model::{Id, NoData, SignalUnit};
use crate::plan::Plan;
use crate::platform::monitoring::alarm::{Alarm, Ask, rounded};
use crate::platform::monitoring::cloud::{Cloud, of_each, reached};
use crate::platform::monitoring::question::{Refusal, is_asked_by, refused};
use crate::platform::monitoring::subject::{Places, camel};
use crate::render::loss;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

/// How much time the periods of an alarm have together at most.
const LONGEST: Duration = Duration::from_days(1);

/// Whom alarms reach, and what they are written into.
struct Site<'s, 'p> {
    plan: &'p Plan,
    alarm: &'s Alarm<'p>,
    topics: &'s BTreeMap<&'p Id, String>,
    environment: &'p Id,
    service: Option<&'p Id>,
    name: String,
}

/// The alarms of CloudWatch for something that someone is told of.
pub(super) fn alarms<'p>(
    plan: &'p Plan,
    places: &Places<'p>,
    alarm: &Alarm<'p>,
    topics: &BTreeMap<&'p Id, String>,
    template: &mut Template,
    losses: &mut Vec<Diagnostic>,
) {
    let environments = Cloud::Aws.of(plan, alarm);
    if environments.is_empty() || matches!(alarm.ask, Ask::Backup(..)) || !is_asked_by(plan.delivery(), alarm, "cloudwatch", losses) {
        return;
    }
    let Some(signal) = alarm.signal() else {
        let message = format!(
            "`{}` is measured in a way that one alarm does not tell, so nobody is told",
            alarm.name
        );
        losses.push(loss(alarm.feature, Severity::Error, alarm.path.clone(), message).help("measure it by one `signal`"));
        return;
    };
    let own = declared(plan.delivery(), &signal).is_some_and(|signal| signal.cloudwatch.is_some());
    for environment in &environments {
        // The document's own measurement does not speak of services.
        let services: Vec<Option<&Id>> = match alarm.services[..] {
            [one] => vec![Some(one)],
            _ if own => vec![None],
            _ => {
                let there: HashSet<&Id> = places.services(&[environment]).iter().copied().collect();
                alarm.services.iter().copied().filter(|id| there.contains(id)).map(Some).collect()
            }
        };
        for service in &services {
            let part = service
                .filter(|_| alarm.services.len() > 1)
                .map_or_else(String::new, |id| camel(id.as_str()));
            let site = Site {
                plan,
                alarm,
                topics,
                environment,
                service: *service,
                name: of_each(&format!("{}{part}", alarm.name), environment, environments.len()),
            };
            if !site.write(&signal, template, losses) {
                return;
            }
        }
    }
}

impl Site<'_, '_> {
    /// Writes what is asked; false when that cannot be.
    fn write(&self, signal: &SignalName, template: &mut Template, losses: &mut Vec<Diagnostic>) -> bool {
        match &self.alarm.ask {
            Ask::Condition(watch) => {
                let condition = &watch.condition;
                let back = watch.windows.first().copied().unwrap_or(LOOKBACK);
                let Some(limit) = limit(condition, declared(self.plan.delivery(), signal)) else {
                    let message = format!("`{condition}` needs to know how it usually is, which an alarm does not");
                    let found = loss(self.alarm.feature, Severity::Error, self.alarm.path.clone(), message);
                    losses.push(found.help("compare with a fixed value"));
                    return false;
                };
                let sign = match condition.comparison {
                    Comparison::Above => "GreaterThanThreshold",
                    Comparison::AtLeast => "GreaterThanOrEqualToThreshold",
                    Comparison::Below => "LessThanThreshold",
                    Comparison::AtMost => "LessThanOrEqualToThreshold",
                    Comparison::Equal | Comparison::Unequal => {
                        let message = format!("an alarm has no sign for `{condition}`");
                        let found = loss(self.alarm.feature, Severity::Error, self.alarm.path.clone(), message);
                        losses.push(found.help("say what is too much or too little"));
                        return false;
                    }
                };
                let Some(metrics) = self.metrics(signal, back, template, losses) else {
                    return false;
                };
                let said = declared(self.plan.delivery(), signal).and_then(|signal| signal.cloudwatch.as_ref()?.period);
                let each = period(said.unwrap_or(back));
                let times = watch.hold.as_secs().div_ceil(each).max(1);
                let periods = times.min(LONGEST.as_secs() / each).max(1);
                if periods < times {
                    let message = format!(
                        "`{}` is raised after {LONGEST}, which is as far as an alarm looks back",
                        self.alarm.name
                    );
                    losses.push(loss(self.alarm.feature, Severity::Warning, self.alarm.path.clone(), message));
                }
                let alarm = self.one(&self.name, &metrics, sign, limit, periods, true);
                template.add(&self.name, alarm);
                true
            }
            Ask::Budget(level, burn) => self.budget(level, burn, signal, template, losses),
            Ask::Backup(..) => true,
        }
    }

    /// Two alarms that tell nobody, and one that does when both are raised.
    fn budget(&self, level: &Level<'_>, burn: &Burn, signal: &SignalName, template: &mut Template, losses: &mut Vec<Diagnostic>) -> bool {
        if burn.long > LONGEST {
            let message = format!(
                "`{}` looks back {}, and an alarm no further than {LONGEST}",
                self.alarm.name, burn.long
            );
            losses.push(loss(self.alarm.feature, Severity::Warning, self.alarm.path.clone(), message).help("look at it in a dashboard"));
            return false;
        }
        let percent = declared(self.plan.delivery(), signal).filter(|signal| signal.unit == Some(SignalUnit::Percent));
        let least = in_unit(rounded(1.0 - burn.threshold(level.objective())), percent);
        let mut parts = Vec::new();
        for (word, window) in [("Long", burn.long), ("Short", burn.short)] {
            let Some(metrics) = self.metrics(signal, window, template, losses) else {
                return false;
            };
            let name = format!("{}{word}", self.name);
            let alarm = self.one(&name, &metrics, "LessThanThreshold", least, 1, false);
            parts.push(template.add(&name, alarm));
        }
        let both: Vec<String> = parts.iter().map(|part| format!("ALARM(${{{part}}})")).collect();
        let both = json!({
            "Type": "AWS::CloudWatch::CompositeAlarm",
            "Properties": {
                "AlarmName": self.called(&self.name),
                "AlarmDescription": self.told(),
                "AlarmRule": { "Fn::Sub": both.join(" AND ") },
                "AlarmActions": self.actions(),
                "OKActions": self.actions()
            }
        });
        template.add(&self.name, both);
        true
    }

    /// What is measured; told when there is nothing.
    fn metrics(&self, signal: &SignalName, back: Duration, template: &mut Template, losses: &mut Vec<Diagnostic>) -> Option<Vec<Value>> {
        let said = declared(self.plan.delivery(), signal).and_then(|signal| signal.cloudwatch.as_ref());
        if let Some(query) = said {
            return Some(own(query, back));
        }
        let found = self
            .service
            .and_then(|service| usual(self.plan, self.environment, service, signal, back, template));
        let message = if found.is_some() {
            let message = format!("`{signal}` is what AWS itself measures of the service");
            loss(self.alarm.feature, Severity::Info, self.alarm.path.clone(), message)
                .help("declare it under `signals` to measure otherwise")
        } else {
            refused(self.alarm, signal.as_str(), Refusal::Unknown, "cloudwatch")
        };
        losses.push(message);
        found
    }

    fn one(&self, name: &str, metrics: &[Value], sign: &str, limit: f64, periods: u64, tells: bool) -> Value {
        let missing = match self.alarm.no_data {
            Some(NoData::Alert) => "breaching",
            Some(NoData::Keep) => "ignore",
            Some(NoData::Fine) | None => "notBreaching",
        };
        let mut alarm = json!({
            "Type": "AWS::CloudWatch::Alarm",
            "Properties": {
                "AlarmName": self.called(name),
                "AlarmDescription": self.told(),
                "Metrics": metrics,
                "ComparisonOperator": sign,
                "Threshold": limit,
                "EvaluationPeriods": periods,
                "DatapointsToAlarm": periods,
                "TreatMissingData": missing
            }
        });
        if let (true, Some(properties)) = (tells, alarm.get_mut("Properties").and_then(Value::as_object_mut)) {
            properties.insert(String::from("AlarmActions"), self.actions());
            properties.insert(String::from("OKActions"), self.actions());
        }
        alarm
    }

    /// The name that people see.
    fn called(&self, name: &str) -> String {
        format!("{}-{}-{name}", self.plan.delivery().name, self.environment)
    }

    /// What is wrong, who answers for it and what to do.
    fn told(&self) -> String {
        let alarm = self.alarm;
        let owner = alarm
            .owner
            .or_else(|| self.plan.delivery().services.get(self.service?)?.owner.as_ref().map(Id::as_str));
        let mut text = format!("{}. {} Severity: {}.", alarm.summary, alarm.description, alarm.severity.word());
        if let Some(owner) = owner {
            let _ = write!(text, " Owner: {owner}.");
        }
        if let Some(runbook) = alarm.runbook {
            let _ = write!(text, " What to do: {runbook}");
        }
        text
    }

    fn actions(&self) -> Value {
        let topics = reached(self.plan, self.alarm).into_iter().filter_map(|(id, _)| self.topics.get(id));
        Value::Array(topics.map(|topic| json!({ "Ref": topic })).collect())
    }
}
