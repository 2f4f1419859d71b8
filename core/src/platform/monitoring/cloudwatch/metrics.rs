//! Measurements of CloudWatch: the document's own, and what AWS itself measures.

use super::Template;
use crate::model::scalar::{Duration, SignalName};
use crate::model::{CloudWatchQuery, Id, Platform};
use crate::plan::Plan;
use crate::platform::monitoring::subject::camel;
use serde_json::{Value, json};

/// How long a period is in seconds: whole minutes, as CloudWatch keeps what it measures.
pub(super) fn period(duration: Duration) -> u64 {
    duration.as_millis().div_ceil(60_000).max(1) * 60
}

/// The measurement that a document has of its own.
pub(super) fn own(query: &CloudWatchQuery, back: Duration) -> Vec<Value> {
    let period = period(query.period.unwrap_or(back));
    if let Some(expression) = &query.expression {
        return vec![json!({ "Id": "value", "Expression": expression, "Period": period, "ReturnData": true })];
    }
    let dimensions: Vec<Value> = query
        .dimensions
        .iter()
        .map(|(name, value)| json!({ "Name": name, "Value": value }))
        .collect();
    let namespace = query.namespace.as_deref().unwrap_or_default();
    let metric = query.metric.as_deref().unwrap_or_default();
    let statistic = query.statistic.as_deref().unwrap_or("Average");
    vec![stat("value", namespace, metric, &Value::Array(dimensions), statistic, period, true)]
}

/// What AWS measures of a service that answers for a signal; nothing when it measures none.
pub(super) fn usual(
    plan: &Plan,
    environment: &Id,
    service: &Id,
    signal: &SignalName,
    back: Duration,
    template: &mut Template,
) -> Option<Vec<Value>> {
    let platform = plan.delivery().environments.get(environment)?.platform.as_ref()?;
    let period = period(back);
    let (namespace, dimensions, [all, bad, time], per_second) = match platform {
        Platform::AwsLambda(lambda) => {
            let dimensions = json!([{ "Name": "FunctionName", "Value": lambda.function }]);
            ("AWS/Lambda", dimensions, ["Invocations", "Errors", "Duration"], 1000.0)
        }
        Platform::AwsEcs(_) => {
            let about = "Full name of the load balancer, such as app/shop/50dc6c495c0c9188";
            let balancer = template.parameter(String::from("LoadBalancer"), about, false);
            let about = format!("Full name of the target group of {service}, such as targetgroup/{service}/73e2d6bc24d8a067");
            let group = template.parameter(format!("TargetGroup{}", camel(service.as_str())), &about, false);
            let dimensions = json!([{ "Name": "LoadBalancer", "Value": balancer }, { "Name": "TargetGroup", "Value": group }]);
            let names = ["RequestCount", "HTTPCode_Target_5XX_Count", "TargetResponseTime"];
            ("AWS/ApplicationELB", dimensions, names, 1.0)
        }
        _ => return None,
    };
    let one = |id: &str, metric: &str, statistic: &str, given: bool| stat(id, namespace, metric, &dimensions, statistic, period, given);
    // Without requests nothing is wrong, and without errors there is no number of them.
    let shares = |expression: &str| {
        vec![
            json!({ "Id": "value", "Expression": expression, "ReturnData": true }),
            one("all", all, "Sum", false),
            one("bad", bad, "Sum", false),
        ]
    };
    match (signal.as_str(), signal.root(), signal.detail()) {
        ("error_rate", ..) => Some(shares("FILL(bad, 0) / all")),
        ("success_rate", ..) => Some(shares("1 - FILL(bad, 0) / all")),
        ("requests", ..) => Some(vec![one("value", all, "Sum", true)]),
        ("throughput", ..) => Some(vec![
            json!({ "Id": "value", "Expression": format!("all / {period}"), "ReturnData": true }),
            one("all", all, "Sum", false),
        ]),
        (_, "latency", Some(detail)) => {
            let digits = detail
                .strip_prefix('p')
                .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
            let (whole, part) = digits.split_at_checked(2)?;
            let statistic = if part.is_empty() {
                format!("p{whole}")
            } else {
                format!("p{whole}.{part}")
            };
            if per_second > 1.0 {
                return Some(vec![
                    json!({ "Id": "value", "Expression": format!("time / {per_second}"), "ReturnData": true }),
                    one("time", time, &statistic, false),
                ]);
            }
            Some(vec![one("value", time, &statistic, true)])
        }
        _ => None,
    }
}

/// One measurement.
fn stat(id: &str, namespace: &str, metric: &str, dimensions: &Value, statistic: &str, period: u64, given: bool) -> Value {
    json!({
        "Id": id,
        "MetricStat": {
            "Metric": { "Namespace": namespace, "MetricName": metric, "Dimensions": dimensions },
            "Period": period,
            "Stat": statistic
        },
        "ReturnData": given
    })
}
