//! Analyses: the questions that a rollout asks while it goes on, as templates of Argo Rollouts.

use super::engine::Split;
use crate::analysis::signals::{self, Provided, Query, Subject, System, declared, limit, provided};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Comparison, Condition, Duration, Threshold};
use crate::model::{Analysis, Id, MonitoringKind};
use crate::platform::kubernetes::controller::seconds;
use crate::platform::kubernetes::object::{Object, Spec, Text, objects};
use crate::platform::kubernetes::site::Running;
use crate::render::{Feature, loss};
use crate::text::ModelPath;

objects! {
    /// What is measured, and what must be so.
    TemplateSpec<'p> {
        args: Vec<Argument> = "args",
        metrics: Vec<Metric<'p>> = "metrics",
    }

    /// A value that a rollout gives.
    Argument {
        name: &'static str = "name",
    }

    /// One measurement.
    Metric<'p> {
        name: Text<'p> = "name",
        delay: Option<Text<'p>> = "initialDelay",
        every: Option<Text<'p>> = "interval",
        count: Option<u64> = "count",
        failures: Option<u64> = "failureLimit",
        good: Text<'p> = "successCondition",
        bad: Text<'p> = "failureCondition",
        provider: Provider<'p> = "provider",
    }

    /// Who is asked.
    Provider<'p> {
        prometheus: Question<'p> = "prometheus",
    }

    /// What is asked.
    Question<'p> {
        address: Option<Text<'p>> = "address",
        query: Text<'p> = "query",
    }
}

/// A template of an analysis.
pub(in crate::platform::kubernetes) type Template<'p> = Object<'p, Spec<TemplateSpec<'p>>>;

/// The name by which the new version is known to a question.
pub(super) const VERSION: &str = "version";

/// The template of an analysis of a workload; nothing when no condition of it can be asked.
pub(super) fn template<'p>(
    running: &Running<'p>,
    name: String,
    said: &'p Analysis,
    split: &Split<'p>,
    path: &ModelPath,
    losses: &mut Vec<Diagnostic>,
) -> Option<Template<'p>> {
    let address = match address(running, said.provider.as_ref()) {
        Ok(address) => address,
        Err(kind) => {
            let message = format!("`{name}` is measured by `{kind}`, which is not asked from here");
            losses.push(
                loss(Feature::Analyses, Severity::Error, path.clone(), message).help("name a Prometheus, or keep the template by hand"),
            );
            return None;
        }
    };
    let service = split.new.as_deref().unwrap_or(running.id.as_str());
    let mut metrics = Vec::new();
    let mut versioned = false;
    for (number, condition) in said.conditions.iter().enumerate() {
        let place = path.clone().key("conditions").index(number);
        let Some((query, own)) = question(running, condition, said, service, &argument()) else {
            let message = format!("there is no question for `{}`, so nobody looks at it", condition.signal);
            losses.push(
                loss(Feature::Analyses, Severity::Error, place, message)
                    .help("declare it under `signals`, with its query for `prometheus`"),
            );
            continue;
        };
        let Some((good, bad)) = held(running, condition) else {
            let message = format!("`{condition}` needs to know how it usually is, which one question does not tell");
            losses.push(loss(Feature::Analyses, Severity::Error, place, message).help("compare with a fixed value"));
            continue;
        };
        if !own {
            let message = format!("`{}` is asked by the names that are usual", condition.signal);
            losses
                .push(loss(Feature::Analyses, Severity::Info, place.clone(), message).help("declare it under `signals` to ask otherwise"));
        }
        if condition.sustained.is_some() {
            let message = format!("`{condition}` is asked at one moment; how often it may fail says how long it may be so");
            losses.push(loss(Feature::Analyses, Severity::Info, place, message));
        }
        versioned |= query.contains(&argument());
        metrics.push(Metric {
            name: metric_name(condition, number).into(),
            delay: said.delay.map(span),
            every: said.every.map(span),
            count: said.count.map(u64::from),
            failures: said.failures.map(u64::from),
            good: good.into(),
            bad: bad.into(),
            provider: Provider {
                prometheus: Question {
                    address: address.clone(),
                    query: query.into(),
                },
            },
        });
    }
    (!metrics.is_empty()).then(|| Object {
        api: "argoproj.io/v1alpha1",
        kind: "AnalysisTemplate",
        meta: running.meta(name),
        body: Spec(TemplateSpec {
            args: versioned.then_some(Argument { name: VERSION }).into_iter().collect(),
            metrics,
        }),
    })
}

/// A span of time as the engine reads it.
pub(super) fn span<'p>(duration: Duration) -> Text<'p> {
    format!("{}s", seconds(duration)).into()
}

pub(super) fn metric_name(condition: &Condition, number: usize) -> String {
    let name: String = condition
        .signal
        .to_string()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    format!("{}-{}", name.trim_matches('-'), number + 1)
}

/// Where Prometheus is, as far as the document says; the kind of another system.
pub(super) fn address<'p>(running: &Running<'p>, named: Option<&'p Id>) -> Result<Option<Text<'p>>, String> {
    match provided(running.site.plan.delivery(), named) {
        Provided::By(MonitoringKind::Prometheus(prometheus)) => Ok(prometheus.address.as_deref().map(Text::from)),
        Provided::By(other) => Err(other.key().to_owned()),
        Provided::Unsaid => Ok(None),
        Provided::Named(id) if id.as_str() == "prometheus" => Ok(None),
        Provided::Named(id) => Err(id.to_string()),
    }
}

fn argument() -> String {
    format!("{{{{args.{VERSION}}}}}")
}

/// The question of a condition, about the new version only where that can be told, and whether it is the user's own.
pub(super) fn question(
    running: &Running<'_>,
    condition: &Condition,
    said: &Analysis,
    service: &str,
    version: &str,
) -> Option<(String, bool)> {
    let declared = declared(running.site.plan.delivery(), &condition.signal);
    let lookback = said.lookback.unwrap_or_else(|| signals::lookback(declared));
    let subject = Subject {
        service,
        environment: running.site.id.as_str(),
        version,
    };
    let asked = signals::question(&condition.signal, declared, System::Prometheus, subject, lookback)?;
    match asked.query {
        Query::Text(query) => Some((query, asked.own)),
        Query::CloudWatch(_) => None,
    }
}

/// When a measurement is good and when it is bad. One that says nothing is neither: the rollout then waits for a person.
fn held(running: &Running<'_>, condition: &Condition) -> Option<(String, String)> {
    let Threshold::Absolute(_) = condition.threshold else { return None };
    let limit = limit(condition, declared(running.site.plan.delivery(), &condition.signal))?;
    let (good, bad) = match condition.comparison {
        Comparison::Equal => ("==", "!="),
        Comparison::Unequal => ("!=", "=="),
        Comparison::Below => ("<", ">="),
        Comparison::AtMost => ("<=", ">"),
        Comparison::Above => (">", "<="),
        Comparison::AtLeast => (">=", "<"),
    };
    let held = |sign: &str| format!("len(result) > 0 && !isNaN(result[0]) && result[0] {sign} {limit}");
    Some((held(good), held(bad)))
}
